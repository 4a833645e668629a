from hypothesis import given
from hypothesis import strategies as st

from generator.show.paging import pager_of, slices


def test_first_and_later_addresses() -> None:
    parts = list(slices("tasks/", range(5), 2))
    assert [part.address for part in parts] == ["tasks/", "tasks/page-2/", "tasks/page-3/"]
    assert parts[1].pager.previous == "tasks/"
    assert parts[2].pager.following == ""


def test_an_empty_list_has_a_page() -> None:
    none: tuple[int, ...] = ()
    (part,) = slices("tasks/", none, 20)
    assert part.rows == ()
    assert part.pager.total == 1


def test_pager_names_first_near_and_last() -> None:
    links = pager_of("p/", 10, 20).links
    assert [link.text for link in links] == ["1", "…", "8", "9", "10", "11", "12", "…", "20"]
    assert links[4].address == ""


@given(st.lists(st.integers(), max_size=60), st.integers(-1, 9))
def test_every_row_once(rows: list[int], size: int) -> None:
    parts = list(slices("x/", rows, size))
    assert [row for part in parts for row in part.rows] == rows
    assert len({part.address for part in parts}) == len(parts)


@given(
    st.lists(st.integers(), max_size=30),
    st.lists(st.text(max_size=2), max_size=30),
    st.integers(1, 9),
)
def test_plans_are_paged_beside_the_rows(rows: list[int], plans: list[str], size: int) -> None:
    parts = list(slices("x/", rows, size, plans))
    assert [row for part in parts for row in part.rows] == rows
    assert [plan for part in parts for plan in part.plans] == plans
    assert all(len(part.rows) <= size and len(part.plans) <= size for part in parts)
    assert len(parts) == 1 or all(part.rows or part.plans for part in parts)
    assert {part.pager.total for part in parts} == {len(parts)}
