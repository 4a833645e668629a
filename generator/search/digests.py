"""What one plan gives to the index: its terms, and where they stand.

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

Digest = tuple[tuple[str, ...], tuple[bytes, ...], tuple[bytes, ...]]
"""The terms; for each the fields of the plan that have it; for each its places in these (see `_packed`)."""


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
    slot = 0
    for document in documents:
        for pieces in pieces_by_field(document).values():
            _collect(found, slot << _SLOT, "\n".join(pieces))
            slot += 1
    packed = [_packed(codes) for codes in found.values()]
    return tuple(found), tuple(heads for heads, _ in packed), tuple(places for _, places in packed)


def _collect(found: defaultdict[str, list[int]], base: int, text: str) -> None:
    """Add where the terms of a field stand."""
    if not text:
        return
    terms, places, bridges = placed(text)
    for term, place in zip(terms, places, strict=True):
        found[term].append(base + place)
    for bridge, place in bridges:
        found[bridge].append(base + place)


def _packed(codes: list[int]) -> tuple[bytes, bytes]:
    """Return the places of a term, which come in order: the fields that have it, and the places there.

    For each field of a document (counted through the plan, four to a document): the distance from the one before,
    times four, plus 2 where more than one place follows, plus 1 at the last; then, where there is more than one,
    their number less two. The places of each field are distances, the first from 0.
    """
    if len(codes) == 1:
        code = codes[0]
        return varint((code >> _SLOT) * 4 + 1), varint(code & _MASK)
    heads: list[int] = []
    places: list[int] = []
    before = at = last = 0
    start, many = -_SIZE, False
    for code in codes:
        if code >= start + _SIZE:
            slot = code >> _SLOT
            start = slot << _SLOT
            last, at, many = start, len(heads), False
            heads.append((slot - before) * 4)
            before = slot
        elif many:
            heads[at + 1] += 1
        else:
            many = True
            heads[at] += 2
            heads.append(0)
        places.append(code - last)
        last = code
    heads[at] += 1
    return varints(heads), varints(places)
