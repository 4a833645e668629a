"""The index in pieces: ranges of terms, in the order in which JavaScript compares text.

In: what all plans give to parts of the alphabet, or their digests. Out: a script for each range, and scripts that name
these. Where a range ends is decided by its terms themselves: an edit leaves the other ranges as they are.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, pairwise

import numpy as np

from generator.files import Artifact
from generator.recall import Recall, anew, recalled, settled_in
from generator.search.arrays import Stream, changes
from generator.search.digests import Digest
from generator.search.merging import Collated, Merged, collated, merged
from generator.search.packing import name_for, name_of, named_script, packed_script, varint
from generator.search.parts import Alphabet, Sheaf
from generator.search.spelling import front_coded

LEAST, MOST, ONE_IN = 2_500, 8_000, 32
"""A range ends where it holds LEAST bytes and the next term's checksum is 0 among ONE_IN, or before MOST."""
FEWEST, ONE_RANGE_IN, MOST_RANGES = 16, 32, 96
"""The same of ranges that one directory names."""
Named = tuple[str, Artifact]
"""The first term of a range, and its script."""
Name = tuple[str, str]
"""The first term of a range, and the name of its script."""


def ranges_of(sheaf: Sheaf) -> list[list[Named]]:
    """Return the ranges of each part of a sheaf."""
    return ranges_in(collated(sheaf), sheaf.firsts, {})


def ranges_in(
    all_of_them: Collated, firsts: Sequence[int], known: Mapping[str, Artifact]
) -> list[list[Named]]:
    """Return the ranges of each part of what is collated, those that are known by their names as they are.

    `firsts`: the first stretch of each part.
    """
    found = merged(all_of_them)
    parts = np.searchsorted(firsts, found.stretches, "right")
    bounds = [*changes(parts).tolist(), len(parts)]
    cuts = [[*_cuts(found, start, end)] for start, end in pairwise(bounds)]
    begins = [first for own in cuts for first in own]
    streams = (front_coded(found.terms, begins), *found.streams)
    ends = (*begins, len(parts))
    scripts = map(partial(_script, known), pairwise(ends), _cut(streams, ends))
    return [[(found.terms[first], next(scripts)) for first in own] for own in cuts]


def _cuts(found: Merged, start: int, end: int) -> Iterator[int]:
    """Yield at which terms a range begins, between two terms where one does."""
    keys = [*map(str.encode, found.terms[start:end])]
    sizes = np.sum([stream.sizes[start:end] for stream in found.streams], axis=0)
    costs = np.append(0, np.cumsum(sizes + np.fromiter(map(len, keys), np.int64, len(keys)) + 1))
    begin = 0
    while begin < len(keys):
        yield start + begin
        least, most = costs[begin] + LEAST, costs[begin] + MOST
        first = max(int(np.searchsorted(costs, least)), begin + 1)
        last = max(int(np.searchsorted(costs, most, "right")) - 1, begin + 1)
        ends = (at for at in range(first, last) if zlib.crc32(keys[at]) % ONE_IN == 0)
        begin = next(ends, last)


def _cut(streams: Sequence[Stream], bounds: Sequence[int]) -> Iterator[tuple[bytes, ...]]:
    """Yield what each range has of the streams."""
    ends = [np.append(0, np.cumsum(stream.sizes))[[*bounds]].tolist() for stream in streams]
    for own in zip(*map(pairwise, ends), strict=True):
        yield tuple(stream.data[a:b] for stream, (a, b) in zip(streams, own, strict=True))


def _script(
    known: Mapping[str, Artifact], bounds: tuple[int, int], streams: tuple[bytes, ...]
) -> Artifact:
    """Return a range of terms: their number, how long the streams are, the streams."""
    numbers = (bounds[1] - bounds[0], *map(len, streams[:-1]))
    written = (b"".join(map(varint, numbers)) + streams[0], *streams[1:])
    name = name_for(*written)
    return known.get(name) or named_script(name, *written)


def shards_of(digests: Sequence[Digest]) -> Iterator[Named]:
    """Yield the ranges of the index."""
    alphabet = Alphabet(digests)
    for sheaf in alphabet.sheaves(alphabet.parts()):
        yield from chain.from_iterable(ranges_of(sheaf))


def named(ranges: Iterable[Named]) -> list[Name]:
    """Return the names of ranges."""
    return [(first, name_of(script)) for first, script in ranges]


def directories_of(shards: Sequence[Name], recall: Recall = anew) -> Iterator[Named]:
    """Yield what names the ranges, each with the first term of the first one."""
    found = {part[0][0]: part for part in _directories(shards)}
    parts = settled_in(recall, "directories in parts", found)
    yield from recalled(
        recall, "directories", (parts,), None, lambda n: _directory(parts[n])
    ).items()


def _directory(part: Sequence[Name]) -> Artifact:
    """Return a directory: first terms with blanks between, then names, on two lines."""
    text = f"{' '.join(first for first, _ in part)}\n{''.join(name for _, name in part)}"
    return packed_script(text.encode("utf-8", "surrogatepass"))


def _directories(shards: Sequence[Name]) -> Iterator[tuple[Name, ...]]:
    """Yield the ranges that a directory names."""
    start = 0
    for end in range(1, len(shards) + 1):
        size = end - start
        is_cut = end == len(shards) or size >= MOST_RANGES
        if not is_cut and size >= FEWEST:
            is_cut = zlib.crc32(shards[end][0].encode()) % ONE_RANGE_IN == 0
        if is_cut:
            yield tuple(shards[start:end])
            start = end


def in_order(terms: Iterable[str]) -> list[str]:
    """Return terms in JavaScript's order: by halves of characters, as in UTF-16."""
    return sorted(terms, key=lambda term: term.encode("utf-16-be", "surrogatepass"))
