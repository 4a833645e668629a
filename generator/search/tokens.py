"""The terms that text is found by. `static/search-text.js` has the same rule in JavaScript.

In: text. Out: folded text, terms, where they stand. `tests/parity/tokens.json` holds what both must give.
Pairs of characters rather than words: no dictionary cuts 双减 or 控辍保学 as readers do, and a pair never misses.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from operator import add
from typing import Final

from generator.search.folding import folding

HAN: Final = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN: Final = re.compile(f"[{HAN}]+|[a-z0-9.%]+")
_STOPS: Final = frozenset("。；！？;!?\n")
STRIDE: Final = 32
"""A sentence begins at a multiple of this place, so that an edit moves the places of one sentence only."""
BEYOND: Final = 1 << 20
"""From this place on stand terms that the text has in other words only: scored, but no part of any phrase."""
_NUMERAL: Final = "零〇一二三四五六七八九十百两0-9"
_PERCENT: Final = re.compile(f"百分之([{_NUMERAL}][{_NUMERAL}点.]{{0,11}})")
_DIGITS: Final = dict(zip("零一二三四五六七八九〇两", (*range(10), 0, 2), strict=True))
_SCALES: Final = {"十": 10, "百": 100}


def fold(text: str) -> str:
    """Return `text` as it is compared: as long as before, each character in its plainest form."""
    return text.translate(folding())


def tokens(text: str) -> list[str]:
    """Return the terms of `text`, in order, with repetitions.

    A run of Chinese gives its pairs of characters, then its last character; a run of letters, digits,
    points and per cents is one term: 义务教育65% gives 义务, 务教, 教育, 育, 65%. 百分之六十五 gives 65% too.
    """
    folded = fold(text)
    found = [term for run in _RUN.findall(folded) for term in _terms(run)]
    return found + [f"{percent(numeral)}%" for numeral in _PERCENT.findall(folded)]


def placed(text: str) -> tuple[list[str], list[int], list[tuple[str, int]]]:
    """Return the terms of `text`, the place of each, and its bridges with theirs.

    Terms that touch have neighbouring places; what parts them counts as one. A bridge is the two characters
    where a run of Chinese and one of letters or digits touch (65%以上 has %以): by it a phrase across the two is
    told from 65%、以上.
    """
    folded = fold(text)
    pairs = list(map(add, folded, folded[1:]))
    terms: list[str] = []
    places: list[int] = []
    bridges: list[tuple[str, int]] = []
    place = end = 0
    for found in _RUN.finditer(folded):
        start = found.start()
        if start == end and end:
            bridges.append((pairs[end - 1], place - 1))
        elif place:
            place += 1
            if _is_stop(folded, end, start):
                place += -place % STRIDE
        end = found.end()
        if folded[start] < "\x80":
            if term := found[0].strip("."):
                terms.append(term)
                places.append(place)
                place += 1
            continue
        terms += pairs[start : end - 1]
        terms.append(folded[end - 1])
        size = end - start
        places += range(place, place + size)
        place += size
    if "百分之" in folded:
        spelled = [f"{percent(found[1])}%" for found in _PERCENT.finditer(folded)]
        terms += spelled
        places += range(BEYOND, BEYOND + len(spelled))
    return terms, places, bridges


def _is_stop(folded: str, start: int, end: int) -> bool:
    """Return whether a sentence ends between two terms."""
    if end - start == 1:
        return folded[start] in _STOPS
    return not _STOPS.isdisjoint(folded[start:end])


def _terms(run: str) -> Iterator[str]:
    if run.isascii():
        yield from filter(None, [run.strip(".")])
        return
    yield from map("".join, pairwise(run))
    yield run[-1]


def percent(numeral: str) -> str:
    """Return a numeral behind 百分之 in digits: 六十五 is 65, 一百二十 is 120, 九十八点五 is 98.5."""
    whole, _, places = numeral.replace("点", ".").partition(".")
    total, last = 0, ""
    for char in whole:
        if char in _SCALES:
            total += int(last or "1") * _SCALES[char]
            last = ""
        else:
            last += str(_DIGITS.get(char, char))
    digits = "".join(str(_DIGITS.get(c, c)) for c in places if c not in _SCALES and c != ".")
    return str(total + int(last or "0")) + (f".{digits}" if digits else "")
