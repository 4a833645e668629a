"""Long lists, cut into pages of their own addresses.

In: a sequence and the number of rows on a page. Out: `Slice`s. Not its business: what the rows are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, islice
from typing import Generic, TypeVar

from generator.portable import portable
from generator.recall import Recall, patched, settled_in
from generator.show.rows import Link
from generator.urls import list_url

T = TypeVar("T")
_NEAR = 2


@portable
@dataclass(frozen=True, slots=True)
class Pager:
    """Where a page stands among the pages of its list."""

    number: int
    total: int
    previous: str
    following: str
    links: tuple[Link, ...]
    """First, last and near pages; an empty address stands for those left out or for this one."""


@portable
@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """The rows of one page."""

    address: str
    rows: tuple[T, ...]
    pager: Pager
    plans: tuple[str, ...] = ()
    """Ids of the plans that are listed beside the rows."""


def slices(
    base: str, rows: Sequence[T], size: int, plans: Sequence[str] = ()
) -> Iterator[Slice[T]]:
    """Yield the pages of a list in order; an empty list has one empty page.

    `plans` are paged beside the rows, as many to a page: no page grows with the site.
    """
    size = max(size, 1)
    total = max(-(-max(len(rows), len(plans)) // size), 1)
    for number in range(1, total + 1):
        part = slice((number - 1) * size, number * size)
        pager = pager_of(base, number, total)
        yield Slice(list_url(base, number), tuple(rows[part]), pager, tuple(plans[part]))


@dataclass(frozen=True, slots=True)
class _Parts(Generic[T]):
    """A list that consists of what each of many gives to it, in pages by address."""

    own: Mapping[str, Sequence[T]]
    size: int
    pages: Mapping[str, Slice[T]]


def parts_of(
    recall: Recall, base: str, own: Mapping[str, Sequence[T]], size: int
) -> Mapping[str, Slice[T]]:
    """Return the pages of a list by address; it consists of what each of many gives to it, in order.

    Pages that hold the same rows as before are the same. Where no row moved, only pages with other rows are made.
    """

    def made(before: _Parts[T] | None) -> _Parts[T]:
        pages = None if before is None or before.size != size else _patched(recall, before, own)
        if pages is None:
            rows = tuple(chain.from_iterable(own.values()))
            pages = {part.address: part for part in slices(base, rows, size)}
        return _Parts(own, size, pages)

    pages = recall.since(f"{base} in parts", made).pages
    return settled_in(recall, f"{base} in parts, settled", pages)


def _patched(
    recall: Recall, before: _Parts[T], own: Mapping[str, Sequence[T]]
) -> Mapping[str, Slice[T]] | None:
    """Return the pages with other rows where some were; None where rows moved."""
    found = recall.differing(before.own, own)
    lengths = ((len(before.own[key]), len(own[key])) for key in found.keys if key in own)
    if not (found.is_in_order and all(old == new for old, new in lengths)):
        return None
    addresses, size, keys = [*before.pages], max(before.size, 1), [*own]
    others: dict[str, Slice[T]] = {}
    for key in found.keys:
        first = sum(map(len, islice(own.values(), keys.index(key))))
        for n in range(first // size, -(-(first + len(own[key])) // size)):
            part = others.get(addresses[n], before.pages[addresses[n]])
            others[addresses[n]] = _with(part, own[key], first - n * size)
    return patched(recall, before.pages, others)


def _with(part: Slice[T], rows: Sequence[T], at: int) -> Slice[T]:
    """Return a page with others of its rows: the first of these stands at a place in it, or before it."""
    own = list(part.rows)
    start, end = max(at, 0), min(at + len(rows), len(own))
    own[start:end] = rows[start - at : end - at]
    return replace(part, rows=tuple(own))


@lru_cache(1 << 12)
def pager_of(base: str, number: int, total: int) -> Pager:
    """Return the pager of the page with this number."""
    return Pager(
        number=number,
        total=total,
        previous=list_url(base, number - 1) if number > 1 else "",
        following=list_url(base, number + 1) if number < total else "",
        links=tuple(_links(base, number, total)),
    )


def _links(base: str, number: int, total: int) -> Iterator[Link]:
    shown = {1, total, *range(number - _NEAR, number + _NEAR + 1)}
    last = 0
    for page in sorted(page for page in shown if 1 <= page <= total):
        if page > last + 1:
            yield Link("…", "")
        yield Link(str(page), "" if page == number else list_url(base, page))
        last = page
