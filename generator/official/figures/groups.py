"""Goals of a clause that share their words: 分别达到40%和30%, and the share of the words of each.

In: the goals of a clause, in printed order. Out: `Group`s. Not its business: what the goals measure.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from generator.model.plan import Comparator
from generator.official.figures.clauses import Clause
from generator.official.figures.quantities import Quantity

_JOINS: Final = re.compile(r"\s?(?:、|和|及|与|以及|并)?\s?")
_LIST_MARK: Final = re.compile("、|以及|并")


class Group(NamedTuple):
    """Goals that share their words (分别达到40%和30%), and the place of these words."""

    clause: int
    """Which clause of the text."""
    start: int
    end: int
    goals: tuple[Quantity, ...]


def _grouped(words: str, goals: Sequence[Quantity]) -> list[tuple[Quantity, ...]]:
    """Return the goals, those together that nothing but 、 or 和 separates."""
    groups: list[list[Quantity]] = []
    for goal in goals:
        if (
            groups
            and _JOINS.fullmatch(words, groups[-1][-1].end, goal.start)
            and groups[-1][-1].unit == goal.unit
        ):
            groups[-1].append(goal)
        else:
            groups.append([goal])
    return [tuple(_alike(group)) for group in groups]


def _alike(group: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield the goals of a group, compared as one of them is: 分别达到40%、30%以上 means both."""
    compared = next((g.comparator for g in group if g.comparator is not Comparator.EQUAL), None)
    for goal in group:
        plain_one = goal.comparator is Comparator.EQUAL and compared is not None
        yield goal._replace(comparator=compared) if plain_one and compared else goal


def _border(words: str, end: int, start: int) -> tuple[int, int]:
    """Return where the words of one goal end, and those of the next begin, between two goals."""
    join = _JOINS.match(words, end, start)
    if join and join.end() > join.start():
        return join.span()
    marks = list(_LIST_MARK.finditer(words, end, start))
    return marks[-1].span() if marks else (end, end)


def groups_of(
    words: str, number: int, clause: Clause, goals: Sequence[Quantity]
) -> Iterator[Group]:
    """Yield the goals of a clause, each with its share of the clause's words."""
    if not goals:
        return
    if len(goals) == 1:
        yield Group(number, clause.start, clause.end, tuple(goals))
        return
    groups = _grouped(words, goals)
    borders = [_border(words, one[-1].end, two[0].start) for one, two in pairwise(groups)]
    starts = [clause.start, *(border[1] for border in borders)]
    ends = [*(border[0] for border in borders), clause.end]
    for start, end, group in zip(starts, ends, groups, strict=True):
        yield Group(number, start, end, group)
