"""Long lists, cut into pages of their own addresses.

In: a sequence and the number of rows on a page. Out: `Slice`s. Not its business: what the rows are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from generator.portable import portable
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
