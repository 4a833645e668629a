"""The red head (版头) of a printed document: issuer over 文件, document number, who signed it off.

In: the first blocks of a document. Out: what the head says, and the blocks behind it. Its order is that of
GB/T 9704-2012 §7.2: 份号, 密级, 紧急程度, 发文机关标志, 发文字号, 签发人. Not its business: the title below.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.official.folding import without_blanks
from generator.official.structure.blocks import Block, Form, is_title_like
from generator.official.structure.signature import is_publicity_note
from generator.official.units.lists import apart, is_unit_like
from generator.problems import Problem, Severity, problem

_DOC_NO = re.compile(
    r"^[（(]?(\S{1,16}\s?[〔［\[【﹝〈(（]\s?\d{4}\s?[〕］\]】﹞〉)）]\s?第?\d{1,5}\s?号?)[）)]?"
    r"(?:\s{0,9}签发人\s?[:：]?.{0,30})?$"
)
_SIGNED_OFF = re.compile(r"^签\s?发\s?人?\s?[:：].{0,30}$")
_ABOVE = re.compile(r"^(?:\d{6}|(?:绝密|机密|秘密|特急|特提|加急|平急)(?:\s?★?.{0,8}))$")
_ANNEX = re.compile(r"^附\s?件\s?[0-9一二三四五六七八九十]{0,3}\s?[:：]?$")
"""附件2 above the title of what was sent along."""
_FILE, _LETTER = "文件", "便函"
_MOST_LINES = 24
_LONGEST_NAME = 30


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the head says; what it lacks is empty."""

    issuer: str
    """Of several the first: 主办机关 (GB/T 9704-2012 §7.2.4)."""
    doc_no: str
    rest: tuple[Block, ...]
    problems: tuple[Problem, ...]


def read_letterhead(blocks: Sequence[Block]) -> Letterhead:
    """Return the head that the blocks begin with, and what follows it."""
    issuers, end = _issuers(blocks)
    doc_no = ""
    for block in blocks[end:_MOST_LINES]:
        value = block.text.value
        doc_no = doc_no or doc_no_in(value)
        is_rule = block.form is Form.RULE and end > 0
        if not (is_rule or (block.form is Form.LINE and _is_of_head(value))):
            break
        end += 1
    note = (_note(blocks[:end]),) if any(not doc_no_in(b.text.value) for b in blocks[:end]) else ()
    return Letterhead(issuers[0] if issuers else "", doc_no, tuple(blocks[end:]), note)


def without_annex_label(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks without 附件1 in front of the plan that a letter sent along."""
    return blocks[1:] if blocks and _ANNEX.match(blocks[0].text.value) else blocks


def doc_no_in(value: str) -> str:
    """Return the document number of a line that holds nothing else but, perhaps, 签发人; else ""."""
    found = _DOC_NO.match(value)
    return found.group(1).strip() if found else ""


def is_issuer(block: Block) -> bool:
    """Return whether a line is the name of an organisation, as it stands in a head or above a title."""
    if len(block.text.value) > _LONGEST_NAME * 2:
        return False
    value = without_blanks(block.text.value)
    is_line = block.form in (Form.LINE, Form.HEADING) and not block.attributes
    is_name = len(value) <= _LONGEST_NAME and is_title_like(value) and not value.startswith("关于")
    return is_line and is_name and is_unit_like(value)


def _is_of_head(value: str) -> bool:
    marks = (_SIGNED_OFF, _ABOVE, _ANNEX)
    is_marked = any(mark.match(value) for mark in marks)
    return bool(doc_no_in(value) or is_marked or is_publicity_note(value))


def _issuers(blocks: Sequence[Block]) -> tuple[list[str], int]:
    """Return who the head names, and the index behind; a name counts above 文件 or a document number."""
    start = 0
    while start < len(blocks) and _ABOVE.match(blocks[start].text.value):
        start += 1
    names: list[str] = []
    for index, block in enumerate(blocks[start:_MOST_LINES], start):
        value = without_blanks(block.text.value[: _LONGEST_NAME * 4])
        if value == _FILE and names:
            return names, index + 1
        if value.endswith((_FILE, _LETTER)) and is_unit_like(value[:-2]):
            last = re.sub(r"(?:文\s*件|便\s*函)$", "", block.text.value).strip()
            return [*names, *apart(last)], index + 1
        if names and doc_no_in(block.text.value):
            return names, index
        if not is_issuer(block):
            break
        names += apart(block.text.value)
    return [], start


def _note(head: Sequence[Block]) -> Problem:
    shown = " / ".join(block.text.value for block in head if block.text)
    return problem("letterhead-read", head[0].text.at, Severity.NOTE, what=shown)
