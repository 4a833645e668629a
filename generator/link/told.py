"""What a plan tells of what several plans speak of: units, topics, documents, measures.

In: a linked plan. Out: `Told`, gathered while the plan is at hand: it may wait on disk afterwards.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from sys import intern
from typing import TypeVar

from generator.link.heads import head_of
from generator.link.readings import Levels, Readings, readings_of
from generator.model.plan import Role
from generator.model.registers import Policy, Topic, Unit
from generator.model.site import Head, LinkedPlan, LinkedTask, TaskRef, UnitLink
from generator.official.figures.measures import Level


@dataclass(frozen=True, slots=True)
class OfUnit:
    """What a plan says of a unit, and in which words: whoever shows it depends on them."""

    unit: Unit
    head: Head
    issued: tuple[str, ...]
    lead: tuple[TaskRef, ...] = field(compare=False)
    cooperating: tuple[TaskRef, ...] = field(compare=False)
    names: tuple[tuple[str, int], ...]
    """As printed in its tasks, and how often."""
    tasks: tuple[LinkedTask, ...]
    """To be compared; none where nothing will be."""


@dataclass(frozen=True, slots=True)
class Of:
    """What a plan says of a topic or a policy: whether as a whole, and in which tasks."""

    thing: Topic | Policy
    head: Head
    plans: tuple[str, ...]
    refs: tuple[TaskRef, ...] = field(compare=False)
    tasks: tuple[LinkedTask, ...]
    """To be compared; none where nothing will be."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a plan tells of others, by their ids."""

    head: Head
    units: Mapping[str, OfUnit]
    topics: Mapping[str, Of]
    policies: Mapping[str, Of]
    readings: Mapping[Level, Readings]
    levels: Levels


def told_by(linked: LinkedPlan, compares: bool) -> Told:
    """Return what a plan tells; `compares`: its tasks too, for what is made of them is compared."""
    head = head_of(linked)
    tasks = [(task, TaskRef(linked.plan.id, intern(task.task.id))) for task in linked.tasks]
    return Told(
        head,
        _of_units(linked, head, tasks, compares),
        _of_topics(linked, head, tasks, compares),
        _of_policies(linked, head, tasks, compares),
        *readings_of(linked, head, compares),
    )


_Tasks = list[tuple[LinkedTask, TaskRef]]


def _of_units(linked: LinkedPlan, head: Head, tasks: _Tasks, compares: bool) -> dict[str, OfUnit]:
    issuer = linked.issuer
    units = {} if issuer is None else {issuer.id: issuer}
    links: dict[str, list[tuple[UnitLink, LinkedTask, TaskRef]]] = {key: [] for key in units}
    for task, ref in tasks:
        for each in task.units:
            units.setdefault(each.unit.id, each.unit)
            links.setdefault(each.unit.id, []).append((each, task, ref))
    return {
        key: OfUnit(
            unit=unit,
            head=head,
            issued=(linked.plan.id,) if unit is issuer else (),
            lead=tuple(ref for link, _, ref in links[key] if link.role is Role.LEAD),
            cooperating=tuple(ref for link, _, ref in links[key] if link.role is not Role.LEAD),
            names=tuple(Counter(link.name for link, _, _ in links[key]).items()),
            tasks=tuple(task for _, task, _ in links[key]) if compares else (),
        )
        for key, unit in units.items()
    }


def _of_topics(linked: LinkedPlan, head: Head, tasks: _Tasks, compares: bool) -> dict[str, Of]:
    named = [(topic, task, ref) for task, ref in tasks for topic in task.topics]
    return _of(linked.topics, named, head, linked.plan.id, compares)


def _of_policies(linked: LinkedPlan, head: Head, tasks: _Tasks, compares: bool) -> dict[str, Of]:
    named = [(link.policy, task, ref) for task, ref in tasks for link in task.policies]
    return _of([link.policy for link in linked.policies], named, head, linked.plan.id, compares)


Thing = TypeVar("Thing", Topic, Policy)


def _of(
    whole: Sequence[Thing],
    named: Sequence[tuple[Thing, LinkedTask, TaskRef]],
    head: Head,
    plan: str,
    compares: bool,
) -> dict[str, Of]:
    """Return what is said of things that a plan names as a whole, then of those that its tasks name."""
    things = {thing.id: thing for thing in whole}
    as_whole = frozenset(things)
    found: dict[str, list[tuple[LinkedTask, TaskRef]]] = {key: [] for key in things}
    for thing, task, ref in named:
        things.setdefault(thing.id, thing)
        found.setdefault(thing.id, []).append((task, ref))
    return {
        key: Of(
            thing,
            head,
            (plan,) if key in as_whole else (),
            tuple(ref for _, ref in found[key]),
            tuple(task for task, _ in found[key]) if compares else (),
        )
        for key, thing in things.items()
    }
