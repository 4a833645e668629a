"""Which plans the site shows, in which order.

In: plans as read. Out: `Shown`. Not its business: what their names refer to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.link.public import is_public
from generator.link.sequence import Moment, moment_of
from generator.link.sketch import Read, Sketch
from generator.model.plan import Plan
from generator.problems import Problem, problem
from generator.recall import Recall, gist, renamed


@dataclass(frozen=True, slots=True)
class Shown:
    """The plans of the site, newest first."""

    sketches: Mapping[str, Sketch]
    """By id."""
    plans: Mapping[str, Plan]
    """The same, without texts and tasks."""
    problems: Mapping[str, tuple[Problem, ...]]
    """Of each of them."""
    hidden: frozenset[str]
    """Ids of plans that are not on the site."""
    repeated: tuple[Problem, ...]
    """Of plans that have the id of another."""


_Stand = tuple[str, str, bool, Moment]
"""Path, id, whether it is shown, when."""


@dataclass(frozen=True, slots=True)
class _Order:
    """Keys and ids of plans, newest first; keys of those with another's id, and its path; ids that are not shown."""

    ids: Mapping[str, str]
    repeated: Sequence[tuple[str, str]]
    hidden: frozenset[str]


def shown_of(read: Mapping[str, Read], today: str, drafts: bool, recall: Recall) -> Shown:
    """Return the plans to show, newest first, with their problems; an id used twice is a problem."""

    def stand(key: str) -> _Stand | None:
        sketch = read[key].sketch
        if sketch is None:
            return None
        plan = sketch.plan
        return (plan.path, plan.id, drafts or is_public(plan, today), moment_of(plan))

    stands = gist(recall, "stand", (read,), (today, drafts), stand)
    order = recall("order", stands, None, lambda: _order(stands))
    return Shown(
        sketches=renamed(recall, "sketches shown", order.ids, read, _sketch),
        plans=renamed(recall, "plans shown", order.ids, read, lambda one: _sketch(one).plan),
        problems=renamed(recall, "problems shown", order.ids, read, lambda one: one.problems),
        hidden=order.hidden,
        repeated=tuple(_repeated(read[key].sketch, first) for key, first in order.repeated),
    )


def _sketch(read: Read) -> Sketch:
    assert read.sketch is not None
    return read.sketch


def _order(stands: Mapping[str, _Stand | None]) -> _Order:
    """Return the plans by published, then written, then year, newest first; ties by id."""
    there = sorted((stand[0], key, stand) for key, stand in stands.items() if stand)
    kept: dict[str, tuple[str, _Stand]] = {}
    repeated = []
    for _, key, stand in there:
        if stand[2]:
            first, other = kept.setdefault(stand[1].lower(), (key, stand))
            if first != key:
                repeated.append((key, other[0]))
    by_id = sorted(kept.values(), key=lambda each: each[1][1])
    newest = sorted(by_id, key=lambda each: each[1][3], reverse=True)
    ids = {stand[1] for _, _, stand in there}
    return _Order(
        {key: stand[1] for key, stand in newest},
        repeated,
        frozenset(ids - {stand[1] for _, stand in newest}),
    )


def _repeated(sketch: Sketch | None, first: str) -> Problem:
    assert sketch is not None
    plan = sketch.plan
    at = plan.meta.place("id") if plan.meta.id else plan.at
    return problem("repeated-plan-id", at, value=plan.id, first=first)
