"""How good an answer is.

In: what was found in order, what is relevant. Out: figures between 0 and 1.
"""

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

FIRST = 10
Ref = TypeVar("Ref", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Quality:
    """How good one answer is, or the mean of many."""

    recall: float
    precision: float
    ndcg: float


def quality(found: Sequence[str], total: int, relevant: set[str]) -> Quality:
    """Return the quality of an answer of which only the first may be known.

    Where a page shows fewer than it counts, the rest is taken to be as precise as what it shows.
    """
    right = sum(one in relevant for one in found)
    precision = right / len(found) if found else float(not relevant)
    recall = min(1.0, precision * total / len(relevant)) if relevant else 1.0
    return Quality(recall, precision, ndcg(found, dict.fromkeys(relevant, 1)))


def ndcg(found: Sequence[Ref], grades: Mapping[Ref, int]) -> float:
    """Return the normalised discounted cumulated gain of the first ten (Järvelin & Kekäläinen 2002, 2^grade - 1).

    Where nothing is relevant, an empty answer is right.
    """
    best = gain(sorted(grades.values(), reverse=True)[:FIRST])
    if not best:
        return float(not found)
    return gain([grades.get(one, 0) for one in found[:FIRST]]) / best


def gain(grades: Sequence[int]) -> float:
    """Return the discounted cumulated gain of grades in order."""
    return sum((2.0**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades))


def mean(all_of_them: Sequence[Quality]) -> Quality:
    """Return the mean."""
    size = len(all_of_them)
    return Quality(
        *(
            round(sum(getattr(one, name) for one in all_of_them) / size, 3)
            for name in ("recall", "precision", "ndcg")
        )
    )
