"""What stands behind the last task: 附件 lines, annexes, the signature and its date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.model.manuscript import Table, Text
from generator.official.blocks import Block, Form, is_title_like
from generator.official.dates import iso_date
from generator.official.numbering import mark_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The end of a document taken apart."""

    closing: tuple[Text, ...] = ()
    tables: tuple[Table, ...] = ()
    written: str = ""


_ATTACHED = re.compile(r"^附[件表]\s*[0-9０-９一二三四五六七八九十]{0,3}\s*(?:[:：].*)?$")
_SIGNER = 30


def split_ending(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], Ending]:
    """Return the blocks of the numbered text, and the ending."""
    start = _ending_begins(blocks)
    ending = blocks[start:]
    dates = [date for block in ending if (date := iso_date(_packed(block)))]
    closing, tables = _texts_and_tables(ending)
    written = dates[-1] if dates else ""
    return blocks[:start], Ending(closing=closing, tables=tables, written=written)


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
    return line and bool(_ATTACHED.match(block.text.value))


def _signature_begins(blocks: Sequence[Block]) -> int:
    """Return the index of a signature (short lines without punctuation, the last one a date)."""
    end = len(blocks)
    if end == 0 or blocks[-1].form is not Form.LINE or not iso_date(_packed(blocks[-1])):
        return end
    end -= 1
    while end > 1 and _signs(blocks[end - 1]):
        end -= 1
    return end


def _may_be_caption(block: Block) -> bool:
    value = block.text.value
    line = block.form in (Form.LINE, Form.HEADING)
    return bool(value) and line and is_title_like(value) and not _ATTACHED.match(value)


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


def _texts_and_tables(blocks: Sequence[Block]) -> tuple[tuple[Text, ...], tuple[Table, ...]]:
    """Return paragraphs and tables; a table without a caption takes the title-like line before it."""
    texts: list[Text] = []
    tables: list[Table] = []
    for index, block in enumerate(blocks):
        if block.table is None:
            texts += [block.text] if block.text else []
            continue
        takes = index > 0 and not block.attributes and _may_be_caption(blocks[index - 1])
        caption = block.table.caption or (texts.pop().value if takes else "")
        tables.append(replace(block.table, caption=caption))
    return tuple(texts), tuple(tables)
