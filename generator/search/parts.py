"""What all plans give to the index, in parts of the alphabet.

In: the digests of all plans, oldest first. Out: parts, each named by its content, and sheaves: some parts as plain
bytes that any process can make ranges of (`shards`), only those of which a plan's portion changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain, pairwise
from typing import Final

import numpy as np

from generator.search.arrays import Numbers, changes, distances
from generator.search.digests import (
    COLUMNS,
    LATIN_STRETCHES,
    NAME,
    WIDTH,
    Digest,
    Streams,
    stretch_of,
)
from generator.search.samples import Sample

FEW_PLANS, COARSE = 256, 3
"""A site of fewer plans has parts of eight stretches: ranges end where parts do, and should not be all ends."""
FULL: Final = 1 << 21
"""Bytes of a sheaf, at most, unless it is one part: who makes ranges of them needs ten times as much for a while."""
_STRETCH_BITS: Final = 16
Wanted = tuple[int, Sample]
"""The number of a plan, and what has to be found of it."""
_Portion = tuple[int, int, Streams, tuple[str, ...]]
"""A plan; how many terms; a piece of each stream; letters and digits."""


@dataclass(frozen=True, slots=True)
class Part:
    """Stretches that are put together by themselves."""

    first: int
    end: int
    """The first stretch that is not of it."""
    key: str
    """Names it by its content."""
    size: int
    """How many bytes all plans give to it."""


@dataclass(frozen=True, slots=True)
class Sheaf:
    """Some parts as plain bytes: portions of plans, one after another, in the order of parts and of plans."""

    firsts: tuple[int, ...]
    """The first stretch of each part."""
    plans: Numbers
    """The plan of each portion."""
    counts: Numbers
    """How many terms it has."""
    streams: Streams
    runs: tuple[tuple[str, ...], ...]
    """Letters and digits of each portion's plan, where the portion has any."""
    wanted: tuple[tuple[Wanted, ...], ...]
    """What has to be found in each part."""


class Alphabet:
    """The digests of all plans, by stretches."""

    def __init__(self, digests: Sequence[Digest]) -> None:
        """Take the digests, oldest first."""
        self.digests = digests
        tables = [np.frombuffer(digest[0], np.int32).reshape(-1, COLUMNS) for digest in digests]
        rows = np.concatenate([np.zeros((0, COLUMNS), np.int32), *tables])
        plans = np.repeat(np.arange(len(digests)), [len(own) for own in tables])
        self.stretches, self.ends = rows[:, 0].astype(np.uint16), rows[:, 1:]
        self.places = plans << _STRETCH_BITS | self.stretches
        self.wanted: defaultdict[int, list[Wanted]] = defaultdict(list)
        for number, digest in enumerate(digests):
            for sample in digest[4]:
                self.wanted[stretch_of(sample[0])].append((number, sample))

    def parts(self) -> list[Part]:
        """Return the parts, in the order of terms."""
        coarse = coarse_of(len(self.digests))
        numbers = self.stretches >> coarse
        order = np.argsort(numbers, kind="stable")
        numbers, places = numbers[order], self.places[order]
        sizes = self._sizes()[order]
        names = np.frombuffer(b"".join(digest[1] for digest in self.digests), f"V{NAME}")[order]
        starts = changes(numbers)
        return [
            Part(
                number << coarse,
                number + 1 << coarse,
                blake2b(places[a:b].tobytes() + names[a:b].tobytes(), digest_size=16).hexdigest(),
                int(sizes[a:b].sum()),
            )
            for number, (a, b) in zip(
                numbers[starts].tolist(), pairwise((*starts.tolist(), len(order))), strict=True
            )
        ]

    def sheaves(self, parts: Iterable[Part]) -> Iterator[Sheaf]:
        """Yield parts, some at a time, in order."""
        some: list[Part] = []
        size = 0
        for part in parts:
            if some and size + part.size > FULL:
                yield self.sheaf(some)
                some, size = [], 0
            some.append(part)
            size += part.size
        if some:
            yield self.sheaf(some)

    def sheaf(self, parts: Sequence[Part]) -> Sheaf:
        """Return some parts as bytes."""
        found = [portion for span in _spans(parts) for portion in self._portions(*span)]
        firsts = tuple(part.first for part in parts)
        return _sheaf(firsts, found, tuple(tuple(self._wanted(part)) for part in parts))

    def _sizes(self) -> Numbers:
        """Return how many bytes each plan has of each of its stretches."""
        ends = self.ends.sum(1, dtype=np.int64)
        return distances(ends, changes(self.places >> _STRETCH_BITS))

    def _wanted(self, part: Part) -> Iterator[Wanted]:
        return chain.from_iterable(self.wanted.get(n, ()) for n in range(part.first, part.end))

    def _portions(self, first: int, end: int) -> Iterator[_Portion]:
        """Yield what each plan has from one stretch to another."""
        plans = np.arange(len(self.digests)) << _STRETCH_BITS
        begins = np.searchsorted(self.places, plans)
        starts, stops = (np.searchsorted(self.places, plans + at) for at in (first, end))
        own = np.flatnonzero(stops > starts)
        is_first = (starts == begins)[own].reshape(-1, 1)
        before = np.where(is_first, 0, self.ends[starts[own] - 1]).tolist()
        after = self.ends[stops[own] - 1].tolist()
        for plan, a, b in zip(own.tolist(), before, after, strict=True):
            yield _portion(plan, self.digests[plan], a, b, (first, end))


def coarse_of(plans: int) -> int:
    """Return how many bits of a stretch do not count for its part, in a site of so many plans."""
    return COARSE if plans < FEW_PLANS else 0


def span_of(stretch: int, plans: int) -> tuple[int, int]:
    """Return the first stretch of a part, and the first that is not of it, in a site of so many plans."""
    first = stretch >> coarse_of(plans)
    return first << coarse_of(plans), first + 1 << coarse_of(plans)


def sheaves_of(
    spans: Sequence[tuple[int, int]], digests: Iterable[tuple[int, Digest]]
) -> list[Sheaf]:
    """Return what some plans, each with its number, have from one stretch to another: a sheaf for each span."""
    found: list[list[_Portion]] = [[] for _ in spans]
    wanted: list[list[Wanted]] = [[] for _ in spans]
    bounds = np.array(spans, np.int32).ravel()
    for plan, digest in digests:
        rows = np.frombuffer(digest[0], np.int32).reshape(-1, COLUMNS)
        ends = np.concatenate((_BEGIN, rows[:, 1:]))
        cuts = np.searchsorted(rows[:, 0], bounds).tolist()
        for n, (start, stop) in enumerate(zip(cuts[::2], cuts[1::2], strict=True)):
            if stop > start:
                found[n].append(
                    _portion(plan, digest, ends[start].tolist(), ends[stop].tolist(), spans[n])
                )
        for sample in digest[4]:
            at = stretch_of(sample[0])
            own = (n for n, (first, end) in enumerate(spans) if first <= at < end)
            for n in own:
                wanted[n].append((plan, sample))
    return [
        _sheaf((span[0],), own, (tuple(lost),))
        for span, own, lost in zip(spans, found, wanted, strict=True)
    ]


_BEGIN: Final = np.zeros((1, COLUMNS - 1), np.int32)


def _portion(
    plan: int, digest: Digest, start: Iterable[int], stop: Iterable[int], span: tuple[int, int]
) -> _Portion:
    """Return what a plan has of a span, given where that starts and stops in each stream."""
    _, _, streams, runs, _ = digest
    cut = (s[a:b] for s, a, b in zip(streams, start, stop, strict=True))
    terms, sizes, heads, units = cut
    own_runs = runs if span[0] < LATIN_STRETCHES else ()
    return plan, len(terms) // WIDTH, (terms, sizes, heads, units), own_runs


def _sheaf(
    firsts: tuple[int, ...], found: Sequence[_Portion], wanted: tuple[tuple[Wanted, ...], ...]
) -> Sheaf:
    plans, counts, pieces, runs = zip(*found, strict=True) if found else ((), (), (), ())
    return Sheaf(
        firsts,
        np.array(plans, np.int64),
        np.array(counts, np.int64),
        _joined(pieces),
        runs,
        wanted,
    )


def _joined(pieces: Sequence[Streams]) -> Streams:
    terms, sizes, heads, units = (
        b"".join(same) for same in (zip(*pieces, strict=True) if pieces else ((), (), (), ()))
    )
    return terms, sizes, heads, units


def _spans(parts: Sequence[Part]) -> Iterator[tuple[int, int]]:
    """Yield from which stretch to which parts follow each other: the fewer pieces, the better."""
    first, end = parts[0].first, parts[0].end
    for part in parts[1:]:
        if part.first != end:
            yield first, end
            first = part.first
        end = part.end
    yield first, end
