"""What each plan gives to the pages of units: rows of its tasks, dates, lines of a table.

In: a linked plan and the rows of its tasks. Out: `UnitWork` for each unit that it names. What a unit has of a plan is a
value by itself, so a plan that changes touches nothing that its units have of others. Not its business: pages.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.model.plan import Role
from generator.model.site import LinkedPlan, LinkedTask
from generator.official.standing import is_over
from generator.portable import portable
from generator.show.due_view import Due, DueRow, dues_of
from generator.show.rows import TaskRow
from generator.show.task_sheets import Assigned, SheetRow


@portable
@dataclass(frozen=True, slots=True)
class UnitWork:
    """What a plan gives to the pages of one unit."""

    year: int
    lead: tuple[TaskRow, ...]
    cooperating: tuple[TaskRow, ...]
    dues: tuple[DueRow, ...]
    """Of a plan that stands: each date once."""
    lead_sheet: tuple[Assigned, ...]
    cooperating_sheet: tuple[Assigned, ...]


@dataclass(slots=True)
class _Tasks:
    """The tasks of a plan that name a unit."""

    lead: list[LinkedTask] = field(default_factory=list)
    cooperating: list[LinkedTask] = field(default_factory=list)


def works_of(
    linked: LinkedPlan, rows: Mapping[str, TaskRow], sheet: Mapping[str, SheetRow]
) -> dict[str, UnitWork]:
    """Return what a plan gives to each unit that its tasks name; `rows` and `sheet` are those of its tasks."""
    tasks: dict[str, _Tasks] = {}
    for found in linked.tasks:
        for link in found.units:
            own = tasks.get(link.unit.id) or tasks.setdefault(link.unit.id, _Tasks())
            (own.lead if link.role is Role.LEAD else own.cooperating).append(found)
    dues = {found.task.id: tuple(_dues(linked, found)) for found in linked.tasks}
    return {unit: _work(linked, rows, own, dues, sheet) for unit, own in tasks.items()}


def _work(
    linked: LinkedPlan,
    rows: Mapping[str, TaskRow],
    own: _Tasks,
    dues: Mapping[str, tuple[Due, ...]],
    sheet: Mapping[str, SheetRow],
) -> UnitWork:
    roles = (Role.LEAD.value, own.lead), (Role.COOPERATING.value, own.cooperating)
    ahead = [DueRow(role, due) for role, tasks in roles for t in tasks for due in dues[t.task.id]]
    lead_sheet, cooperating_sheet = (
        tuple((role, sheet[each.task.id]) for each in tasks) for role, tasks in roles
    )
    return UnitWork(
        year=linked.plan.year or 0,
        lead=tuple(rows[each.task.id] for each in own.lead),
        cooperating=tuple(rows[each.task.id] for each in own.cooperating),
        dues=tuple({row.due.id: row for row in reversed(ahead)}.values()),
        lead_sheet=lead_sheet,
        cooperating_sheet=cooperating_sheet,
    )


def _dues(linked: LinkedPlan, found: LinkedTask) -> Iterator[Due]:
    if found.task.deadlines and not is_over(linked):
        yield from dues_of(linked, found)
