"""Portions of many plans, put together term by term.

In: a sheaf. Out: its terms in order, and for each what stands of it in each stream of a range. Not its business: where
ranges end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, repeat
from operator import itemgetter

import numpy as np

from generator.search.arrays import (
    Numbers,
    Stream,
    changes,
    distances,
    from_sevens,
    lengths_of,
    order_of,
    places_of,
    sevens,
    sizes_of,
    starts_of,
    sums,
)
from generator.search.characters import characters, text_of
from generator.search.digests import stretches_of
from generator.search.parts import Sheaf
from generator.search.spots import SECOND, SECOND_BITS

_SECOND_MASK = (1 << SECOND_BITS) - 1


@dataclass(frozen=True, slots=True)
class Collated:
    """What plans have of terms, by term, then by plan."""

    terms: Numbers
    plans: Numbers
    heads: Stream
    units: Stream
    runs: Sequence[str]
    """Letters and digits, by their number among these."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The terms of a sheaf, and their streams: numbers of plans, distances of plans, heads, units."""

    terms: list[str]
    stretches: Numbers
    streams: tuple[Stream, ...]


def collated(sheaf: Sheaf) -> Collated:
    """Return what the portions of a sheaf have of each term."""
    terms, runs = _common(np.frombuffer(sheaf.streams[0], np.int64), sheaf)
    sizes = from_sevens(np.frombuffer(sheaf.streams[1], np.uint8)).reshape(-1, 2)
    order = order_of(terms)
    heads, units = (
        _moved(data, starts_of(own)[order], own[order])
        for data, own in zip(sheaf.streams[2:], sizes.T, strict=True)
    )
    plans = np.repeat(sheaf.plans, sheaf.counts)[order]
    return Collated(terms[order], plans, heads, units, runs)


def merged(found: Collated) -> Merged:
    """Return what stands of each term."""
    starts = changes(found.terms)
    distinct = found.terms[starts]
    streams = (
        _written(lengths_of(starts, len(found.terms)), np.arange(len(starts))),
        _written(distances(found.plans, starts), starts),
        *(Stream(own.data, sums(own.sizes, starts)) for own in (found.heads, found.units)),
    )
    return Merged(_spelled(distinct, found.runs), stretches_of(distinct), streams)


def replaced(old: Collated, plans: Sequence[int], new: Collated) -> Collated:
    """Return what there is with some plans as they are now: the same as all of it collated anew."""
    runs = old.runs if set(new.runs) <= {*old.runs} else sorted({*old.runs, *new.runs})
    terms, own = (_numbered(each.terms, each.runs, runs) for each in (old, new))
    gone = np.flatnonzero(np.logical_or.reduce([old.plans == plan for plan in plans]))
    left, numbers = np.delete(terms, gone), np.delete(old.plans, gone)
    at = _places(left, numbers, own, new.plans)
    return Collated(
        np.insert(left, at, own),
        np.insert(numbers, at, new.plans),
        _spliced(old.heads, gone, at, new.heads),
        _spliced(old.units, gone, at, new.units),
        runs,
    )


def _places(terms: Numbers, plans: Numbers, own: Numbers, of: Numbers) -> Numbers:
    """Return before which of those that are there each of a few terms of plans belongs."""
    firsts, ends = (np.searchsorted(terms, own, side) for side in ("left", "right"))
    bounds = zip(firsts.tolist(), ends.tolist(), of.tolist(), strict=True)
    return np.array([a + np.searchsorted(plans[a:b], plan) for a, b, plan in bounds], np.int64)


def _spliced(old: Stream, gone: Numbers, at: Numbers, new: Stream) -> Stream:
    """Return a stream without some pieces, and with others before those that are left at some places."""
    starts = starts_of(old.sizes)
    left = np.append(np.delete(starts, gone), len(old.data))[at].tolist()
    ends = np.cumsum(new.sizes).tolist()
    pieces = [new.data[a:b] for a, b in pairwise((0, *ends))]
    out = zip(starts[gone].tolist(), (starts + old.sizes)[gone].tolist(), repeat(b""), strict=False)
    events = sorted((*out, *zip(left, left, pieces, strict=True)), key=itemgetter(0))
    data: list[bytes] = []
    done = 0
    for start, end, piece in events:
        data += (old.data[done:start], piece)
        done = end
    data.append(old.data[done:])
    return Stream(b"".join(data), np.insert(np.delete(old.sizes, gone), at, new.sizes))


def _numbered(terms: Numbers, before: Sequence[str], now: Sequence[str]) -> Numbers:
    """Return terms, runs among them by their numbers among others."""
    if len(before) == len(now):
        return terms
    place = {run: number for number, run in enumerate(now, 1)}
    places = np.array([0, *map(place.__getitem__, before)])
    seconds = terms & _SECOND_MASK
    return terms + np.where(seconds < SECOND, places[np.minimum(seconds, len(before))] - seconds, 0)


def _common(terms: Numbers, sheaf: Sheaf) -> tuple[Numbers, Sequence[str]]:
    """Return terms, and the runs of letters and digits, which are numbered among those of all plans now."""
    runs = sorted(set(chain.from_iterable(sheaf.runs)))
    if not runs:
        return terms, runs
    place = {run: number for number, run in enumerate(runs, 1)}
    places = np.array([place[run] for run in chain.from_iterable(sheaf.runs)])
    offsets = starts_of(np.array([len(own) for own in sheaf.runs]))
    seconds = terms & _SECOND_MASK
    at = np.flatnonzero((seconds > 0) & (seconds < SECOND))
    own = np.repeat(offsets, sheaf.counts)[at]
    changed = terms.copy()
    changed[at] += places[own + seconds[at] - 1] - seconds[at]
    return changed, runs


def _written(numbers: Numbers, starts: Numbers) -> Stream:
    sizes = sizes_of(numbers)
    return Stream(sevens(numbers, sizes).tobytes(), sums(sizes, starts))


def _moved(data: bytes, starts: Numbers, sizes: Numbers) -> Stream:
    """Return pieces one after another, each with its size."""
    return Stream(np.frombuffer(data, np.uint8)[places_of(starts, sizes)].tobytes(), sizes)


def _spelled(terms: Numbers, runs: Sequence[str]) -> list[str]:
    """Return terms as text."""
    codes = characters().codes
    seconds = terms & _SECOND_MASK
    firsts = text_of(codes[terms >> SECOND_BITS])
    lasts = text_of(codes[np.where(seconds >= SECOND, seconds - SECOND, 0)])
    return [
        first if not second else runs[second - 1] if second < SECOND else first + last
        for first, last, second in zip(firsts, lasts, seconds.tolist(), strict=True)
    ]
