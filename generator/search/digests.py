"""What one plan gives to the index: its terms, where they stand, how they touch.

In: the documents of a plan. Out: plain bytes, by stretches of the alphabet, which the memo keeps. A pure function of
one plan: nothing here changes when another plan does. The index is these put together, stretch by stretch (`shards`).
"""

import marshal
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import chain
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
    of its units, with a flag at the last one of a field. A flag is 1 more in the first byte.
    """
    heads, units = bytearray(), bytearray()
    before = at = 0
    last = spots[0][0]
    for field, left, right in spots:
        if field != last:
            units[at] += 1
            heads += _short(last - before)
            before, last = last, field
        at = len(units)
        if left < SIDE and right < SIDE and left >= 0:
            units.append(2 * (left * SIDE + right))
        else:
            units += _long(left, right)
    units[at] += 1
    head = len(heads)
    heads += _short(last - before)
    heads[head] += 1
    return bytes(heads), bytes(units)


def _short(value: int) -> bytes:
    """Return a number, without its flag: one byte, or a byte and what is over in sevens of bits."""
    return _BYTES[2 * value] if value < SHORT else _BYTES[LONG] + varint(value - SHORT)


def _long(left: int, right: int) -> bytes:
    """Return the numbers of two units of which one is large, or none, without the flag."""
    return _BYTES[AWAY] if left == APART else _BYTES[LONG] + varint(left) + varint(right)
