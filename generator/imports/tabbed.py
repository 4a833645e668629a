"""Tables that were pasted as lines with tabs or bars between their cells: Excel, portals, Markdown.

In: the lines of a text. Out: blocks, each such run of lines as one table. Not its business: what it divides.
"""

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from generator.imports.tables import SpannedCell, table_of
from generator.model.manuscript import Table, Text
from generator.official.structure.blocks import Block, Form
from generator.official.tables.cells import cell_lines, split_row

_DASHES = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
_LEAST = 2
"""Tabs in the widest line, and lines in a run; fewer are blanks that somebody aligned with."""


def with_tables(lines: Sequence[Text]) -> tuple[Block, ...]:
    """Return the lines as blocks, runs of lines with tabs as tables."""
    blocks: list[Block] = []
    for divider, group in groupby(lines, _divider):
        run = list(group)
        table = _TABLES[divider](run) if divider else None
        blocks += (
            [Block(Text(""), Form.TABLE, table=table)] if table else [Block(line) for line in run]
        )
    return tuple(blocks)


def _divider(line: Text) -> str:
    """Return what parts the cells of a line; "" where it is no row."""
    value = line.value.strip()
    if "\t" in value:
        return "\t"
    return (
        "|" if value.startswith("|") and value.endswith("|") and value.count("|") > _LEAST else ""
    )


def _tabbed(run: Sequence[Text]) -> Table | None:
    return table_of([_row(line) for line in run]) if _is_wide(run) else None


def _piped(run: Sequence[Text]) -> Table | None:
    """Return a pipe table; its line of dashes is no row."""
    rows = [line for line in run if not _DASHES.fullmatch(line.value.strip())]
    cells = ([SpannedCell(cell_lines(cell)) for cell in split_row(line.cut(0))] for line in rows)
    return table_of(list(cells)) if len(rows) >= _LEAST else None


_TABLES: dict[str, Callable[[Sequence[Text]], Table | None]] = {"\t": _tabbed, "|": _piped}


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
