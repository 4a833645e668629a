"""Plans, tasks and targets as rows of lists.

In: a plan, a task, a target. Out: its row. Not its business: when rows are made (`listed`), which page shows which.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from generator.digests import digest
from generator.forms.inline import plain
from generator.model.plan import Deadline, Role, Target
from generator.model.site import Head, LinkedPlan, LinkedTask
from generator.official.figures.last_days import last_day
from generator.official.standing import standing_of
from generator.portable import portable
from generator.show.numbers import shown_number
from generator.urls import plan_url, task_url

_PARTS = ("H1", "H2", "autumn", "spring")
_MIDDLE, _LONG = 20, 36
"""Titles of more characters than this are set in the second, and in the third size."""
_KNOWN = 4096
"""Deadlines that are remembered as shown: a few make up most of all."""
_FIGURES = 1 << 15
"""Targets that are remembered as shown: rows, cards and comparisons show the same."""
"""A number of more digits is a slip, and is shown as it came."""


@portable
@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    text: str
    address: str


@portable
@dataclass(frozen=True, slots=True)
class DeadlineView:
    """When something is due: the type, its ISO value, the words as printed."""

    kind: str
    value: str
    text: str
    part: str
    """H1, H2, autumn or spring, where the value names such a part of a year."""


@portable
@dataclass(frozen=True, slots=True)
class Figure:
    """A target as shown: `comparator` picks the words around `amount`."""

    comparator: str
    amount: str
    subject: str
    year: str


@portable
@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in a list. Many lists show it, so its digest is taken once and stands for it in theirs."""

    address: str = field(repr=False)
    title: str = field(repr=False)
    date: str = field(repr=False)
    """ISO date of publication, else of writing; when the site was built is of no account."""
    issuer: str = field(repr=False)
    tasks: int = field(repr=False)
    mark: str = field(repr=False)
    """draft, ended, superseded or ""."""
    key: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        shown = (self.address, self.title, self.date, self.issuer, self.tasks, self.mark)
        object.__setattr__(self, "key", digest(*shown))

    def __hash__(self) -> int:
        return hash(self.key)


@portable
@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task in a list. Its digest stands for it, as a `PlanRow`'s does."""

    address: str = field(repr=False)
    mark: str = field(repr=False)
    title: str = field(repr=False)
    lead: tuple[str, ...] = field(repr=False)
    cooperating: tuple[str, ...] = field(repr=False)
    deadlines: tuple[DeadlineView, ...] = field(repr=False)
    end: str = field(repr=False)
    """ISO date of the last day of the first of its deadlines, for the order; "" where none has an end."""
    key: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        units = (self.lead, self.cooperating)
        shown = (self.address, self.mark, self.title, *units, self.deadlines, self.end)
        object.__setattr__(self, "key", digest(*shown))

    def __hash__(self) -> int:
        return hash(self.key)


@portable
@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Rows of one plan that follow each other."""

    plan: PlanRow
    tasks: tuple[TaskRow, ...]


@portable
@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target in a list, with the task that it stands in, or else the plan.

    Its digest stands for it, as a `PlanRow`'s does.
    """

    figure: Figure = field(repr=False)
    unit: str = field(repr=False)
    """Of measure: numbers of the same are larger or smaller."""
    words: str = field(repr=False)
    """What it is about: its subject, else the clause as printed."""
    task: Link = field(repr=False)
    plan: str = field(repr=False)
    """Its title; "" where `task` leads to it."""
    date: str = field(repr=False)
    """That of the plan, as in `PlanRow`."""
    mark: str = field(repr=False)
    """Likewise."""
    key: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        shown = (self.figure, self.unit, self.words, self.task, self.plan, self.date, self.mark)
        object.__setattr__(self, "key", digest(*shown))


def plan_row(head: Head) -> PlanRow:
    """Return the plan as a row."""
    linked, plan = head.linked, head.linked.plan
    return PlanRow(
        address=plan_url(plan.id),
        title=plan.title,
        date=day_of(linked),
        issuer=plan.issuer,
        tasks=head.tasks,
        mark=standing_of(linked),
    )


def task_row(linked: LinkedTask) -> TaskRow:
    """Return the task as a row."""
    task = linked.task
    return TaskRow(
        address=task_url(linked.plan, task.id),
        mark=spaced(task.mark),
        title=task.title,
        lead=tuple(unit.name for unit in linked.units if unit.role is Role.LEAD),
        cooperating=tuple(u.name for u in linked.units if u.role is Role.COOPERATING),
        deadlines=tuple(deadline_view(deadline) for deadline in task.deadlines),
        end=min(filter(None, map(last_day, task.deadlines)), default=""),
    )


def target_row(target: Target, place: Link, title: str, plan: PlanRow) -> TargetRow:
    """Return a target as a row; `place` is where it stands, `title` the plan's where that is not the place."""
    words = target.subject or target.text
    return TargetRow(figure_of(target), target.unit, words, place, title, plan.date, plan.mark)


def day_of(linked: LinkedPlan) -> str:
    """Return the ISO date that lists show: of publication, else of writing, else ""."""
    return (linked.plan.meta.published or linked.plan.meta.written)[:10]


@lru_cache(_KNOWN)
def deadline_view(deadline: Deadline) -> DeadlineView:
    """Return the deadline as shown."""
    part = deadline.value[5:]
    return DeadlineView(
        deadline.kind.value, deadline.value, deadline.text, part if part in _PARTS else ""
    )


def spaced(mark: str) -> str:
    """Return the number as printed with the blank that a narrow one (1.) needs before the title."""
    return f"{mark} " if mark and mark[-1].isascii() else mark


def title_class(title: str) -> str:
    """Return the class that a title's length asks for: a long one is set smaller."""
    length = len(plain(title))
    return "h-s" if length > _LONG else "h-m" if length > _MIDDLE else ""


def figure_of(target: Target) -> Figure:
    """Return the target as shown."""
    upper = "" if target.upper is None else str(target.upper)
    year = "" if target.year is None else str(target.year)
    # Not by value: 98.5 and 98.50 are equal.
    return _figure(
        target.comparator.value, str(target.value), upper, target.unit, target.subject, year
    )


@lru_cache(_FIGURES)
def _figure(comparator: str, value: str, upper: str, unit: str, subject: str, year: str) -> Figure:
    amount = shown_number(value)
    if upper:
        amount = f"{amount}—{shown_number(upper)}"
    return Figure(comparator, f"{amount}{unit}", subject, year)
