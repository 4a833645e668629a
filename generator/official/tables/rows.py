"""The rows of a division table, read: each a task with its measures, units and time limits.

In: a table and what its columns are for. Out: rows. Not its business: the narrative (see `agreement`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.model.manuscript import Cell, Measure, Table, Text
from generator.model.plan import Column, Role, UnitName
from generator.official.folding import without_blanks
from generator.official.structure.blocks import join
from generator.official.tables.columns import Columns
from generator.official.units.responsibilities import unit_names
from generator.problems import Span

_MARK = re.compile(
    r"[（(]\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?[）)][.．、]?|[①-⑳]|[一二三四五六七八九十]{1,3}、|[一二三四五六七八九]是"
    r"|\d{1,2}\s?(?:[)）、，,]|[.．]{1,3}(?!\d(?!\d{3}年)))"
)
_NEXT = re.compile(r"(?<=[。；;])\s*(?=\d{1,2}[.．、](?!\d))")
_NUMBER = re.compile(
    r"[（(〔]?\s?第?([\d０-９]{1,4}|[一二三四五六七八九十百]{1,5})\s?项?\s?[)）〕]?[、.．。]?"
)
_STOP = re.compile(r"[。；;！!？?：:.”]\s*$")
_LEAD_SENTENCE = 40
"""Characters; a cell of one sentence that is longer still is the title, but of several only the first."""


@dataclass(frozen=True, slots=True)
class Row:
    """One task as the table has it."""

    number: str
    title: str
    measures: tuple[Measure, ...] = ()
    columns: tuple[Column, ...] = ()
    units: tuple[UnitName, ...] = ()
    deadlines: tuple[Text, ...] = ()
    goals: tuple[Text, ...] = ()
    """Lines of the column of targets."""
    at: Span = field(default=Span(), compare=False, repr=False)


def rows_of(table: Table, columns: Columns) -> tuple[Row, ...]:
    """Return the tasks of the table; repeated heads, group headings and empty rows are none.

    Rows that go on with the task above (the same number and title, or neither) are added to it.
    """
    rows: list[Row] = []
    for cells in table.rows:
        if _is_aside(table, cells):
            continue
        row = _row(table, cells, columns)
        goes_on = rows and (not (row.number or row.title) or _same_task(rows[-1], row))
        if goes_on:
            rows[-1] = _added(rows[-1], row)
        else:
            rows.append(row)
    return tuple(rows)


def measures_of(lines: Sequence[Text]) -> tuple[Measure, ...]:
    """Return the lines of a cell as measures, their numbers apart, as printed (1. ① （1）, also 2, and 4..).

    A line without number goes on with a numbered one that was broken off; else it is a measure of its own.
    """
    found: list[Measure] = []
    for line in _one_each(lines):
        mark = _MARK.match(line.value)
        if found and found[-1].mark and not mark and not _STOP.search(found[-1].text.value[-4:]):
            found[-1] = replace(found[-1], text=join((found[-1].text, line)))
        elif line:
            end = mark.end() if mark else 0
            found.append(Measure(mark=line.value[:end].strip(), text=line.cut(end)))
    return tuple(found)


def _one_each(lines: Sequence[Text]) -> Iterator[Text]:
    """Yield one line for each number: 1.…。2.…。 may stand in one line."""
    for line in lines:
        start = 0
        if _MARK.match(line.value):
            for found in _NEXT.finditer(line.value):
                yield line.cut(start, found.start())
                start = found.end()
        yield line.cut(start)


def _is_aside(table: Table, cells: Sequence[Cell]) -> bool:
    """Return whether a row is empty, repeats the head (a new page), or is one heading across all columns."""
    values = [without_blanks("".join(line.value for line in cell)) for cell in cells]
    is_heading = len(values) > 1 and len(set(values)) == 1
    return (
        not any(values) or is_heading or values == [without_blanks(head) for head in table.columns]
    )


def _row(table: Table, cells: Sequence[Cell], columns: Columns) -> Row:
    mark, title, rest = _titled(cells[columns.title])
    number = _cell(cells, columns.number)
    lines = (*rest, *_cell(cells, columns.measures))
    first = next((line for cell in cells for line in cell if line), None)
    return Row(
        number=_bare("".join(line.value for line in number)) or _bare(mark),
        title=title,
        measures=measures_of(lines),
        columns=tuple(
            Column(name=table.columns[index], lines=tuple(line.value for line in cells[index]))
            for index in columns.others
            if any(cells[index])
        ),
        units=_units(cells, columns),
        deadlines=tuple(line for line in _cell(cells, columns.deadline) if line),
        goals=tuple(line for line in _cell(cells, columns.targets) if line),
        at=first.at if first else table.at,
    )


def _units(cells: Sequence[Cell], columns: Columns) -> tuple[UnitName, ...]:
    """Return the units of a row, lead first, each once."""
    lead = unit_names(_cell(cells, columns.lead), Role.LEAD)
    if columns.in_order:
        lead = (*lead[:1], *(replace(unit, role=Role.COOPERATING) for unit in lead[1:]))
    both = (*lead, *unit_names(_cell(cells, columns.cooperating), Role.COOPERATING))
    return _once(both)


def _once(units: Sequence[UnitName]) -> tuple[UnitName, ...]:
    kept: dict[str, UnitName] = {}
    for unit in sorted(units, key=lambda unit: unit.role is not Role.LEAD):
        kept.setdefault(unit.name, unit)
    return tuple(kept.values())


def _cell(cells: Sequence[Cell], index: int | None) -> Cell:
    return () if index is None else cells[index]


def _titled(cell: Cell) -> tuple[str, str, tuple[Text, ...]]:
    """Return the number mark and title of a task cell, and what follows the lead sentence."""
    lines = tuple(line for line in cell if line)
    if not lines:
        return "", "", ()
    whole = join(lines)
    mark = _MARK.match(whole.value)
    start = mark.end() if mark else 0
    stop = whole.value.find("。", start)
    if 0 <= stop < len(whole.value.rstrip()) - 1 and len(whole.value) > _LEAD_SENTENCE:
        return whole.value[:start], whole.value[start:stop].strip(), _behind(lines, stop + 1)
    title = without_blanks(whole.value[start:]).rstrip("。")
    return whole.value[:start], title, ()


def _behind(lines: Sequence[Text], offset: int) -> tuple[Text, ...]:
    """Return what stands in the lines behind an offset into all of them."""
    rest: list[Text] = []
    for line in lines:
        rest.append(line.cut(min(max(offset, 0), len(line.value))))
        offset -= len(line.value)
    return tuple(line for line in rest if line)


def _bare(number: str) -> str:
    """Return a number without its marks: （一） is 一."""
    found = _NUMBER.fullmatch(number.strip())
    return found[1] if found else number.strip()


def _same_task(above: Row, row: Row) -> bool:
    return bool(row.title) and (above.number, above.title) == (row.number, row.title)


def _added(above: Row, row: Row) -> Row:
    """Return a task with what a further row of it says; what merged cells repeat is not repeated."""
    printed = tuple(measure.text for measure in above.measures)
    return replace(
        above,
        measures=(*above.measures, *(m for m in row.measures if m.text not in printed)),
        columns=(*above.columns, *(c for c in row.columns if c not in above.columns)),
        units=_once((*above.units, *row.units)),
        deadlines=(*above.deadlines, *(d for d in row.deadlines if d not in above.deadlines)),
        goals=(*above.goals, *(g for g in row.goals if g not in above.goals)),
    )
