"""What lists and the pages of units, topics, documents show of each plan: made once, while the plan is at hand.

In: a Site. Out: `Rows`. What a plan gives is put aside, each kind by itself: a large site does not wait in memory for
its last page. Not its business: which page shows what.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from generator.model.site import LinkedPlan, Site, TaskRef
from generator.recall import Opened, Recall, anew, gist, recalled
from generator.show.dated import Dated, dated_in
from generator.show.rows import (
    Link,
    PlanRow,
    TargetRow,
    TaskGroup,
    TaskRow,
    plan_row,
    target_row,
    task_row,
)
from generator.show.steps import CitingTask, citing_tasks
from generator.show.task_sheets import SheetRow, sheet_rows
from generator.show.together import SharedIn, shared_in
from generator.show.unit_work import UnitWork, works_of
from generator.urls import task_url

OwnTargets = tuple[tuple[str, TargetRow], ...]
"""Each target with the id of its task; "" where it is one of the plan as a whole."""


@dataclass(frozen=True, slots=True)
class OwnRows:
    """What a plan gives to the pages of others, put aside."""

    tasks: Mapping[str, TaskRow]
    """By the task's id."""
    sheet: Mapping[str, SheetRow]
    """Likewise."""
    work: Mapping[str, UnitWork]
    """What it gives to the pages of each unit."""
    citing: Mapping[str, CitingTask]
    """Of tasks that cite documents."""
    targets: Opened[OwnTargets]
    """Those of the plan as a whole, then those of its tasks."""
    shared: Opened[SharedIn]
    """What its tasks make units share."""
    dated: tuple[Dated, ...]
    """When its tasks are due; few and small, so they stay."""


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows, by what they show."""

    plans: Mapping[str, PlanRow]
    own: Mapping[str, OwnRows]

    def task(self, ref: TaskRef) -> TaskRow:
        """Return the row of a task."""
        return self.own[ref.plan].tasks[ref.task]


def rows_of(site: Site, recall: Recall = anew) -> Rows:
    """Return a row for every plan, and what it gives to the pages of others."""
    plans, heads = site.plans, site.heads
    rows = gist(recall, "plan rows", (heads,), None, lambda key: plan_row(heads[key]))
    own = recalled(recall, "rows", (plans, rows), None, lambda k: _own(plans[k], rows[k], recall))
    return Rows(rows, own)


def _own(linked: LinkedPlan, row: PlanRow, recall: Recall) -> OwnRows:
    rows = {found.task.id: task_row(found) for found in linked.tasks}
    sheet = sheet_rows(linked)
    return OwnRows(
        tasks=recall.puts(rows),
        sheet=recall.puts(sheet),
        work=recall.puts(works_of(linked, rows, sheet)),
        citing=recall.puts(citing_tasks(linked)),
        targets=recall.put(tuple(_targets(linked, row))),
        shared=recall.put(shared_in(linked)),
        dated=dated_in(linked, rows, row),
    )


def _targets(linked: LinkedPlan, plan: PlanRow) -> Iterator[tuple[str, TargetRow]]:
    """Yield the targets of the plan as a whole, then those of its tasks."""
    there = Link(plan.title, plan.address)
    for target in linked.plan.targets:
        yield "", target_row(target, there, "", plan)
    for found in linked.tasks:
        task = Link(found.task.title, task_url(found.plan, found.task.id))
        for target in found.task.targets:
            yield found.task.id, target_row(target, task, plan.title, plan)


def grouped(rows: Rows, refs: Iterable[TaskRef]) -> tuple[TaskGroup, ...]:
    """Return the tasks as rows, those of one plan together."""
    return tuple(_groups(rows, refs))


def _groups(rows: Rows, refs: Iterable[TaskRef]) -> Iterator[TaskGroup]:
    for plan, group in groupby(refs, key=lambda ref: ref.plan):
        own = rows.own[plan].tasks
        yield TaskGroup(rows.plans[plan], tuple(own[ref.task] for ref in group))
