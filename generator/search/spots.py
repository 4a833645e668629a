"""Where the terms of a plan stand: the rule of `tokens.links`, on arrays.

In: the texts of the fields of a plan. Out: a spot for each time that a term stands somewhere. Not its business: how
spots are written. That both rules give the same is held by `tests/search/test_spots.py` and by the proof, which takes
what it looks for from `tokens.links`.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from generator.search.arrays import Numbers, changes, lengths_of, order_of, starts_of
from generator.search.characters import HAN, LATIN, characters, codes_of, text_of
from generator.search.tokens import APART, percents

SECOND_BITS: Final = 25
SECOND: Final = 1 << SECOND_BITS - 1
"""A term as a number, in JavaScript's order: its first character, then, in so many bits, its second one, with the
highest of these. A run of letters and digits: the number that it has among those of its plan, from 1 on."""
_Flags = NDArray[np.bool_]
_Found = tuple[Numbers, Numbers, Numbers, Numbers]
"""Terms, fields, first and last units."""
_Run = tuple[int, str, int]
"""Field, term, number of the unit."""


@dataclass(frozen=True, slots=True)
class Spots:
    """Where terms stand, by term, field and place; and the runs of letters and digits, in order."""

    terms: Numbers
    fields: Numbers
    lefts: Numbers
    rights: Numbers
    runs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Units:
    """Characters and runs, one after another."""

    fields: Numbers
    starts: Numbers
    """Places in the text."""
    ends: Numbers
    are_han: _Flags
    touch: _Flags
    """Whether the next one follows with nothing between."""
    firsts: Numbers
    lasts: Numbers
    """Characters, by their number."""
    numbers: Numbers
    """Of a character, how many like it stand before it in the field; of a run, how many runs."""


def spots_of(texts: Sequence[str]) -> Spots:
    """Return the spots of a plan, from the texts of its fields."""
    codes = _folded(texts)
    begins = starts_of(np.array([len(text) + 1 for text in texts], np.int64))
    units = _units_of(codes, begins)
    latin = _runs(units, text_of(codes), begins.tolist())
    runs = tuple(sorted({term for _, term, _ in latin}))
    parts = (_touching(units), _single(units), _numbered(latin, runs))
    terms, fields, lefts, rights = (np.concatenate(same) for same in zip(*parts, strict=True))
    order = order_of(terms)
    return Spots(terms[order], fields[order], lefts[order], rights[order], runs)


def _folded(texts: Sequence[str]) -> NDArray[np.uint32]:
    """Return the characters of texts, folded, with a line end between each two."""
    return characters().folded[codes_of("\n".join(texts))]


def _units_of(codes: NDArray[np.uint32], begins: Numbers) -> _Units:
    known = characters()
    kinds = known.kinds[codes]
    is_latin = np.zeros(len(kinds) + 2, np.bool_)
    is_latin[1:-1] = kinds == LATIN
    is_start = is_latin[1:-1] & ~is_latin[:-2] | (kinds == HAN)
    starts = np.flatnonzero(is_start)
    are_han = kinds[starts] == HAN
    ends = starts + 1
    ends[~are_han] = np.flatnonzero(is_latin[1:-1] & ~is_latin[2:]) + 1
    touch = np.zeros(len(starts), np.bool_)
    touch[:-1] = ends[:-1] == starts[1:]
    fields = np.repeat(
        np.arange(len(begins)), lengths_of(np.searchsorted(starts, begins), len(starts))
    )
    firsts = known.numbers[codes[starts]].astype(np.int64)
    lasts = known.numbers[codes[ends - 1]].astype(np.int64)
    numbers = _counted(np.where(are_han, firsts, 0), fields)
    return _Units(fields, starts, ends, are_han, touch, firsts, lasts, numbers)


def _counted(values: Numbers, fields: Numbers) -> Numbers:
    """Return of each value how many like it stand before it in its field."""
    order = order_of(values)
    starts = changes(values[order], fields[order])
    numbers = np.empty(len(values), np.int64)
    numbers[order] = np.arange(len(values)) - np.repeat(starts, lengths_of(starts, len(values)))
    return numbers


def _touching(units: _Units) -> _Found:
    """Return the terms of two characters, bridges among them: where two units touch."""
    at = np.flatnonzero(units.touch)
    terms = units.lasts[at] << SECOND_BITS | SECOND | units.firsts[at + 1]
    return terms, units.fields[at], units.numbers[at], units.numbers[at + 1]


def _single(units: _Units) -> _Found:
    """Return the characters that end a run of Chinese."""
    goes_on = units.touch.copy()
    goes_on[:-1] &= units.are_han[1:]
    at = np.flatnonzero(units.are_han & ~goes_on)
    numbers = units.numbers[at]
    return units.firsts[at] << SECOND_BITS, units.fields[at], numbers, numbers


def _runs(units: _Units, text: str, begins: Sequence[int]) -> list[_Run]:
    """Return the runs of letters and digits, and behind those of a field its percentages in words."""
    at = np.flatnonzero(~units.are_han)
    columns = (units.fields[at], units.starts[at], units.ends[at], units.numbers[at])
    found = [
        (field, term, number)
        for field, start, end, number in zip(*(column.tolist() for column in columns), strict=True)
        if (term := text[start:end].strip("."))
    ]
    spelled = [(bisect_right(begins, at) - 1, term, APART) for at, term in percents(text)]
    return sorted(found + spelled, key=itemgetter(0)) if spelled else found


def _numbered(latin: Sequence[_Run], runs: Sequence[str]) -> _Found:
    """Return runs as terms, by the number that each has among those of the plan."""
    place = {term: number for number, term in enumerate(runs, 1)}
    number_of = characters().numbers
    terms = [int(number_of[ord(term[0])]) << SECOND_BITS | place[term] for term in runs]
    found = np.array([terms[place[term] - 1] for _, term, _ in latin], np.int64)
    fields = np.array([field for field, _, _ in latin], np.int64)
    numbers = np.array([number for _, _, number in latin], np.int64)
    return found, fields, numbers, numbers
