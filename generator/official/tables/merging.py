"""Narrative and division table of one plan become one list of tasks, and are checked against each other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from generator.model.manuscript import NOTHING_STATED, Stated, Table, Text
from generator.model.plan import Deadline, Target, Task
from generator.official.citing.citations import citations_in
from generator.official.facts import distinct, once
from generator.official.figures.deadlines import deadline_of, deadlines_in
from generator.official.figures.targets import targets_in
from generator.official.tables.division import Division, Row, cross_check, division_of, pair_rows
from generator.official.tables.goals import goals_in
from generator.problems import Problem

Merged = tuple[tuple[Task, ...], tuple[Problem, ...]]


def with_divisions(
    tasks: tuple[Task, ...],
    tables: Sequence[Table],
    year: int | None,
    stated: Mapping[str, Stated],
) -> Merged:
    """Return the tasks with what the rows of division tables add, and where text and table disagree.

    Where the text has no tasks, the rows of the first division table are the tasks. What is `stated` about a
    task, by its id, holds against its row.
    """
    problems: list[Problem] = []
    for table in tables:
        division = division_of(table)
        if division is None:
            continue
        problems += division.problems
        if tasks:
            problems += cross_check(tasks, division)
            tasks = _merged(tasks, division, year, stated)
        else:
            tasks = tuple(_of_row(row, order, year) for order, row in enumerate(division.rows, 1))
    return tasks, tuple(problems)


def _merged(
    tasks: tuple[Task, ...], division: Division, year: int | None, stated: Mapping[str, Stated]
) -> tuple[Task, ...]:
    pairs = pair_rows(tasks, division.rows)
    return tuple(
        task
        if index is None
        else _with_row(task, division.rows[index], year, stated.get(task.id, NOTHING_STATED))
        for task, index in zip(tasks, pairs, strict=True)
    )


def _with_row(task: Task, row: Row, year: int | None, stated: Stated = NOTHING_STATED) -> Task:
    """Return the task with its row's columns, measures and facts; its own units hold where it has any."""
    texts = tuple(measure.text for measure in row.measures)
    printed = tuple(measure.text.value for measure in task.measures)
    merged = replace(
        task,
        measures=(*task.measures, *(m for m in row.measures if m.text.value not in printed)),
        columns=row.columns,
    )
    if stated.lead is None and stated.cooperating is None and not task.units:
        merged = replace(merged, units=once(row.units))
    if stated.deadlines is None:
        found = _deadlines(row.deadlines, texts, year)
        merged = replace(merged, deadlines=distinct((*task.deadlines, *found)))
    if stated.targets is None:
        targets = (target for each in texts for target in targets_in(each, year))
        read = chain(targets, goals_in(row.goals, row.title, year))
        merged = replace(merged, targets=_once((*task.targets,), read, row.title))
    if stated.citations is None:
        cited = (*task.citations, *(c for each in texts for c in citations_in(each)))
        merged = replace(merged, citations=tuple({(c.issuer, c.title): c for c in cited}.values()))
    return merged


def _once(known: tuple[Target, ...], found: Iterable[Target], name: str) -> tuple[Target, ...]:
    """Return the known targets and the others found: each value of a subject once.

    A bare 15个 that took the row's `name` as its subject says nothing beside 改造食堂15个.
    """
    kept = list(known)
    for target in found:
        is_bare = target.subject == name
        same = (t for t in kept if (t.value, t.unit) == (target.value, target.unit))
        if not any(is_bare or t.subject == target.subject for t in same):
            kept.append(target)
    return tuple(kept)


def _deadlines(
    cells: Sequence[Text], measures: Sequence[Text], year: int | None
) -> tuple[Deadline, ...]:
    stated = (each for cell in cells for each in _in_cell(cell, year))
    found = (deadline for each in measures for deadline in deadlines_in(each, year))
    return (*stated, *found)


def _in_cell(cell: Text, year: int | None) -> tuple[Deadline, ...]:
    """Return the deadline that a cell is, else those that it mentions."""
    whole = deadline_of(cell, year)
    return deadlines_in(cell, year) if whole is None else (whole,)


def _of_row(row: Row, order: int, year: int | None) -> Task:
    number = row.number or str(order)
    empty = Task(
        id=f"t{order}", number=number, mark=number, parts=(), title=row.title, text=(), at=row.at
    )
    return _with_row(empty, row, year)
