"""Captions of tables: the line in front of a table that names it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.official.structure.blocks import Block, Form, is_title_like

_NUMBERED = re.compile(
    r"^(?:附?表|专栏)\s*[0-9０-９一二三四五六七八九十]{0,3}(?:[\s、.．:：]|$|[-－][0-9])"
)
_ANNEXED = re.compile(r"^附表\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[:：]\s*\S{2,60}$")
"""附表1：… directly in front of a table names it."""
_ATTACHED = re.compile(
    r"^附(?:[件表]\s*[0-9０-９一二三四五六七八九十]{0,3}\s*(?:[:：].*)?|\s*[:：].*)$"
)


def names_attachment(value: str) -> bool:
    """Return whether a line names attachments: 附件, 附件1, 附件：重点任务分工表."""
    return bool(_ATTACHED.match(value))


def is_numbered(value: str) -> bool:
    """Return whether a line is the caption of a table wherever it stands: 表1 主要指标, 专栏2 …."""
    return bool(_NUMBERED.match(value)) and len(value) <= _LONGEST and not names_attachment(value)


def captioned(blocks: Sequence[Block], any_title: bool) -> tuple[Block, ...]:
    """Return the blocks with captions moved into their tables.

    A numbered line (表1 主要指标, 专栏1) always names the table behind it; a title without a number only where
    `any_title` says so, since in front of numbered text it may be a heading.
    """
    kept: list[Block] = []
    for block in blocks:
        if block.table is not None and kept and _names(kept[-1], block, any_title):
            caption = kept.pop().text.value
            kept.append(replace(block, table=replace(block.table, caption=caption)))
        else:
            kept.append(block)
    return tuple(kept)


def _names(before: Block, block: Block, any_title: bool) -> bool:
    value = before.text.value
    if block.attributes or (block.table and block.table.caption) or not value:
        return False
    if before.form not in (Form.LINE, Form.HEADING) or before.attributes:
        return False
    if is_numbered(value) or (any_title and _ANNEXED.match(value)):
        return True
    return (
        any_title
        and not _NUMBERED.match(value)
        and is_title_like(value)
        and not names_attachment(value)
    )


_LONGEST = 60
"""Characters."""
