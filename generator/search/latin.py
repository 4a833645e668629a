"""The terms that are letters, digits, points and per cents alone: of all plans, in order.

In: those of each plan. Out: all of them. A word is looked up among them by its beginning, so they are one list.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from generator.recall import Recall

Runs = Mapping[str, tuple[str, ...]]
"""By plan, the terms of each."""


@dataclass(frozen=True, slots=True)
class _Latin:
    """The terms of all plans, and how many have each."""

    runs: Runs
    counts: Counter[str]
    terms: Sequence[str]


def latin_of(runs: Runs, recall: Recall) -> Sequence[str]:
    """Return the terms of all plans in order."""

    def made(before: _Latin | None) -> _Latin:
        return _counted(runs) if before is None else _since(runs, before)

    return recall.since("latin", made).terms


def _counted(runs: Runs) -> _Latin:
    counts = Counter(chain.from_iterable(runs.values()))
    return _Latin(runs, counts, sorted(counts))


def _since(runs: Runs, before: _Latin) -> _Latin:
    """Return the terms, those of plans that changed counted again."""
    old, none = before.runs, ()
    counts = before.counts.copy()
    touched: set[str] = set()
    for own, other, change in ((old, runs, counts.subtract), (runs, old, counts.update)):
        changed = [found for key, found in own.items() if other.get(key, none) is not found]
        for found in changed:
            change(found)
            touched.update(found)
    gone = {term for term in touched if counts[term] == 0}
    came = {term for term in touched if counts[term] > 0 and term not in before.counts}
    if not (gone or came):
        return _Latin(runs, counts, before.terms)
    for term in gone:
        del counts[term]
    return _Latin(runs, counts, sorted((*(t for t in before.terms if t not in gone), *came)))
