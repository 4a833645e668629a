"""The pages of units: the index, what each has to do, its table and its calendar, who works with whom.

In: a Site and its rows. Out: `Sheaf`s.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.model.plan import Role
from generator.model.site import Site, TaskRef, UnitTasks
from generator.portable import portable
from generator.recall import Recall, gist, recalled, settled_in
from generator.show.due_view import SHOWN, DueRow, ahead, groups_of
from generator.show.entity_pages import INDEX, index, plan_rows
from generator.show.entries import in_kinds, unit_entry
from generator.show.list_views import UnitView
from generator.show.listed import Rows, grouped
from generator.show.outline import Outline, Sheaf
from generator.show.paging import Slice, slices
from generator.show.rows import Link
from generator.show.sheet_rows import SheetRow
from generator.show.together import Counts, Partner, Together, partners, together_of, together_page
from generator.urls import TOGETHER, calendar_url, sheet_url, unit_url

Assignment = tuple[Role, TaskRef]


@portable
@dataclass(frozen=True, slots=True)
class SheetView:
    """All tasks of a unit as a table: (role, task)."""

    rows: tuple[tuple[str, SheetRow], ...]


@portable
@dataclass(frozen=True, slots=True)
class CalendarView:
    """The dates ahead of a unit."""

    name: str
    rows: tuple[DueRow, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What the pages of a unit say that its own tasks do not tell."""

    size: int
    parent: tuple[Link, ...]
    children: tuple[Link, ...]
    partners: tuple[Partner, ...]


def units(site: Site, rows: Rows, recall: Recall) -> Iterator[Sheaf]:
    """Yield the index of units, the pages and files of each, and who works with whom."""
    entries = in_kinds([unit_entry(found) for found in site.units])
    more = TOGETHER if site.shares_tasks else ""
    yield index("units", entries, site.config.page_size * INDEX, recall, more)
    together = together_of(site, rows.own, lambda own: own.shared(), recall)
    own = {found.unit.id: found for found in site.units}
    beside = _beside(site, together, recall)
    yield (
        "units",
        recall.later(
            "unit pages",
            (own, beside),
            None,
            lambda key: tuple(_pages(site, rows, own[key], beside[key])),
        ),
    )
    yield together_page(site, together, recall)


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
    own = {
        found.unit.id: Beside(
            site.config.page_size,
            tuple(links[each] for each in (found.unit.parent,) if each in links),
            tuple(children.get(found.unit.id, ())),
            of[found.unit.id],
        )
        for found in site.units
    }
    return settled_in(recall, "beside units", own)


def _pages(site: Site, rows: Rows, found: UnitTasks, beside: Beside) -> Iterator[Outline]:
    assigned = _assigned(found)
    dates = _ahead(site, rows, assigned)
    for part in slices(unit_url(found.unit.id), assigned, beside.size, found.issued):
        view = _unit(rows, found, part, dates, beside)
        yield Outline(part.address, "pages/unit.html.j2", view)
    yield from _files(rows, found, assigned, dates)


def _assigned(found: UnitTasks) -> tuple[Assignment, ...]:
    return (
        *((Role.LEAD, ref) for ref in found.lead),
        *((Role.COOPERATING, ref) for ref in found.cooperating),
    )


def _ahead(site: Site, rows: Rows, assigned: Iterable[Assignment]) -> tuple[DueRow, ...]:
    """Return what is due in or after the year of the unit's newest plan."""
    years = {site.heads[ref.plan].linked.plan.year or 0 for _, ref in assigned}
    first = max(years, default=0)
    found: list[DueRow] = []
    for role, ref in assigned:
        own = rows.own[ref.plan]
        if own.last >= f"{first:04}":
            found += (DueRow(role.value, due) for due in own.dues.get(ref.task, ()))
    return ahead(found, first)


def _files(
    rows: Rows, found: UnitTasks, assigned: tuple[Assignment, ...], dates: tuple[DueRow, ...]
) -> Iterator[Outline]:
    if assigned:
        sheet = SheetView(
            tuple((role.value, rows.own[ref.plan].sheet[ref.task]) for role, ref in assigned)
        )
        yield Outline(sheet_url(found.unit.id), "pages/tasks.csv.j2", sheet)
    days = tuple(row for row in dates if row.due.is_day)
    if days:
        calendar = CalendarView(found.unit.name, days)
        yield Outline(calendar_url(found.unit.id), "pages/deadlines.ics.j2", calendar)


def _unit(
    rows: Rows,
    found: UnitTasks,
    part: Slice[Assignment],
    dates: tuple[DueRow, ...],
    beside: Beside,
) -> UnitView:
    unit, is_first = found.unit, part.pager.number == 1
    has_days = any(row.due.is_day for row in dates)
    return UnitView(
        name=unit.name,
        aliases=unit.aliases if is_first else (),
        kind=unit.kind,
        region=unit.region,
        parent=beside.parent,
        children=beside.children if is_first else (),
        is_registered=unit.registered,
        issued=plan_rows(rows, part.plans),
        lead_total=len(found.lead),
        cooperating_total=len(found.cooperating),
        due=groups_of(dates) if is_first else (),
        due_more=max(len(dates) - SHOWN, 0),
        partners=beside.partners if is_first else (),
        sheet=sheet_url(unit.id) if found.lead or found.cooperating else "",
        calendar=calendar_url(unit.id) if has_days else "",
        lead=grouped(rows, (ref for role, ref in part.rows if role is Role.LEAD)),
        cooperating=grouped(rows, (ref for role, ref in part.rows if role is Role.COOPERATING)),
        pager=part.pager,
    )
