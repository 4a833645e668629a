"""The outline of an official document: blocks in, letter, title, opening, parts, tasks and closing out.

Not its business: what a task says (units, targets …), and where the blocks come from.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.model.manuscript import NO_TEXT, Item, Notice, Part, Table, Text
from generator.official.structure.blocks import Block, Form, is_title_like, split_runs
from generator.official.structure.captions import captioned
from generator.official.structure.ending import split_ending, split_signature
from generator.official.structure.items import items_of
from generator.official.structure.letter import has_letter, read_letter
from generator.official.structure.numbering import mark_of
from generator.official.structure.sequences import settled
from generator.official.structure.tree import grow
from generator.official.structure.unread import unread_marks
from generator.problems import Problem

_LIST = re.compile(r"^附\s?件\s?[:：]\s?1\s?[.．、]")
_LISTED = re.compile(r"^(?:附\s?件\s?[:：]\s?)?\d{1,2}\s?[.．、]\s?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A document taken apart; what it does not have is empty."""

    title: Text = NO_TEXT
    doc_no: str = ""
    """As printed on the line of its own in the letter; may lack its 号."""
    written: str = ""
    """ISO date of the signature or of the line below the title."""
    issuer: str = ""
    """As the red head names it."""
    addressees: tuple[str, ...] = ()
    """Of a notice that is itself the plan."""
    notice: Notice | None = None
    opening: tuple[Text, ...] = ()
    body: tuple[Part | Item, ...] = ()
    tables: tuple[Table, ...] = ()
    closing: tuple[Text, ...] = ()
    problems: tuple[Problem, ...] = ()


def outline_of(blocks: Iterable[Block], title: str = "") -> Outline:
    """Return the outline of blocks; `title` is the plan's title where it is already known."""
    certain, doubtful = settled(tuple(blocks))
    rest = captioned(tuple(split_runs(certain)), any_title=False)
    start = _first_mark(rest)
    front, (body, ending) = rest[:start], split_ending(rest[start:])
    if front == rest and not has_letter(rest):
        front, ending = split_signature(rest)
    head = read_letter(front, title)
    read = items_of(grow(block for block in body if block.form is not Form.TABLE))
    tables = (*head.tables, *(b.table for b in body if b.table), *ending.tables)
    return Outline(
        title=head.title,
        doc_no=head.doc_no,
        written=head.written or ending.written,
        issuer=head.issuer,
        addressees=head.addressees,
        notice=head.notice,
        opening=head.opening,
        body=read.items,
        tables=tables,
        closing=ending.closing,
        problems=(*head.problems, *doubtful, *unread_marks(rest), *read.problems),
    )


def _first_mark(blocks: Sequence[Block]) -> int:
    """Return the index of the first numbered line or heading; without any, of the rule before the closing."""
    listed = False
    for index, block in enumerate(blocks):
        listed = _lists_attachments(block, listed)
        if not listed and _begins_body(block):
            return index
    rules = [index for index, block in enumerate(blocks) if block.form is Form.RULE]
    skipped = 1 if has_letter(blocks) else 0
    return rules[skipped] if len(rules) > skipped else len(blocks)


def _lists_attachments(block: Block, listed: bool) -> bool:
    """Return whether a line lists attachments: 附件：1.工作要点, and below it 2.任务分解表."""
    value = block.text.value
    if block.form is not Form.LINE or not is_title_like(_LISTED.sub("", value)):
        return False
    return bool(_LIST.match(value)) or (listed and bool(_LISTED.match(value)))


def _begins_body(block: Block) -> bool:
    if block.form is Form.HEADING:
        return block.level > 1 or mark_of(block.text.value) is not None
    if block.form is Form.LINE:
        return mark_of(block.text.value) is not None
    return block.form is Form.LIST
