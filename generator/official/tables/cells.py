"""Cells of tables: merged ones filled in, lines of a cell in one string and back."""

import re
from collections.abc import Sequence

from generator.model.manuscript import Cell, Text

MERGED = "^^"
"""What an editor writes in a cell that is merged with the one above."""


def filled_down(rows: Sequence[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows with merged cells repeating the lines of the cell above."""
    filled: list[tuple[Cell, ...]] = []
    for row in rows:
        above = filled[-1] if filled else ()
        filled.append(
            tuple(
                above[j] if _is_merged(cell) and j < len(above) else cell
                for j, cell in enumerate(row)
            )
        )
    return tuple(filled)


def _is_merged(cell: Cell) -> bool:
    return len(cell) == 1 and cell[0].value == MERGED


_BREAK = re.compile(r"\\.|(<br\s*/?>)", re.IGNORECASE)
_BAR = re.compile(r"\\.|(\|)")


def _ends(pattern: re.Pattern[str], value: str, start: int = 0) -> list[tuple[int, int]]:
    """Return (start, end) of each divider that no backslash escapes."""
    return [found.span() for found in pattern.finditer(value, start) if found.group(1)]


def split_row(line: Text) -> list[Text]:
    """Return the cells of a pipe table's line; an escaped bar does not divide."""
    value = line.value
    start = 1 if value.startswith("|") else 0
    ends = [begin for begin, _ in _ends(_BAR, value, start)]
    if not ends or ends[-1] < len(value) - 1:
        ends.append(len(value))
    cells = []
    for end in ends:
        cells.append(line.cut(start, end))
        start = end + 1
    return cells


def cell_lines(cell: Text) -> Cell:
    """Return the lines of a cell, its escapes undone."""
    lines: list[Text] = []
    start = 0
    length = len(cell.value)
    for begin, end in [*_ends(_BREAK, cell.value), (length, length)]:
        line = cell.cut(start, begin)
        if line:
            lines.append(Text(_plain(line.value), line.path, line.marks))
        start = end
    return tuple(lines)


def cell_text(cell: Cell) -> str:
    """Return a cell as it is written in a pipe table; `cell_lines` gives it back."""
    return "<br>".join(_escaped(line.value) for line in cell)


_ESCAPE = re.compile(r"\\|\||<(?=br\s*/?>)|\^\^", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(\\|\||<|\^\^)")


def _escaped(line: str) -> str:
    return _ESCAPE.sub(lambda found: "\\" + found.group(), line)


def _plain(line: str) -> str:
    return _ESCAPED.sub(r"\1", line)
