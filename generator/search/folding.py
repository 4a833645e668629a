"""Which characters count as the same: full-width and half-width, capital and small, traditional and simplified.

In: nothing. Out: tables from one character to one character. Not its business: changes of length, which
would move every highlight (NFKC makes three characters of ㈠); the browser holds the same small table.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from opencc import OpenCC

BLANKS: Final = "\t\v\f\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
DASHES: Final = "\u2010-\u2015\u2212~"
QUOTES: Final = "\u201c-\u201f\u300c-\u300f"
"""Ranges as in a regular expression. Line breaks stay: they part paragraphs, and no phrase spans them."""

_HAN: Final = ((0x3400, 0xA000), (0x20000, 0x323B0))
_LOOKALIKES: Final = ((0x2E80, 0x2FE0), (0xF900, 0xFB00))
"""Radicals and compatibility characters: what copying from a PDF makes of 一 or 力."""
_BMP: Final = 0x10000


@lru_cache(maxsize=1)
def narrowing() -> Mapping[int, int]:
    """Return the small table, which the browser holds too: widths, capitals, blanks, dashes, quotes."""
    table = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    table |= dict.fromkeys(_codes(BLANKS), ord(" "))
    table |= dict.fromkeys(_codes(DASHES), ord("-"))
    table |= dict.fromkeys(_codes(QUOTES), ord('"'))
    table |= {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
    return {code: table.get(to, to) for code, to in table.items()}


@lru_cache(maxsize=1)
def simplifying() -> Mapping[int, int]:
    """Return the table from traditional to simplified characters, by OpenCC's first choice for each.

    A pair that a browser counts as different lengths (one inside, one outside the BMP) is left out.
    """
    table = {code: to for code, to in _pairs() if (code < _BMP) == (to < _BMP)}
    return {code: table.get(to, to) for code, to in table.items()}


@lru_cache(maxsize=1)
def folding() -> Mapping[int, int]:
    """Return both tables as one."""
    return {**simplifying(), **narrowing()}


def _codes(ranges: str) -> Iterator[int]:
    pieces = ranges.replace("-", "")
    for place, char in enumerate(pieces):
        yield ord(char)
        if f"{char}-" in ranges:
            yield from range(ord(char), ord(pieces[place + 1]))


def _pairs() -> Iterator[tuple[int, int]]:
    chars = [chr(code) for start, end in _HAN for code in range(start, end)]
    # A character a line: OpenCC then sees no words, whose characters it would convert differently.
    simple = OpenCC("t2s").convert("\n".join(chars)).split("\n")
    known = dict(zip(chars, simple, strict=True))
    yield from ((ord(a), ord(b)) for a, b in known.items() if a != b and len(b) == 1)
    for code in (code for start, end in _LOOKALIKES for code in range(start, end)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and ord(plain) != code:
            yield code, ord(known.get(plain, plain))
