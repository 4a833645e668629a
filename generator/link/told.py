"""What a plan tells of what several plans speak of: units, topics, documents, measures.

In: a linked plan. Out: `Told`, gathered while the plan is at hand: it may wait on disk afterwards.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from sys import intern

from generator.link.heads import head_of
from generator.link.readings import Levels, Readings, readings_of
from generator.model.plan import Role
from generator.model.registers import Policy, Topic, Unit
from generator.model.site import Head, LinkedPlan, LinkedTask, TaskRef
from generator.official.figures.measures import Level


@dataclass(slots=True)
class OfUnit:
    """What a plan says of a unit, and in which words: whoever shows it depends on them."""

    unit: Unit
    head: Head
    issued: list[str] = field(default_factory=list)
    lead: list[TaskRef] = field(default_factory=list, compare=False)
    cooperating: list[TaskRef] = field(default_factory=list, compare=False)
    names: set[str] = field(default_factory=set)
    """As printed in its tasks."""
    tasks: list[LinkedTask] = field(default_factory=list)
    """To be compared; none where nothing will be."""


@dataclass(slots=True)
class Of:
    """What a plan says of a topic or a policy: whether as a whole, and in which tasks."""

    thing: Topic | Policy
    head: Head
    plans: list[str] = field(default_factory=list)
    refs: list[TaskRef] = field(default_factory=list, compare=False)
    tasks: list[LinkedTask] = field(default_factory=list)
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
    units = _of_units(linked, head, tasks)
    topics = {topic.id: Of(topic, head, [linked.plan.id]) for topic in linked.topics}
    policies: dict[str, Of] = {}
    for link in linked.policies:
        policies.setdefault(link.policy.id, Of(link.policy, head)).plans.append(linked.plan.id)
    for task, ref in tasks:
        for topic in task.topics:
            _add(topics, topic, head, ref, task)
        for each in task.policies:
            _add(policies, each.policy, head, ref, task)
    if not compares:
        for named in units.values():
            named.tasks.clear()
        for own in (*topics.values(), *policies.values()):
            own.tasks.clear()
    return Told(head, units, topics, policies, *readings_of(linked, head, compares))


def _of_units(
    linked: LinkedPlan, head: Head, tasks: list[tuple[LinkedTask, TaskRef]]
) -> dict[str, OfUnit]:
    said: dict[str, OfUnit] = {}
    if linked.issuer is not None:
        said[linked.issuer.id] = OfUnit(linked.issuer, head, [linked.plan.id])
    for task, ref in tasks:
        for each in task.units:
            own = said.get(each.unit.id) or said.setdefault(each.unit.id, OfUnit(each.unit, head))
            own.names.add(each.name)
            own.tasks.append(task)
            (own.lead if each.role is Role.LEAD else own.cooperating).append(ref)
    return said


def _add(
    said: dict[str, Of], thing: Topic | Policy, head: Head, ref: TaskRef, task: LinkedTask
) -> None:
    """Add a task that names a thing."""
    own = said.get(thing.id) or said.setdefault(thing.id, Of(thing, head))
    own.refs.append(ref)
    own.tasks.append(task)
