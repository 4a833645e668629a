"""The pages of units: the index, what each has to do, its table and its calendar, who works with whom.

In: a Site and its rows. Out: `Sheaf`s.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.digests import digest
from generator.forms.inline import plain
from generator.model.plan import Role
from generator.model.site import LinkedPlan, LinkedTask, Site, TaskRef, UnitTasks
from generator.official.standing import standing_of
from generator.portable import portable
from generator.recall import Recall, gist, recalled, settled_in
from generator.show.due_view import SHOWN, Due, DueRow, ahead, dues_of, groups_of
from generator.show.entity_pages import INDEX, index, plan_rows
from generator.show.entries import in_kinds, unit_entry
from generator.show.list_views import UnitView
from generator.show.outline import Outline, Sheaf
from generator.show.paging import Slice, slices
from generator.show.rows import Link, Rows, grouped
from generator.show.together import Counts, Partner, Together, partners, together_of, together_page
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

    def __hash__(self) -> int:
        return hash(self.key)


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
class OwnWork:
    """What the tasks of a plan give to the pages of units, by task."""

    dues: dict[str, tuple[Due, ...]]
    """Of plans that stand."""
    sheet: dict[str, SheetRow]


@dataclass(frozen=True, slots=True)
class Work:
    """What the pages of units are made from, made once for all of them."""

    site: Site
    rows: Rows
    own: Mapping[str, OwnWork]
    """By plan."""


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
    together = together_of(site, recall)
    plans = site.plans
    work = Work(
        site, rows, recalled(recall, "work", (plans,), None, lambda key: _own_work(plans[key]))
    )
    own = {found.unit.id: found for found in site.units}
    beside = _beside(site, together, recall)
    yield (
        "units",
        recall.later(
            "unit pages",
            (own, beside),
            None,
            lambda key: tuple(_pages(work, own[key], beside[key])),
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


def _pages(work: Work, found: UnitTasks, beside: Beside) -> Iterator[Outline]:
    assigned = _assigned(found)
    dates = _ahead(work, assigned)
    for part in slices(unit_url(found.unit.id), assigned, beside.size, found.issued):
        view = _unit(work, found, part, dates, beside)
        yield Outline(part.address, "pages/unit.html.j2", view)
    yield from _files(work, found, assigned, dates)


def _assigned(found: UnitTasks) -> tuple[Assignment, ...]:
    return (
        *((Role.LEAD, ref) for ref in found.lead),
        *((Role.COOPERATING, ref) for ref in found.cooperating),
    )


def _own_work(linked: LinkedPlan) -> OwnWork:
    return OwnWork(
        dues={found.task.id: dues for found in linked.tasks if (dues := _dues(linked, found))},
        sheet={f.task.id: _sheet_row(linked, f) for f in linked.tasks if f.units},
    )


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
        rows += (DueRow(role.value, due) for due in work.own[ref.plan].dues.get(ref.task, ()))
    return ahead(rows, max(years, default=0))


def _files(
    work: Work, found: UnitTasks, assigned: tuple[Assignment, ...], dates: tuple[DueRow, ...]
) -> Iterator[Outline]:
    if assigned:
        sheet = SheetView(
            tuple((role.value, work.own[ref.plan].sheet[ref.task]) for role, ref in assigned)
        )
        yield Outline(sheet_url(found.unit.id), "pages/tasks.csv.j2", sheet)
    days = tuple(row for row in dates if row.due.is_day)
    if days:
        calendar = CalendarView(found.unit.name, days)
        yield Outline(calendar_url(found.unit.id), "pages/deadlines.ics.j2", calendar)


def _unit(
    work: Work,
    found: UnitTasks,
    part: Slice[Assignment],
    dates: tuple[DueRow, ...],
    beside: Beside,
) -> UnitView:
    unit, rows, is_first = found.unit, work.rows, part.pager.number == 1
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
