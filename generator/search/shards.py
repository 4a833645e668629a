"""The index in pieces: ranges of terms, in the order in which JavaScript compares text.

In: the digests of all plans, oldest first. Out: a script for each range, and scripts that name these. Parts of the
alphabet are put together each by itself: by any process, and only where a plan's portion changed.
Where a range ends is decided by its terms themselves: an edit leaves the other ranges as they are.
"""

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import groupby
from typing import Final

from generator.files import Artifact
from generator.search.digests import Digest, Portion, opened, stretch_of
from generator.search.packing import name_of, packed_script, varint, varints

LEAST, MOST, ONE_IN = 2_500, 8_000, 32
"""A range ends where it holds LEAST bytes and the next term's checksum is 0 among ONE_IN, or before MOST."""
FEWEST, ONE_RANGE_IN, MOST_RANGES = 16, 32, 96
"""The same of ranges that one directory names."""
FEW_PLANS, COARSE = 256, 3
"""A site of fewer plans has parts of eight stretches: ranges end where parts do, and should not be all ends."""
MANY: Final = 7
"""So many units of a term, or more, are counted apart."""
Part = tuple[tuple[int, tuple[Portion, ...]], ...]
"""The portions of some stretches, of each plan that has any, by its number."""
Posting = list[tuple[int, bytes, bytes]]
"""Of each plan that has a term, in order: its number, the fields that have it, its units there."""
_Streams = tuple[bytes, bytes, bytes, bytes]
_Range = list[tuple[str, _Streams]]
Named = tuple[str, Artifact]
"""The first term of a range, and its script."""


def parts_of(digests: Sequence[Digest]) -> list[Part]:
    """Return what can be put together by itself, in the order of terms."""
    coarse = COARSE if len(digests) < FEW_PLANS else 0
    parts: defaultdict[int, list[tuple[int, tuple[Portion, ...]]]] = defaultdict(list)
    for number, digest in enumerate(digests):
        for part, stretches in groupby(digest, key=lambda stretch: stretch >> coarse):
            parts[part].append((number, tuple(digest[stretch] for stretch in stretches)))
    return [tuple(parts[part]) for part in sorted(parts)]


def key_of(part: Part) -> str:
    """Return what names a part by its content."""
    names = (b"%d %b" % (number, b"".join(p[0] for p in own)) for number, own in part)
    return blake2b(b"\n".join(names), digest_size=16).hexdigest()


def ranges_of(part: Part) -> Iterator[Named]:
    """Yield the ranges of a part."""
    for found in _ranges(_merged(part)):
        yield found[0][0], packed_script(*_packed(found))


def shards_of(digests: Sequence[Digest]) -> Iterator[Named]:
    """Yield the ranges of the index."""
    for part in parts_of(digests):
        yield from ranges_of(part)


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


def latin_terms(digests: Iterable[Digest]) -> list[str]:
    """Return the terms that are letters, digits, points and per cents alone, in order."""
    last = stretch_of("\x7f")
    portions = (portion for digest in digests for n, portion in digest.items() if n <= last)
    return sorted(
        {term for portion in portions for term, _, _ in opened(portion) if term.isascii()}
    )


def _merged(part: Part) -> dict[str, Posting]:
    merged: defaultdict[str, Posting] = defaultdict(list)
    for number, portions in part:
        for portion in portions:
            for term, heads, units in opened(portion):
                merged[term].append((number, heads, units))
    return merged


def _ranges(merged: dict[str, Posting]) -> Iterator[_Range]:
    current: _Range = []
    size = 0
    for term in in_order(merged):
        key = _key(term)
        streams = _streams(merged.pop(term))
        cost = sum(map(len, streams)) + len(key) + 1
        is_cut = size >= LEAST and zlib.crc32(key) % ONE_IN == 0
        if current and (is_cut or size + cost > MOST):
            yield current
            current, size = [], 0
        current.append((term, streams))
        size += cost
    if current:
        yield current


def _streams(posting: Posting) -> _Streams:
    """Return how many plans have a term; distances between these; which fields have it; its units there."""
    plans, heads, units = zip(*posting, strict=True)
    gaps = varints([plan - before for plan, before in zip(plans, (0, *plans), strict=False)])
    return varint(len(plans)), gaps, b"".join(heads), b"".join(units)


def _key(term: str) -> bytes:
    return term.encode("utf-8", "surrogatepass")


def in_order(terms: Iterable[str]) -> list[str]:
    """Return terms in JavaScript's order: by halves of characters, as in UTF-16."""
    return sorted(terms, key=lambda term: term.encode("utf-16-be", "surrogatepass"))


def _packed(found: _Range) -> tuple[bytes, ...]:
    """Return five streams: terms, numbers of plans, plans, fields, units; first their number, how long they are."""
    terms = front_coded([term for term, _ in found])
    streams = [b"".join(parts) for parts in zip(*(streams for _, streams in found), strict=True)]
    lengths = [len(found), len(terms), *(len(stream) for stream in streams[:-1])]
    return b"".join(map(varint, lengths)) + terms, *streams


def front_coded(terms: Sequence[str]) -> bytes:
    """Return terms in order, each as what it has more than the one before.

    In code units of UTF-16: how many are the same as before, times eight, plus how many follow, or 7 and how many more
    follow; then these, the first as its distance from the unit that stood there.
    """
    coded = bytearray()
    before: Sequence[int] = ()
    for term in terms:
        units = memoryview(term.encode("utf-16-le", "surrogatepass")).cast("H").tolist()
        same = next((n for n, old in enumerate(before) if units[n : n + 1] != [old]), len(before))
        rest = [*units[same:]]
        if same < len(before):
            rest[0] -= before[same]
        coded += varint(same * 8 + min(len(rest), MANY))
        coded += varint(len(rest) - MANY) if len(rest) >= MANY else b""
        coded += varints(rest)
        before = units
    return bytes(coded)
