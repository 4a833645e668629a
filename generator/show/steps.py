"""Tasks that cite documents, as the pages of documents show them.

In: a linked plan. Out: `CitingTask`s.
"""

from dataclasses import dataclass

from generator.forms.inline import plain
from generator.model.registers import Policy
from generator.model.site import LinkedPlan
from generator.portable import portable
from generator.show.rows import Link
from generator.urls import task_url


@portable
@dataclass(frozen=True, slots=True)
class CitingTask:
    """A task that cites documents."""

    plan: str
    """The id of its plan."""
    task: Link
    part: str
    """The outermost part that it stands in, as printed."""
    policies: tuple[Policy, ...]


def citing_tasks(linked: LinkedPlan) -> dict[str, CitingTask]:
    """Return the tasks of a plan that cite documents, by id."""
    parts = [f"{part.mark}{plain(part.title)}" for part in linked.plan.parts]
    return {
        found.task.id: CitingTask(
            plan=found.plan,
            task=Link(
                f"{found.task.mark}{plain(found.task.title)}", task_url(found.plan, found.task.id)
            ),
            part="".join(parts[n] for n in found.task.parts[:1]),
            policies=tuple(link.policy for link in found.policies),
        )
        for found in linked.tasks
        if found.policies
    }
