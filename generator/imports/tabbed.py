"""Tables that were pasted as lines with tabs between their cells, as Excel and portals give them.

In: the lines of a text. Out: blocks, each such run of lines as one table. Not its business: what it divides.
"""

from collections.abc import Sequence
from itertools import groupby

from generator.imports.tables import SpannedCell, table_of
from generator.model.manuscript import Text
from generator.official.structure.blocks import Block, Form

_LEAST = 2
"""Tabs in the widest line, and lines in a run; fewer are blanks that somebody aligned with."""


def with_tables(lines: Sequence[Text]) -> tuple[Block, ...]:
    """Return the lines as blocks, runs of lines with tabs as tables."""
    blocks: list[Block] = []
    for is_tabbed, group in groupby(lines, _is_tabbed):
        run = list(group)
        table = table_of([_row(line) for line in run]) if is_tabbed and _is_wide(run) else None
        blocks += (
            [Block(Text(""), Form.TABLE, table=table)] if table else [Block(line) for line in run]
        )
    return tuple(blocks)


def _is_tabbed(line: Text) -> bool:
    return "\t" in line.value.strip()


def _is_wide(run: Sequence[Text]) -> bool:
    """Return whether lines with tabs are a table; empty cells at the end of a row may be cut off."""
    return len(run) >= _LEAST and max(line.value.count("\t") for line in run) >= _LEAST


def _row(line: Text) -> list[SpannedCell]:
    cells: list[SpannedCell] = []
    start = 0
    for value in line.value.split("\t"):
        cell = line.cut(start, start + len(value))
        cells.append(SpannedCell((cell,) if cell else ()))
        start += len(value) + 1
    return cells
