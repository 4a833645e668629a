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
_PUBLICITY = re.compile(
    r"^(?:[（(]\s?(?:此件.{2,14}|(?:主动|依申请)公开|不予公开)\s?[）)]|此件.{2,14}"
    r"|(?:信息)?公开(?:方式|属性|选项|类别)\s?[:：]\s?(?:主动公开|依申请公开|不予公开))$"
)
_CONTACT = re.compile(r"^[（(]?(?:联系人|联系电话|联系方式)\s?[:：].{1,80}$")
_RECORD = re.compile(
    r"^(?:抄\s?[送报]\s?[:：].{1,300}|主题词\s?[:：].{1,80}|[（(]?\s?共印.{1,12})$"
)
_PRINTED = re.compile(
    r"^(?P<unit>[^\d。；;：:，]{4,40}?)?\s?(?P<date>[\d二][\d〇零○一二三四五六七八九]{3}\s?年.{3,10}日)\s?印\s?发$"
)


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


def is_publicity_note(value: str) -> bool:
    """Return whether a line says who may read the document: （此件公开发布）, （依申请公开）."""
    return bool(_PUBLICITY.match(value))


def is_record(value: str) -> bool:
    """Return whether a line is of the 版记 (GB/T 9704-2012 §7.4): 抄送：…, 云澜市教育局办公室 2024年3月5日印发."""
    return bool(_RECORD.match(value)) or bool(printed_on(value))


def printed_on(value: str) -> str:
    """Return the ISO date of a line that says who printed the document, and when; else ""."""
    found = _PRINTED.match(value)
    if not found or not (found["unit"] is None or is_unit_like(found["unit"].strip())):
        return ""
    return iso_date(found["date"].replace(" ", ""))


def is_imprint(value: str) -> bool:
    """Return whether a line is printed below the date: a note (§7.3.7), who to ask, the 版记 (§7.4)."""
    return is_publicity_note(value) or bool(_CONTACT.match(value)) or is_record(value)


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
