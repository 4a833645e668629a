"""The signature of a document: who signed (署名) and the date that it bears (成文日期).

In: lines from the end of a letter or document. Out: where the signature stands and what it says. Not its
business: which of several dates a plan keeps.
"""

import re
from collections.abc import Sequence

from generator.model.manuscript import Text
from generator.official.figures.dates import iso_date
from generator.official.structure.blocks import is_title_like
from generator.official.units.lists import apart, is_unit_like

_LONGEST = 30
"""Characters of a line that signs."""
_MOST_LINES = 20
"""Joint letters are signed by a dozen units and more."""
_DAMAGED = re.compile(r"^\d{5,8}$")
"""2021310: a date that lost its separators still ends a letter."""
_ONE_LINE = re.compile(
    r"^([^\d。；;：:]{4,60}?)\s?([\d二][\d〇零○一二三四五六七八九]{3}年.{3,8}日)$"
)
_DATE_BEHIND = re.compile(r"[\d二][\d〇零○一二三四五六七八九]{3}\s?年|\d{4}[-/.]")
_IMPRINT = re.compile(
    r"^(?:[（(]?此件.{2,14}[）)]?|抄\s?[送报]\s?[:：].{1,300}|主题词\s?[:：].{1,80}|[（(]?(?:联系人|联系电话|联系方式)\s?[:：].{1,80}"
    r"|[（(]?共印.{1,12}|.{4,40}日\s?印\s?发)$"
)
"""What GB/T 9704-2012 §7.3.7 and §7.4 print below the date: 附注, 抄送, 印发机关和印发日期."""


def date_in(value: str) -> str:
    """Return the ISO date of a line that is a date, alone or behind who signed; else ""."""
    packed = value.replace(" ", "")
    if found := iso_date(packed):
        return found
    line = _ONE_LINE.match(packed)
    return iso_date(line.group(2)) if line and is_unit_like(line.group(1)) else ""


def is_date(value: str) -> bool:
    """Return whether a line is a date that ends a letter, or was one before it was damaged."""
    return bool(date_in(value) or _DAMAGED.match(value.replace(" ", "")))


def signs(value: str) -> bool:
    """Return whether a line may name who signed: short, and no sentence."""
    return len(value) <= _LONGEST and is_title_like(value)


def is_imprint(value: str) -> bool:
    """Return whether a line is printed below the date: （此件公开发布）, 抄送：…, …印发."""
    return bool(_IMPRINT.match(value))


def signature_of(lines: Sequence[Text]) -> tuple[Text, ...]:
    """Return the lines that sign a document, the date last; () where no unit stands above a date."""
    for end, line in enumerate(lines):
        if not date_in(line.value):
            continue
        start = end
        while start > 0 and end - start < _MOST_LINES and is_unit_like(lines[start - 1].value):
            start -= 1
        if start < end or not iso_date(line.value.replace(" ", "")):
            return tuple(lines[start : end + 1])
    return ()


def signers_of(signature: Sequence[Text]) -> tuple[str, ...]:
    """Return who signed, without the date; several on one line, as joint letters have them, apart."""
    lines = (_signers(line.value) for line in signature)
    return tuple(name for line in lines if line for name in apart(line))


def _signers(line: str) -> str:
    """Return a line without the date at its end."""
    found = _DATE_BEHIND.search(line) if date_in(line) else None
    return line[: found.start()].strip() if found else line
