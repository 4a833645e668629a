"""The blocks of a document on their way: cleaning all their texts, or the lines between tables.

In: blocks and a step. Out: blocks. Not its business: what the steps do.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from generator.imports.entries import Entry
from generator.model.manuscript import Table, Text
from generator.official.structure.blocks import Block

Blocks = tuple[Block, ...]
Flow = tuple[Blocks, tuple[Entry, ...]]
"""What a step gives: the blocks after it, and what it did."""


def over_texts(
    blocks: Blocks, clean: Callable[[Sequence[Text]], tuple[tuple[Text, ...], tuple[Entry, ...]]]
) -> Flow:
    """Return the blocks with all their texts cleaned, cells of tables too; none may be left out."""
    cleaned, entries = clean(tuple(_texts(blocks)))
    texts = iter(cleaned)
    return tuple(_with_texts(block, texts) for block in blocks), entries


def over_lines(
    blocks: Blocks, step: Callable[[tuple[Text, ...]], tuple[Sequence[Block], Sequence[Entry]]]
) -> Flow:
    """Return the blocks with a step done on each run of lines between tables."""
    done: list[Block] = []
    entries: list[Entry] = []
    for is_table, group in groupby(blocks, lambda block: block.table is not None):
        run = tuple(group)
        if is_table:
            done += run
            continue
        stepped, found = step(tuple(block.text for block in run if block.text))
        done += stepped
        entries += found
    return tuple(done), tuple(entries)


def _texts(blocks: Blocks) -> Iterator[Text]:
    for block in blocks:
        if block.table is None:
            yield block.text
            continue
        yield from (Text(name) for name in (block.table.caption, *block.table.columns))
        yield from (line for row in block.table.rows for cell in row for line in cell)


def _with_texts(block: Block, texts: Iterator[Text]) -> Block:
    if block.table is None:
        return Block(next(texts), block.form, block.level, None, block.attributes)
    caption = next(texts).value
    columns = tuple(next(texts).value for _ in block.table.columns)
    rows = tuple(
        tuple(tuple(next(texts) for _ in cell) for cell in row) for row in block.table.rows
    )
    table = Table(caption=caption, columns=columns, rows=rows, at=block.table.at)
    return replace(block, table=table)
