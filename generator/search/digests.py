"""What one plan gives to the index: its terms, where they stand, how they touch.

In: the documents of a plan. Out: plain bytes in the order of terms, which the memo keeps. A pure function of one plan:
nothing here changes when another plan does. The index is these put together, stretch by stretch (`parts`, `shards`).
"""

import marshal
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import chain
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from generator.search.arrays import (
    Bytes,
    Numbers,
    changes,
    distances,
    places_of,
    sevens,
    sizes_of,
    starts_of,
    sums,
)
from generator.search.characters import characters
from generator.search.documents import Document
from generator.search.samples import Sample, sampled
from generator.search.spots import SECOND_BITS, Spots, spots_of

FIELDS: Final = {"title": 5, "headings": 3, "units": 3, "body": 1}
"""The fields, each with its boost in lunr."""
SIDE: Final = 11
"""Two numbers below this stand in one byte."""
SHORT: Final = SIDE * SIDE
"""Values below this stand in one byte, with a flag."""
LONG, AWAY = 2 * SHORT, 2 * SHORT + 2
"""Bytes, with a flag, before values that need more than one, and of a term that is part of no phrase."""
STRETCH: Final = 6
"""Bits of a unit of UTF-16 that do not count for the stretch: 64 characters that a term may begin with."""
LATIN_STRETCHES: Final = 2
"""The first ones, in which the runs of letters and digits stand."""
NAME: Final = 16
"""Bytes of the name of what a plan has in a stretch."""
COLUMNS: Final = 5
"""Numbers of a stretch."""
WIDTH: Final = 8
"""Bytes of a term."""
MARSHAL: Final = 2
"""Of the forms of `marshal` the last one whose bytes do not depend on which strings are shared."""


class Sliced(Protocol):
    """Bytes of which any piece can be had, wherever they are."""

    def __getitem__(self, piece: slice, /) -> bytes:
        """Return a piece of the bytes."""


Streams = tuple[bytes, bytes, bytes, bytes]
"""Terms, as in `spots`, in eight bytes each; of each how many bytes of heads and of units it has, in sevens of bits;
heads: the fields that have it; units: how it touches there (see `_heads`, `_units`)."""
SlicedStreams = tuple[Sliced, Sliced, Sliced, Sliced]
"""The same, wherever they are."""
Digest = tuple[bytes, bytes, SlicedStreams, tuple[str, ...], tuple[Sample, ...]]
"""For each stretch that a plan has terms of, in order: its number, and where it ends in each stream; names, by their
content; the streams; the runs of letters and digits; what a search has to find."""
_Written = tuple[Bytes, Numbers]
"""Bytes, and how many each value takes."""


def pieces_by_field(document: Document) -> dict[str, tuple[str, ...]]:
    """Return the words of each field."""
    return {
        "title": (document.title,),
        "headings": document.headings,
        "units": document.lead + document.cooperating,
        "body": document.body,
    }


def digest_of(documents: Sequence[Document]) -> Digest:
    """Return what a plan's documents give to the index."""
    fields = chain.from_iterable(pieces_by_field(document).values() for document in documents)
    spots = spots_of(["\n".join(pieces) for pieces in fields])
    terms, streams, sizes = _written(spots)
    stretches = stretches_of(terms)
    starts = changes(stretches)
    rows = np.empty((len(starts), COLUMNS), np.int32)
    rows[:, 0] = stretches[starts]
    for column, own in enumerate(sizes, 1):
        rows[:, column] = np.cumsum(sums(own, starts))
    samples = tuple(sampled(documents))
    names = b"".join(_names(rows, streams, spots.runs, samples))
    return rows.tobytes(), names, streams, spots.runs, samples


def stretches_of(terms: Numbers) -> Numbers:
    """Return the stretch of each term: terms of one come before those of the next in JavaScript's order."""
    stretches: Numbers = characters().units[terms >> SECOND_BITS] >> STRETCH
    return stretches


def stretch_of(term: str) -> int:
    """Return the stretch of a term."""
    return int.from_bytes(term[0].encode("utf-16-be")[:2], "big") >> STRETCH


def _names(
    rows: NDArray[np.int32], streams: Streams, runs: Sequence[str], samples: Sequence[Sample]
) -> Iterator[bytes]:
    """Yield the name of each stretch: of all that its ranges, and what is looked up in them, depend on."""
    sampled_in: defaultdict[int, list[Sample]] = defaultdict(list)
    for sample in samples:
        sampled_in[stretch_of(sample[0])].append(sample)
    more = {n: marshal.dumps(own, MARSHAL) for n, own in sampled_in.items()}
    for stretch in range(LATIN_STRETCHES):
        more[stretch] = more.get(stretch, b"") + " ".join(runs).encode()
    terms, _, heads, units = streams
    term = head = unit = 0
    for stretch, *ends in rows.tolist():
        own = terms[term : ends[0]] + heads[head : ends[2]] + units[unit : ends[3]]
        yield blake2b(own + more.get(stretch, b""), digest_size=NAME).digest()
        term, _, head, unit = ends


def _written(spots: Spots) -> tuple[Numbers, Streams, Sequence[Numbers]]:
    """Return the terms, the streams, and how many bytes each term takes of each stream."""
    fields = changes(spots.terms, spots.fields)
    of_fields = spots.terms[fields]
    starts = changes(of_fields)
    terms = of_fields[starts]
    units, unit_sizes = _units(spots, fields)
    heads, head_sizes = _heads(spots.fields[fields], starts)
    pairs = np.empty((len(terms), 2), np.int64)
    pairs[:, 0] = sums(head_sizes, starts)
    pairs[:, 1] = sums(unit_sizes, fields[starts])
    each = sizes_of(pairs.ravel())
    sizes = sevens(pairs.ravel(), each)
    streams = terms.tobytes(), sizes.tobytes(), heads.tobytes(), units.tobytes()
    of_sizes = each[::2] + each[1::2]
    return terms, streams, (np.full(len(terms), WIDTH), of_sizes, pairs[:, 0], pairs[:, 1])


def _heads(fields: Numbers, terms: Numbers) -> _Written:
    """Return for each field that has a term the distance from the one before, with a flag at the last one.

    `terms`: where each term begins. A flag is 1 more in the first byte.
    """
    values = distances(fields, terms)
    at = np.flatnonzero(values >= SHORT)
    rest = (values[at] - SHORT).reshape(-1, 1)
    values[at] = SHORT
    return _with_rest(2 * values + _flags(terms, len(fields)), at, rest)


def _units(spots: Spots, fields: Numbers) -> _Written:
    """Return for each spot the numbers of its units, with a flag at the last one of a field.

    `fields`: where each field begins.
    """
    lefts, rights = spots.lefts, spots.rights
    small = 2 * (lefts * SIDE + rights)
    small[lefts < 0] = AWAY
    at = np.flatnonzero((lefts >= SIDE) | (rights >= SIDE))
    small[at] = LONG
    rest = np.stack((lefts[at], rights[at]), axis=1)
    return _with_rest(small + _flags(fields, len(lefts)), at, rest)


def _flags(starts: Numbers, count: int) -> Numbers:
    """Return 1 for the last of each group, else 0."""
    flags = np.zeros(count, np.int64)
    flags[starts[1:] - 1] = 1
    flags[-1:] = 1
    return flags


def _with_rest(small: Numbers, at: Numbers, rest: Numbers) -> _Written:
    """Return a byte for each value, and behind those at `at` the numbers of a row of `rest`, in sevens of bits."""
    sizes = np.ones(len(small), np.int64)
    if not len(at):
        return small.astype(np.uint8), sizes
    each = sizes_of(rest.ravel())
    sizes[at] += each.reshape(rest.shape).sum(1)
    data = np.empty(int(sizes.sum()), np.uint8)
    starts = starts_of(sizes)
    data[starts] = small
    data[places_of(starts[at] + 1, sizes[at] - 1)] = sevens(rest.ravel(), each)
    return data, sizes
