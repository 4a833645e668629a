"""When the tasks of a plan are due, as the time line of the site lists it.

In: a linked plan and its rows. Out: `Dated`s. They stay in memory, so they are small.
"""

from collections.abc import Mapping
from typing import NamedTuple

from generator.model.site import LinkedPlan
from generator.official.figures.last_days import last_day
from generator.official.standing import is_over
from generator.show.rows import DeadlineView, PlanRow, TaskRow, deadline_view


class Dated(NamedTuple):
    """A time at which a task has to be done."""

    end: str
    """ISO date of its last day."""
    deadline: DeadlineView
    plan: str
    """The id of the plan, as the task's."""
    number: int
    """Of the task in its plan."""
    task: str
    shown: tuple[str, str]
    """Digests of the rows of task and plan: whoever shows them depends on them."""


def dated_in(linked: LinkedPlan, rows: Mapping[str, TaskRow], plan: PlanRow) -> tuple[Dated, ...]:
    """Return the times of a plan's tasks that have an end; none where the plan has ended."""
    if is_over(linked):
        return ()
    return tuple(
        Dated(end, deadline_view(due), linked.plan.id, n, found.task.id, (row.key, plan.key))
        for n, found in enumerate(linked.tasks)
        for row in (rows[found.task.id],)
        for due in found.task.deadlines
        if (end := last_day(due))
    )
