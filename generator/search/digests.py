"""What one plan gives to the index: its terms, where they stand, how long its fields are.

In: the documents of a plan. Out: plain tuples, which the memo keeps. A pure function of one plan: nothing here
changes when another plan does. The index is these digests put together (`shards`).
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from generator.search.documents import Document
from generator.search.packing import varint, varints
from generator.search.tokens import placed

FIELDS: Final = {"title": 5, "headings": 3, "units": 3, "body": 1}
"""The fields, each with its boost in lunr."""
_SLOT: Final = 24
_SIZE: Final = 1 << _SLOT
_MASK: Final = _SIZE - 1

Lengths = tuple[tuple[int, ...], ...]
Digest = tuple[Lengths, tuple[str, ...], tuple[bytes, ...]]
"""Terms in each field of each document; the terms; for each its places in the plan (see `_packed`)."""


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
    found: defaultdict[str, list[int]] = defaultdict(list)
    lengths: list[tuple[int, ...]] = []
    slot = 0
    for document in documents:
        sizes: list[int] = []
        for pieces in pieces_by_field(document).values():
            sizes.append(_collect(found, slot << _SLOT, "\n".join(pieces)))
            slot += 1
        lengths.append(tuple(sizes))
    return tuple(lengths), tuple(found), tuple(map(_packed, found.values()))


def _collect(found: defaultdict[str, list[int]], base: int, text: str) -> int:
    """Add where the terms of a field stand; return how many there are."""
    if not text:
        return 0
    terms, places, bridges = placed(text)
    for term, place in zip(terms, places, strict=True):
        found[term].append(base + place)
    for bridge, place in bridges:
        found[bridge].append(base + place)
    return len(terms)


def _packed(codes: list[int]) -> bytes:
    """Return the places of a term, which come in order.

    For each field of a document that has it (counted through the plan, four to a document): the distance from the
    one before, times four, plus 2 where more than one place follows, plus 1 at the last; then, where there is more
    than one, their number less two; then the places, as distances.
    """
    if len(codes) == 1:
        code = codes[0]
        return varint((code >> _SLOT) * 4 + 1) + varint(code & _MASK)
    numbers: list[int] = []
    before = head = last = 0
    start, many = -_SIZE, False
    for code in codes:
        if code >= start + _SIZE:
            slot = code >> _SLOT
            start = slot << _SLOT
            last, head, many = start, len(numbers), False
            numbers.append((slot - before) * 4)
            before = slot
        elif many:
            numbers[head + 1] += 1
        else:
            many = True
            numbers[head] += 2
            numbers.insert(head + 1, 0)
        numbers.append(code - last)
        last = code
    numbers[head] += 1
    return varints(numbers)
