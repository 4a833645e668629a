"""The pages of units: the index, what each has to do, its table and its calendar, who works with whom.

In: a Site and its rows. Out: `Outline`s.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.digests import digest
from generator.forms.inline import plain
from generator.model.plan import Role
from generator.model.registers import Unit
from generator.model.site import LinkedPlan, LinkedTask, Site, TaskRef, UnitTasks
from generator.official.standing import standing_of
from generator.portable import portable
from generator.show.due_view import SHOWN, Due, DueRow, ahead, dues_of, groups_of
from generator.show.entity_pages import INDEX, index, plan_rows
from generator.show.entries import in_kinds, unit_entry
from generator.show.list_views import UnitView
from generator.show.outline import Outline
from generator.show.paging import Slice, slices
from generator.show.rows import Link, Rows, grouped
from generator.show.together import Together, partners, together_of, together_page
from generator.urls import TOGETHER, calendar_url, sheet_url, task_url, unit_url

Assignment = tuple[Role, TaskRef]


@portable
@dataclass(frozen=True, slots=True)
class SheetRow:
    """A task in a table for spreadsheets. Its digest stands for it where tables are compared."""

    plan: str = field(repr=False)
    year: str = field(repr=False)
    issuer: str = field(repr=False)
    number: str = field(repr=False)
    title: str = field(repr=False)
    lead: tuple[str, ...] = field(repr=False)
    cooperating: tuple[str, ...] = field(repr=False)
    due: tuple[str, ...] = field(repr=False)
    targets: tuple[str, ...] = field(repr=False)
    topics: tuple[str, ...] = field(repr=False)
    address: str = field(repr=False)
    key: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        texts = (self.plan, self.year, self.issuer, self.number, self.title, self.address)
        lists = (self.lead, self.cooperating, self.due, self.targets, self.topics)
        object.__setattr__(self, "key", digest(*texts, *lists))


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
class Work:
    """What the pages of units are made from, made once for all of them."""

    site: Site
    rows: Rows
    units: dict[str, Unit]
    """The units that have a page, by id."""
    children: dict[str, list[Link]]
    """The units below each."""
    together: Together
    dues: dict[TaskRef, tuple[Due, ...]]
    """Of plans that stand."""
    sheet: dict[TaskRef, SheetRow]


def units(site: Site, rows: Rows) -> Iterator[Outline]:
    """Yield the index of units, the pages and files of each, and who works with whom."""
    size = site.config.page_size
    work = work_of(site, rows)
    entries = in_kinds([unit_entry(found) for found in site.units])
    more = TOGETHER if site.shares_tasks else ""
    yield from index("units", entries, size * INDEX, more)
    for found in site.units:
        assigned = _assigned(found)
        dates = _ahead(work, assigned)
        for part in slices(unit_url(found.unit.id), assigned, size, found.issued):
            view = _unit(work, found, part, dates)
            yield Outline(part.address, "pages/unit.html.j2", view)
        yield from _files(work, found, assigned, dates)
    yield from together_page(site, work.together)


def _assigned(found: UnitTasks) -> tuple[Assignment, ...]:
    return (
        *((Role.LEAD, ref) for ref in found.lead),
        *((Role.COOPERATING, ref) for ref in found.cooperating),
    )


def work_of(site: Site, rows: Rows) -> Work:
    """Return what all pages of units share."""
    known = {found.unit.id: found.unit for found in site.units}
    children: dict[str, list[Link]] = {}
    for unit in known.values():
        children.setdefault(unit.parent, []).append(Link(unit.name, unit_url(unit.id)))
    tasks = [(linked, found) for linked in site.plans.values() for found in linked.tasks]
    return Work(
        site=site,
        rows=rows,
        units=known,
        children=children,
        together=together_of(site),
        dues={_ref(found): dues for linked, found in tasks if (dues := _dues(linked, found))},
        sheet={_ref(found): _sheet_row(linked, found) for linked, found in tasks if found.units},
    )


def _ref(found: LinkedTask) -> TaskRef:
    return TaskRef(found.plan, found.task.id)


def _dues(linked: LinkedPlan, found: LinkedTask) -> tuple[Due, ...]:
    stands = found.task.deadlines and standing_of(linked) not in ("ended", "superseded")
    return tuple(dues_of(linked, found)) if stands else ()


def _sheet_row(linked: LinkedPlan, found: LinkedTask) -> SheetRow:
    plan, task = linked.plan, found.task
    return SheetRow(
        plan=plain(plan.title),
        year=str(plan.year or ""),
        issuer=plan.issuer,
        number=task.mark,
        title=plain(task.title),
        lead=_names(found, Role.LEAD),
        cooperating=_names(found, Role.COOPERATING),
        due=tuple(deadline.text or deadline.value for deadline in task.deadlines),
        targets=tuple(dict.fromkeys(target.text or target.subject for target in task.targets)),
        topics=tuple(topic.name for topic in found.topics),
        address=task_url(plan.id, task.id),
    )


def _names(found: LinkedTask, role: Role) -> tuple[str, ...]:
    return tuple(link.unit.name for link in found.units if link.role is role)


def _ahead(work: Work, assigned: Iterable[Assignment]) -> tuple[DueRow, ...]:
    """Return what is due in or after the year of the unit's newest plan."""
    years: set[int] = set()
    rows: list[DueRow] = []
    for role, ref in assigned:
        years.add(work.site.plans[ref.plan].plan.year or 0)
        rows += (DueRow(role.value, due) for due in work.dues.get(ref, ()))
    return ahead(rows, max(years, default=0))


def _files(
    work: Work, found: UnitTasks, assigned: tuple[Assignment, ...], dates: tuple[DueRow, ...]
) -> Iterator[Outline]:
    if assigned:
        sheet = SheetView(tuple((role.value, work.sheet[ref]) for role, ref in assigned))
        yield Outline(sheet_url(found.unit.id), "pages/tasks.csv.j2", sheet)
    days = tuple(row for row in dates if row.due.is_day)
    if days:
        calendar = CalendarView(found.unit.name, days)
        yield Outline(calendar_url(found.unit.id), "pages/deadlines.ics.j2", calendar)


def _unit(
    work: Work, found: UnitTasks, part: Slice[Assignment], dates: tuple[DueRow, ...]
) -> UnitView:
    unit, rows, is_first = found.unit, work.rows, part.pager.number == 1
    parent = work.units.get(unit.parent)
    has_days = any(row.due.is_day for row in dates)
    return UnitView(
        name=unit.name,
        aliases=unit.aliases if is_first else (),
        kind=unit.kind,
        region=unit.region,
        parent=() if parent is None else (Link(parent.name, unit_url(parent.id)),),
        children=tuple(work.children.get(unit.id, ())) if is_first else (),
        is_registered=unit.registered,
        issued=plan_rows(rows, part.plans),
        lead_total=len(found.lead),
        cooperating_total=len(found.cooperating),
        due=groups_of(dates) if is_first else (),
        due_more=max(len(dates) - SHOWN, 0),
        partners=partners(work.together, unit.id) if is_first else (),
        sheet=sheet_url(unit.id) if found.lead or found.cooperating else "",
        calendar=calendar_url(unit.id) if has_days else "",
        lead=grouped(rows, (ref for role, ref in part.rows if role is Role.LEAD)),
        cooperating=grouped(rows, (ref for role, ref in part.rows if role is Role.COOPERATING)),
        pager=part.pager,
    )
