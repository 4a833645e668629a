"""Cells of tables: merged ones filled in, lines of a cell in one string and back."""

import re
from collections.abc import Sequence

from generator.model.manuscript import Cell, Text

MERGED = "^^"
"""What an editor writes in a cell that is merged with the one above."""
MERGED_CELL: Cell = (Text("\x00"),)
"""Such a cell once read; no text holds this character."""
_LIKE_MERGED = re.compile(r"(\\*)\^\^")


def structured_cell(lines: Sequence[Text]) -> Cell:
    r"""Return a cell that was written as a list of lines; `\^^` is the text ^^."""
    if len(lines) != 1 or not (found := _LIKE_MERGED.fullmatch(lines[0].value)):
        return tuple(lines)
    return (lines[0].cut(1),) if found.group(1) else MERGED_CELL


def structured_lines(cell: Cell) -> list[str]:
    """Return a cell as a list of lines; `structured_cell` gives it back."""
    values = [line.value for line in cell]
    is_like = len(values) == 1 and _LIKE_MERGED.fullmatch(values[0])
    return [f"\\{values[0]}"] if is_like else values


def filled_down(rows: Sequence[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows with merged cells repeating the lines of the cell above."""
    filled: list[tuple[Cell, ...]] = []
    for row in rows:
        above = filled[-1] if filled else ()
        filled.append(
            tuple(_above(above, j) if _is_merged(cell) else cell for j, cell in enumerate(row))
        )
    return tuple(filled)


def _above(row: tuple[Cell, ...], index: int) -> Cell:
    return row[index] if index < len(row) else ()


def _is_merged(cell: Cell) -> bool:
    return cell == MERGED_CELL


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
    if cell.value == MERGED:
        return MERGED_CELL
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
