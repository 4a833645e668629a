"""The same links read from the other end: tasks of a unit, a topic, a policy; plans of a year."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, repeat

from generator.model.plan import Role
from generator.model.registers import Policy, Topic, Unit
from generator.model.site import (
    LinkedPlan,
    PolicyTasks,
    SiteTarget,
    TaskRef,
    TopicTasks,
    UnitTasks,
    YearPlans,
)

Plans = Mapping[str, LinkedPlan]
Measured = Mapping[TaskRef, tuple[str, ...]]
"""`Site.measured`"""


def units_with_tasks(plans: Plans, register: Sequence[Unit]) -> tuple[UnitTasks, ...]:
    """Return what each unit has to do: registered ones in their order, then the others by name."""
    units: dict[str, Unit] = {}
    issued: dict[str, list[str]] = {}
    named: dict[tuple[str, Role], list[TaskRef]] = {}
    for plan in plans.values():
        if plan.issuer is not None:
            units[plan.issuer.id] = plan.issuer
            issued.setdefault(plan.issuer.id, []).append(plan.plan.id)
        for task in plan.tasks:
            for each in task.units:
                units[each.unit.id] = each.unit
                ref = TaskRef(plan.plan.id, task.task.id)
                named.setdefault((each.unit.id, each.role), []).append(ref)
    order = {unit.id: index for index, unit in enumerate(register)}
    ordered = sorted(units.values(), key=lambda u: (order.get(u.id, len(order)), u.name, u.id))
    return tuple(
        UnitTasks(
            unit=unit,
            issued=tuple(issued.get(unit.id, ())),
            lead=tuple(named.get((unit.id, Role.LEAD), ())),
            cooperating=tuple(named.get((unit.id, Role.COOPERATING), ())),
        )
        for unit in ordered
    )


def topics_with_tasks(plans: Plans, register: Sequence[Topic]) -> tuple[TopicTasks, ...]:
    """Return plans and tasks of each topic that has any, in register order."""
    of_plans: dict[str, list[str]] = {}
    of_tasks: dict[str, list[TaskRef]] = {}
    for plan in plans.values():
        for topic in plan.topics:
            of_plans.setdefault(topic.id, []).append(plan.plan.id)
        for task in plan.tasks:
            for topic in task.topics:
                of_tasks.setdefault(topic.id, []).append(TaskRef(plan.plan.id, task.task.id))
    return tuple(
        TopicTasks(topic, tuple(of_plans.get(topic.id, ())), tuple(of_tasks.get(topic.id, ())))
        for topic in register
        if topic.id in of_plans or topic.id in of_tasks
    )


def policies_with_tasks(plans: Plans) -> tuple[PolicyTasks, ...]:
    """Return plans and tasks that cite each policy, the most cited first, then by title."""
    policies: dict[str, Policy] = {}
    of_plans: dict[str, list[str]] = {}
    of_tasks: dict[str, list[TaskRef]] = {}
    for plan in plans.values():
        for link in plan.policies:
            policies[link.policy.id] = link.policy
            of_plans.setdefault(link.policy.id, []).append(plan.plan.id)
        for task in plan.tasks:
            for link in task.policies:
                policies[link.policy.id] = link.policy
                of_tasks.setdefault(link.policy.id, []).append(TaskRef(plan.plan.id, task.task.id))
    cited = [
        PolicyTasks(policy, tuple(of_plans.get(key, ())), tuple(of_tasks.get(key, ())))
        for key, policy in policies.items()
    ]
    return tuple(
        sorted(cited, key=lambda c: (-len(c.plans) - len(c.tasks), c.policy.title, c.policy.id))
    )


def years_with_plans(plans: Plans) -> tuple[YearPlans, ...]:
    """Return the plans of each year, newest year first; a plan for several years stands in each."""
    years: dict[int, list[str]] = {}
    for plan in plans.values():
        first = plan.plan.year
        if first is None:
            continue
        last = min(plan.plan.end_year or first, first + 20)
        for year in range(first, max(first, last) + 1):
            years.setdefault(year, []).append(plan.plan.id)
    return tuple(YearPlans(year, tuple(years[year])) for year in sorted(years, reverse=True))


def targets_of(plans: Plans, measured: Measured) -> tuple[SiteTarget, ...]:
    """Return every target, those of a plan as a whole before those of its tasks, in the order of the plans.

    Each with its task, and what it is compared by.
    """
    return tuple(found for plan in plans.values() for found in _targets(plan, measured))


def _targets(plan: LinkedPlan, measured: Measured) -> Iterator[SiteTarget]:
    yield from (SiteTarget(TaskRef(plan.plan.id, ""), target) for target in plan.plan.targets)
    for task in plan.tasks:
        ref = TaskRef(plan.plan.id, task.task.id)
        measures = chain(measured.get(ref, ()), repeat(""))
        for target, measure in zip(task.task.targets, measures, strict=False):
            yield SiteTarget(ref, target, measure)
