"""Marks that only the lines around them make certain, spelt so that `numbering` reads them.

In: blocks. Out: the blocks with such marks in their usual spelling, and a note for each. Read are
`1，严格…` (a misprint of 1.), `1.1加强` and `第一条总体…` beside the next number of their series, and `1 总则`
above 1.1; 第一， in front of a sentence counts beside 第二，.
What looks like 3.5 of a series, but has no other 3.… beside it, is text.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from generator.model.manuscript import Text
from generator.official.structure.blocks import Block, Form
from generator.official.structure.numbering import Depth, Mark, mark_of, mark_of_number
from generator.portable import portable
from generator.problems import Problem, Severity, problem

Settled = tuple[tuple[Block, ...], tuple[Problem, ...]]

_UNCERTAIN = re.compile(
    r"(?:(?P<article>第[一二三四五六七八九十百零〇]{1,6}条)|(?P<comma>\d{1,2}|[一二三四五六七八九十]{1,3})\s?[,，]"
    r"|(?P<glued>[1-9]\d?\.[1-9]\d?)(?=[\u4e00-\u9fff])"
    r"|(?P<bare>[1-9]\d?)\s(?=[^。；，,;：:]{2,30}$))"
    r"(?=\s?[\u4e00-\u9fff“《])"
)
_STOPS = {"comma": ".", "glued": " ", "bare": ".", "article": " "}


class Doubt(StrEnum):
    """Why a number may be none."""

    NONE = ""
    ARTICLE = "article"
    COMMA = "comma"
    GLUED = "glued"
    BARE = "bare"
    DECIMAL = "decimal"
    FIRST = "first"


@portable
@dataclass(frozen=True, slots=True)
class _Numbered:
    """A line with a number."""

    index: int
    series: tuple[int, str]
    """Rank of the mark and, of 3.3.1, what it stands below."""
    value: int
    number: str
    doubt: Doubt
    spelt: Text
    """The line as it is read where its number is one."""


def settled(blocks: Sequence[Block]) -> Settled:
    """Return the blocks with every number that the sequence makes likely spelt so that it is read."""
    numbered = [found for i, block in enumerate(blocks) for found in _numbered(i, block)]
    changed = list(blocks)
    problems: list[Problem] = []
    if all(one.doubt is Doubt.NONE for one in numbered):
        return tuple(changed), ()
    supports = _supports(numbered)
    for one in numbered:
        text = blocks[one.index].text
        if not supports(one):
            is_text = one.doubt in (Doubt.DECIMAL, Doubt.FIRST)
            changed[one.index] = replace(
                blocks[one.index], form=Form.LITERAL if is_text else Form.LINE
            )
        elif one.spelt != text:
            changed[one.index] = replace(blocks[one.index], text=one.spelt)
            values = {"around": text.value[:20], "number": one.number}
            problems.append(problem("number-by-sequence", text.at, Severity.NOTE, **values))
    return tuple(changed), tuple(problems)


def _numbered(index: int, block: Block) -> Iterator[_Numbered]:
    """Yield the number of a plain line, where it may have one."""
    if block.form is not Form.LINE or block.attributes:
        return
    mark = mark_of(block.text.value)
    if mark and mark.value is not None:
        doubt = _doubt_of(mark)
        series = (mark.rank, mark.above)
        yield _Numbered(index, series, mark.value, mark.number, doubt, block.text)
        return
    found = _UNCERTAIN.match(block.text.value)
    if found and found.lastgroup:
        doubt, number = Doubt(found.lastgroup), found[found.lastgroup]
        stop = "、" if doubt is Doubt.COMMA and not number.isascii() else _STOPS[doubt]
        meant = mark_of_number(f"{number}{stop}")
        if meant and meant.value is not None:
            spelt = _spelt(block.text, found.end(doubt), found.end(), stop)
            yield _Numbered(index, (meant.rank, meant.above), meant.value, number, doubt, spelt)


def _doubt_of(mark: Mark) -> Doubt:
    if mark.above:
        return Doubt.DECIMAL
    is_first = mark.depth is Depth.ORDINAL and mark.printed.startswith("第")
    return Doubt.FIRST if is_first else Doubt.NONE


def _spelt(text: Text, start: int, end: int, stop: str) -> Text:
    """Return the text with what stands behind its number replaced."""
    shift = len(stop) - (end - start)
    marks = tuple((o + shift if o >= end else o, line, column) for o, line, column in text.marks)
    return Text(text.value[:start] + stop + text.value[end:], text.path, marks)


def _supports(numbered: Sequence[_Numbered]) -> Callable[[_Numbered], bool]:
    """Return what says whether the other numbers make one likely."""
    beside = _with_neighbours(numbered)
    members = Counter(one.series for one in numbered)
    above = {one.series[1] for one in numbered}

    def supports(one: _Numbered) -> bool:
        match one.doubt:
            case Doubt.NONE:
                return True
            case Doubt.BARE:
                return one.number in above or (one.index in beside and above != {""})
            case Doubt.COMMA | Doubt.ARTICLE | Doubt.FIRST:
                return one.index in beside
            case Doubt.GLUED:
                return one.index in beside or one.number in above
            case Doubt.DECIMAL:
                return one.value == 1 or members[one.series] > 1 or one.number in above

    return supports


def _with_neighbours(numbered: Sequence[_Numbered]) -> frozenset[int]:
    """Return the indexes of lines whose series has the number before in front, or the next behind."""
    last: dict[tuple[int, str], _Numbered] = {}
    found: set[int] = set()
    for one in numbered:
        before = last.get(one.series)
        if before and before.value + 1 == one.value:
            found |= {before.index, one.index}
        last[one.series] = one
    return frozenset(found)
