"""What lists show of a plan beside one of its tasks.

In: a linked plan. Out: its `Head`. Where the head and a task are as they were, so is all that is made of the two.
"""

from dataclasses import replace

from generator.model.site import LinkedPlan

Head = tuple[LinkedPlan, int]
"""A plan without its texts and tasks, and how many tasks it has."""


def head_of(linked: LinkedPlan) -> Head:
    """Return the head of a plan."""
    plan = replace(
        linked.plan, opening=(), tasks=(), targets=(), tables=(), closing=(), citations=(), links=()
    )
    return replace(linked, plan=plan, tasks=(), problems=(), absent_links=()), len(linked.tasks)
