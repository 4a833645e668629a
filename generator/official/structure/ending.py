"""What stands behind the last task: 附件 lines, annexes, the signature and its date."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.model.manuscript import Table, Text
from generator.official.structure.blocks import Block, Form
from generator.official.structure.captions import captioned, names_attachment
from generator.official.structure.signature import date_in, is_imprint, signature_of, signs


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The end of a document taken apart."""

    closing: tuple[Text, ...] = ()
    tables: tuple[Table, ...] = ()
    written: str = ""


def split_ending(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], Ending]:
    """Return the blocks of the numbered text, and the ending."""
    return _split(blocks, _ending_begins(blocks))


def split_signature(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], Ending]:
    """Return the blocks of a document without numbers, and its signature."""
    return _split(blocks, _signature_begins(blocks))


def _split(blocks: tuple[Block, ...], start: int) -> tuple[tuple[Block, ...], Ending]:
    ending = blocks[start:]
    named = captioned(ending, any_title=True)
    closing = tuple(block.text for block in named if block.text)
    dated = signature_of(closing) or closing
    dates = [date for text in dated if (date := date_in(text.value))]
    return blocks[:start], Ending(
        closing=closing,
        tables=tuple(block.table for block in named if block.table is not None),
        written=dates[-1] if dates else "",
    )


def _ending_begins(blocks: Sequence[Block]) -> int:
    """Return the index of the first rule or 附件 line, else of the signature, else the end."""
    for index, block in enumerate(blocks):
        if block.form is Form.RULE:
            return index
        if _is_attached(block):
            return _signature_begins(blocks[:index])
    return _signature_begins(blocks)


def _is_attached(block: Block) -> bool:
    """Return whether a line names attachments, unless the editor says that it is something else."""
    line = block.form in (Form.LINE, Form.HEADING) and block.attribute("class") is None
    return line and names_attachment(block.text.value)


def _signature_begins(blocks: Sequence[Block]) -> int:
    """Return the index of a signature (short lines, then a date, then at most an imprint), else the end."""
    end = _first_of(blocks, len(blocks), is_imprint)
    if end == 0 or not _is_line(blocks[end - 1], date_in):
        return end
    end = _first_of(blocks, end - 1, signs)
    return _first_of(blocks, end, is_imprint)


def _first_of(blocks: Sequence[Block], end: int, fits: Callable[[str], object]) -> int:
    """Return the index of the first of the lines in front of `end` that fit; the first block is none."""
    while end > 1 and _is_line(blocks[end - 1], fits):
        end -= 1
    return end


def _is_line(block: Block, fits: Callable[[str], object]) -> bool:
    return block.form is Form.LINE and bool(fits(block.text.value))
