"""Terms in order, each as what it has more than the one before.

In: terms. Out: in code units of UTF-16, how many are the same as before, times eight, plus how many follow, or MANY and
how many more follow; then these, the first as its distance from the unit that stood there.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from generator.search.arrays import (
    Numbers,
    Stream,
    places_of,
    sevens,
    sizes_of,
    starts_of,
    sums,
)
from generator.search.characters import codes_of

_HALVES: Final = 0x10000
"""Characters from this on are two units."""
MANY: Final = 7
"""So many units of a term, or more, are counted apart."""


def front_coded(terms: Sequence[str], firsts: Sequence[int]) -> Stream:
    """Return terms in order; those at `firsts` begin a range, as if nothing stood before."""
    text = "".join(terms)
    codes = codes_of(text)
    units = np.frombuffer(text.encode("utf-16-le"), np.uint16).astype(np.int64)
    lengths = sums(1 + (codes >= _HALVES), starts_of(np.array([*map(len, terms)], np.int64)))
    starts = starts_of(lengths)
    before = np.append(0, lengths[:-1])
    before[[*firsts]] = 0
    same = _same(units, starts, lengths, before)
    rest = lengths - same
    is_many = rest >= MANY
    counts = 1 + is_many + rest
    places = starts_of(counts)
    numbers = np.empty(int(counts.sum()), np.int64)
    numbers[places] = same * 8 + np.minimum(rest, MANY)
    numbers[places[is_many] + 1] = rest[is_many] - MANY
    numbers[places_of(places + 1 + is_many, rest)] = units[places_of(starts + same, rest)]
    at = np.flatnonzero(same < before)
    numbers[(places + 1 + is_many)[at]] -= units[(starts - before + same)[at]]
    sizes = sizes_of(numbers)
    return Stream(sevens(numbers, sizes).tobytes(), sums(sizes, places))


def _same(units: Numbers, starts: Numbers, lengths: Numbers, before: Numbers) -> Numbers:
    """Return how many units each term has in common with the one before."""
    same = np.zeros(len(starts), np.int64)
    most = np.minimum(lengths, before)
    alike = np.flatnonzero(most > 0)
    while len(alike):
        at = same[alike]
        place = starts[alike] + at
        alike = alike[units[place] == units[place - before[alike]]]
        same[alike] += 1
        alike = alike[same[alike] < most[alike]]
    return same
