"""Targets of several plans that measure the same, set beside each other.

In: linked plans. Out: `Measure`s, each with an id that depends on its words alone (decision 0012).
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from generator.digests import digest
from generator.model.plan import Plan, Target
from generator.model.site import LinkedPlan, Measure, Reading, TaskRef
from generator.official.figures.measures import Level, level_of
from generator.official.identity import initials
from generator.official.units.places import region_of

Plans = Mapping[str, LinkedPlan]
_INITIALS, _DIGITS = 16, 5


def measures_of(plans: Plans) -> tuple[Measure, ...]:
    """Return what at least two plans set a target for, by name; each with its targets by issuer and year."""
    found: dict[Level, list[Reading]] = {}
    for key, linked in plans.items():
        for level, reading in _readings(key, linked):
            found.setdefault(level, []).append(reading)
    shared = (
        Measure(measure_id(level), level.name, level.unit, _in_order(plans, readings))
        for level, readings in found.items()
        if len({reading.ref.plan for reading in readings}) > 1
    )
    return tuple(sorted(shared, key=lambda measure: (measure.name, measure.unit)))


def measured(plans: Plans, measures: tuple[Measure, ...]) -> Mapping[TaskRef, tuple[str, ...]]:
    """Return for each task with a compared target the measure's id of each of its targets, "" for the others."""
    places: dict[TaskRef, dict[Target, str]] = {}
    for measure in measures:
        for reading in measure.readings:
            places.setdefault(reading.ref, {})[reading.target] = measure.id
    return {
        TaskRef(key, found.task.id): tuple(own.get(target, "") for target in found.task.targets)
        for key, linked in plans.items()
        for found in linked.tasks
        if (own := places.get(TaskRef(key, found.task.id)))
    }


def measure_id(level: Level) -> str:
    """Return the id of a measure: initials to be recognised by, and a digest that nothing else has."""
    made = initials(level.name)[:_INITIALS].strip("-")
    return f"{made}-{digest(level.name, level.unit)[:_DIGITS]}"


def _readings(key: str, linked: LinkedPlan) -> Iterator[tuple[Level, Reading]]:
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
                ref = TaskRef(key, found.task.id)
                yield level, Reading(ref, linked.issuer, year, target)


def _year(plan: Plan, target: Target) -> int | None:
    """Return the year that the target is for: the one it names, else the last of its plan."""
    return target.year or plan.end_year or plan.year


def _in_order(plans: Plans, readings: list[Reading]) -> tuple[Reading, ...]:
    """Return the readings by issuer (who says most, first), then by year, then as printed."""
    many: dict[str, int] = {}
    for reading in readings:
        many[reading.issuer.id] = many.get(reading.issuer.id, 0) + 1
    oldest = {key: n for n, key in enumerate(reversed(tuple(plans)))}
    return tuple(
        sorted(
            readings,
            key=lambda r: (
                -many[r.issuer.id], r.issuer.name, r.issuer.id, r.year, oldest[r.ref.plan],
            ),
        )
    )  # fmt: skip
