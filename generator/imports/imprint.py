"""The 版记 of a printed document (GB/T 9704-2012 §7.4): who else got it, who printed it and when.

In: a document's blocks. Out: the blocks without it, when it was printed, and an entry for each line dropped.
Not its business: notes such as （此件公开发布）, which belong to the text (§7.3.7).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.imports.entries import Action, Entry, entry
from generator.imports.flow import Blocks
from generator.model.manuscript import Text
from generator.official.structure.signature import is_record, printed_on

_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Printed:
    """What the 版记 says of when; empty where there is none."""

    date: str = ""
    line: int = 1


UNPRINTED = Printed()


def without_imprint(blocks: Blocks) -> tuple[Blocks, Printed, tuple[Entry, ...]]:
    """Return the blocks without lines of the 版记, the first date of printing, and what was dropped."""
    lines = [block.text for block in blocks if block.table is None and is_record(block.text.value)]
    if not lines:
        return blocks, UNPRINTED, ()
    dropped = {id(line) for line in lines}
    kept = tuple(block for block in blocks if id(block.text) not in dropped)
    return kept, _printed(lines), tuple(_entry(line) for line in lines)


def _printed(lines: Sequence[Text]) -> Printed:
    dates = (Printed(date, line.at.line) for line in lines if (date := printed_on(line.value)))
    return next(dates, UNPRINTED)


def _entry(line: Text) -> Entry:
    return entry(Action.DROPPED, "import-imprint", line.at.line, what=line.value[:_LONGEST_SHOWN])
