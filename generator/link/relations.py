"""The same links read from the other end: tasks of a unit, a topic, a policy; plans of a year."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat

from generator.groups import grouped
from generator.link.heads import Head, head_of
from generator.model.plan import Role
from generator.model.registers import Policy, Topic, Unit
from generator.model.site import (
    LinkedPlan,
    LinkedTask,
    PolicyTasks,
    SiteTarget,
    TaskRef,
    TopicTasks,
    UnitTasks,
    YearPlans,
)
from generator.recall import Recall, anew, in_order, recalled

Plans = Mapping[str, LinkedPlan]
Measured = Mapping[str, Mapping[str, tuple[str, ...]]]
"""`Site.measured`"""
_LONGEST = 20
"""Years after the first in which a plan is listed."""


@dataclass(slots=True)
class _OfUnit:
    """What a plan says of a unit, and in which words: whoever shows it depends on them."""

    unit: Unit
    head: Head
    issued: list[str] = field(default_factory=list)
    lead: list[TaskRef] = field(default_factory=list, compare=False)
    cooperating: list[TaskRef] = field(default_factory=list, compare=False)
    tasks: list[LinkedTask] = field(default_factory=list)


@dataclass(slots=True)
class _Of:
    """What a plan says of a topic or a policy: whether as a whole, and in which tasks."""

    thing: Topic | Policy
    head: Head
    plans: list[str] = field(default_factory=list)
    refs: list[TaskRef] = field(default_factory=list, compare=False)
    tasks: list[LinkedTask] = field(default_factory=list)

    def add(self, task: LinkedTask) -> None:
        """Add a task that names it."""
        self.refs.append(TaskRef(task.plan, task.task.id))
        self.tasks.append(task)


def units_with_tasks(
    plans: Plans, register: Sequence[Unit], recall: Recall = anew
) -> tuple[UnitTasks, ...]:
    """Return what each unit has to do: registered ones in their order, then the others by name."""
    order = {unit.id: index for index, unit in enumerate(register)}
    last = len(order)
    found = in_order(
        recall,
        "units",
        grouped(recall, "units", plans, _of_units, _unit_tasks).values,
        register,
        lambda f: (order.get(f.unit.id, last), f.unit.name, f.unit.id),
    )
    return tuple(found.values())


def _of_units(linked: LinkedPlan) -> dict[str, _OfUnit]:
    said: dict[str, _OfUnit] = {}
    head = head_of(linked)
    if linked.issuer is not None:
        said[linked.issuer.id] = _OfUnit(linked.issuer, head, [linked.plan.id])
    for task in linked.tasks:
        ref = TaskRef(linked.plan.id, task.task.id)
        for each in task.units:
            own = said.get(each.unit.id) or said.setdefault(each.unit.id, _OfUnit(each.unit, head))
            own.tasks.append(task)
            (own.lead if each.role is Role.LEAD else own.cooperating).append(ref)
    return said


def _unit_tasks(key: str, said: list[_OfUnit]) -> UnitTasks:
    return UnitTasks(
        unit=said[0].unit,
        issued=tuple(chain.from_iterable(each.issued for each in said)),
        lead=tuple(chain.from_iterable(each.lead for each in said)),
        cooperating=tuple(chain.from_iterable(each.cooperating for each in said)),
    )


def topics_with_tasks(
    plans: Plans, register: Sequence[Topic], recall: Recall = anew
) -> tuple[TopicTasks, ...]:
    """Return plans and tasks of each topic that has any, in register order."""
    found = grouped(recall, "topics", plans, _of_topics, _topic_tasks).values
    return tuple(found[topic.id] for topic in register if topic.id in found)


def _of_topics(linked: LinkedPlan) -> dict[str, _Of]:
    head = head_of(linked)
    said = {topic.id: _Of(topic, head, [linked.plan.id]) for topic in linked.topics}
    for task in linked.tasks:
        for topic in task.topics:
            own = said.get(topic.id) or said.setdefault(topic.id, _Of(topic, head))
            own.add(task)
    return said


def _topic_tasks(key: str, said: list[_Of]) -> TopicTasks:
    topic = said[0].thing
    assert isinstance(topic, Topic)
    return TopicTasks(topic, *_together(said))


def _together(said: list[_Of]) -> tuple[tuple[str, ...], tuple[TaskRef, ...]]:
    return (
        tuple(chain.from_iterable(each.plans for each in said)),
        tuple(chain.from_iterable(each.refs for each in said)),
    )


def policies_with_tasks(plans: Plans, recall: Recall = anew) -> Mapping[str, PolicyTasks]:
    """Return plans and tasks that cite each policy, the most cited first, then by title."""
    return in_order(
        recall,
        "policies",
        grouped(recall, "policies", plans, _of_policies, _policy_tasks).values,
        None,
        lambda c: (-len(c.plans) - len(c.tasks), c.policy.title, c.policy.id),
    )


def _of_policies(linked: LinkedPlan) -> dict[str, _Of]:
    said: dict[str, _Of] = {}
    head = head_of(linked)
    for link in linked.policies:
        own = said.setdefault(link.policy.id, _Of(link.policy, head))
        own.plans.append(linked.plan.id)
    for task in linked.tasks:
        for link in task.policies:
            own = said.get(link.policy.id) or said.setdefault(
                link.policy.id, _Of(link.policy, head)
            )
            own.add(task)
    return said


def _policy_tasks(key: str, said: list[_Of]) -> PolicyTasks:
    policy = said[0].thing
    assert isinstance(policy, Policy)
    return PolicyTasks(policy, *_together(said))


def years_with_plans(plans: Plans, recall: Recall = anew) -> tuple[YearPlans, ...]:
    """Return the plans of each year, newest year first; a plan for several years stands in each."""
    found = grouped(recall, "years", plans, _of_years, _year_plans).values
    return tuple(found[year] for year in sorted(found, reverse=True))


def _year_plans(year: int, plans: list[str]) -> YearPlans:
    return YearPlans(year, tuple(plans))


def _of_years(linked: LinkedPlan) -> dict[int, str]:
    first = linked.plan.year
    if first is None:
        return {}
    last = min(linked.plan.end_year or first, first + _LONGEST)
    return dict.fromkeys(range(first, max(first, last) + 1), linked.plan.id)


def targets_of(plans: Plans, measured: Measured, recall: Recall = anew) -> tuple[SiteTarget, ...]:
    """Return every target, those of a plan as a whole before those of its tasks, in the order of the plans.

    Each with its task, and what it is compared by.
    """
    none: dict[str, tuple[str, ...]] = {}
    own = recalled(
        recall,
        "targets",
        (plans, measured),
        None,
        lambda key: tuple(_targets(plans[key], measured.get(key, none))),
    )
    return tuple(chain.from_iterable(own.values()))


def _targets(plan: LinkedPlan, measured: Mapping[str, tuple[str, ...]]) -> Iterator[SiteTarget]:
    yield from (SiteTarget(TaskRef(plan.plan.id, ""), target) for target in plan.plan.targets)
    for task in plan.tasks:
        ref = TaskRef(plan.plan.id, task.task.id)
        measures = chain(measured.get(task.task.id, ()), repeat(""))
        for target, measure in zip(task.task.targets, measures, strict=False):
            yield SiteTarget(ref, target, measure)
