"""Many numbers at once: put in order, written in sevens of bits, moved in pieces.

In: numpy's arrays. Out: the same. Not its business: what the numbers mean.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Bytes = NDArray[np.uint8]
_DIGIT = 16
"""Bits by which numbers are put in order at a time: for so many numpy counts and does not compare."""


@dataclass(frozen=True, slots=True)
class Stream:
    """Bytes, and how many of them each value takes."""

    data: bytes
    sizes: Numbers


def order_of(keys: Numbers) -> Numbers:
    """Return the places of keys in order; equal ones stay in theirs. Keys are not negative."""
    order = np.arange(len(keys))
    most = int(keys.max(initial=0))
    for shift in range(0, most.bit_length(), _DIGIT):
        digits = (keys[order] >> shift).astype(np.uint16)
        order = order[np.argsort(digits, kind="stable")]
    return order


def changes(*columns: Numbers) -> Numbers:
    """Return the places at which a row differs from the one before; the first always does."""
    count = len(columns[0])
    differs = np.zeros(count, np.bool_)
    differs[:1] = True
    for column in columns:
        differs[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(differs)


def distances(values: Numbers, starts: Numbers) -> Numbers:
    """Return how far each value is from the one before; those at `starts` from 0."""
    found = np.empty(len(values), np.int64)
    found[1:] = values[1:] - values[:-1]
    found[starts] = values[starts]
    return found


def sums(values: Numbers, starts: Numbers) -> Numbers:
    """Return the sum of the values from each start to the next."""
    return np.add.reduceat(values, starts) if len(starts) else np.zeros(0, np.int64)


def lengths_of(starts: Numbers, end: int) -> Numbers:
    """Return how far it is from each start to the next, from the last one to the end."""
    lengths = np.empty(len(starts), np.int64)
    lengths[:-1] = starts[1:] - starts[:-1]
    lengths[-1:] = end - starts[-1:]
    return lengths


def starts_of(lengths: Numbers) -> Numbers:
    """Return where pieces of these lengths begin, one behind another."""
    return np.cumsum(lengths) - lengths


def places_of(starts: Numbers, lengths: Numbers) -> Numbers:
    """Return all places of the pieces that begin at `starts`, in order."""
    return np.repeat(starts - starts_of(lengths), lengths) + np.arange(int(lengths.sum()))


def sizes_of(numbers: Numbers) -> Numbers:
    """Return how many bytes each number takes in sevens of bits."""
    sizes = np.ones(len(numbers), np.int64)
    bits = int(numbers.max(initial=0)).bit_length()
    for shift in range(7, bits, 7):
        sizes += numbers >> shift > 0
    return sizes


def sevens(numbers: Numbers, sizes: Numbers) -> Bytes:
    """Return numbers in sevens of bits, the lowest first; all bytes but the last of each have their high bit."""
    count = int(sizes.sum())
    if len(numbers) == count:
        return numbers.astype(np.uint8)
    found = np.empty(count, np.uint8)
    starts = starts_of(sizes)
    some = np.arange(len(numbers))
    turn = 0
    while len(some):  # first bytes of all, then second ones of those that have one, …
        goes_on = sizes[some] > turn + 1
        bits = numbers[some] >> 7 * turn & 0x7F
        found[starts[some] + turn] = bits | np.where(goes_on, 0x80, 0)
        some, turn = some[goes_on], turn + 1
    return found


def from_sevens(data: Bytes) -> Numbers:
    """Return the numbers in sevens of bits."""
    is_last = data < 0x80  # noqa: PLR2004
    ends = np.flatnonzero(is_last)
    if len(ends) == len(data):
        return data.astype(np.int64)
    starts = np.append(0, ends[:-1] + 1)
    turn = np.arange(len(data)) - np.repeat(starts, ends - starts + 1)
    return sums((data & 0x7F).astype(np.int64) << 7 * turn, starts)
