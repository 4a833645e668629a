"""What is known of all documents of some plans: which there are, and what narrows down what was found.

In: plans, oldest first. Out: scripts, each for PLANS plans.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.files import Artifact
from generator.search.copies import Marks
from generator.search.documents import Document
from generator.search.packing import json_bytes, packed_script, varints
from generator.search.texts import Head

PLANS: Final = 512
"""Plans in one file."""


Facets = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""Of a document: units that lead, units that cooperate, topics, kinds of deadline."""
Facts = tuple[Head, int, str, tuple[Facets, ...]]
"""What is known of a plan without its words: its head, the number of its documents, the ids of its tasks where
they are not t1, t2, …, the facets of its documents."""


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
    facets = tuple((*each.units, each.topics, each.kinds) for each in documents)
    return head, len(documents), _unusual(documents), facets


def columns_of(plans: Sequence[Searched]) -> Iterator[Artifact]:
    """Yield for each plan its id, the version of its texts, the number of its tasks, and their ids.

    Tasks are t1, t2, … nearly always: only the others are written out.
    """
    for part in _parts(plans):
        columns = {
            "ids": " ".join(plan.head[0] for plan in part),
            "versions": "".join(plan.version for plan in part),
            "counts": [plan.documents - 1 for plan in part],
            "tasks": {n: plan.tasks for n, plan in enumerate(part) if plan.tasks},
        }
        yield packed_script(json_bytes(columns))


def _unusual(documents: Sequence[Document]) -> str:
    ids = [document.task for document in documents[1:]]
    usual = [f"t{number}" for number in range(1, len(ids) + 1)]
    return "" if ids == usual else " ".join(ids)


Places = Mapping[str, Mapping[str, int]]
"""Facet → value → its place among the values of the facet."""


def facets_of(plans: Sequence[Searched]) -> Iterator[Artifact]:
    """Yield the facets of all plans."""
    for part in _parts(plans):
        yield packed_script(b"".join(plan.facets for plan in part))


def facets_in(facts: Facts, kind: str, years: Sequence[int], places: Places) -> bytes:
    """Return years, kind, issuer of a plan, then for each document lead, cooperating, topics, kinds of deadline.

    All are lists: their length, then places among the values of the facet.
    """
    head, _, _, documents = facts
    found: list[int] = []
    _put(found, [*map(str, years)], places["year"])
    _put(found, (kind,), places["kind"])
    _put(found, (head[4],), places["issuer"])
    units, topics, due = places["unit"], places["topic"], places["due"]
    for facets in documents:
        for values, known in zip(facets, (units, units, topics, due), strict=True):
            _put(found, values, known)
    return varints(found)


def _put(found: list[int], values: Sequence[str], places: Mapping[str, int]) -> None:
    own = [places[value] for value in values if value in places] if values else ()
    found.append(len(own))
    found += own


def _parts(plans: Sequence[Searched]) -> Iterator[Sequence[Searched]]:
    for start in range(0, len(plans), PLANS):
        yield plans[start : start + PLANS]
