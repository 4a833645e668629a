"""The numbering of official documents: which mark a line begins with, and how deep that mark stands.

GB/T 9704-2012 §7.3.3 orders the levels 一、 →（一）→ 1. →（1）; real documents add 第一章 第一节, 1.1 and 3.3.1, 1）,
①, 一是, 第一， and dashes, characters that are a whole mark (㈠ ⒈ ⑴), mix half and full width, glue numbers to years
(1.2024年) and put a star in front (★1.).
Not its business: what only the lines around make a mark (see `sequences`).
"""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from unicodedata import normalize

from generator.official.figures.numerals import from_chinese
from generator.portable import portable


class Depth(IntEnum):
    """How deep a kind of mark stands; a smaller one holds what follows it."""

    BOOK = 0
    """第一编, 第一篇, 第一部分."""
    CHAPTER = 1
    SECTION = 2
    """第一节."""
    HAN = 3
    ARTICLE = 4
    """第一条."""
    FIRST = 5
    """第一，加强领导 as a heading; 任务一：加强领导."""
    BRACKETED_HAN = 6
    ARABIC = 7
    """1. and, each dot a step further in, 1.1 and 1.1.1."""
    BRACKETED_ARABIC = 8
    CIRCLED = 9
    ORDINAL = 10
    """一是, and 第一， in front of a sentence."""
    BULLET = 11


RANKS_OF_A_DEPTH = 10
"""Room between two kinds of marks: for the dots of 1.1.1, and for Markdown headings without a number."""

MEASURES = frozenset({Depth.BRACKETED_ARABIC, Depth.CIRCLED, Depth.ORDINAL, Depth.BULLET})
"""Marks that stand below tasks where anything stands above them."""


@portable
@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at the beginning of a line."""

    depth: Depth
    printed: str
    """As printed, without blanks behind it: 一、, （三）, 12., 3.3.1"""
    number: str
    """The bare numeral, half-width: 一, 三, 12, 3.3.1; empty for bullets."""
    value: int | None
    """Of 3.3.1 the last 1."""
    end: int
    """Offset of the text behind the mark and its blanks."""
    flag: str = ""
    """What stands in front of the number and belongs to the text: ★."""

    @property
    def above(self) -> str:
        """What a decimal number stands below: 3.3 for 3.3.1; empty for any other."""
        return self.number.rpartition(".")[0]

    @property
    def rank(self) -> int:
        """How deep the mark stands, dots counted."""
        return self.depth * RANKS_OF_A_DEPTH + self.number.count(".")


_HAN = "一二三四五六七八九十百零〇"
_ARABIC = r"[0-9０-９]{1,3}"
_STEP = r"[1-9１-９][0-9０-９]?"
# behind 第一节 and the like: a blank, a stop, or a heading alone (第一条生产线投产。 is a sentence)
_NAMED = r"(?:[、:：]|(?=\s)|(?![课的])(?=[^。；，,;]{2,30}$))"
# 1.5 万元, 3.5 个百分点: what a decimal number counts is no heading
_COUNTED = (
    r"[个万亿千百十元米吨倍分公平立里人名岁年月日天小时周课学生家所间套台件项次条种类级期班版度角斤克升亩顷座处辆册本"
    r"部门张页点号成折‰%％℃]"
)
_Rules = tuple[tuple[Depth, re.Pattern[str]], ...]
_DIGITS = "0123456789０１２３４５６７８９"
_CIRCLED = "".join(map(chr, range(ord("①"), ord("⑳") + 1)))
_HAN_SIGNS = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_STOPPED = "".join(map(chr, range(ord("⒈"), ord("⒛") + 1)))
_BRACKETED = "".join(map(chr, range(ord("⑴"), ord("⒇") + 1)))
_BULLETS = "—－-•●◆◇■□▪·"
_RULES: tuple[tuple[str, Depth, re.Pattern[str]], ...] = (
    ("第", Depth.BOOK, re.compile(rf"第([{_HAN}]{{1,5}})(?:[编篇]|部分){_NAMED}")),
    ("第", Depth.CHAPTER, re.compile(rf"第([{_HAN}]{{1,5}})章[、:：]?(?=\s|\S)")),
    ("第", Depth.SECTION, re.compile(rf"第([{_HAN}]{{1,5}})节{_NAMED}")),
    ("第", Depth.ARTICLE, re.compile(rf"第([{_HAN}]{{1,6}})条(?:[、:：]|(?=\s))")),
    (
        "第",
        Depth.FIRST,
        re.compile(r"第([一二三四五六七八九十]{1,2})[，,、：:](?=[^。；，,;：:]{2,30}$)"),
    ),
    (
        "任行工专板模",
        Depth.FIRST,
        re.compile(
            rf"(?:任务|行动|工程|专项|专题|板块|模块)([{_HAN}]{{1,3}}|{_ARABIC})(?:[：:]|(?=\s))"
        ),
    ),
    ("第", Depth.ORDINAL, re.compile(r"第([一二三四五六七八九十]{1,2})[，,、：:](?=\S)")),
    (_HAN, Depth.HAN, re.compile(rf"([{_HAN}]{{1,5}})[、．]")),
    ("（(" + _HAN, Depth.BRACKETED_HAN, re.compile(rf"[（(]?\s?([{_HAN}]{{1,5}})\s?[）)][、.．]?")),
    (_HAN_SIGNS, Depth.BRACKETED_HAN, re.compile(rf"([{_HAN_SIGNS}])[、.．]?")),
    (_BRACKETED, Depth.BRACKETED_ARABIC, re.compile(rf"([{_BRACKETED}])[、.．]?")),
    (_STOPPED, Depth.ARABIC, re.compile(rf"([{_STOPPED}])")),
    (
        "（(" + _DIGITS,
        Depth.BRACKETED_ARABIC,
        re.compile(rf"[（(]\s?({_ARABIC})\s?[）)][、.．]?|({_ARABIC})[）)]"),
    ),
    # 3.3.1 and 1.1、 in front of a word; 1.1 only in front of a blank and what it does not count
    (
        _DIGITS,
        Depth.ARABIC,
        re.compile(
            rf"({_STEP}(?:[.．]{_STEP}){{2,4}})[.．、]?(?=\s?[^\d\s.．、/年月日])"
            rf"|({_STEP}[.．]{_STEP})(?:[.．、](?=\s?[^\d\s.．、/])|(?=\s(?!{_COUNTED})[^\d\s.．、/]))"
        ),
    ),
    # "1.5亿" and "12.5%" are numbers; "1.2024年" and "3.4月底前" are numbers glued to a year or month
    (
        _DIGITS,
        Depth.ARABIC,
        re.compile(rf"({_ARABIC})\s?(?:[.．、]+)(?![0-9０-９](?![0-9]{{3}}年|[0-9]?月))"),
    ),
    (_CIRCLED, Depth.CIRCLED, re.compile(r"([①-⑳])")),
    (_HAN, Depth.ORDINAL, re.compile(r"([一二三四五六七八九十]{1,2})(?:是|要)(?=[^否的])")),
    (_BULLETS, Depth.BULLET, re.compile(r"(?:——|－－|--|[•●◆◇■□▪·])()(?=\s?\S)")),
)
"""What a mark begins with, its depth, its form; the first that fits holds."""
_BY_FIRST: dict[str, _Rules] = {
    first: tuple((depth, rule) for firsts, depth, rule in _RULES if first in firsts)
    for first in {character for firsts, _, _ in _RULES for character in firsts}
}
_FLAG = re.compile(r"([★☆※▲△○●◎◆◇■□▪])\s?(?=[0-9０-９一二三四五六七八九十（(])")
_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.") | {
    ord(sign): normalize("NFKC", sign).strip("().") for sign in _HAN_SIGNS + _BRACKETED + _STOPPED
}
_BLANKS = re.compile(r"[\s\u3000]*")


@lru_cache(maxsize=256)  # every step of reading the structure asks for the same lines
def mark_of(line: str) -> Mark | None:
    """Return the mark that `line` begins with, or None."""
    flag = _FLAG.match(line)
    flagged = _mark_at(line, flag.end(), flag[1]) if flag else None
    return flagged or _mark_at(line, 0, "")


def mark_of_number(printed: str) -> Mark | None:
    """Return the mark that `printed` is, as it would stand in front of a text."""
    return mark_of(f"{printed.strip()} 文")


def _mark_at(line: str, start: int, flag: str) -> Mark | None:
    for depth, rule in _BY_FIRST.get(line[start : start + 1], ()):
        if found := rule.match(line, start):
            number = next((group for group in found.groups() if group is not None), "")
            number = number.translate(_WIDTH)
            value = _value(depth, number)
            if value is None and (depth is not Depth.BULLET or flag):
                continue
            blanks = _BLANKS.match(line, found.end())
            end = blanks.end() if blanks else found.end()
            return Mark(depth, found.group().strip(), number, value, end, flag)
    return None


def _value(depth: Depth, number: str) -> int | None:
    if depth is Depth.CIRCLED:
        return ord(number) - ord("①") + 1
    if number and number.isascii():
        return int(number.rpartition(".")[2])
    return from_chinese(number)


def printed_mark(number: str, depth: Depth) -> str:
    """Return how `number` is printed at `depth` where an editor gave the bare numeral: 一 → 一、."""
    if not number or mark_of_number(number):
        return number
    if number.isascii() and number.isdigit():
        return f"（{number}）" if depth is Depth.BRACKETED_ARABIC else f"{number}."
    if from_chinese(number) is not None:
        return f"{number}、" if depth <= Depth.HAN else f"（{number}）"
    return number


def bare_number(printed: str) -> str:
    """Return the numeral inside a printed mark: （一） → 一; what is no mark stays as it is."""
    mark = mark_of_number(printed)
    return mark.number if mark and mark.end >= len(printed) else printed
