"""Tasks as rows of a table for spreadsheets.

In: a task of a plan. Out: a `SheetRow`.
"""

from dataclasses import dataclass, field

from generator.digests import digest
from generator.forms.inline import plain
from generator.model.plan import Role
from generator.model.site import LinkedPlan, LinkedTask
from generator.portable import portable
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


def sheet_row(linked: LinkedPlan, found: LinkedTask) -> SheetRow:
    """Return a task of a plan as a row."""
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
