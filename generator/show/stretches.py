"""The long lists of the site: what all plans have, one plan after the other, cut into pages before it is looked at.

In: how many things each plan has, and what gives them. Out: the rows of each page, looked up when it is made.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, chain, islice
from operator import eq
from typing import TypeVar

from generator.recall import Recall
from generator.show.paging import Slice, pager_of
from generator.urls import list_url

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A page of such a list."""

    number: int
    plans: tuple[str, ...]
    """Those that it goes through."""
    skipped: int
    """Things of the first plan that stand on the page before."""


def stretches_of(counts: Mapping[str, int], size: int) -> Iterator[Stretch]:
    """Yield the pages of a list in order; an empty list has one empty page."""
    keys, ends = [*counts], [*accumulate(counts.values())]
    count = ends[-1] if ends else 0
    for number, start in enumerate(range(0, max(count, 1), size), 1):
        first, last = bisect_right(ends, start), bisect_left(ends, min(start + size, count))
        skipped = start - (ends[first - 1] if first else 0)
        yield Stretch(number, tuple(keys[first : last + 1]), skipped)


def parts_of(
    base: str,
    counts: Mapping[str, int],
    size: int,
    give: Callable[[str], Iterable[T]],
    recall: Recall,
) -> Mapping[str, Slice[T]]:
    """Return the pages of a list by address, those that hold the same rows the same as before."""
    size = max(size, 1)
    found = {list_url(base, each.number): each for each in stretches_of(counts, size)}

    def part(address: str) -> Slice[T]:
        own = found[address]
        rows = chain.from_iterable(map(give, own.plans))
        shown = tuple(islice(rows, own.skipped, own.skipped + size))
        return Slice(address, shown, pager_of(base, own.number, len(found)))

    return recall.later(f"{base} in parts", (found,), None, part, eq)
