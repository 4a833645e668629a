"""When tasks are due: dates in time for the page and the calendar of a unit.

In: a task, or the dates of a unit's tasks. Out: `Due`s, the soonest first. No clock is asked: what is ahead is told by
the years of plans, so the same content always gives the same page.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Final

from generator.digests import digest
from generator.model.plan import DeadlineKind
from generator.model.site import LinkedPlan, LinkedTask
from generator.official.figures.last_days import last_day
from generator.portable import portable
from generator.show.rows import DeadlineView, Link, day_of, deadline_view
from generator.urls import task_url

SHOWN: Final = 8
"""Dates on a page; the calendar file has all of them."""
_RANK: Final = attrgetter("due.rank")


@portable
@dataclass(frozen=True, slots=True)
class Due:
    """A date of a task. Its digest stands for it where pages are compared, as a `PlanRow`'s does."""

    end: str = field(repr=False)
    """ISO date of its last day, for the order; that of a school term does not exist."""
    deadline: DeadlineView = field(repr=False)
    task: Link = field(repr=False)
    plan: str = field(repr=False)
    stamp: str = field(repr=False)
    """ISO date of the plan, or ""."""
    id: str = field(repr=False)
    """Names this date of this task, whatever else changes."""
    key: str = field(init=False, compare=False)
    rank: tuple[str, str, str] = field(init=False, compare=False, repr=False)
    """Where it stands among others."""
    is_day: bool = field(init=False, compare=False, repr=False)
    """Whether it can stand in a calendar."""

    def __post_init__(self) -> None:
        shown = (self.end, self.deadline, self.task, self.plan, self.stamp, self.id)
        object.__setattr__(self, "key", digest(*shown))
        object.__setattr__(self, "rank", (self.end, self.deadline.value, self.task.address))
        object.__setattr__(self, "is_day", self.deadline.kind != DeadlineKind.TERM)

    def __hash__(self) -> int:
        return hash(self.key)


@portable
@dataclass(frozen=True, slots=True)
class DueRow:
    """A date and what the unit does in the task."""

    role: str
    due: Due


@portable
@dataclass(frozen=True, slots=True)
class DueGroup:
    """What is due at the same time."""

    deadline: DeadlineView
    """Its kind and value, without words."""
    rows: tuple[DueRow, ...]


def dues_of(linked: LinkedPlan, found: LinkedTask) -> Iterator[Due]:
    """Yield the dates of a task that have an end."""
    task = found.task
    for deadline in task.deadlines:
        end = last_day(deadline)
        if end:
            yield Due(
                end=end,
                deadline=deadline_view(deadline),
                task=Link(task.title, task_url(found.plan, task.id)),
                plan=linked.plan.title,
                stamp=day_of(linked),
                id=digest(found.plan, task.id, deadline.kind.value, deadline.value),
            )


def ahead(rows: Iterable[DueRow], year: int) -> tuple[DueRow, ...]:
    """Return the dates in or after the year, the soonest first."""
    first = (f"{year:04}",)
    return tuple(sorted((row for row in rows if row.due.rank >= first), key=_RANK))


def groups_of(rows: Sequence[DueRow]) -> tuple[DueGroup, ...]:
    """Return the first of the dates, those of the same time together."""
    same = groupby(rows[:SHOWN], key=_time)
    return tuple(DueGroup(deadline, tuple(group)) for deadline, group in same)


def _time(row: DueRow) -> DeadlineView:
    found = row.due.deadline
    return DeadlineView(found.kind, found.value, "", found.part)
