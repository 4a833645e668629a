"""The targets of a plan that can be set beside those of others.

In: a linked plan. Out: its `Readings` by what they measure (decision 0012).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from sys import intern

from generator.model.plan import Plan, Target
from generator.model.site import Head, LinkedPlan, LinkedTask, Reading, TaskRef
from generator.official.figures.measures import Level, level_of
from generator.official.units.places import region_of


@dataclass(slots=True)
class Readings:
    """What a plan says of a measure, and in which words: whoever shows it depends on them."""

    head: Head
    readings: list[Reading] = field(default_factory=list)
    tasks: list[LinkedTask] = field(default_factory=list)
    """To be compared; none where nothing will be."""


Levels = Mapping[str, tuple[Level | None, ...]]
"""For each task with a reading what each of its targets measures; None: nothing that is read."""


def readings_of(
    linked: LinkedPlan, head: Head, compares: bool
) -> tuple[dict[Level, Readings], Levels]:
    """Return what a plan says of each measure, and what the targets of its tasks measure."""
    found: dict[Level, Readings] = {}
    read: dict[str, dict[Target, Level]] = {}
    for level, reading, task in _all_readings(linked):
        own = found.get(level) or found.setdefault(level, Readings(head))
        own.readings.append(reading)
        if compares:
            own.tasks.append(task)
        read.setdefault(task.task.id, {})[reading.target] = level
    levels = {
        task.task.id: tuple(map(of_task.get, task.task.targets))
        for task in linked.tasks
        if (of_task := read.get(task.task.id))
    }
    return found, levels


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
                ref = TaskRef(linked.plan.id, intern(found.task.id))
                yield level, Reading(ref, linked.issuer, year, target), found


def _year(plan: Plan, target: Target) -> int | None:
    """Return the year that the target is for: the one it names, else the last of its plan."""
    return target.year or plan.end_year or plan.year
