"""Ranges of the index, read back from their scripts as they will be published.

In: scripts. Out: how terms touch in the fields that are asked for. Written from what `docs/search.md` says of the
files, many numbers at a time; what writes them shares no more with it than the numbers of the format.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final

import numpy as np

from generator.search.arrays import Bytes, Numbers, from_sevens, lengths_of
from generator.search.digests import LONG, SHORT, SIDE
from generator.search.packing import BITS, END, TAKE
from generator.search.spelling import MANY
from generator.search.tokens import APART

_HIGH: Final = 0x80
_HEAD: Final = 5
"""Numbers before the streams."""
_HALF: Final = 32
"""Bits of the second of two numbers that are written as one."""
_UNSURE: Final = np.zeros(1 << 16, bool)
"""Units of which the highest bit is said at the end."""
for _first, _end in ((0x5800, 0x6000), (0x8000, 0x8060), (0xA000, 0xA040)):
    _UNSURE[_first:_end] = True
Units = tuple[int, ...]
"""A term in units of UTF-16."""
Spot = tuple[int, int]
"""The numbers of the units that a term begins and ends with."""
Place = tuple[int, int, int]
"""A term by its number; a plan; a field of a document, counted through the plan."""
_Rests = dict[int, tuple[int, ...]]
"""By place: the numbers behind a byte that says that they do not fit into it."""


def unpacked(data: bytes) -> bytes:
    """Return what a file holds."""
    head, tail = (text.encode("utf-16") for text in (f'{TAKE}"', f'"{END}'))
    return zlib.decompress(from_units(data[len(head) : 2 - len(tail)]), -15)


def from_units(units: bytes) -> bytes:
    """Return the bytes in code units of UTF-16, two in each."""
    values = np.frombuffer(units, "<u2")
    is_unsure = _UNSURE[values]
    tail = -(-(np.count_nonzero(is_unsure) + 1) // BITS)
    bits = (values[: -tail - 1 : -1, None] >> np.arange(BITS, dtype=np.uint16) & 1).ravel()
    body = values[:-tail].copy()
    unsure = np.flatnonzero(is_unsure)
    body[unsure] = body[unsure] & 0x7FFF | bits[1 : len(unsure) + 1] << 15
    return body.tobytes()[: 2 * len(body) - int(bits[0])]


def units_of(term: str) -> Units:
    """Return a term in units of UTF-16."""
    return tuple(memoryview(term.encode("utf-16-le", "surrogatepass")).cast("H"))


class Ranges:
    """Some ranges of the index."""

    def __init__(self, scripts: Iterable[bytes]) -> None:
        """Read them."""
        read = [_streams(unpacked(script)) for script in scripts]
        self.terms: list[dict[Units, int]] = []
        count = 0
        for terms, *_ in read:
            own = _terms(from_sevens(_bytes(terms)).tolist())
            self.terms.append({term: number for number, term in enumerate(own, count)})
            count += len(own)
        _, plans, gaps, heads, units = (b"".join(same) for same in zip(*read, strict=True))
        counts = from_sevens(_bytes(plans))
        numbers = _since(from_sevens(_bytes(gaps)), np.cumsum(counts) - counts)
        self.plans = _pair(np.repeat(np.arange(count), counts), numbers)
        self.fields = _fields(heads)
        self.bytes = units
        self.firsts, self.rests = _symbols(units, 2)
        self.starts = _groups(_bytes(units)[self.firsts])

    def number(self, range_: int, term: str) -> int:
        """Return the number of a term in a range; -1 where it does not stand there."""
        return self.terms[range_].get(units_of(term), -1)

    def spots(self, places: Sequence[Place]) -> Iterator[list[Spot]]:
        """Yield for each place the first and last units of the term there."""
        terms, plans, fields = np.array(places, np.int64).reshape(-1, 3).T
        found = _found(self.fields, _pair(_found(self.plans, _pair(terms, plans)), fields))
        starts, ends = self.starts.tolist(), [*self.starts[1:].tolist(), len(self.firsts)]
        for at in found.tolist():
            yield [self._spot(n) for n in range(starts[at], ends[at])] if at >= 0 else []

    def _spot(self, number: int) -> Spot:
        place = int(self.firsts[number])
        byte = self.bytes[place]
        if byte < LONG:
            left, right = divmod(byte >> 1, SIDE)
            return left, right
        left, right = self.rests.get(place, (APART, APART))
        return left, right


def _streams(data: bytes) -> list[bytes]:
    """Return the five streams of a range."""
    sizes, at = _numbers(data, 0, _HEAD)
    ends = [*accumulate(sizes[1:], initial=at), len(data)]
    return [data[start:end] for start, end in pairwise(ends)]


def _terms(numbers: Sequence[int]) -> list[Units]:
    """Return terms that are written as what they have more than the one before."""
    found: list[Units] = []
    before: Units = ()
    at = 0
    while at < len(numbers):
        same, many = divmod(numbers[at], MANY + 1)
        at += 1
        if many == MANY:
            many += numbers[at]
            at += 1
        first = numbers[at] + (before[same] if same < len(before) else 0)
        before = (*before[:same], first, *numbers[at + 1 : at + many])
        found.append(before)
        at += many
    return found


def _bytes(data: bytes) -> Bytes:
    return np.frombuffer(data, np.uint8)


def _fields(heads: bytes) -> Numbers:
    """Return the fields that have a term, each with the number of the plan among those that have one."""
    firsts, rests = _symbols(heads, 1)
    symbols = _bytes(heads)[firsts]
    distances = symbols.astype(np.int64) >> 1
    if rests:
        at = np.searchsorted(firsts, [*rests])
        distances[at] = [SHORT + rest for (rest,) in rests.values()]
    starts = _groups(symbols)
    plans = np.repeat(np.arange(len(starts)), lengths_of(starts, len(firsts)))
    return _pair(plans, _since(distances, starts))


def _pair(first: Numbers, second: Numbers) -> Numbers:
    """Return two numbers as one, which sorts by the first."""
    return first << _HALF | second


def _found(known: Numbers, wanted: Numbers) -> Numbers:
    """Return where numbers stand among others, which are in order; -1 where they do not."""
    at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return np.where(known[at] == wanted, at, -1)


def _since(distances: Numbers, starts: Numbers) -> Numbers:
    """Return sums of distances, anew from each start."""
    total = np.cumsum(distances)
    before = total[starts] - distances[starts]
    return total - np.repeat(before, lengths_of(starts, len(total)))


def _groups(firsts: Bytes) -> Numbers:
    """Return where groups begin: each ends with a flag."""
    return np.append(0, np.flatnonzero(firsts & 1)[:-1] + 1)


def _symbols(data: bytes, count: int) -> tuple[Numbers, _Rests]:
    """Return the places of first bytes, and by place the numbers behind those that announce some, so many."""
    is_first = np.ones(len(data), np.bool_)
    rests: _Rests = {}
    end = 0
    for place in np.flatnonzero(_bytes(data) & 0xFE == LONG).tolist():
        if place >= end:
            rests[place], end = _numbers(data, place + 1, count)
            is_first[place + 1 : end] = False
    return np.flatnonzero(is_first), rests


def _numbers(data: bytes, at: int, count: int) -> tuple[tuple[int, ...], int]:
    """Return so many numbers in sevens of bits, and where they end."""
    found: list[int] = []
    while len(found) < count:
        value = shift = 0
        while (byte := data[at]) >= _HIGH:
            value |= (byte & 0x7F) << shift
            shift, at = shift + 7, at + 1
        found.append(value | byte << shift)
        at += 1
    return tuple(found), at
