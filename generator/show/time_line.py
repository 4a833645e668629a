"""The time line of the site: what has to be done by when, year by year, in plans that stand.

In: a Site and its rows. Out: `Sheaf`s: the index of years in which something is due, and the pages of each. No clock is
asked: a year is one that a plan names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, groupby

from generator.groups import grouped
from generator.model.site import Site
from generator.portable import portable
from generator.recall import Recall, gist, settled_in
from generator.show.dated import Dated
from generator.show.entity_pages import INDEX, index
from generator.show.list_views import Entry
from generator.show.listed import Rows
from generator.show.outline import Outline, Sheaf
from generator.show.paging import Pager, Slice, slices
from generator.show.rows import DeadlineView, Link, PlanRow, TaskRow
from generator.urls import due_url


@portable
@dataclass(frozen=True, slots=True)
class DueTask:
    """A task that is due, and how its text says so."""

    words: str
    task: TaskRow
    plan: PlanRow


@portable
@dataclass(frozen=True, slots=True)
class DueTasks:
    """What is due at the same time."""

    deadline: DeadlineView
    """Its kind and value, without words."""
    tasks: tuple[DueTask, ...]


@portable
@dataclass(frozen=True, slots=True)
class TimeLineView:
    """A page of what is due in a year."""

    year: str
    years: tuple[Link, ...]
    """All years; this one without an address."""
    total: int
    """Times in all pages of the year."""
    groups: tuple[DueTasks, ...]
    pager: Pager


Part = tuple[int, int, Slice[Dated]]
"""A page: its year, how many times that has, those on it."""


def time_line(site: Site, rows: Rows, recall: Recall) -> Iterator[Sheaf]:
    """Yield the index of years in which something is due, and the pages of each."""
    if not site.due_years:
        return
    size = site.config.page_size

    def says(key: str) -> dict[int, tuple[Dated, ...]]:
        by_year = groupby(sorted(rows.own[key].dated, key=_rank), key=_year)
        return {year: tuple(found) for year, found in by_year}

    found = grouped(recall, "due in years", rows.own, says, lambda _, said: _in_order(said)).values
    years = sorted(found, reverse=True)
    entries = tuple(Entry(str(year), due_url(year), "", len(found[year]), 0, 0) for year in years)
    yield index("deadlines", entries, size * INDEX, recall)
    parts = gist(
        recall, "due in parts", (found,), size, lambda year: _parts(year, found[year], size)
    )
    by_address = {part[2].address: part for year in years for part in parts[year]}
    pages = settled_in(recall, "pages of the time line", by_address)
    links = tuple(Link(str(year), due_url(year)) for year in years)
    name = "time line"
    yield name, recall.later(name, (pages,), links, lambda at: (_page(pages[at], rows, links),))


def _rank(dated: Dated) -> tuple[str, str, str, str, int]:
    """Return where a time stands among others: by its last day, by plan, by task."""
    time = dated.deadline
    return dated.end, time.kind, time.value, dated.plan, dated.number


def _year(dated: Dated) -> int:
    return int(dated.deadline.value[:4])


def _in_order(said: list[tuple[Dated, ...]]) -> tuple[Dated, ...]:
    return tuple(sorted(chain.from_iterable(said), key=_rank))


def _parts(year: int, found: tuple[Dated, ...], size: int) -> tuple[Part, ...]:
    return tuple((year, len(found), part) for part in slices(due_url(year), found, size))


def _page(part: Part, rows: Rows, years: tuple[Link, ...]) -> Outline:
    year, total, found = part
    view = TimeLineView(
        year=str(year),
        years=tuple(Link(y.text, "" if y.text == str(year) else y.address) for y in years),
        total=total,
        groups=tuple(_groups(found.rows, rows)),
        pager=found.pager,
    )
    return Outline(found.address, "pages/deadlines.html.j2", view)


def _groups(found: tuple[Dated, ...], rows: Rows) -> Iterator[DueTasks]:
    for deadline, group in groupby(found, key=_time):
        tasks = (
            DueTask(each.deadline.text, rows.own[each.plan].tasks[each.task], rows.plans[each.plan])
            for each in group
        )
        yield DueTasks(deadline, tuple(tasks))


def _time(dated: Dated) -> DeadlineView:
    found = dated.deadline
    return DeadlineView(found.kind, found.value, "", found.part)
