"""What each plan gives to the pages of units: rows of its tasks, dates, lines of a table.

In: a linked plan and its rows. Out: `UnitWork` for each unit that it names. What a unit has of a plan is a value by
itself, so a plan that changes touches nothing that its units have of others. Not its business: pages.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.groups import grouped
from generator.model.plan import Role
from generator.model.site import LinkedPlan, LinkedTask, Site
from generator.official.standing import standing_of
from generator.recall import Recall, recalled
from generator.show.due_view import Due, DueRow, dues_of
from generator.show.rows import OwnRows, PlanRow, Rows, TaskRow
from generator.show.task_sheets import Assigned, SheetRow, SheetRows

Listed = tuple[str, PlanRow, TaskRow]
"""What the unit does in a task, the row of its plan, its own."""


@dataclass(frozen=True, slots=True)
class UnitWork:
    """What a plan gives to the pages of one unit."""

    year: int
    lead: tuple[Listed, ...]
    cooperating: tuple[Listed, ...]
    dues: tuple[DueRow, ...]
    """Of a plan that stands: each date once."""
    lead_sheet: tuple[Assigned, ...]
    cooperating_sheet: tuple[Assigned, ...]


def work_of(
    site: Site, rows: Rows, sheets: SheetRows, recall: Recall
) -> Mapping[str, Sequence[UnitWork]]:
    """Return what the plans give to each unit that tasks name, newest plan first."""
    plans, own = site.plans, rows.own
    found = recalled(
        recall,
        "work",
        (plans, own, sheets),
        None,
        lambda key: _own(plans[key], own[key], sheets[key]),
    )
    return grouped(recall, "work of units", found, _given, lambda unit, said: said).values


def _given(own: dict[str, UnitWork]) -> dict[str, UnitWork]:
    return own


@dataclass(slots=True)
class _Tasks:
    """The tasks of a plan that name a unit."""

    lead: list[LinkedTask] = field(default_factory=list)
    cooperating: list[LinkedTask] = field(default_factory=list)


def _own(linked: LinkedPlan, rows: OwnRows, sheet: Mapping[str, SheetRow]) -> dict[str, UnitWork]:
    tasks: dict[str, _Tasks] = {}
    for found in linked.tasks:
        for link in found.units:
            own = tasks.get(link.unit.id) or tasks.setdefault(link.unit.id, _Tasks())
            (own.lead if link.role is Role.LEAD else own.cooperating).append(found)
    dues = {found.task.id: tuple(_dues(linked, found)) for found in linked.tasks}
    return {unit: _work(linked, rows, own, dues, sheet) for unit, own in tasks.items()}


def _work(
    linked: LinkedPlan,
    rows: OwnRows,
    own: _Tasks,
    dues: Mapping[str, tuple[Due, ...]],
    sheet: Mapping[str, SheetRow],
) -> UnitWork:
    roles = (Role.LEAD.value, own.lead), (Role.COOPERATING.value, own.cooperating)
    ahead = [DueRow(role, due) for role, tasks in roles for t in tasks for due in dues[t.task.id]]
    lead, cooperating = (
        tuple((role, rows.plan, rows.tasks[each.task.id]) for each in tasks)
        for role, tasks in roles
    )
    lead_sheet, cooperating_sheet = (
        tuple((role, sheet[each.task.id]) for each in tasks) for role, tasks in roles
    )
    return UnitWork(
        year=linked.plan.year or 0,
        lead=lead,
        cooperating=cooperating,
        dues=tuple({row.due.id: row for row in reversed(ahead)}.values()),
        lead_sheet=lead_sheet,
        cooperating_sheet=cooperating_sheet,
    )


def _dues(linked: LinkedPlan, found: LinkedTask) -> Iterator[Due]:
    if found.task.deadlines and standing_of(linked) not in ("ended", "superseded"):
        yield from dues_of(linked, found)
