"""Characters as numbers: folded, of which kind, and in JavaScript's order.

In: nothing. Out: tables by code point, which numpy looks up a whole text at a time. The rule they stand for is that of
`tokens`, which the tests hold against what is made with them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from generator.search.folding import folding, narrowing

Numbers = NDArray[np.int64]
HAN_RANGES: Final = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese characters, as in a regular expression."""
HAN, LATIN = 1, 2
"""Kinds of characters: Chinese, of a run of letters and digits. The others, 0, are part of no term."""
_LATIN: Final = "%.0123456789abcdefghijklmnopqrstuvwxyz"
_CODES, _HALVES, _HALF = 0x110000, 0x10000, 0xD800
_AFTER_HALVES: Final = 0xE000


@dataclass(frozen=True, slots=True)
class Characters:
    """What is known of characters: of all, by code; of those that terms are made of, by their number in order."""

    folded: NDArray[np.uint32]
    are_traditional: NDArray[np.bool_]
    """Whether the browser's own small table would fold them to something else."""
    kinds: NDArray[np.uint8]
    numbers: NDArray[np.int32]
    """Of the characters that terms are made of, their place in JavaScript's order."""
    codes: NDArray[np.uint32]
    """The same the other way round."""
    units: Numbers
    """The first unit of UTF-16, by number."""


def codes_of(text: str) -> NDArray[np.uint32]:
    """Return the characters of a text by their codes."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def text_of(codes: NDArray[np.uint32]) -> str:
    """Return the text of some codes."""
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


def is_traditional(text: str) -> bool:
    """Return whether a text has characters that the browser's own small table does not fold as they should be."""
    return bool(characters().are_traditional[codes_of(text)].any())


@lru_cache(maxsize=1)
def characters() -> Characters:
    """Return the tables."""
    folded, narrow = _table(folding()), _table(narrowing())
    latin = np.array([ord(char) for char in _LATIN], np.uint32)
    han = np.concatenate([np.arange(a, b, dtype=np.uint32) for a, b in _spans(HAN_RANGES)])
    kinds = np.zeros(_CODES, np.uint8)
    kinds[latin], kinds[han] = LATIN, HAN
    codes = np.concatenate([latin, han])
    codes = codes[np.argsort(_in_turn(codes.astype(np.int64)))]
    numbers = np.zeros(_CODES, np.int32)
    numbers[codes] = np.arange(len(codes))
    units = codes.astype(np.int64)
    units = np.where(units < _HALVES, units, _HALF + (units - _HALVES >> 10))
    return Characters(folded, folded != narrow, kinds, numbers, codes, units)


def _table(of_some: Mapping[int, int]) -> NDArray[np.uint32]:
    """Return a table of all characters; the others stay what they are."""
    table = np.arange(_CODES, dtype=np.uint32)
    table[[*of_some]] = [*of_some.values()]
    return table


def _spans(ranges: str) -> list[tuple[int, int]]:
    found = re.findall("(.)(?:-(.))?", ranges)
    return [(ord(first), ord(last or first) + 1) for first, last in found]


def _in_turn(codes: Numbers) -> Numbers:
    """Return what puts codes into the order of UTF-16: what takes two halves stands before what follows the halves."""
    return np.where(
        codes >= _HALVES, codes - _HALVES + _HALF, codes + _CODES * (codes >= _AFTER_HALVES)
    )
