"""Clauses of a running text, and what in it must not be read as figures.

In: the words of a text. Out: the same number of characters with quoted names, titles and short
brackets blanked out, and the places of its clauses. Not its business: what a clause says.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from generator.model.manuscript import Text
from generator.problems import Span

MASK: Final = "\ue000"
"""Stands for a character that belongs to a title or a quoted name."""

_BRACKETS: Final = {"[［〔【﹝": "(", "]］〕】﹞": ")"}
_FULL_WIDTH: Final = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(range(ord("①"), ord("⑳") + 1), ";"),
    **{ord(each): round_one for kinds, round_one in _BRACKETS.items() for each in kinds},
}
_SPACES: Final = dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2009\t"), " ")
_HALF_WIDTH: Final = {chr(code): narrow for code, narrow in (_FULL_WIDTH | _SPACES).items()}
_WIDE: Final = re.compile(f"[{re.escape(''.join(_HALF_WIDTH))}]")
_QUOTED: Final = re.compile(
    r"“[^“”。;]{1,40}”|‘[^‘’。;]{1,40}’|「[^「」。;]{1,40}」|『[^『』。;]{1,40}』|\"[^\"。;]{1,40}\""
)
_READABLE: Final = re.compile(r".(?:十[一二三四五六七八九]?五|[一二三四五六七八九十]{1,2}个零).")
"""“十四五” is a period and “五个零” a goal, though in quotes."""
_COUNTER: Final = "[次个套台件条处间项名人座栋队支场所]"
_ASIDE: Final = re.compile(
    rf"\((?!{_COUNTER}\)|[今明全]?年|(?:完成|办理|落实|办结)?(?:时限|期限|时间)|每|到|长期|持续|常态|[上下]半年|[寒暑]假|第?[一二三四]季度)"
    r"[^()0-9,;:。!?]{1,20}\)"
)
"""（市、区）, （含民办）: belongs to the words around it; （次） in 2场（次） to the number before."""
_TITLE: Final = re.compile("《[^《》]{0,200}》")
_ENDS: Final = re.compile(
    r",(?:(?![0-9]{3}(?![0-9]))|(?<![0-9],))|。|;|:(?:(?![0-9])|(?<![0-9]:))|!|\?|\n|……|——(?![0-9])"
    rf"|\((?!{_COUNTER}\))|\)(?<!\({_COUNTER}\))"
)
"""A colon between digits is a ratio's: 16:1. Each choice begins with a character of its own, the likeliest first."""
_STOPS: Final = "。！？!?\n"
_STOP: Final = re.compile(f"[{_STOPS}]")
_LOOSE: Final = " 、,·"


class Clause(NamedTuple):
    """Where a clause stands: from `start` to `end`."""

    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence of a text, without white space at its ends, and where in the text it begins."""

    text: Text
    start: int
    words: str

    def part(self, start: int, end: int) -> tuple[str, Span]:
        """Return what stands between two places of the sentence, bare of white space, and where that begins."""
        piece = self.words[start:end]
        bare = piece.lstrip()
        return bare.rstrip(), self.text.place(self.start + start + len(piece) - len(bare))


def _blank(match: re.Match[str]) -> str:
    return MASK * len(match[0])


def _blank_quoted(match: re.Match[str]) -> str:
    return match[0] if _READABLE.fullmatch(match[0]) else _blank(match)


@lru_cache(maxsize=512)  # deadlines and targets ask for the same sentences
def plain(text: str) -> str:
    """Return `text`, equally long, in half-width characters, its titles, quoted names, asides blank.

    A bracket or quotation mark without its partner hides nothing: damaged texts have many.
    """
    for wide in set(_WIDE.findall(text)):
        text = text.replace(wide, _HALF_WIDTH[wide])
    if "《" in text:
        for _ in ("inner", "outer"):
            text = _TITLE.sub(_blank, text)
    text = _QUOTED.sub(_blank_quoted, text)
    return _ASIDE.sub(_blank, text)


def sentences(text: str, sign: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the places of the sentences in which `sign` occurs: most need no second look."""
    found: list[tuple[int, int]] = []
    done = 0
    while match := sign.search(text, done):
        ends = _ends_of_sentences(text)
        before, last = bisect_right(ends, match.start()), bisect_right(ends, match.end())
        done = ends[last] if last < len(ends) else len(text)
        found.append((ends[before - 1] if before else 0, done))
    return found


@lru_cache(maxsize=512)  # deadlines and targets ask for the same texts
def _ends_of_sentences(text: str) -> tuple[int, ...]:
    return tuple([stop.end() for stop in _STOP.finditer(text)])


def sentences_of(text: Text, sign: re.Pattern[str]) -> list[Sentence]:
    """Return the sentences of a text in which `sign` occurs."""
    found: list[Sentence] = []
    for start, end in sentences(text.value, sign):
        piece = text.value[start:end]
        bare = piece.lstrip()
        found.append(Sentence(text, start + len(piece) - len(bare), bare.rstrip()))
    return found


@lru_cache(maxsize=512)
def clauses(plain_text: str) -> tuple[Clause, ...]:
    """Return the clauses of a text made `plain`: between commas, colons, brackets and full stops."""
    found, start = [], 0
    for stop in _ENDS.finditer(plain_text):
        end, after = stop.span()
        if start < end:
            found.append(Clause(start, end))
        start = after
    if start < len(plain_text):
        found.append(Clause(start, len(plain_text)))
    return tuple(found)


def clauses_with(plain_text: str, sign: re.Pattern[str]) -> Iterator[tuple[int, Clause]]:
    """Yield the clauses in which `sign` begins, each with its number: most need no look at all."""
    at = -1
    for number, clause in enumerate(clauses(plain_text)):
        if at < clause.start:
            found = sign.search(plain_text, clause.start)
            if found is None:
                return
            at = found.start()
        if at < clause.end:
            yield number, clause


def trimmed(plain_text: str, start: int, end: int) -> tuple[int, int]:
    """Return the place without the blanks and commas at its two ends."""
    while start < end and plain_text[start] in _LOOSE:
        start += 1
    while start < end and plain_text[end - 1] in _LOOSE:
        end -= 1
    return start, end
