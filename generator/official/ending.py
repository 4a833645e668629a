"""What stands behind the last task: 附件 lines, annexes, the signature and its date."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.manuscript import Table, Text
from generator.official.blocks import Block, Form, is_title_like
from generator.official.captions import captioned, names_attachment
from generator.official.dates import iso_date
from generator.official.numbering import mark_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The end of a document taken apart."""

    closing: tuple[Text, ...] = ()
    tables: tuple[Table, ...] = ()
    written: str = ""


_SIGNER = 30


def split_ending(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], Ending]:
    """Return the blocks of the numbered text, and the ending."""
    start = _ending_begins(blocks)
    ending = blocks[start:]
    dates = [date for block in ending if (date := iso_date(_packed(block)))]
    named = captioned(ending, any_title=True)
    return blocks[:start], Ending(
        closing=tuple(block.text for block in named if block.text),
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
    """Return the index of a signature (short lines without punctuation, the last one a date)."""
    end = len(blocks)
    if end == 0 or blocks[-1].form is not Form.LINE or not iso_date(_packed(blocks[-1])):
        return end
    end -= 1
    while end > 1 and _signs(blocks[end - 1]):
        end -= 1
    return end


def _packed(block: Block) -> str:
    return block.text.value.replace(" ", "")


def _signs(block: Block) -> bool:
    value = block.text.value
    return (
        block.form is Form.LINE
        and len(value) <= _SIGNER
        and is_title_like(value)
        and mark_of(value) is None
    )
