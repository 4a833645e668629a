"""What plans give to the index → its ranges, part by part.

In: a digest for each plan, what was made before. Out: `Ranges` of each part. Where few plans changed since, what they
have of the parts that they touch takes the place of what they had; what comes out is what making all anew gives.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

import numpy as np

from generator.digests import digest
from generator.disk.output import Wanted
from generator.files import Artifact
from generator.run.means import Means
from generator.run.stages import batched, computed, remembered
from generator.run.work import shard_batch
from generator.search.digests import COLUMNS, NAME, Digest
from generator.search.index import Sharded
from generator.search.merging import Collated, collated, replaced
from generator.search.packing import name_of
from generator.search.parts import Alphabet, Part, Sheaf, sheaves_of, span_of
from generator.search.proof import Missed, missed
from generator.search.shards import Name, Named, named, ranges_in

PARTS = 128
"""Parts of the index that are looked at at a time."""
FEW = 8
"""Plans that change at once; where more do, all parts are looked at."""
TOUCHED = 64
"""Parts that are kept collated: who edits a plan touches the same ones again and again."""
Keep = Callable[[Iterable[Artifact]], tuple[Wanted, ...]]
"""Puts files aside."""


@dataclass(frozen=True, slots=True)
class Ranges:
    """The ranges of a part of the index."""

    names: Sequence[Name]
    missed: Sequence[Missed]
    """What cannot be found in them."""
    files: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Ranged:
    """The index, and what it was made of."""

    digests: Mapping[str, Digest]
    """By plan, newest first."""
    ranges: Mapping[str, Ranges]
    """By part, in order."""
    touched: Mapping[int, Collated] = field(default_factory=dict)
    """By the first stretch of a part."""


def ranged(digests: Mapping[str, Digest], means: Means, keep: Keep) -> Mapping[str, Ranges]:
    """Return the ranges of each part of the index."""

    def made(before: Ranged | None) -> Ranged:
        if before is not None and [*before.digests] == [*digests]:
            changed = [key for key, own in digests.items() if before.digests[key] is not own]
            if len(changed) <= FEW:
                return _since(before, digests, changed, keep)
        return Ranged(digests, _anew([*digests.values()], means, keep))

    return means.recall.since("ranges", made).ranges


def _anew(newest_first: Sequence[Digest], means: Means, keep: Keep) -> dict[str, Ranges]:
    """Return the ranges of each part; those that the memo knows are not made."""
    alphabet = Alphabet(newest_first[::-1])
    found: dict[str, Ranges] = {}
    for parts in batched(alphabet.parts(), PARTS):
        compute = partial(_made, parts, alphabet, means)
        names = [digest("shards", part.key) for part in parts]
        for part, (own, lost) in zip(parts, remembered(names, compute, means.store), strict=True):
            found[str(part.first)] = _ranges(own, lost, keep)
    return found


def _made(
    parts: Sequence[Part], alphabet: Alphabet, means: Means, missing: Sequence[int]
) -> Iterator[Sharded]:
    """Return the ranges of some of the parts, made."""
    sheaves = alphabet.sheaves(parts[n] for n in missing)
    return chain.from_iterable(computed(shard_batch, None, sheaves, means.executor, 1))


def _ranges(own: Sequence[Named], lost: Sequence[Missed], keep: Keep) -> Ranges:
    return Ranges(named(own), lost, keep(script for _, script in own))


def _since(
    before: Ranged, digests: Mapping[str, Digest], changed: Sequence[str], keep: Keep
) -> Ranged:
    """Return the index with some plans as they are now. These are proved to be found; the others were before."""
    number = {key: n for n, key in enumerate(reversed((*digests,)))}
    oldest_first = sorted((number[key], key) for key in changed)
    numbers = [n for n, _ in oldest_first]
    stretches = set[int]().union(*(_differing(before.digests[k], digests[k]) for k in changed))
    spans = sorted({span_of(stretch, len(digests)) for stretch in stretches})
    old = _collated(spans, before, number)
    new = sheaves_of(spans, [(n, digests[key]) for n, key in oldest_first])
    ranges, touched = {**before.ranges}, {**before.touched}
    for (first, _), sheaf in zip(spans, new, strict=True):
        touched.pop(first, None)  # the last touched stand last
        touched[first] = now = replaced(old[first], numbers, collated(sheaf))
        was = ranges.pop(str(first), Ranges((), (), ()))
        if len(now.terms):
            ranges[str(first)] = _again(was, now, sheaf, numbers, keep)
    in_order = {first: ranges[first] for first in sorted(ranges, key=int)}
    return Ranged(digests, in_order, dict([*touched.items()][-TOUCHED:]))


def _differing(old: Digest, new: Digest) -> Iterator[int]:
    """Yield the stretches of which a plan has something else than it had."""
    return (stretch for stretch, _ in _portions(old) ^ _portions(new))


def _portions(own: Digest) -> set[tuple[int, bytes]]:
    """Return what a plan has of each stretch, by name."""
    stretches = np.frombuffer(own[0], np.int32)[::COLUMNS].tolist()
    names = (own[1][at : at + NAME] for at in range(0, len(own[1]), NAME))
    return set(zip(stretches, names, strict=True))


def _collated(
    spans: Sequence[tuple[int, int]], before: Ranged, number: Mapping[str, int]
) -> dict[int, Collated]:
    """Return what plans had of some parts."""
    missing = [span for span in spans if span[0] not in before.touched]
    plans = [(number[key], before.digests[key]) for key in reversed((*before.digests,))]
    sheaves = sheaves_of(missing, plans) if missing else []
    found = {span[0]: collated(own) for span, own in zip(missing, sheaves, strict=True)}
    return {**before.touched, **found}


def _again(
    was: Ranges, now: Collated, changed: Sheaf, numbers: Sequence[int], keep: Keep
) -> Ranges:
    """Return the ranges of a part, those that are as they were not made again."""
    there = (file.content for file in was.files)
    known = {name_of(each): each for each in there if isinstance(each, Artifact)}
    (own,) = ranges_in(now, changed.firsts, known)
    (wanted,) = changed.wanted
    lost = missed(wanted, own)
    others = (each for each in was.missed if each[0] not in numbers)
    mine = ((plan, sample[4]) for plan, sample in wanted if (plan, sample) in lost)
    return _ranges(own, (*others, *mine), keep)
