"""What is asked of a plan before it is linked: the names in it, and which plan it is.

In: a parsed plan. Out: its `Sketch`. Its texts and tasks may wait elsewhere until it is linked.
"""

from dataclasses import dataclass, replace
from itertools import chain

from generator.files import Parsed
from generator.model.plan import Citation, Plan
from generator.problems import Problem
from generator.recall import Opened


@dataclass(frozen=True, slots=True)
class Sketch:
    """A plan without its texts and tasks, and what they name."""

    plan: Plan
    units: tuple[str, ...]
    """Names in its tasks, in printed order."""
    citations: tuple[Citation, ...]
    """Of its tasks, then of the plan as a whole."""
    topics: tuple[str, ...]
    """Stated for it, then those of its tasks."""
    tasks: frozenset[str]
    """The ids of its tasks."""
    whole: Opened[Parsed[Plan]]


@dataclass(frozen=True, slots=True)
class Read:
    """A plan, as far as it could be read, and what is wrong with it."""

    sketch: Sketch | None
    problems: tuple[Problem, ...]


def read_as(parsed: Parsed[Plan], whole: Opened[Parsed[Plan]]) -> Read:
    """Return what is kept of a parsed plan; `whole` gives all of it again."""
    plan = parsed.value
    if plan is None:
        return Read(None, parsed.problems)
    tasks = plan.tasks
    cited = chain(chain.from_iterable(task.citations for task in tasks), plan.citations)
    sketch = Sketch(
        plan=bare(plan),
        units=tuple(dict.fromkeys(unit.name for task in tasks for unit in task.units)),
        citations=tuple(dict.fromkeys(cited)),
        topics=tuple(dict.fromkeys(chain(plan.meta.topics, *(task.topics for task in tasks)))),
        tasks=frozenset(task.id for task in tasks),
        whole=whole,
    )
    return Read(sketch, parsed.problems)


def bare(plan: Plan) -> Plan:
    """Return a plan without its texts and tasks."""
    return replace(
        plan,
        notice=None,
        opening=(),
        parts=(),
        tasks=(),
        targets=(),
        tables=(),
        closing=(),
        citations=(),
    )
