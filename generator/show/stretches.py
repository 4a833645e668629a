"""The long lists of the site: what each of many has, one after the other, cut into pages before it is looked at.

In: how many rows each has, and what gives them. Out: the rows of each page, looked up when it is made.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, islice
from operator import eq
from typing import Generic, TypeVar

from generator.recall import Recall, patched
from generator.show.paging import Slice, pager_of
from generator.urls import list_url

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A page of such a list."""

    number: int
    owners: tuple[str, ...]
    """Those that it goes through."""
    skipped: int
    """Rows of the first of them that stand on the page before."""


def stretches_of(counts: Mapping[str, int], size: int) -> Iterator[Stretch]:
    """Yield the pages of a list in order; an empty list has one empty page."""
    keys, ends = [*counts], [*accumulate(counts.values())]
    count = ends[-1] if ends else 0
    for number, start in enumerate(range(0, max(count, 1), size), 1):
        first, last = bisect_right(ends, start), bisect_left(ends, min(start + size, count))
        skipped = start - (ends[first - 1] if first else 0)
        yield Stretch(number, tuple(keys[first : last + 1]), skipped)


@dataclass(frozen=True, slots=True)
class _Parts(Generic[T]):
    """A list that consists of what each of many gives to it, in pages by address."""

    own: Mapping[str, Sequence[T]]
    counts: Mapping[str, int]
    size: int
    pages: Mapping[str, Slice[T]]


def parts_of(
    recall: Recall,
    base: str,
    own: Mapping[str, Sequence[T]],
    counts: Mapping[str, int],
    size: int,
) -> Mapping[str, Slice[T]]:
    """Return the pages of a list by address; it consists of what each of many gives to it, in order.

    `counts` says how much that is. Pages that hold the same rows as before are the same. Where no row moved, only pages
    with other rows are made.
    """
    size = max(size, 1)

    def made(before: _Parts[T] | None) -> _Parts[T]:
        pages = None
        if before is not None and before.size == size:
            pages = _patched(recall, before, own, counts)
        return _Parts(own, counts, size, pages or _pages(recall, base, own, counts, size))

    pages = recall.since(f"{base} in parts", made).pages
    return recall.later(f"{base} in parts, settled", (pages,), None, pages.__getitem__, eq)


def _pages(
    recall: Recall,
    base: str,
    own: Mapping[str, Sequence[T]],
    counts: Mapping[str, int],
    size: int,
) -> Mapping[str, Slice[T]]:
    """Return all pages."""
    found = {list_url(base, each.number): each for each in stretches_of(counts, size)}

    def part(address: str) -> Slice[T]:
        stretch = found[address]
        rows = chain.from_iterable(own[key] for key in stretch.owners)
        shown = tuple(islice(rows, stretch.skipped, stretch.skipped + size))
        return Slice(address, shown, pager_of(base, stretch.number, len(found)))

    return recall.later(f"{base} in parts, all", (found,), None, part)


def _patched(
    recall: Recall,
    before: _Parts[T],
    own: Mapping[str, Sequence[T]],
    counts: Mapping[str, int],
) -> Mapping[str, Slice[T]] | None:
    """Return the pages with other rows where some were; None where rows moved."""
    found = recall.differing(before.own, own)
    is_in_place = found.is_in_order and all(before.counts[key] == counts[key] for key in found.keys)
    if not is_in_place:
        return None
    addresses, size, keys = [*before.pages], before.size, [*own]
    others: dict[str, Slice[T]] = {}
    for key in found.keys:
        first = sum(islice(counts.values(), keys.index(key)))
        for n in range(first // size, -(-(first + counts[key]) // size)):
            part = others.get(addresses[n], before.pages[addresses[n]])
            others[addresses[n]] = _with(part, own[key], first - n * size)
    return patched(recall, before.pages, others)


def _with(part: Slice[T], rows: Sequence[T], at: int) -> Slice[T]:
    """Return a page with others of its rows: the first of these stands at a place in it, or before it."""
    own = list(part.rows)
    start, end = max(at, 0), min(at + len(rows), len(own))
    own[start:end] = rows[start - at : end - at]
    return replace(part, rows=tuple(own))
