"""Which plans say the same: copies, corrected versions, notices that forward a plan with its text.

In: what each plan says, oldest plan first. Out: groups of plans, and in each which tasks are the same. Not its
business: how they are shown. Time grows with the number of texts, not with its square: a plan is compared only with
the first plan of a group, and only where the two share one of their rarest texts. Any two that share SHARE of their
texts do (the prefix filter of set similarity joins), whatever the order of rarity is.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from math import ceil
from typing import Final

from generator.recall import Recall, recalled
from generator.search.documents import Document
from generator.search.tokens import fold

SHARE: Final = 0.8
"""Of the texts of the longer of two plans: so many are in both."""
LEAST: Final = 100
"""Characters of a plan, without signs and blanks: of shorter ones nobody can say whose copy they are."""
_BETWEEN: Final = "\0"
"""Stands in no text."""
_SIGNS: Final = re.compile(rf"[^\w{_BETWEEN}]+|_+")
_FORWARDS: Final = re.compile("转发|转印|翻印")
_MARK_BYTES: Final = 8

Marks = tuple[bytes, ...]
"""A digest of what each task says; of each paragraph, where a plan has no tasks. Empty: not to be compared."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A plan in a group."""

    plan: int
    title: str
    tasks: tuple[int, ...] = ()
    """For each of its tasks the number (from 1) of the same task in the first plan of the group; 0 for none."""


def marks_of(documents: Sequence[Document]) -> Marks:
    """Return what a plan is compared by."""
    own, *tasks = documents
    texts = ["".join((task.title, *task.body)) for task in tasks] or own.body
    said = _SIGNS.sub("", fold(_BETWEEN.join(texts))).split(_BETWEEN) if texts else []
    if sum(map(len, said)) < LEAST:
        return ()
    return tuple(blake2b(_bytes(text), digest_size=_MARK_BYTES).digest() for text in said)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def copies_of(
    titles: Sequence[str], plans: Sequence[Marks], groups: Iterable[Sequence[int]]
) -> list[tuple[Copy, ...]]:
    """Return the groups of plans that say the same; in each the one that stands for it comes first.

    That is the newest one that is not a notice which forwards another.
    """
    shared = (group for group in groups if len(group) > 1)
    return [tuple(_copies(_in_order(group, titles), titles, plans)) for group in shared]


@dataclass(frozen=True, slots=True)
class _Grouped:
    """Plans, and their groups."""

    texts: Mapping[str, frozenset[bytes]]
    groups: Sequence[Sequence[int]]


def known_groups(marks: Mapping[str, Marks], recall: Recall) -> Sequence[Sequence[int]]:
    """Return the plans in groups, by number; as before where the plans that changed are like no other."""
    texts = recalled(recall, "texts compared", (marks,), None, lambda key: frozenset(marks[key]))

    def made(before: _Grouped | None) -> _Grouped:
        if before is not None and _stand(texts, before):
            return _Grouped(texts, before.groups)
        return _Grouped(texts, grouped([*texts.values()]))

    return recall.since("groups of copies", made).groups


def _stand(texts: Mapping[str, frozenset[bytes]], before: _Grouped) -> bool:
    """Return whether the groups are still right: the same plans, and those that changed stood and stand alone."""
    if texts is before.texts:
        return True
    if [*texts] != [*before.texts]:
        return False
    changed = {n: key for n, key in enumerate(texts) if texts[key] is not before.texts[key]}
    if any(n in changed for group in before.groups if len(group) > 1 for n in group):
        return False
    return not any(
        _is_like(texts[key], other)
        for key in changed.values()
        for name, other in texts.items()
        if name != key and not other.isdisjoint(texts[key])
    )


def grouped(plans: Sequence[Iterable[bytes]]) -> list[list[int]]:
    """Return the plans in groups, each plan with the first one before it that it is like."""
    texts = [frozenset(marks) for marks in plans]
    common = Counter(chain.from_iterable(texts))
    groups: list[list[int]] = []
    known: defaultdict[bytes, list[int]] = defaultdict(list)
    for plan, own in enumerate(texts):
        rare = _rarest(own, common)
        near = sorted({group for mark in rare for group in known[mark]})
        found = next((group for group in near if _is_like(own, texts[groups[group][0]])), None)
        if found is None:
            found = len(groups)
            groups.append([])
            for mark in rare:
                known[mark].append(found)
        groups[found].append(plan)
    return groups


def _rarest(own: frozenset[bytes], common: Counter[bytes]) -> list[bytes]:
    """Return so many of the rarest texts that a plan without any of them cannot share enough."""
    return sorted(own, key=lambda mark: (common[mark], mark))[: len(own) - _enough(len(own)) + 1]


def _is_like(one: frozenset[bytes], other: frozenset[bytes]) -> bool:
    return bool(one) and len(one & other) >= _enough(max(len(one), len(other)))


def _enough(count: int) -> int:
    return ceil(count * SHARE)


def _in_order(group: Iterable[int], titles: Sequence[str]) -> list[int]:
    return sorted(group, key=lambda plan: (bool(_FORWARDS.search(titles[plan])), -plan))


def _copies(group: Sequence[int], titles: Sequence[str], plans: Sequence[Marks]) -> Iterator[Copy]:
    first = {mark: number for number, mark in reversed([*enumerate(plans[group[0]], 1)])}
    for plan in group:
        yield Copy(plan, titles[plan], tuple(first.get(mark, 0) for mark in plans[plan]))
