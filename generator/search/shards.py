"""The index in pieces: ranges of terms, in the order in which JavaScript compares text.

In: the digests of all plans, oldest first. Out: a script for each range, and scripts that name these.
Where a range ends is decided by its terms themselves: an edit leaves the other ranges as they are.
"""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from generator.files import Artifact
from generator.search.digests import COUNT_MARK, Digest
from generator.search.packing import name_of, packed_script, varint

LEAST, MOST, ONE_IN = 4_000, 15_000, 32
"""A range ends where it holds LEAST bytes and the next term's checksum is 0 among ONE_IN, or before MOST."""
HEAVY: Final = 2_000
"""Bytes of the fields that have a pair often."""
FEWEST, ONE_RANGE_IN, MOST_RANGES = 16, 32, 96
"""The same of ranges that one directory names."""


class Posting:
    """Where a term stands: how many plans have it, and three streams of numbers about them."""

    __slots__ = ("before", "gaps", "heads", "places")

    def __init__(self) -> None:
        """Begin with none."""
        self.before = 0
        self.gaps: list[bytes] = []
        self.heads: list[bytes] = []
        self.places: list[bytes] = []

    def add(self, number: int, heads: bytes, places: bytes) -> None:
        """Add a plan, which comes after those before."""
        self.gaps.append(varint(number - self.before))
        self.heads.append(heads)
        self.places.append(places)
        self.before = number

    def streams(self) -> tuple[bytes, bytes, bytes]:
        """Return distances between plans; which fields have it, how often; the places there."""
        return b"".join(self.gaps), b"".join(self.heads), b"".join(self.places)


_Streams = tuple[bytes, bytes, bytes]
_Range = list[tuple[str, _Streams]]
Named = tuple[str, Artifact]
"""The first term of a range, and its script."""


def shards_of(digests: Iterable[Digest]) -> Iterator[Named]:
    """Yield the ranges of the index."""
    merged = _merged(digests)
    for found in _ranges(merged):
        yield found[0][0], packed_script(*_packed(found))


def directories_of(shards: Sequence[Named]) -> Iterator[Named]:
    """Yield what names the ranges: first terms with blanks between, then names, on two lines."""
    start = 0
    for end in range(1, len(shards) + 1):
        size = end - start
        is_cut = end == len(shards) or size >= MOST_RANGES
        if not is_cut and size >= FEWEST:
            is_cut = zlib.crc32(_key(shards[end][0])) % ONE_RANGE_IN == 0
        if is_cut:
            part = shards[start:end]
            text = f"{' '.join(first for first, _ in part)}\n{''.join(name_of(s) for _, s in part)}"
            yield part[0][0], packed_script(text.encode("utf-8", "surrogatepass"))
            start = end


def heavy_pairs(digests: Iterable[Digest]) -> list[str]:
    """Return the pairs whose frequent places are so many that a phrase which begins with one goes round them."""
    sizes: Counter[str] = Counter()
    for terms, heads, _ in digests:
        for term, own in zip(reversed(terms), reversed(heads), strict=True):
            if not term.endswith(COUNT_MARK):  # these come last
                break
            sizes[term[:-1]] += len(own)
    return in_order(pair for pair, size in sizes.items() if size >= HEAVY)


def latin_terms(terms: Iterable[str]) -> list[str]:
    """Return the terms that are letters, digits, points and per cents alone, in order."""
    return sorted(term for term in terms if term.isascii())


def _merged(digests: Iterable[Digest]) -> dict[str, Posting]:
    merged: dict[str, Posting] = {}
    for number, (terms, heads, places) in enumerate(digests):
        for term, own, at in zip(terms, heads, places, strict=True):
            if term not in merged:
                merged[term] = Posting()
            merged[term].add(number, own, at)
    return merged


def _ranges(merged: dict[str, Posting]) -> Iterator[_Range]:
    current: _Range = []
    size = 0
    for term in in_order(merged):
        key = _key(term)
        streams = merged.pop(term).streams()
        cost = sum(map(len, streams)) + len(key) + 2
        is_cut = size >= LEAST and zlib.crc32(key) % ONE_IN == 0
        if current and (is_cut or size + cost > MOST):
            yield current
            current, size = [], 0
        current.append((term, streams))
        size += cost
    if current:
        yield current


def _key(term: str) -> bytes:
    return term.encode("utf-8", "surrogatepass")


def in_order(terms: Iterable[str]) -> list[str]:
    """Return terms in JavaScript's order: by halves of characters, as in UTF-16."""
    return sorted(terms, key=lambda term: term.encode("utf-16-be", "surrogatepass"))


_STREAMS: Final = 3


def _packed(found: _Range) -> tuple[bytes, ...]:
    """Return five streams: terms, lengths, plans, fields, places.

    The terms have their length before them and blanks between; then the length of each posting in the third stream,
    of each in the fourth, of each in the fifth.
    """
    terms = b" ".join(_key(term) for term, _ in found)
    streams = [[streams[n] for _, streams in found] for n in range(_STREAMS)]
    sizes = b"".join(varint(len(part)) for stream in streams for part in stream)
    return varint(len(terms)) + terms, sizes, *map(b"".join, streams)
