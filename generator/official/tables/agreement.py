"""Whether a plan's text and its division table say the same.

In: the tasks of the text and the rows of the table. Out: which belong together, and where they disagree, as
problems. Not its business: which of the two is right.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from generator.model.plan import Role, Task, UnitName
from generator.official.figures.numerals import from_chinese, from_digits
from generator.official.folding import normal_name
from generator.official.tables.rows import Row
from generator.official.units.names import may_be_same
from generator.problems import Problem, Severity, problem

_UNSEEN = re.compile(r"[\W_]")
_ALIKE = 0.5
_LARGEST_GAP = 2500
"""Pairs of titles that are compared letter by letter; above it only equal numbers count."""
_LARGEST_PLAN = 250_000
"""Pairs of tasks and rows that are aligned; above it only equal titles count."""

Pairs = dict[int, int]


def pair_rows(tasks: Sequence[Task], rows: Sequence[Row]) -> tuple[int | None, ...]:
    """Return for each task the index of its row: the same title, in order.

    Between such pairs, an alike title is enough; and where as many tasks as rows are left there, the order.
    """
    ours = [_bare(task.title) for task in tasks]
    theirs = [_bare(row.title) for row in rows]
    if len(tasks) * len(rows) > _LARGEST_PLAN:
        order = {title: index for index, title in reversed(list(enumerate(theirs)))}
        return tuple(order.get(title) for title in ours)
    pairs: Pairs = {}
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pairs.update(zip(range(a, b), range(c, d), strict=True))
        elif tag == "replace":
            has_neighbour = a > 0 or b < len(tasks)
            fits = b - a == d - c and (has_neighbour or _numbers_agree(tasks[a:b], rows[c:d]))
            pairs.update(
                zip(range(a, b), range(c, d), strict=True)
                if fits
                else _gap(tasks, rows, (a, b, c, d))
            )
    return tuple(pairs.get(index) for index in range(len(tasks)))


def cross_check(tasks: Sequence[Task], rows: Sequence[Row], has_lead: bool) -> tuple[Problem, ...]:
    """Return where text and table disagree, row by row.

    `has_lead`: the table says who leads. Where it does not, all units of a row are compared with all of the
    task, and a lead that the table lacks is not counted.
    """
    pairs = pair_rows(tasks, rows)
    tells_roles = has_lead and any(
        unit.role is Role.COOPERATING for row in rows for unit in row.units
    )
    paired = [(tasks[t], rows[r]) for t, r in enumerate(pairs) if r is not None]
    return (
        *(found for task, row in paired for found in _titles_compared(task, row)),
        *(
            found
            for task, row in paired
            if task.units
            for found in _units_compared(task, row, has_lead)
        ),
        *(found for task, row in paired if tells_roles for found in _roles_compared(task, row)),
        *_alone(tasks, rows, pairs),
    )


def _titles_compared(task: Task, row: Row) -> Iterator[Problem]:
    if _bare(task.title) != _bare(row.title):
        values = {"row": row.number or row.title, "text": task.title, "table": row.title}
        yield problem("table-title-differs", row.at, Severity.WARNING, **values)


def _units_compared(task: Task, row: Row, has_lead: bool) -> Iterator[Problem]:
    in_text, in_table = _names(task.units), _names(row.units)
    expected = in_text if has_lead else task.named(Role.COOPERATING)
    missing, added = _without(expected, in_table), _without(in_table, in_text)
    for code, units in (("table-lacks-units", missing), ("table-adds-units", added)):
        if units:
            values = {"row": row.number or row.title, "units": "、".join(units)}
            yield problem(code, row.at, Severity.WARNING, **values)


def _roles_compared(task: Task, row: Row) -> Iterator[Problem]:
    """Yield the units that both name, but only one as the lead."""
    lead = task.named(Role.LEAD)
    leads = _names(unit for unit in row.units if unit.role is Role.LEAD)
    more = (name for name in _without(leads, lead) if not _without((name,), _names(task.units)))
    less = (name for name in _without(lead, leads) if not _without((name,), _names(row.units)))
    changed = "、".join(dict.fromkeys((*more, *less)))
    if changed:
        values = {"row": row.number or row.title, "units": changed}
        yield problem("table-role-differs", row.at, Severity.WARNING, **values)


def _names(units: Iterable[UnitName]) -> tuple[str, ...]:
    return tuple(unit.name for unit in units)


def _without(names: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """Return the names that none of the others can mean."""
    return tuple(name for name in names if not any(_same(name, other) for other in others))


def _same(one: str, other: str) -> bool:
    return normal_name(one) == normal_name(other) or may_be_same(one, other)


def _alone(
    tasks: Sequence[Task], rows: Sequence[Row], pairs: Sequence[int | None]
) -> Iterator[Problem]:
    """Yield rows without task, and in one problem the tasks without row."""
    taken = {index for index in pairs if index is not None}
    for index, row in enumerate(rows):
        if index not in taken:
            values = {"row": row.number or str(index + 1), "title": row.title}
            yield problem("row-without-task", row.at, Severity.WARNING, **values)
    lost = [task for task, index in zip(tasks, pairs, strict=True) if index is None]
    if lost and rows:
        numbers = "、".join(task.number or task.title for task in lost)
        yield problem("task-without-row", lost[0].at, Severity.WARNING, tasks=numbers)


def _gap(
    tasks: Sequence[Task], rows: Sequence[Row], gap: tuple[int, int, int, int]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of unequal titles in order, where the number is the same or the titles are alike."""
    a, b, c, d = gap
    is_small = (b - a) * (d - c) <= _LARGEST_GAP
    start = c
    for index in range(a, b):
        fits = (r for r in range(start, d) if _fits(tasks[index], rows[r], is_small))
        found = next(fits, None)
        if found is not None:
            yield index, found
            start = found + 1


def _fits(task: Task, row: Row, by_title: bool) -> bool:
    alike = (
        by_title and SequenceMatcher(None, _bare(task.title), _bare(row.title)).ratio() >= _ALIKE
    )
    return alike or (by_title is False and _number(task.number) == _number(row.number) is not None)


def _numbers_agree(tasks: Sequence[Task], rows: Sequence[Row]) -> bool:
    numbers = [(_number(t.number), _number(r.number)) for t, r in zip(tasks, rows, strict=True)]
    return all(ours is not None and ours == theirs for ours, theirs in numbers)


def _number(text: str) -> int | None:
    return from_digits(text) if text[:1].isdigit() else from_chinese(text)


def _bare(title: str) -> str:
    return _UNSEEN.sub("", normal_name(title))[:200]
