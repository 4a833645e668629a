"""The pages of units: the index, what each has to do, its table and its calendar, who works with whom.

In: a Site and its rows. Out: `Sheaf`s. What a plan gives to a unit is told in `unit_work`. The pages of a unit are
brought up to date: one that lists the same rows below the same head is the very same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, groupby

from generator.digests import digest
from generator.groups import grouped
from generator.model.plan import Role
from generator.model.site import Site, UnitTasks
from generator.portable import portable
from generator.recall import Recall, gist, recalled, renewed, settled_in
from generator.show.due_view import SHOWN, DueRow, ahead, groups_of
from generator.show.entity_pages import INDEX, index, plan_rows
from generator.show.entries import in_kinds, place_links, unit_entry
from generator.show.list_views import UnitView
from generator.show.listed import Rows
from generator.show.outline import Outline, Sheaf
from generator.show.paging import pager_of
from generator.show.rows import Link, PlanRow, TaskGroup, TaskRow
from generator.show.task_sheets import Assigned, SheetPart, SheetView, in_parts
from generator.show.together import Counts, Partner, Together, partners, together_of, together_page
from generator.show.unit_work import UnitWork
from generator.urls import TOGETHER, calendar_url, list_url, sheet_url, unit_url

Listed = tuple[str, PlanRow, TaskRow]
"""What the unit does in a task, the row of its plan, its own."""
Given = tuple[PlanRow, Mapping[str, UnitWork]]
"""A plan, and what it gives to a unit, among others where nothing is compared."""
_NO_PAGER = pager_of("", 1, 1)


@portable
@dataclass(frozen=True, slots=True, weakref_slot=True)
class CalendarPart:
    """Some dates of a calendar. Their digest stands for them, as that of a date does."""

    rows: tuple[DueRow, ...] = field(repr=False)
    key: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        key = digest(*chain.from_iterable((row.role, row.due.key) for row in self.rows))
        object.__setattr__(self, "key", key)

    def __hash__(self) -> int:
        return hash(self.key)


@portable
@dataclass(frozen=True, slots=True)
class CalendarView:
    """The dates ahead of a unit."""

    name: str
    parts: tuple[CalendarPart, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What the pages of a unit say that its own tasks do not tell."""

    size: int
    parent: tuple[Link, ...]
    children: tuple[Link, ...]
    partners: tuple[Partner, ...]
    region: Link


@dataclass(frozen=True, slots=True)
class _Shown:
    """What one page of a unit lists."""

    total: int
    """Pages of the unit."""
    rows: Sequence[Listed]
    issued: Sequence[PlanRow]


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages and files of a unit, and what they were made of."""

    dues: Sequence[tuple[DueRow, ...]]
    """By plan."""
    year: int
    dates: tuple[DueRow, ...]
    """Those ahead, the soonest first."""
    head: UnitView
    """What all pages say, and the first one besides."""
    shown: Sequence[_Shown]
    sheet: tuple[SheetPart, ...]
    days: tuple[CalendarPart, ...]
    outlines: tuple[Outline, ...]
    """The pages, then the files."""


def units(site: Site, rows: Rows, recall: Recall) -> Iterator[Sheaf]:
    """Yield the index of units, the pages and files of each, and who works with whom."""
    entries = in_kinds([unit_entry(found) for found in site.units])
    more = TOGETHER if site.shares_tasks else ""
    yield index("units", entries, site.config.page_size * INDEX, recall, more)
    together = together_of(site, rows.own, lambda own: own.shared(), recall)
    given, none = _given(rows, recall), list[Given]()
    own = {found.unit.id: found for found in site.units}
    beside = _beside(site, together, recall)
    issued = gist(
        recall, "issued", (own,), rows.plans, lambda key: plan_rows(rows, own[key].issued)
    )
    pages = renewed(
        recall,
        "pages of units",
        (own, beside, issued, given),
        None,
        lambda key, before: _pages(
            own[key], beside[key], issued[key], given.get(key, none), before
        ),
    )
    yield (
        "units",
        recall.later("unit pages", (pages,), None, lambda key: pages[key].outlines),
    )
    yield together_page(site, together, recall)


def _given(rows: Rows, recall: Recall) -> Mapping[str, Sequence[Given]]:
    """Return what the plans give to each unit that tasks name, newest plan first."""

    def says(key: str) -> dict[str, Given]:
        plan, work = rows.plans[key], rows.own[key].work
        if recall.compares:
            return {unit: (plan, {unit: own}) for unit, own in work.items()}
        return dict.fromkeys(work, (plan, work))

    return grouped(recall, "work of units", rows.own, says, lambda unit, said: said).values


def _beside(site: Site, together: Together, recall: Recall) -> Mapping[str, Beside]:
    """Return for each unit what its own tasks do not tell."""
    named = {found.unit.id: found.unit for found in site.units}
    links = gist(
        recall, "links to units", (named,), None, lambda key: Link(named[key].name, unit_url(key))
    )
    children: dict[str, list[Link]] = {}
    for found in site.units:
        children.setdefault(found.unit.parent, []).append(links[found.unit.id])
    shared, none = together.shared, dict[str, Counts]()
    of = recalled(
        recall,
        "partners",
        (links, shared),
        (links,),  # whatever any of them is called
        lambda key: partners(together, shared.get(key, none)),
    )
    places = place_links(site)
    own = {
        found.unit.id: Beside(
            site.config.page_size,
            tuple(links[each] for each in (found.unit.parent,) if each in links),
            tuple(children.get(found.unit.id, ())),
            of[found.unit.id],
            places.get(found.unit.region, Link(found.unit.region, "")),
        )
        for found in site.units
    }
    return settled_in(recall, "beside units", own)


def _pages(
    found: UnitTasks,
    beside: Beside,
    issued: Sequence[PlanRow],
    given: Sequence[Given],
    before: _Pages | None,
) -> _Pages:
    work = [(plan, own[found.unit.id]) for plan, own in given]
    dues, year = [w.dues for _, w in work], max((w.year for _, w in work), default=0)
    is_same = before is not None and before.year == year and before.dues == dues
    dates = before.dates if before and is_same else ahead(chain.from_iterable(dues), year)
    head = _head(found, beside, dates)
    shown = [*_shown(work, issued, beside.size)]
    known = before.shown if before and before.head == head else ()
    outlines = before.outlines if before else ()
    address = unit_url(found.unit.id)
    pages = (
        outlines[n]
        if n < len(known) and known[n] == each
        else Outline(list_url(address, n + 1), "pages/unit.html.j2", _page(head, address, n, each))
        for n, each in enumerate(shown)
    )
    sheet = (*in_parts(_assigned([w for _, w in work]), SheetPart, before.sheet if before else ()),)
    days = [row for row in dates if row.due.is_day]
    calendar = (*in_parts(days, CalendarPart, before.days if before else ()),)
    files = _files(found, sheet, calendar)
    return _Pages(dues, year, dates, head, shown, sheet, calendar, (*pages, *files))


def _assigned(work: Sequence[UnitWork]) -> tuple[Assigned, ...]:
    return (
        *chain.from_iterable(each.lead_sheet for each in work),
        *chain.from_iterable(each.cooperating_sheet for each in work),
    )


def _shown(
    work: Sequence[tuple[PlanRow, UnitWork]], issued: Sequence[PlanRow], size: int
) -> Iterator[_Shown]:
    """Yield what each page lists: tasks that the unit leads, then others, and as many plans beside them."""
    lead, cooperating = Role.LEAD.value, Role.COOPERATING.value
    rows = (
        *((lead, plan, row) for plan, own in work for row in own.lead),
        *((cooperating, plan, row) for plan, own in work for row in own.cooperating),
    )
    size = max(size, 1)
    total = max(-(-max(len(rows), len(issued)) // size), 1)
    for start in range(0, total * size, size):
        part = slice(start, start + size)
        yield _Shown(total, rows[part], issued[part])


def _head(found: UnitTasks, beside: Beside, dates: tuple[DueRow, ...]) -> UnitView:
    """Return the first page without its lists."""
    unit = found.unit
    has_days = any(row.due.is_day for row in dates)
    return UnitView(
        name=unit.name,
        aliases=unit.aliases,
        kind=unit.kind,
        region=beside.region,
        parent=beside.parent,
        children=beside.children,
        is_registered=unit.registered,
        issued=(),
        lead_total=len(found.lead),
        cooperating_total=len(found.cooperating),
        due=groups_of(dates),
        due_more=max(len(dates) - SHOWN, 0),
        partners=beside.partners,
        sheet=sheet_url(unit.id) if found.lead or found.cooperating else "",
        calendar=calendar_url(unit.id) if has_days else "",
        lead=(),
        cooperating=(),
        pager=_NO_PAGER,
    )


def _page(head: UnitView, address: str, n: int, shown: _Shown) -> UnitView:
    """Return a page with its lists."""
    own = head if n == 0 else replace(head, aliases=(), children=(), due=(), partners=())
    return replace(
        own,
        issued=tuple(shown.issued),
        lead=_grouped(shown.rows, Role.LEAD),
        cooperating=_grouped(shown.rows, Role.COOPERATING),
        pager=pager_of(address, n + 1, shown.total),
    )


def _grouped(rows: Sequence[Listed], role: Role) -> tuple[TaskGroup, ...]:
    """Return the tasks of a role, those of one plan together."""
    own = [row for row in rows if row[0] == role]
    groups = (tuple(group) for _, group in groupby(own, key=lambda row: row[1].address))
    return tuple(TaskGroup(group[0][1], tuple(row for _, _, row in group)) for group in groups)


def _files(
    found: UnitTasks, sheet: tuple[SheetPart, ...], days: tuple[CalendarPart, ...]
) -> Iterator[Outline]:
    if sheet:
        yield Outline(sheet_url(found.unit.id), "pages/tasks.csv.j2", SheetView(sheet))
    if days:
        calendar = CalendarView(found.unit.name, days)
        yield Outline(calendar_url(found.unit.id), "pages/deadlines.ics.j2", calendar)
