"""The same links read from the other end: tasks of a unit, a topic, a policy; plans of a year."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from generator.groups import grouped
from generator.link.told import Of, OfUnit, Told
from generator.model.registers import Policy, Topic, Unit
from generator.model.site import (
    Head,
    LinkedPlan,
    PolicyTasks,
    TaskRef,
    TopicTasks,
    UnitTasks,
    YearPlans,
)
from generator.recall import Recall, anew, in_order

AllTold = Mapping[str, Told]
_LONGEST = 20
"""Years after the first in which a plan is listed."""


def units_with_tasks(
    told: AllTold, register: Sequence[Unit], recall: Recall = anew
) -> tuple[UnitTasks, ...]:
    """Return what each unit has to do: registered ones in their order, then the others by name."""
    order = {unit.id: index for index, unit in enumerate(register)}
    last = len(order)
    found = in_order(
        recall,
        "units",
        grouped(recall, "units", told, lambda key: told[key].units, _unit_tasks).values,
        register,
        lambda f: (order.get(f.unit.id, last), f.unit.name, f.unit.id),
    )
    return tuple(found.values())


def _unit_tasks(key: str, said: list[OfUnit]) -> UnitTasks:
    return UnitTasks(
        unit=said[0].unit,
        issued=tuple(chain.from_iterable(each.issued for each in said)),
        lead=tuple(chain.from_iterable(each.lead for each in said)),
        cooperating=tuple(chain.from_iterable(each.cooperating for each in said)),
        names=tuple(sorted(_counted(chain.from_iterable(each.names for each in said)).items())),
    )


def _counted(names: Iterable[tuple[str, int]]) -> Counter[str]:
    found = Counter[str]()
    for name, count in names:
        found[name] += count
    return found


def topics_with_tasks(
    told: AllTold, register: Sequence[Topic], recall: Recall = anew
) -> tuple[TopicTasks, ...]:
    """Return plans and tasks of each topic that has any, in register order."""
    found = grouped(recall, "topics", told, lambda key: told[key].topics, _topic_tasks).values
    return tuple(found[topic.id] for topic in register if topic.id in found)


def _topic_tasks(key: str, said: list[Of]) -> TopicTasks:
    topic = said[0].thing
    assert isinstance(topic, Topic)
    return TopicTasks(topic, *_together(said))


def _together(said: list[Of]) -> tuple[tuple[str, ...], tuple[TaskRef, ...]]:
    return (
        tuple(chain.from_iterable(each.plans for each in said)),
        tuple(chain.from_iterable(each.refs for each in said)),
    )


def policies_with_tasks(told: AllTold, recall: Recall = anew) -> Mapping[str, PolicyTasks]:
    """Return plans and tasks that cite each policy, the most cited first, then by title."""
    return in_order(
        recall,
        "policies",
        grouped(recall, "policies", told, lambda key: told[key].policies, _policy_tasks).values,
        None,
        lambda c: (-len(c.plans) - len(c.tasks), c.policy.title, c.policy.id),
    )


def _policy_tasks(key: str, said: list[Of]) -> PolicyTasks:
    policy = said[0].thing
    assert isinstance(policy, Policy)
    return PolicyTasks(policy, *_together(said))


def years_with_plans(heads: Mapping[str, Head], recall: Recall = anew) -> tuple[YearPlans, ...]:
    """Return the plans of each year, newest year first; a plan for several years stands in each."""
    found = grouped(
        recall, "years", heads, lambda key: _of_years(heads[key].linked), _year_plans
    ).values
    return tuple(found[year] for year in sorted(found, reverse=True))


def _year_plans(year: int, plans: list[str]) -> YearPlans:
    return YearPlans(year, tuple(plans))


def _of_years(linked: LinkedPlan) -> dict[int, str]:
    first = linked.plan.year
    if first is None:
        return {}
    last = min(linked.plan.end_year or first, first + _LONGEST)
    return dict.fromkeys(range(first, max(first, last) + 1), linked.plan.id)
