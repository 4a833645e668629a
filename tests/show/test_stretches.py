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

    lists = {key: own(key) for key in counts}
    found = parts_of(anew, "tasks/", lists, counts, size)
    rows = [row for own in lists.values() for row in own]
    assert dict(found) == {part.address: part for part in slices("tasks/", rows, size)}
