"""Tasks as rows of tables to take away, of units, topics, cited documents and years.

In: a linked plan. Out: a `SheetRow` for each task, made once for all the tables that it stands in, and `SheetPart`s. A
table is written in pieces: where the rows of one are as before, so is what is written of them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Protocol, TypeVar

from generator.digests import digest
from generator.forms.inline import plain
from generator.model.plan import Role
from generator.model.site import LinkedPlan, LinkedTask, Site, TaskRef
from generator.portable import portable
from generator.recall import Recall
from generator.urls import task_url

_ROOM = 128
"""Rows of a file that are written together."""
Row = TypeVar("Row")
Part = TypeVar("Part", bound="Rowed")


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
    status: str = field(repr=False)
    """Of the plan, as it states it."""
    address: str = field(repr=False)
    key: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        texts = (self.plan, self.year, self.issuer, self.number, self.title, self.address)
        lists = (self.lead, self.cooperating, self.due, self.targets, self.topics)
        object.__setattr__(self, "key", digest(*texts, self.status, *lists))

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def page(self) -> str:
        """The address of its plan."""
        return self.address.partition("#")[0]


Assigned = tuple[str, SheetRow]
"""What a unit does in a task, and the task as a row; "" where the table is not that of a unit."""
SheetRows = Mapping[str, Mapping[str, SheetRow]]
"""By plan, by task."""


class Rowed(Protocol):
    """A piece of a file, made of rows."""

    @property
    def rows(self) -> tuple[object, ...]:
        """The rows that are written together."""


@portable
@dataclass(frozen=True, slots=True, weakref_slot=True)
class SheetPart:
    """Some rows of a table: (role, task). Their digest stands for them, as that of a row does."""

    rows: tuple[Assigned, ...] = field(repr=False)
    key: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        key = digest(*chain.from_iterable((role, row.key) for role, row in self.rows))
        object.__setattr__(self, "key", key)

    def __hash__(self) -> int:
        return hash(self.key)


@portable
@dataclass(frozen=True, slots=True)
class SheetView:
    """Tasks as a table."""

    parts: tuple[SheetPart, ...]


def sheet_rows(linked: LinkedPlan) -> dict[str, SheetRow]:
    """Return the tasks of a plan as rows, by id."""
    return {found.task.id: _row(linked, found) for found in linked.tasks}


def sheets_of(site: Site, recall: Recall) -> SheetRows:
    """Return the tasks of all plans as rows; pages have them from `listed`."""
    plans = site.plans
    return recall.later("sheets", (plans,), None, lambda key: sheet_rows(plans[key]))


def _row(linked: LinkedPlan, found: LinkedTask) -> SheetRow:
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
        status=plan.meta.status,
        address=task_url(plan.id, task.id),
    )


def _names(found: LinkedTask, role: Role) -> tuple[str, ...]:
    return tuple(link.unit.name for link in found.units if link.role is role)


def in_parts(
    rows: Sequence[Row], make: Callable[[tuple[Row, ...]], Part], before: Sequence[Part] = ()
) -> Iterator[Part]:
    """Yield rows, ROOM at a time; those that stood together before at the same place are the same part."""
    for n, start in enumerate(range(0, len(rows), _ROOM)):
        own = tuple(rows[start : start + _ROOM])
        known = before[n] if n < len(before) else None
        yield known if known is not None and known.rows == own else make(own)


def sheet_of(sheets: SheetRows, tasks: Sequence[TaskRef]) -> SheetView:
    """Return a table of these tasks, which is not that of a unit."""
    rows = [("", sheets[ref.plan][ref.task]) for ref in tasks]
    return SheetView(tuple(in_parts(rows, SheetPart)))
