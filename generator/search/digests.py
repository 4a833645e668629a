"""What one plan gives to the index: its terms, where they stand, how long its fields are.

In: the documents of a plan. Out: plain tuples, which the memo keeps. A pure function of one plan: nothing here
changes when another plan does. The index is these digests put together (`shards`).
"""

from collections.abc import Sequence
from typing import Final

from generator.search.documents import Document
from generator.search.packing import varint
from generator.search.tokens import placed

FIELDS: Final = {"title": 5, "headings": 3, "units": 3, "body": 1}
"""The fields, each with its boost in lunr."""
_SLOT: Final = 24
_MASK: Final = (1 << _SLOT) - 1

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
    found: dict[str, list[int]] = {}
    lengths: list[tuple[int, ...]] = []
    slot = 0
    for document in documents:
        sizes: list[int] = []
        for pieces in pieces_by_field(document).values():
            sizes.append(_collect(found, slot << _SLOT, "\n".join(pieces)))
            slot += 1
        lengths.append(tuple(sizes))
    return tuple(lengths), tuple(found), tuple(map(_packed, found.values()))


def _collect(found: dict[str, list[int]], base: int, text: str) -> int:
    """Add where the terms of a field stand; return how many there are."""
    if not text:
        return 0
    terms, places, bridges = placed(text)
    for term, place in zip(terms, places, strict=True):
        if term in found:
            found[term].append(base + place)
        else:
            found[term] = [base + place]
    for bridge, place in bridges:
        found.setdefault(bridge, []).append(base + place)
    return len(terms)


def _packed(codes: list[int]) -> bytes:
    """Return the places of a term.

    For each field of a document that has it (counted through the plan, four to a document): the distance from the
    one before, times four, plus 2 where more than one place follows, plus 1 at the last; then, where there is more
    than one, their number less two; then the places, as distances.
    """
    if len(codes) == 1:
        code = codes[0]
        return varint((code >> _SLOT) * 4 + 1) + varint(code & _MASK)
    by_slot: dict[int, list[int]] = {}
    for code in codes:
        by_slot.setdefault(code >> _SLOT, []).append(code & _MASK)
    packed: list[bytes] = []
    before, left = 0, len(by_slot)
    for slot, places in by_slot.items():
        left -= 1
        many = len(places) > 1
        packed.append(varint((slot - before) * 4 + 2 * many + (left == 0)))
        before = slot
        if many:
            places.sort()
            packed.append(varint(len(places) - 2))
        last = 0
        for place in places:
            packed.append(varint(place - last))
            last = place
    return b"".join(packed)
