"""What stands in front of the numbered text: the letter (印发通知), the title, the opening paragraphs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.manuscript import NO_TEXT, Notice, Table, Text
from generator.official.figures.dates import iso_date
from generator.official.structure.blocks import Block, Form, is_title_like, join


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The beginning of a document taken apart."""

    title: Text = NO_TEXT
    doc_no: str = ""
    written: str = ""
    notice: Notice | None = None
    opening: tuple[Text, ...] = ()
    tables: tuple[Table, ...] = ()


_LETTER = re.compile(r"(?:通知|函|通报|批复|公告|通告)$")
_DOC_NO = re.compile(
    r"^\S{1,16}\s?[〔［\[【﹝〈(（]\s?\d{4}\s?[〕］\]】﹞〉)）]\s?第?\d{1,5}\s?号?$"
)
_ADDRESS = re.compile(r"^[^。]{2,300}[:：]$")
_DATED = re.compile(r"^[（(]\s*(.{6,20}?)\s*[）)]$")
_DAMAGED_DATE = re.compile(r"^\d{5,8}$")
"""2021310: a date that lost its separators still ends a letter."""
_SIGNATURE_LINES = 20
"""Joint letters are signed by a dozen units and more."""
_SHORTEST_TITLE = 8
_SIGNER = 30
"""Characters."""


def read_letter(blocks: Sequence[Block], title: str = "") -> Head:
    """Return letter, title and opening of the blocks in front of the first numbered line."""
    tables = tuple(block.table for block in blocks if block.table)
    front, rest = _front(tuple(b for b in blocks if b.form is not Form.TABLE))
    notice, doc_no, written = _notice(front, title) if front else (None, "", "")
    found, dated, opening = _title(rest, title)
    return Head(
        title=found,
        doc_no=doc_no,
        written=written or dated,
        notice=notice,
        opening=tuple(block.text for block in opening),
        tables=tables,
    )


def has_letter(blocks: Sequence[Block]) -> bool:
    """Return whether the blocks begin with a letter."""
    return _letter_begins(blocks) is not None


def _front(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return the letter's blocks and the rest; the letter ends with a rule or with its date."""
    begins = _letter_begins(blocks)
    if begins is None:
        return (), tuple(block for block in blocks if block.form is not Form.RULE)
    for index in range(begins + 1, len(blocks)):
        if blocks[index].form is Form.RULE:
            return blocks[:index], blocks[index + 1 :]
    for index in range(begins + 1, len(blocks)):
        if _is_date(blocks[index].text.value):
            return blocks[: index + 1], blocks[index + 1 :]
    return _undated_letter(blocks, begins)


def _undated_letter(
    blocks: tuple[Block, ...], begins: int
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return letter and rest where no date ends the letter: it ends before the next title-like line."""
    for index in range(begins + 2, len(blocks)):
        if len(blocks[index].text.value) > _SHORTEST_TITLE and _is_title(blocks[index]):
            return blocks[:index], blocks[index:]
    return (), blocks


def _letter_begins(blocks: Sequence[Block]) -> int | None:
    for index, block in enumerate(blocks[:3]):
        value = block.text.value
        if block.form is not Form.LITERAL and _LETTER.search(value) and _is_title(block):
            return index
        if not (_DOC_NO.match(value) or _is_title(block)):
            return None
    return None


def _is_title(block: Block) -> bool:
    return block.form in (Form.LINE, Form.HEADING) and is_title_like(block.text.value)


def _is_date(value: str) -> bool:
    return bool(iso_date(value.replace(" ", "")) or _DAMAGED_DATE.match(value))


def _notice(front: tuple[Block, ...], title: str) -> tuple[Notice, str, str]:
    begins = _letter_begins(front) or 0
    doc_no = next((b.text.value for b in front if _DOC_NO.match(b.text.value)), "")
    rest = [b for b in front[begins + 1 :] if b.text.value != doc_no]
    addressees: list[str] = []
    while rest and _ADDRESS.match(rest[0].text.value) and len(addressees) < 1:
        addressees.append(rest.pop(0).text.value)
    end = len(rest)
    while end > 0 and len(rest) - end < _SIGNATURE_LINES and _signs(rest[end - 1].text.value):
        end -= 1
    signature = tuple(block.text for block in rest[end:])
    dates = (iso_date(line.value.replace(" ", "")) for line in signature)
    written = next(filter(None, dates), "")
    notice = Notice(
        title=front[begins].text,
        addressees=_names(addressees),
        text=tuple(block.text for block in rest[:end]),
        signature=signature,
    )
    return notice, doc_no, written


def _names(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the addressees of a line: groups are set apart by ， and 、 stays inside a group."""
    groups = (re.split(r"[,，;；]", line.rstrip(":：")) for line in lines)
    return tuple(name.strip() for group in groups for name in group if name.strip())


def _signs(value: str) -> bool:
    return _is_date(value) or (len(value) <= _SIGNER and is_title_like(value))


def _title(blocks: tuple[Block, ...], known: str) -> tuple[Text, str, tuple[Block, ...]]:
    """Return the title, the date below it, and what follows."""
    count = _title_lines(blocks, known)
    if count == 0:
        return Text(""), "", blocks
    title = join([block.text for block in blocks[:count]])
    rest = blocks[count:]
    dated = _DATED.match(rest[0].text.value) if rest else None
    written = iso_date(dated.group(1)) if dated else ""
    return title, written, rest[1:] if written else rest


def _title_lines(blocks: tuple[Block, ...], known: str) -> int:
    """Return how many leading blocks make the title: none where the known title is another one."""
    if not blocks or blocks[0].form is Form.LITERAL:
        return 0
    first = blocks[0].text.value
    if known:
        return 1 if _same(first, known) else 0
    if blocks[0].form is Form.HEADING:
        return 1
    if not _is_title(blocks[0]):
        return 0
    opens = first.count("《") > first.count("》") or first.count("（") > first.count("）")
    return 2 if opens and len(blocks) > 1 and _is_title(blocks[1]) else 1


def _same(line: str, title: str) -> bool:
    return "".join(line.split()) == "".join(title.split())
