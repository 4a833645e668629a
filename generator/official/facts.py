"""The facts of one task: units, deadlines, targets and citations; what the editor states comes first."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

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
from generator.official.figures.deadlines import deadline_of, deadlines_in
from generator.official.figures.targets import targets_in
from generator.official.units.responsibilities import responsibilities_in
from generator.problems import Problem, Span, problem


class Facts(NamedTuple):
    """What a task says; the fields are those of `plan.Task`."""

    clause: str
    units: tuple[UnitName, ...]
    deadlines: tuple[Deadline, ...]
    targets: tuple[Target, ...]
    citations: tuple[Citation, ...]
    problems: tuple[Problem, ...]
    """What is wrong with what was stated."""


def facts_of(item: Item, year: int | None, first_leads: bool = False) -> Facts:
    """Return the facts of a task in a plan for `year`.

    `first_leads`: the plan says that of 责任单位 the one listed first leads.
    """
    problems: list[Problem] = []
    texts = (item.title, *item.text, *(measure.text for measure in item.measures))
    clause, units = _units(item, texts, first_leads)
    deadlines = _deadlines(item, texts, year, problems)
    targets = _targets(item, texts, year, problems)
    return Facts(clause, units, deadlines, targets, _citations(item, texts), tuple(problems))


def _units(
    item: Item, texts: tuple[Text, ...], first_leads: bool
) -> tuple[str, tuple[UnitName, ...]]:
    """Return the responsibility clause as printed, and the units: stated, else recognised."""
    found = [(each, clause) for each in texts for clause in responsibilities_in(each, first_leads)]
    printed = "".join(each.value[clause.start : clause.end] for each, clause in found[:1])
    read = tuple(unit for _, clause in found for unit in clause.units)
    units = (
        *_named(item, Role.LEAD, item.stated.lead, read),
        *_named(item, Role.COOPERATING, item.stated.cooperating, read),
    )
    return printed, once(units)


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
    ordered = sorted(units, key=lambda unit: unit.role is not Role.LEAD)
    kept: dict[str, UnitName] = {}
    for unit in ordered:
        kept.setdefault(unit.name, unit)
    return tuple(kept.values())


def _deadlines(
    item: Item, texts: tuple[Text, ...], year: int | None, problems: list[Problem]
) -> tuple[Deadline, ...]:
    if item.stated.deadlines is None:
        return distinct(d for each in texts for d in deadlines_in(each, year))
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


def _targets(
    item: Item, texts: tuple[Text, ...], year: int | None, problems: list[Problem]
) -> tuple[Target, ...]:
    if item.stated.targets is None:
        return tuple(target for each in texts for target in targets_in(each, year))
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


def _citations(item: Item, texts: tuple[Text, ...]) -> tuple[Citation, ...]:
    if item.stated.citations is None:
        found = (citation for each in texts for citation in citations_in(each))
        return tuple({(c.issuer, c.title): c for c in found}.values())
    return tuple(_stated_citation(each, item.title.at) for each in item.stated.citations)


def _stated_citation(stated: StatedCitation, at: Span) -> Citation:
    return Citation(
        title=stated.title, issuer=stated.issuer, number=stated.number, recognised=False, at=at
    )
