"""The numbering of official documents: which mark a line begins with, and how deep that mark stands.

GB/T 9704-2012 §7.3.3 orders the levels 一、 →（一）→ 1. →（1）; real documents add 第一章, 1）, ①, 一是 and
dashes, mix half and full width, and glue numbers to years (1.2024年).
"""

import re
from dataclasses import dataclass
from enum import IntEnum

from generator.official.figures.numerals import from_chinese


class Depth(IntEnum):
    """How deep a kind of mark stands; a smaller one holds what follows it."""

    CHAPTER = 0
    HAN = 1
    BRACKETED_HAN = 2
    ARABIC = 3
    BRACKETED_ARABIC = 4
    CIRCLED = 5
    ORDINAL = 6
    BULLET = 7


MEASURES = frozenset({Depth.BRACKETED_ARABIC, Depth.CIRCLED, Depth.ORDINAL, Depth.BULLET})
"""Marks that stand below tasks where anything stands above them."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at the beginning of a line."""

    depth: Depth
    printed: str
    """As printed, without blanks behind it: 一、, （三）, 12."""
    number: str
    """The bare numeral, half-width: 一, 三, 12; empty for bullets."""
    value: int | None
    end: int
    """Offset of the text behind the mark and its blanks."""


_HAN = "一二三四五六七八九十百零〇"
_ARABIC = r"[0-9０-９]{1,3}"
_RULES: tuple[tuple[Depth, re.Pattern[str]], ...] = (
    (Depth.CHAPTER, re.compile(rf"第([{_HAN}]{{1,5}})[章编篇][、:：]?(?=\s|\S)")),
    (Depth.HAN, re.compile(rf"([{_HAN}]{{1,5}})[、．]")),
    (Depth.BRACKETED_HAN, re.compile(rf"[（(]\s?([{_HAN}]{{1,5}})\s?[）)][、.．]?")),
    (Depth.BRACKETED_ARABIC, re.compile(rf"[（(]\s?({_ARABIC})\s?[）)][、.．]?|({_ARABIC})[）)]")),
    # "1.5亿" and "12.5%" are numbers; "1.2024年" and "3.4月底前" are numbers glued to a year or month
    (
        Depth.ARABIC,
        re.compile(rf"({_ARABIC})\s?(?:[.．、]+)(?![0-9０-９](?![0-9]{{3}}年|[0-9]?月))"),
    ),
    (Depth.CIRCLED, re.compile(r"([①-⑳])")),
    (Depth.ORDINAL, re.compile(r"([一二三四五六七八九十]{1,2})(?:是|要)(?=[^否的])")),
    (Depth.BULLET, re.compile(r"(?:——|－－|--|[•●◆◇■□▪·])()(?=\s?\S)")),
)
_FIRST = re.compile(f"[第{_HAN}0-9０-９（(①-⑳—－•●◆◇■□▪·-]")
"""What a mark begins with: most lines begin with none of it."""
_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_BLANKS = re.compile(r"[\s\u3000]*")


def mark_of(line: str) -> Mark | None:
    """Return the mark that `line` begins with, or None."""
    if not _FIRST.match(line):
        return None
    for depth, rule in _RULES:
        if found := rule.match(line):
            number = next((group for group in found.groups() if group is not None), "")
            value = _value(depth, number)
            if value is None and depth is not Depth.BULLET:
                continue
            blanks = _BLANKS.match(line, found.end())
            end = blanks.end() if blanks else found.end()
            return Mark(depth, found.group().strip(), number.translate(_WIDTH), value, end)
    return None


def _value(depth: Depth, number: str) -> int | None:
    if depth is Depth.CIRCLED:
        return ord(number) - ord("①") + 1
    if number.translate(_WIDTH).isascii() and number:
        return int(number.translate(_WIDTH))
    return from_chinese(number)


def printed_mark(number: str, depth: Depth) -> str:
    """Return how `number` is printed at `depth` where an editor gave the bare numeral: 一 → 一、."""
    if not number or mark_of(f"{number}文"):
        return number
    if number.isascii() and number.isdigit():
        return f"（{number}）" if depth is Depth.BRACKETED_ARABIC else f"{number}."
    if from_chinese(number) is not None:
        return f"{number}、" if depth <= Depth.HAN else f"（{number}）"
    return number


def bare_number(printed: str) -> str:
    """Return the numeral inside a printed mark: （一） → 一; what is no mark stays as it is."""
    mark = mark_of(f"{printed}文")
    return mark.number if mark and mark.end >= len(printed) else printed
