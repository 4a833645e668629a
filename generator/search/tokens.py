"""The terms that text is found by. `static/search.js/1-text.js` has the same rule in JavaScript.

In: text. Out: folded text, terms, how they touch. `tests/parity/tokens.json` holds what both must give.
Pairs of characters rather than words: no dictionary cuts 双减 or 控辍保学 as readers do, and a pair never misses.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import count, pairwise
from operator import add
from typing import Final

from generator.search.characters import HAN_RANGES, characters, codes_of, text_of

_RUN: Final = re.compile(f"[{HAN_RANGES}]+|[a-z0-9.%]+")
Link = tuple[str, int, int]
"""A term, and the numbers of its first and its last unit."""
APART: Final = -1
"""Number of a term that the text has in other words only: scored, but no part of any phrase."""
_NUMERAL: Final = "零〇一二三四五六七八九十百两0-9"
_PERCENT: Final = re.compile(f"百分之([{_NUMERAL}][{_NUMERAL}点.]{{0,11}})")
_DIGITS: Final = dict(zip("零一二三四五六七八九〇两", (*range(10), 0, 2), strict=True))
_SCALES: Final = {"十": 10, "百": 100}


def fold(text: str) -> str:
    """Return `text` as it is compared: as long as before, each character in its plainest form."""
    return text_of(characters().folded[codes_of(text)])


def tokens(text: str) -> list[str]:
    """Return the terms of `text`, in order, with repetitions.

    A run of Chinese gives its pairs of characters, then its last character; a run of letters, digits,
    points and per cents is one term: 义务教育65% gives 义务, 务教, 教育, 育, 65%. 百分之六十五 gives 65% too.
    """
    folded = fold(text)
    found = [term for run in _RUN.findall(folded) for term in _terms(run)]
    return found + [term for _, term in percents(folded)]


def links(text: str) -> Iterator[Link]:
    """Yield the terms and the bridges of `text`, with the numbers of the units that they begin and end with.

    A unit is a Chinese character, or a run of letters and digits. A character's number is how many like it came
    before, a run's how many runs did. Two terms touch where one ends with the unit that the other begins with:
    教育 (0, 1) and 育局 (1, 0). A bridge is the two characters where a run of Chinese and one of letters or digits
    touch: 65%以上 has %以.
    """
    folded = fold(text)
    counts: defaultdict[str, Iterator[int]] = defaultdict(count)
    end = last = 0
    for found in _RUN.finditer(folded):
        run = found[0]
        numbers = [*map(next, map(counts.__getitem__, ("",) if run.isascii() else run))]
        if end and found.start() == end:
            yield folded[end - 1 : end + 1], last, numbers[0]
        end, last = found.end(), numbers[-1]
        if run.isascii():
            if term := run.strip("."):
                yield term, last, last
        else:
            yield from zip(map(add, run, run[1:]), numbers, numbers[1:], strict=False)
            yield run[-1], last, last
    for _, term in percents(folded):
        yield term, APART, APART


def percents(folded: str) -> Iterator[tuple[int, str]]:
    """Yield the places of percentages in words, and the terms that they are too: 百分之十 is 10%."""
    for spelled in _PERCENT.finditer(folded):
        yield spelled.start(), f"{percent(spelled[1])}%"


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
