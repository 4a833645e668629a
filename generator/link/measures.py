"""Targets of several plans that measure the same, set beside each other.

In: linked plans. Out: `Measure`s, each with an id that depends on its words alone (decision 0012).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from generator.digests import digest
from generator.groups import grouped
from generator.link.heads import Head, head_of
from generator.model.plan import Plan, Target
from generator.model.site import LinkedPlan, LinkedTask, Measure, Reading, TaskRef
from generator.official.figures.measures import Level, level_of
from generator.official.identity import initials
from generator.official.units.places import region_of
from generator.recall import Recall, anew, gist, in_order, those


@dataclass(slots=True)
class Readings:
    """What a plan says of a measure, and in which words: whoever shows it depends on them."""

    head: Head
    readings: list[Reading] = field(default_factory=list)
    tasks: list[LinkedTask] = field(default_factory=list)


_INITIALS, _DIGITS = 16, 5
Plans = Mapping[str, LinkedPlan]
Measured = Mapping[str, Mapping[str, tuple[str, ...]]]
"""`Site.measured`"""


def measures_of(plans: Plans, recall: Recall = anew) -> tuple[tuple[Measure, ...], Measured]:
    """Return what at least two plans set a target for, by name, each with its targets by issuer and year.

    And for each plan's tasks with such a target the measure's id of each of their targets, "" for the others.
    """
    found = grouped(recall, "measures", plans, _readings, _measure)
    values = found.values
    ids = gist(recall, "measure ids", (values,), None, lambda level: _id(values[level]))
    shared = those(recall, "measures shared", values, lambda measure: measure)
    own = gist(
        recall,
        "measured",
        (plans,),
        ids,
        lambda key: _measured(plans[key], found.said[key], ids),
    )
    by_plan = those(recall, "measured plans", own, lambda tasks: tasks or None)
    measures = in_order(recall, "measures", shared, None, lambda each: (each.name, each.unit))
    return tuple(measures.values()), by_plan


def _id(measure: Measure | None) -> str:
    return "" if measure is None else measure.id


def _measured(
    linked: LinkedPlan, said: Mapping[Level, Readings], ids: Mapping[Level, str]
) -> dict[str, tuple[str, ...]]:
    places: dict[str, dict[Target, str]] = {}
    for level, of_level in said.items():
        for reading in of_level.readings if ids[level] else ():
            places.setdefault(reading.ref.task, {})[reading.target] = ids[level]
    return {
        found.task.id: tuple(own.get(target, "") for target in found.task.targets)
        for found in linked.tasks
        if (own := places.get(found.task.id))
    }


def _measure(level: Level, said: list[Readings]) -> Measure | None:
    """Return what at least two plans measure: by issuer (who says most, first), then by year, then as printed."""
    if len(said) < 2:  # noqa: PLR2004
        return None
    readings = [(-n, reading) for n, own in enumerate(said) for reading in own.readings]
    many = Counter(reading.issuer.id for _, reading in readings)
    ordered = sorted(
        readings,
        key=lambda r: (-many[r[1].issuer.id], r[1].issuer.name, r[1].issuer.id, r[1].year, r[0]),
    )
    return Measure(measure_id(level), level.name, level.unit, tuple(r for _, r in ordered))


def _readings(linked: LinkedPlan) -> dict[Level, Readings]:
    found: dict[Level, Readings] = {}
    head = head_of(linked)
    for level, reading, task in _all_readings(linked):
        own = found.get(level) or found.setdefault(level, Readings(head))
        own.readings.append(reading)
        own.tasks.append(task)
    return found


def measure_id(level: Level) -> str:
    """Return the id of a measure: initials to be recognised by, and a digest that nothing else has."""
    made = initials(level.name)[:_INITIALS].strip("-")
    return f"{made}-{digest(level.name, level.unit)[:_DIGITS]}"


def _all_readings(linked: LinkedPlan) -> Iterator[tuple[Level, Reading, LinkedTask]]:
    """Yield the targets of a plan that measure a level in a known year; what is said twice counts once."""
    if linked.issuer is None:
        return
    place = linked.issuer.region or region_of(linked.plan.issuer)
    said: set[tuple[Level, int, Decimal, Decimal | None, str]] = set()
    for found in linked.tasks:
        for target in found.task.targets:
            level, year = level_of(target, place), _year(linked.plan, target)
            if level is None or year is None:
                continue
            words = (level, year, target.value, target.upper, target.comparator.value)
            if words not in said:
                said.add(words)
                ref = TaskRef(linked.plan.id, found.task.id)
                yield level, Reading(ref, linked.issuer, year, target), found


def _year(plan: Plan, target: Target) -> int | None:
    """Return the year that the target is for: the one it names, else the last of its plan."""
    return target.year or plan.end_year or plan.year
