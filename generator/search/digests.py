"""What one plan gives to the index: its terms, where they stand, how they touch.

In: the documents of a plan. Out: plain bytes, by stretches of the alphabet, which the memo keeps. A pure function of
one plan: nothing here changes when another plan does. The index is these put together, stretch by stretch (`shards`).
"""

import marshal
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import chain, pairwise
from typing import Final

from generator.search.documents import Document
from generator.search.packing import varint
from generator.search.samples import Sample, sampled
from generator.search.tokens import APART, links

FIELDS: Final = {"title": 5, "headings": 3, "units": 3, "body": 1}
"""The fields, each with its boost in lunr."""
SIDE: Final = 11
"""Two numbers below this stand in one byte."""
SHORT: Final = SIDE * SIDE
"""Values below this stand in one byte, with a flag."""
LONG, AWAY = 2 * SHORT, 2 * SHORT + 2
"""Bytes, with a flag, before values that need more than one, and of a term that is part of no phrase."""

_BYTES: Final = tuple(bytes((n,)) for n in range(256))
_NONE: Final = (-1, 0, 0)

Portion = tuple[bytes, bytes, tuple[Sample, ...]]
"""A name by its content; terms, and for each the fields of the plan that have it and its units there (see `_packed`),
as `marshal` writes them; and what a search has to find of them."""
Digest = dict[int, Portion]
"""A plan's portions by stretch, in order: a stretch is 64 characters that a term may begin with."""
STRETCH: Final = 6
"""Bits of a unit of UTF-16 that do not count for the stretch."""
_FORM: Final = 2
"""Of `marshal`: the last one whose bytes do not depend on which strings are shared."""
_HALVES, _FIRST_HALF = 0x10000, 0xD800
"""From here on a character is two units; the first of them is at least the second number."""
Spot = tuple[int, int, int]
"""A field of a document, counted through the plan, four to a document; the numbers of first and last unit."""


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
    found: defaultdict[str, list[Spot]] = defaultdict(list)
    fields = chain.from_iterable(pieces_by_field(document).values() for document in documents)
    for field, pieces in enumerate(fields):
        for term, left, right in links("\n".join(pieces)):
            found[term].append((field, left, right))
    stretches: defaultdict[int, list[tuple[str, bytes, bytes]]] = defaultdict(list)
    for term, spots in found.items():
        stretches[stretch_of(term)].append((term, *_packed(spots)))
    samples: defaultdict[int, list[Sample]] = defaultdict(list)
    for sample in sampled(documents):
        samples[stretch_of(sample[0])].append(sample)
    return {n: _portion(stretches[n], samples[n]) for n in sorted(stretches)}


def stretch_of(term: str) -> int:
    """Return the stretch of a term: terms of one come before those of the next in JavaScript's order."""
    code = ord(term[0])
    return (code if code < _HALVES else _FIRST_HALF + (code - _HALVES >> 10)) >> STRETCH


def _portion(terms: list[tuple[str, bytes, bytes]], samples: list[Sample]) -> Portion:
    packed = marshal.dumps(tuple(zip(*terms, strict=True)), _FORM)
    name = blake2b(packed + marshal.dumps(tuple(samples), _FORM), digest_size=16).digest()
    return name, packed, tuple(samples)


def opened(portion: Portion) -> Iterator[tuple[str, bytes, bytes]]:
    """Yield each term with the fields that have it and its units there."""
    return zip(*marshal.loads(portion[1]), strict=True)


def _packed(spots: Sequence[Spot]) -> tuple[bytes, bytes]:
    """Return where a term stands, from its spots in order.

    For each field that has it the distance from the one before, with a flag at the last one; for each spot the numbers
    of its units, with a flag at the last one of a field.
    """
    if len(spots) == 1:
        field, left, right = spots[0]
        return flagged(field, 1), _between(left, right, 1)
    heads: list[bytes] = []
    units: list[bytes] = []
    before = 0
    for (field, left, right), (then, _, _) in pairwise((*spots, _NONE)):
        is_last = int(field != then)
        units.append(_between(left, right, is_last))
        if is_last:
            heads.append(flagged(field - before, int(then < 0)))
            before = field
    return b"".join(heads), b"".join(units)


def flagged(value: int, flag: int) -> bytes:
    """Return a number and a flag: in one byte, or a byte and what is over in sevens of bits."""
    if value < SHORT:
        return _BYTES[value * 2 + flag]
    return _BYTES[LONG + flag] + varint(value - SHORT)


def _between(left: int, right: int, flag: int) -> bytes:
    """Return the numbers of two units and a flag."""
    if left == APART:
        return _BYTES[AWAY + flag]
    if left < SIDE and right < SIDE:
        return _BYTES[(left * SIDE + right) * 2 + flag]
    return _BYTES[LONG + flag] + varint(left) + varint(right)
