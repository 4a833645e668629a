"""The facts of tasks: units, deadlines, targets and citations; what the editor states comes first."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import chain, islice
from typing import Final, NamedTuple, TypeVar

from generator.model.manuscript import Item, StatedCitation, StatedTarget, Text, text
from generator.model.plan import (
    Citation,
    Comparator,
    Deadline,
    DeadlineKind,
    Role,
    Target,
    UnitName,
)
from generator.official.citing.citations import citations_in
from generator.official.figures.deadlines import deadline_of, deadlines_in_each
from generator.official.figures.targets import targets_in_each
from generator.official.units.responsibilities import Responsibility, responsibilities_in
from generator.problems import Problem, Span, problem

T = TypeVar("T")


AT_ONCE: Final = 100
"""Tasks that are read together; what two readers ask for is kept for as many."""


class Facts(NamedTuple):
    """What a task says; the fields are those of `plan.Task`."""

    clause: str
    units: tuple[UnitName, ...]
    deadlines: tuple[Deadline, ...]
    targets: tuple[Target, ...]
    citations: tuple[Citation, ...]


def facts_of(
    items: Sequence[Item], year: int | None, first_leads: bool = False
) -> tuple[list[Facts], list[Problem]]:
    """Return the facts of each task in a plan for `year`, and what is wrong with what was stated.

    `first_leads`: the plan says that of 责任单位 the one listed first leads.
    """
    problems: list[Problem] = []
    parts = (items[start : start + AT_ONCE] for start in range(0, len(items), AT_ONCE))
    facts = [each for part in parts for each in _facts(part, year, first_leads, problems)]
    return facts, problems


def _facts(
    items: Sequence[Item], year: int | None, first_leads: bool, problems: list[Problem]
) -> Iterator[Facts]:
    """Return the facts of some tasks; what is wrong with what was stated is added to the problems.

    One reader after another goes through all texts: in turn they would push each other's rules out of the processor.
    """
    texts = [(item.title, *item.text, *(each.text for each in item.measures)) for item in items]
    counts = [*map(len, texts)]
    every = [*chain.from_iterable(texts)]
    clauses = ([(each, one) for one in responsibilities_in(each, first_leads)] for each in every)
    units = [*map(_units, items, _by_task(clauses, counts))]
    times = _by_task(deadlines_in_each(every, year), counts)
    deadlines = [
        _deadlines(item, read, year, problems) for item, read in zip(items, times, strict=True)
    ]
    numbers = _by_task(targets_in_each(every, year), counts)
    targets = [_targets(item, read, problems) for item, read in zip(items, numbers, strict=True)]
    citations = [*map(_citations, items, _by_task(map(citations_in, every), counts))]
    found = zip(units, deadlines, targets, citations, strict=True)
    return (Facts(*own, due, aims, cited) for own, due, aims, cited in found)


def _by_task(found: Iterable[Iterable[T]], counts: Sequence[int]) -> list[tuple[T, ...]]:
    """Return what was found in each text together for each task; `counts`: how many texts each has."""
    texts = iter(found)
    return [tuple(chain.from_iterable(islice(texts, count))) for count in counts]


def _units(
    item: Item, found: Sequence[tuple[Text, Responsibility]]
) -> tuple[str, tuple[UnitName, ...]]:
    """Return the responsibility clause as printed, and the units: stated, else recognised."""
    printed = "".join(each.value[clause.start : clause.end] for each, clause in found[:1])
    read = tuple(unit for _, clause in found for unit in clause.units)
    lead, cooperating = item.stated.lead, item.stated.cooperating
    if lead is None and cooperating is None:
        return printed, once(read)
    stated = (
        *_named(item, Role.LEAD, lead, read),
        *_named(item, Role.COOPERATING, cooperating, read),
    )
    return printed, once(stated)


def _named(
    item: Item, role: Role, stated: tuple[str, ...] | None, read: tuple[UnitName, ...]
) -> Iterator[UnitName]:
    if stated is None:
        yield from (unit for unit in read if unit.role is role)
        return
    for name in stated:
        yield UnitName(name=name, role=role, recognised=False, at=item.title.at)


def once(units: Iterable[UnitName]) -> tuple[UnitName, ...]:
    """Return the units, lead first, each name once: who leads does not also cooperate."""
    kept: dict[str, UnitName] = {}
    for unit in sorted(units, key=_cooperates):
        kept.setdefault(unit.name, unit)
    return tuple(kept.values())


def _cooperates(unit: UnitName) -> bool:
    return unit.role is not Role.LEAD


def _deadlines(
    item: Item, found: Iterable[Deadline], year: int | None, problems: list[Problem]
) -> tuple[Deadline, ...]:
    if item.stated.deadlines is None:
        return distinct(found)
    stated = []
    for value in item.stated.deadlines:
        read = deadline_of(text(value, item.title.at), year)
        if read is None:
            problems.append(problem("bad-deadline", item.title.at, value=value))
        else:
            stated.append(replace(read, recognised=False))
    return tuple(stated)


def distinct(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """Return the deadlines, each kind and value once; those without a value once a text."""
    kept: dict[tuple[DeadlineKind, str], Deadline] = {}
    for deadline in deadlines:
        kept.setdefault((deadline.kind, deadline.value), deadline)
    return tuple(kept.values())


def _targets(item: Item, found: tuple[Target, ...], problems: list[Problem]) -> tuple[Target, ...]:
    if item.stated.targets is None:
        return found
    read = (_stated_target(each, item.title.at, problems) for each in item.stated.targets)
    return tuple(target for target in read if target is not None)


def _stated_target(stated: StatedTarget, at: Span, problems: list[Problem]) -> Target | None:
    """Return the target that the editor wrote out, or None and a problem."""
    value = _finite(stated.value)
    known = stated.comparator in set(Comparator) and re.fullmatch(r"\d{4}|", stated.year)
    if value is None or not known:
        shown = f"{stated.subject} {stated.comparator} {stated.value}"
        problems.append(problem("bad-target", at, value=shown))
        return None
    return Target(
        value=value,
        comparator=Comparator(stated.comparator),
        unit=stated.unit,
        subject=stated.subject,
        year=int(stated.year) if stated.year else None,
        text=stated.text,
        recognised=False,
        at=at,
    )


def _finite(value: str) -> Decimal | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _citations(item: Item, found: Iterable[Citation]) -> tuple[Citation, ...]:
    if item.stated.citations is None:
        return tuple({(c.issuer, c.title): c for c in found}.values())
    return tuple(_stated_citation(each, item.title.at) for each in item.stated.citations)


def _stated_citation(stated: StatedCitation, at: Span) -> Citation:
    return Citation(
        title=stated.title, issuer=stated.issuer, number=stated.number, recognised=False, at=at
    )
