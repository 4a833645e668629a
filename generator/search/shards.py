"""The index in pieces: ranges of terms, in the order in which JavaScript compares text.

In: the digests of all plans, oldest first. Out: a script for each range, and the first term of each.
Where a range ends is decided by its terms themselves: an edit leaves the other ranges as they are.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence

from generator.files import Artifact
from generator.search.digests import Digest
from generator.search.packing import packed_script, varint

LEAST, MOST, ONE_IN = 6_000, 30_000, 32
"""A range ends where it holds LEAST bytes and the next term's checksum is 0 among ONE_IN, or before MOST."""
_Range = list[tuple[str, bytes]]


def shards_of(digests: Iterable[Digest]) -> Iterator[tuple[str, Artifact]]:
    """Yield the first term of each range, and its script."""
    for found in _ranges(_merged(digests)):
        yield found[0][0], packed_script(_packed(found))


def latin_terms(firsts: Iterable[str]) -> list[str]:
    """Return the terms that are letters, digits, points and per cents alone, in order."""
    return sorted(term for term in firsts if term.isascii())


def _merged(digests: Iterable[Digest]) -> dict[str, bytes]:
    """Return for each term: for each plan that has it the distance from the one before, and its places there."""
    merged: dict[str, list[bytes]] = {}
    before: dict[str, int] = {}
    for number, (_, terms, packed) in enumerate(digests):
        for term, places in zip(terms, packed, strict=True):
            if term in merged:
                merged[term] += (varint(number - before[term]), places)
            else:
                merged[term] = [varint(number), places]
            before[term] = number
    return {term: b"".join(parts) for term, parts in merged.items()}


def _ranges(merged: dict[str, bytes]) -> Iterator[_Range]:
    current: _Range = []
    size = 0
    for term in in_order(merged):
        key = term.encode("utf-8", "surrogatepass")
        cost = len(merged[term]) + len(key) + 2
        is_cut = size >= LEAST and zlib.crc32(key) % ONE_IN == 0
        if current and (is_cut or size + cost > MOST):
            yield current
            current, size = [], 0
        current.append((term, merged[term]))
        size += cost
    if current:
        yield current


def in_order(terms: Iterable[str]) -> list[str]:
    """Return terms in JavaScript's order: by halves of characters, as in UTF-16."""
    return sorted(terms, key=lambda term: term.encode("utf-16-be", "surrogatepass"))


def _packed(found: Sequence[tuple[str, bytes]]) -> bytes:
    """Return the length of all terms, the terms with blanks between, the length of each posting, the postings."""
    terms = " ".join(term for term, _ in found).encode()
    sizes = b"".join(varint(len(posting)) for _, posting in found)
    return varint(len(terms)) + terms + sizes + b"".join(posting for _, posting in found)
