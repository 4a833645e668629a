"""Where a Chinese heading may break: between words, never inside one.

In: a heading as HTML. Out: the same with `<wbr>` where a line may end; the style sheet forbids all other places
(`word-break: keep-all`), so the oldest engines break as the newest do. What marks would let break all the same, a
range of years or a number and its heading, is held together (`nb`). Not its business: the words (`words`).
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, pairwise
from operator import itemgetter

from markupsafe import Markup, escape

from generator.show.words import BEGINNINGS, WORDS

_SHORT = 11
"""Headings of no more characters fit every screen."""
_LEAST = 4
"""A piece has at least so many characters, unless a new phrase begins; so none stands alone in the last line."""
_MARKED = 6
"""With a number before it, the first piece fits a line of the largest type if it has no more characters."""
_HELD = 2
"""So many characters stay with the number, where the first piece is longer."""
_APART = re.compile(r"(<[^>]*>|&[^;]*;|（?\d+年?[—－–-]\d+年?）?)")
"""What is not made of words: tags, references, ranges of years."""
_RUN = re.compile(r"[0-9“”\u4e00-\u9fff]+")
_WHOLE = re.compile(r"“[^“”]{1,8}”|\d+(?:周年|年版|[年月日号项个所])?|[“”]")
_LENGTHS = {
    last: sorted({len(word) for word in words}, reverse=True)
    for last, words in groupby(sorted(WORDS, key=itemgetter(-1)), key=itemgetter(-1))
}
"""How long the words are that end with a character, the longest first."""
_UNKNOWN, _AFTER = 1.7, "的地得们性化局厅委办县市区省乡镇村院校园者率年月"
"""What a character that is no word costs, a word costing 1; characters that belong to what is before them."""
_BEFORE = "和与及或以为对在向从把让使按为不各每第全新大小"
"""Characters that belong to what is after them."""
_OPEN, _CLOSE = "“", "”"


@lru_cache(maxsize=4096)
def phrased(heading: str | Markup, mark: str = "", room: int = _SHORT) -> Markup:
    """Return a heading, after its number if it has one, with the places where it may break.

    One of no more than `room` characters comes as it is.
    """
    html = escape(heading)
    if len(mark + html.striptags()) <= room:
        return escape(mark) + html
    pieces = _APART.split(html)
    words = "".join(_whole(p) if n % 2 else _RUN.sub(_broken, p) for n, p in enumerate(pieces))
    return Markup(_numbered(str(escape(mark)), words))


def _broken(run: re.Match[str]) -> str:
    return "<wbr>".join(phrases(run[0]))


def _whole(piece: str) -> str:
    return piece if piece[0] in "<&" else f'<span class="nb">{piece}</span>'


def _numbered(mark: str, words: str) -> str:
    """Return a number and what follows it: never the number alone at the end of a line."""
    first = _RUN.match(words)
    if not mark or not first or len(first[0]) <= _MARKED:
        return mark + words
    return f'<span class="nb">{mark}{words[:_HELD]}</span>{words[_HELD:]}'


def phrases(run: str) -> list[str]:
    """Return the pieces of a run of characters that a line may end between."""
    words = [*_words(run)]
    pieces = words[:1]
    for before, after in pairwise(words):
        is_enough = len(pieces[-1]) >= _LEAST or after in BEGINNINGS
        if is_enough and _may_break(before, after):
            pieces.append(after)
        else:
            pieces[-1] += after
    if len(pieces) > 1 and len(pieces[-1]) < _LEAST:
        pieces[-2:] = ["".join(pieces[-2:])]
    return pieces


def _may_break(before: str, after: str) -> bool:
    """Return whether a line may end between two words: not beside what is no word, not where a phrase begins."""
    if before == _OPEN or after == _CLOSE or (after[0] in _AFTER and len(after) == 1):
        return False
    if (len(after) == 1 and after not in _BEFORE + _OPEN) or before in BEGINNINGS:
        return False
    return len(before) > 1 or before in _AFTER + _CLOSE


def _words(run: str) -> Iterator[str]:
    """Yield the words of a run; quoted words, and numbers with what they count, are one."""
    start = 0
    for whole in _WHOLE.finditer(run):
        yield from _known(run[start : whole.start()])
        yield whole[0]
        start = whole.end()
    yield from _known(run[start:])


def _known(text: str) -> list[str]:
    """Return the text as the fewest words; a character that is in no word stands by itself."""
    costs, starts = [0.0], [0]
    for end, last in enumerate(text, 1):
        cost, best = costs[-1] + _UNKNOWN, end - 1
        for length in _LENGTHS.get(last, ()):
            start = end - length
            if start >= 0 and costs[start] + 1 < cost and text[start:end] in WORDS:
                cost, best = costs[start] + 1, start
        costs.append(cost)
        starts.append(best)
    pieces: list[str] = []
    end = len(text)
    while end:
        pieces.append(text[starts[end] : end])
        end = starts[end]
    return pieces[::-1]
