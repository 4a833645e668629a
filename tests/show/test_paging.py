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
