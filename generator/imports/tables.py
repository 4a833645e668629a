"""A grid of cells into a Table, merged cells filled.

In: rows of cells with their spans. Out: a Table, as wide in every row as its head. Not its business:
where the cells come from, and what the columns mean.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.manuscript import Cell, Table, Text

MOST_CELLS = 100_000
_MOST_SPAN = 200
_LONGEST_CELL = 4000


@dataclass(frozen=True, slots=True)
class SpannedCell:
    """A cell as the source has it."""

    lines: Cell
    rowspan: int = 1
    colspan: int = 1
    is_head: bool = False


Grid = tuple[tuple[Cell, ...], ...]


def table_of(rows: Sequence[Sequence[SpannedCell]]) -> Table | None:
    """Return the table, or None where the cells only lay out a page (one row or column, long text)."""
    grid = filled(rows)
    if len(grid) < 2 or len(grid[0]) < 2 or _is_layout(rows):  # noqa: PLR2004
        return None
    caption, grid = _caption(grid)
    depth = _head_depth(rows[1:] if caption else rows, len(grid))
    columns = tuple(_name(grid[:depth], column) for column in range(len(grid[0])))
    first = next((line for row in grid for cell in row for line in cell), Text(""))
    return Table(caption=caption, columns=columns, rows=grid[depth:], at=first.at)


def filled(rows: Sequence[Sequence[SpannedCell]]) -> Grid:
    """Return the grid in which each cell of a merged range repeats the lines of the first."""
    taken: dict[tuple[int, int], Cell] = {}
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            height = min(max(1, cell.rowspan), _MOST_SPAN, len(rows) - y)
            width = min(max(1, cell.colspan), _MOST_SPAN)
            if len(taken) + height * width > MOST_CELLS:
                break
            taken |= {(y + j, x + i): cell.lines for j in range(height) for i in range(width)}
            x += width
    width = max((x for _, x in taken), default=-1) + 1
    return tuple(tuple(taken.get((y, x), ()) for x in range(width)) for y in range(len(rows)))


def _is_layout(rows: Sequence[Sequence[SpannedCell]]) -> bool:
    longest = max((sum(len(t.value) for t in c.lines) for row in rows for c in row), default=0)
    return longest > _LONGEST_CELL or all(len(row) < 2 for row in rows)  # noqa: PLR2004


def _caption(grid: Grid) -> tuple[str, Grid]:
    """Return the text of a first row that is one cell across all columns, and what is below it."""
    first = set(grid[0])
    if len(first) == 1 and len(grid) > 2:  # noqa: PLR2004
        return "".join(line.value for line in grid[0][0]), grid[1:]
    return "", grid


def _head_depth(rows: Sequence[Sequence[SpannedCell]], height: int) -> int:
    """Return how many rows the head has: one, or two where a cell of the first spans columns."""
    spans = bool(rows) and any(cell.colspan > 1 for cell in rows[0])
    return 2 if spans and height > 2 else 1  # noqa: PLR2004


def _name(head: Grid, column: int) -> str:
    """Return a column's name: that of its group first, unless the name below says it as well."""
    names = ["".join("".join(line.value.split()) for line in row[column]) for row in head]
    group, name = names[0], names[-1]
    return name if group in name else group + name
