"""Targets of several plans that measure the same, set beside each other.

In: linked plans. Out: `Measure`s, each with an id that depends on its words alone (decision 0012).
"""

from collections import Counter
from collections.abc import Mapping

from generator.digests import digest
from generator.groups import grouped
from generator.link.readings import Levels, Readings
from generator.link.told import Told
from generator.model.site import Measure
from generator.official.figures.measures import Level
from generator.official.identity import initials
from generator.recall import Recall, anew, gist, in_order, those

_INITIALS, _DIGITS = 16, 5
Measured = Mapping[str, Mapping[str, tuple[str, ...]]]
"""`Site.measured`"""


def measures_of(
    told: Mapping[str, Told], recall: Recall = anew
) -> tuple[tuple[Measure, ...], Measured]:
    """Return what at least two plans set a target for, by name, each with its targets by issuer and year.

    And for each plan's tasks with such a target the measure's id of each of their targets, "" for the others.
    """
    values = grouped(recall, "measures", told, lambda key: told[key].readings, _measure).values
    ids = gist(recall, "measure ids", (values,), None, lambda level: _id(values[level]))
    shared = those(recall, "measures shared", values, lambda measure: measure)
    own = gist(
        recall,
        "measured",
        (told,),
        ids,
        lambda key: _measured(told[key].levels, ids),
    )
    by_plan = those(recall, "measured plans", own, lambda tasks: tasks or None)
    measures = in_order(recall, "measures", shared, None, lambda each: (each.name, each.unit))
    return tuple(measures.values()), by_plan


def _id(measure: Measure | None) -> str:
    return "" if measure is None else measure.id


def _measured(levels: Levels, ids: Mapping[Level, str]) -> dict[str, tuple[str, ...]]:
    found = {
        task: tuple("" if level is None else ids[level] for level in own)
        for task, own in levels.items()
    }
    return {task: own for task, own in found.items() if any(own)}


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


def measure_id(level: Level) -> str:
    """Return the id of a measure: initials to be recognised by, and a digest that nothing else has."""
    made = initials(level.name)[:_INITIALS].strip("-")
    return f"{made}-{digest(level.name, level.unit)[:_DIGITS]}"
