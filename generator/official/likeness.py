"""Tasks of two plans that may be the same task, told by their titles and by targets that both set.

In: the titles of an earlier and of a later plan. Out: pairs of positions, each with how sure it is. Two titles are
as alike as the pairs of characters that they share (Dice's coefficient; `docs/decisions/0005` says why pairs).
Not its business: what changed in a task.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from generator.official.folding import normal_name

_SILENT: Final = re.compile(r"[\W_]+")
_CLEAR, _DOUBTFUL = 0.72, 0.5
"""From the first on, titles are one task in other words; from the second on, they are alike and no more is said.
扩大普惠学前教育资源 and 扩大普惠性学前教育资源 are .84; 实施学前教育发展提升行动 and 实施学前教育普及行动 are .60."""
_LONGEST: Final = 120
"""Characters of a title that are compared."""
_COMMON: Final = 60
"""A pair of characters in more titles than this tells none of them from the others."""


class Likeness(StrEnum):
    """How sure it is that two tasks are one."""

    SAME = "same"
    """The same title, but for punctuation."""
    CLOSE = "close"
    """The same title, some words of it changed."""
    ALIKE = "alike"
    """Alike; whether they are one task a reader has to judge."""
    TARGET = "target"
    """Their titles differ; they set targets for the same."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Positions in the earlier and in the later plan."""

    before: int
    after: int
    likeness: Likeness


def paired(
    before: Sequence[str], after: Sequence[str], shared: Iterable[tuple[int, int]] = ()
) -> tuple[Pair, ...]:
    """Return the pairs by position in the later plan; each title is in one pair at most.

    The likest titles are paired first, the earliest among equals, none below half; then what is left and is
    `shared`: (earlier, later) positions of tasks that set a target for the same, once for each such target.
    """
    old, new = [_bare(title) for title in before], [_bare(title) for title in after]
    pairs: dict[int, Pair] = {}
    taken: set[int] = set()
    for pair in (*_same(old, new), *_alike(old, new), *_linked(shared)):
        if pair.before not in taken and pair.after not in pairs:
            taken.add(pair.before)
            pairs[pair.after] = pair
    return tuple(pairs[position] for position in sorted(pairs))


def _alike(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """Yield titles that share enough, the likest first."""
    for score, left, right in sorted(_scores(old, new), key=lambda s: (-s[0], s[2], s[1])):
        yield Pair(left, right, Likeness.CLOSE if score >= _CLEAR else Likeness.ALIKE)


def _linked(shared: Iterable[tuple[int, int]]) -> Iterator[Pair]:
    """Yield tasks with targets for the same, those with most first."""
    counts = Counter(shared)
    for left, right in sorted(counts, key=lambda pair: (-counts[pair], pair[1], pair[0])):
        yield Pair(left, right, Likeness.TARGET)


def _bare(title: str) -> str:
    return _SILENT.sub("", normal_name(title)).casefold()[:_LONGEST]


def _same(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """Yield equal titles, the first with the first."""
    places: dict[str, list[int]] = {}
    for position in range(len(old) - 1, -1, -1):
        places.setdefault(old[position], []).append(position)
    for position, title in enumerate(new):
        if title and places.get(title):
            yield Pair(places[title].pop(), position, Likeness.SAME)


def _scores(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[float, int, int]]:
    """Yield (likeness, earlier, later) of the titles that share enough; only titles with a common pair are met."""
    holders: dict[str, list[int]] = {}
    sizes = []
    for position, title in enumerate(old):
        pairs = _pairs(title)
        sizes.append(len(pairs))
        for pair in pairs:
            holders.setdefault(pair, []).append(position)
    for right, title in enumerate(new):
        pairs = _pairs(title)
        shared = Counter(
            left
            for pair in pairs
            if len(found := holders.get(pair, ())) <= _COMMON
            for left in found
        )
        for left, common in shared.items():
            score = 2 * common / (sizes[left] + len(pairs))
            if score >= _DOUBTFUL:
                yield score, left, right


def _pairs(title: str) -> set[str]:
    return {title[n : n + 2] for n in range(len(title) - 1)}
