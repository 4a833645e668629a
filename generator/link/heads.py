"""What is asked of many plans at a time, and shown of a plan beside one of its tasks.

In: a linked plan. Out: its `Head`. Where the head and a task are as they were, so is all that is made of the two.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from generator.link.sketch import bare
from generator.model.site import CROWD, Head, LinkedPlan, LinkedTask
from generator.official.beginnings import first_words
from generator.official.figures.last_days import last_day
from generator.official.standing import is_over


def head_of(linked: LinkedPlan) -> Head:
    """Return the head of a plan."""
    plan, tasks = linked.plan, linked.tasks
    return Head(
        linked=replace(
            linked, plan=replace(bare(plan), links=()), tasks=(), problems=(), absent_links=()
        ),
        words=first_words(plan),
        tasks=len(tasks),
        targets=len(plan.targets) + sum(len(each.task.targets) for each in tasks),
        is_shared=any(map(_is_shared, tasks)),
        has_columns=any(each.task.columns for each in tasks),
        due_years=() if is_over(linked) else tuple(sorted(set(_due_years(tasks)))),
    )


def _due_years(tasks: Iterable[LinkedTask]) -> Iterator[int]:
    for due in chain.from_iterable(each.task.deadlines for each in tasks):
        if last_day(due):
            yield int(due.value[:4])


def _is_shared(task: LinkedTask) -> bool:
    return 1 < len({link.unit.id for link in task.units}) <= CROWD
