"""Long lists in pages: what a list of all rows cut into pieces gives, without the list."""

from hypothesis import given
from hypothesis import strategies as st

from generator.recall import anew
from generator.show.paging import slices
from generator.show.stretches import parts_of


@given(st.dictionaries(st.text("abc", min_size=1), st.integers(0, 7)), st.integers(0, 5))
def test_pages_are_those_of_the_whole_list(counts: dict[str, int], size: int) -> None:
    def own(key: str) -> list[tuple[str, int]]:
        return [(key, n) for n in range(counts[key])]

    found = parts_of("tasks/", counts, size, own, anew)
    rows = [row for key in counts for row in own(key)]
    assert dict(found) == {part.address: part for part in slices("tasks/", rows, size)}
