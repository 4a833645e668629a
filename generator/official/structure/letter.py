"""What stands in front of the numbered text: red head, letter (印发通知), title, opening paragraphs.

A notice that is itself the plan has no second title: its number and addressees are the plan's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.manuscript import NO_TEXT, Notice, Table, Text
from generator.official.figures.dates import iso_date
from generator.official.heading import kind_in
from generator.official.structure.blocks import Block, Form
from generator.official.structure.letterhead import (
    doc_no_in,
    is_issuer,
    read_letterhead,
    without_annex_label,
)
from generator.official.structure.signature import date_in, is_date, is_imprint, signs
from generator.official.structure.titles import LETTER, is_title, title_lines, title_of
from generator.official.units.lists import apart, is_unit_like, pieces
from generator.official.units.places import region_of
from generator.problems import Problem, Severity, problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The beginning of a document taken apart."""

    title: Text = NO_TEXT
    issuer: str = ""
    """Only as the red head names it."""
    doc_no: str = ""
    written: str = ""
    addressees: tuple[str, ...] = ()
    """Of a notice that is itself the plan; those of a letter are the letter's."""
    notice: Notice | None = None
    opening: tuple[Text, ...] = ()
    tables: tuple[Table, ...] = ()
    problems: tuple[Problem, ...] = ()


_ADDRESS = re.compile(r"^[^。！？]{2,300}[:：]$")
_NO_ADDRESS = re.compile(r"如下|现将|以下|^(?:根据|按照|为|经)")
_DATED = re.compile(r"^[（(]\s*(.{6,20}?)\s*(?:印发|发布|通过)?[）)]$")
_SIGNATURE_LINES = 20
"""Joint letters are signed by a dozen units and more."""
_SHORTEST_TITLE = 8

Lines = tuple[Block, ...]


def read_letter(blocks: Sequence[Block], title: str = "") -> Head:
    """Return red head, letter, title and opening of the blocks in front of the first numbered line."""
    tables = tuple(block.table for block in blocks if block.table)
    head = read_letterhead(tuple(b for b in blocks if b.form is not Form.TABLE))
    front, rest = _front(head.rest)
    rest = without_annex_label(rest) if front else rest
    notice, doc_no, written, left_out = _notice(front) if front else (None, "", "", ())
    count = title_lines(rest, title)
    found = title_of(rest[:count]) if count else NO_TEXT
    joined = _joined(rest[:count]) if not title else ()
    addressed = _addressed(rest[count:], count > 0 and notice is None)
    return Head(
        title=found,
        issuer=head.issuer or addressed.issuer,
        doc_no=head.doc_no or doc_no or addressed.doc_no,
        written=written or addressed.written,
        addressees=addressed.addressees,
        notice=notice,
        opening=tuple(block.text for block in addressed.rest),
        tables=tables,
        problems=(*head.problems, *left_out, *joined),
    )


def has_letter(blocks: Sequence[Block]) -> bool:
    """Return whether the blocks begin with a letter."""
    return _letter_title(read_letterhead(blocks).rest) is not None


def _front(blocks: Lines) -> tuple[Lines, Lines]:
    """Return the letter's blocks and the rest; the letter ends with a rule or with its date."""
    title = _letter_title(blocks)
    if title is None:
        return (), tuple(block for block in blocks if block.form is not Form.RULE)
    for index in range(title[1], len(blocks)):
        if blocks[index].form is Form.RULE:
            return blocks[:index], blocks[index + 1 :]
    for index in range(title[1], len(blocks)):
        if is_date(blocks[index].text.value):
            end = index + 1
            while end < len(blocks) and is_imprint(blocks[end].text.value):
                end += 1
            return blocks[:end], blocks[end:]
    return _undated_letter(blocks, title)


def _undated_letter(blocks: Lines, title: tuple[int, int]) -> tuple[Lines, Lines]:
    """Return letter and rest where no date ends the letter: it ends before the title that it names."""
    named = "".join(block.text.value for block in blocks[slice(*title)])
    for index in range(title[1] + 1, len(blocks)):
        line = blocks[index].text.value
        is_plan = line in named or kind_in(line)
        if len(line) > _SHORTEST_TITLE and is_title(blocks[index]) and is_plan:
            return blocks[:index], blocks[index:]
    return (), blocks


def _letter_title(blocks: Sequence[Block]) -> tuple[int, int] | None:
    """Return the first line of a letter's title and the one behind it."""
    for start in range(min(len(blocks), 3)):
        end = start + title_lines(blocks[start:])
        if end > start and LETTER.search(blocks[end - 1].text.value):
            return start, end
        if end == start and not (is_title(blocks[start]) or doc_no_in(blocks[start].text.value)):
            return None
    return None


def _notice(front: Lines) -> tuple[Notice, str, str, tuple[Problem, ...]]:
    start, begins = _letter_title(front) or (0, 1)
    numbers = [doc_no_in(block.text.value) for block in front]
    doc_no = next(filter(None, numbers), "")
    behind = zip(front[begins:], numbers[begins:], strict=True)
    rest = [block for block, number in behind if not number]
    addressees = addressees_in(rest[0].text.value) if rest else ()
    rest = rest[1:] if addressees else rest
    end = len(rest)
    while end > 0 and len(rest) - end < _SIGNATURE_LINES and _signs(rest[end - 1].text.value):
        end -= 1
    signature = tuple(block.text for block in rest[end:])
    notice = Notice(
        title=title_of(front[start:begins]),
        addressees=addressees,
        text=tuple(block.text for block in rest[:end]),
        signature=signature,
    )
    written = next(filter(None, (date_in(line.value) for line in signature)), "")
    left_out = (b for b, number in zip(front[:start], numbers[:start], strict=True) if not number)
    lost = (_left_out(block.text) for block in left_out)
    return notice, doc_no, written, (*lost, *_joined(front[start:begins]))


def _signs(value: str) -> bool:
    return is_date(value) or is_imprint(value) or signs(value)


def addressees_in(line: str) -> tuple[str, ...]:
    """Return the addressees of a line: groups are set apart by ， and 、 stays inside a group.

    () where the line addresses nobody (现将有关事项通知如下：).
    """
    if not _ADDRESS.match(line) or _NO_ADDRESS.search(line):
        return ()
    spans = pieces(line, (0, len(line) - 1), ",，;；")
    names = tuple(name for at in spans if (name := line[slice(*at)].strip()))
    return names if any(is_unit_like(name) for name in names) or line.startswith("各") else ()


@dataclass(frozen=True, slots=True)
class _Addressed:
    """What stands between a title and the opening."""

    issuer: str
    doc_no: str
    written: str
    addressees: tuple[str, ...]
    rest: Lines


def _addressed(blocks: Lines, is_plan: bool) -> _Addressed:
    """Return issuer, date and number below a title, then, of a plan without letter, its addressees."""
    issuer, doc_no, written = "", "", ""
    while blocks:
        value = blocks[0].text.value
        dated = _DATED.match(value)
        if not written and dated and iso_date(dated.group(1)):
            written = iso_date(dated.group(1))
        elif is_plan and not doc_no and doc_no_in(value):
            doc_no = doc_no_in(value)
        elif is_plan and not issuer and is_issuer(blocks[0]) and region_of(value):
            issuer, *others = apart(value)
            if others:
                break
        else:
            break
        blocks = blocks[1:]
    addressees = addressees_in(blocks[0].text.value) if is_plan and blocks else ()
    return _Addressed(issuer, doc_no, written, addressees, blocks[1:] if addressees else blocks)


def _joined(lines: Sequence[Block]) -> tuple[Problem, ...]:
    if len(lines) < 2:  # noqa: PLR2004
        return ()
    title = title_of(lines)
    return (problem("title-joined", title.at, Severity.NOTE, title=title.value),)


def _left_out(line: Text) -> Problem:
    return problem("line-above-letter", line.at, Severity.WARNING, what=line.value)
