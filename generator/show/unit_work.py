"""What each plan gives to the pages of units: rows of its tasks, dates, lines of a table.

In: a linked plan and the rows of its tasks. Out: `UnitWork` for each unit that it names. What a unit has of a plan is a
value by itself, so a plan that changes touches nothing that its units have of others. Not its business: pages.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.digests import digest
from generator.forms.inline import plain
from generator.model.plan import Role
from generator.model.site import LinkedPlan, LinkedTask
from generator.official.standing import is_over
from generator.portable import portable
from generator.show.due_view import Due, DueRow, dues_of
from generator.show.rows import TaskRow
from generator.urls import task_url


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


Assigned = tuple[str, SheetRow]
"""What the unit does in a task, and the task as a row."""


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


def works_of(linked: LinkedPlan, rows: Mapping[str, TaskRow]) -> dict[str, UnitWork]:
    """Return what a plan gives to each unit that its tasks name; `rows` are those of its tasks."""
    tasks: dict[str, _Tasks] = {}
    for found in linked.tasks:
        for link in found.units:
            own = tasks.get(link.unit.id) or tasks.setdefault(link.unit.id, _Tasks())
            (own.lead if link.role is Role.LEAD else own.cooperating).append(found)
    dues = {found.task.id: tuple(_dues(linked, found)) for found in linked.tasks}
    sheet = {found.task.id: _sheet_row(linked, found) for found in linked.tasks if found.units}
    return {unit: _work(linked, rows, own, dues, sheet) for unit, own in tasks.items()}


def _work(
    linked: LinkedPlan,
    rows: Mapping[str, TaskRow],
    own: _Tasks,
    dues: Mapping[str, tuple[Due, ...]],
    sheet: Mapping[str, SheetRow],
) -> UnitWork:
    roles = (Role.LEAD, own.lead), (Role.COOPERATING, own.cooperating)
    ahead = [DueRow(r.value, due) for r, tasks in roles for t in tasks for due in dues[t.task.id]]
    lead_sheet, cooperating_sheet = (
        tuple((role.value, sheet[each.task.id]) for each in tasks) for role, tasks in roles
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
