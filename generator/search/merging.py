"""Portions of many plans, put together term by term.

In: a sheaf. Out: its terms in order, and for each what stands of it in each stream of a range. Not its business: where
ranges end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

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
class Merged:
    """The terms of a sheaf, and their streams: numbers of plans, distances of plans, heads, units."""

    terms: list[str]
    stretches: Numbers
    streams: tuple[Stream, ...]


def merged(sheaf: Sheaf) -> Merged:
    """Return what stands of each term."""
    terms, runs = _common(np.frombuffer(sheaf.streams[0], np.int64), sheaf)
    sizes = from_sevens(np.frombuffer(sheaf.streams[1], np.uint8)).reshape(-1, 2)
    order = order_of(terms)
    starts = changes(terms[order])
    distinct = terms[order][starts]
    plans = np.repeat(sheaf.plans, sheaf.counts)[order]
    streams = (
        _written(lengths_of(starts, len(order)), np.arange(len(starts))),
        _written(distances(plans, starts), starts),
        *(
            _moved(data, own, order, starts)
            for data, own in zip(sheaf.streams[2:], sizes.T, strict=True)
        ),
    )
    return Merged(_spelled(distinct, runs), stretches_of(distinct), streams)


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


def _moved(data: bytes, sizes: Numbers, order: Numbers, starts: Numbers) -> Stream:
    """Return pieces of these sizes in another order."""
    own = sizes[order]
    places = places_of(starts_of(sizes)[order], own)
    return Stream(np.frombuffer(data, np.uint8)[places].tobytes(), sums(own, starts))


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
