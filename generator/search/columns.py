"""What is known of all documents of some plans: which there are, and what narrows down what was found.

In: plans, oldest first. Out: scripts, each for PLANS plans.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Final, TypeVar

from generator.files import Artifact
from generator.recall import Recall, anew, recalled, settled_in
from generator.search.copies import Marks
from generator.search.documents import Document
from generator.search.packing import json_bytes, packed_script, varints
from generator.search.texts import Head

T = TypeVar("T")
PLANS: Final = 512
"""Plans in one file."""


Names = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""Units, topics and kinds of deadline that a plan has."""
Facts = tuple[Head, int, str, Names, "array[int]"]
"""What is known of a plan without its words: its head, the number of its documents, the ids of its tasks where
they are not t1, t2, …, and the facets of its documents: names, and for each document units that lead, units that
cooperate, topics, kinds of deadline, each as their number and their places among the names."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What all files that tell of all plans hold of one."""

    head: Head
    documents: int
    tasks: str
    facets: bytes
    marks: Marks
    version: str
    """That of its texts."""


def facts_of(head: Head, documents: Sequence[Document]) -> Facts:
    """Return what is known of a plan without a look at its words."""
    units, topics, kinds = dict[str, int](), dict[str, int](), dict[str, int]()
    found = array("H")
    for each in documents:
        lead, cooperating = each.units
        for values, known in (
            (lead, units),
            (cooperating, units),
            (each.topics, topics),
            (each.kinds, kinds),
        ):
            found.append(len(values))
            found.extend([known.setdefault(value, len(known)) for value in values])
    names = (tuple(units), tuple(topics), tuple(kinds))
    return head, len(documents), _unusual(documents), names, found


def columns_of(plans: Iterable[Searched], recall: Recall = anew) -> Iterator[Artifact]:
    """Yield for each plan its id, the version of its texts, the number of its tasks, and their ids."""
    told = [(plan.head[0], plan.version, plan.documents, plan.tasks) for plan in plans]
    parts = _parts(told, "columns", recall)
    yield from recalled(recall, "columns", (parts,), None, lambda n: _columns(parts[n])).values()


def _columns(plans: Sequence[tuple[str, str, int, str]]) -> Artifact:
    """Return the columns of some plans. Tasks are t1, t2, … nearly always: only the others are written out."""
    columns = {
        "ids": " ".join(key for key, *_ in plans),
        "versions": "".join(version for _, version, *_ in plans),
        "counts": [documents - 1 for _, _, documents, _ in plans],
        "tasks": {n: tasks for n, (*_, tasks) in enumerate(plans) if tasks},
    }
    return packed_script(json_bytes(columns))


def _unusual(documents: Sequence[Document]) -> str:
    ids = [document.task for document in documents[1:]]
    usual = [f"t{number}" for number in range(1, len(ids) + 1)]
    return "" if ids == usual else " ".join(ids)


Places = Mapping[str, Mapping[str, int]]
"""Facet → value → its place among the values of the facet."""


def facets_of(plans: Iterable[Searched], recall: Recall = anew) -> Iterator[Artifact]:
    """Yield the facets of all plans."""
    parts = _parts([plan.facets for plan in plans], "facets", recall)
    scripts = recalled(
        recall, "facets", (parts,), None, lambda n: packed_script(b"".join(parts[n]))
    )
    yield from scripts.values()


def facets_in(facts: Facts, kind: str, years: Sequence[int], places: Places) -> bytes:
    """Return years, kind, issuer of a plan, then for each document lead, cooperating, topics, kinds of deadline.

    All are lists: their length, then places among the values of the facet.
    """
    head, _, _, names, codes = facts
    found: list[int] = []
    _put(found, [places["year"].get(str(year), -1) for year in years])
    _put(found, [places["kind"].get(kind, -1)])
    _put(found, [places["issuer"].get(head[4], -1)])
    units, topics, due = (
        [places[facet].get(name, -1) for name in own]
        for facet, own in zip(("unit", "topic", "due"), names, strict=True)
    )
    at, of = 0, cycle((units, units, topics, due))
    while at < len(codes):
        end = at + 1 + codes[at]
        known = next(of)
        _put(found, [known[code] for code in codes[at + 1 : end]])
        at = end
    return varints(found)


def _put(found: list[int], places: Sequence[int]) -> None:
    """Add a list; what has no place is left out."""
    own = [place for place in places if place >= 0]
    found.append(len(own))
    found += own


def _parts(plans: Sequence[T], name: str, recall: Recall) -> Mapping[int, tuple[T, ...]]:
    parts = range(0, len(plans), PLANS)
    found = {start: tuple(plans[start : start + PLANS]) for start in parts}
    return settled_in(recall, f"{name} in parts", found)
