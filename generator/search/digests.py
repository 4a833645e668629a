"""What one plan gives to the index: its terms, and where they stand.

In: the documents of a plan. Out: plain tuples, which the memo keeps. A pure function of one plan: nothing here
changes when another plan does. The index is these digests put together (`shards`).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from generator.search.documents import Document
from generator.search.packing import varint, varints
from generator.search.tokens import placed

FIELDS: Final = {"title": 5, "headings": 3, "units": 3, "body": 1}
"""The fields, each with its boost in lunr."""
OFTEN: Final = 12
"""How often a plan has a pair that is parted by what stands before it."""
OFTEN_MARK: Final = "\x02"
AFTER_MARK: Final = "\x01"
"""Between a pair and the character before it: that pair itself is frequent, or the pair that ends where it begins."""
COUNT_MARK: Final = "\x03"
"""Behind a frequent pair: all its fields, without places."""
MARKS: Final = OFTEN_MARK + AFTER_MARK + COUNT_MARK
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
    terms = parted(found)
    packed = [_packed(codes) for codes in terms.values()]
    # How often a frequent pair stands where, without its places: enough for who asks for that pair alone.
    counted = [key for key in found if is_often(key, found[key])]
    heads = (*(heads for heads, _ in packed), *(_packed(found[key])[0] for key in counted))
    places = (*(places for _, places in packed), *(b"" for _ in counted))
    return (*terms, *(f"{key}{COUNT_MARK}" for key in counted)), heads, places


def parted(found: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """Return the places with those of frequent pairs parted by the character before.

    A pair that the plan has OFTEN, 教育, is kept under 教育, a mark and what stands before it; one that follows such a
    pair there, 育局, under 育局, another mark and 教. So a phrase reads of 教育 no more than it needs: what stands
    before it in the phrase, or, where the phrase begins with it, what follows.
    """
    often = {term for term, codes in found.items() if is_often(term, codes)}
    ends = {code: term for term in often for code in found[term]}
    pairs = {code: term for term, codes in found.items() if is_pair(term) for code in codes}
    made: dict[str, list[int]] = {}
    for term, codes in found.items():
        before, mark = (pairs, OFTEN_MARK) if term in often else (ends, AFTER_MARK)
        for code in codes:
            left = before.get(code - 1, "")
            known = left[:1] if left[1:] == term[:1] and is_pair(term) else ""
            key = f"{term}{mark}{known}" if known or term in often else term
            made.setdefault(key, []).append(code)
    return made


def is_often(term: str, codes: Sequence[int]) -> bool:
    """Return whether a plan has a term so often that it is parted."""
    return len(codes) >= OFTEN and is_pair(term)


def is_pair(term: str) -> bool:
    """Return whether a term is two characters of Chinese."""
    return len(term) == len("教育") and not (term[0].isascii() or term[1].isascii())


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
