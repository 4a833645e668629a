"""What is known of all documents of some plans: which there are, and what narrows down what was found.

In: plans, oldest first, with their digests and texts. Out: scripts, each for PLANS plans.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.files import Artifact
from generator.search.copies import Marks
from generator.search.digests import Digest
from generator.search.documents import Document
from generator.search.packing import json_bytes, packed_script, varints
from generator.search.texts import Head, Texts

PLANS: Final = 512
"""Plans in one file."""


@dataclass(frozen=True, slots=True)
class Searched:
    """A plan as the search needs it."""

    head: Head
    kind: str
    years: tuple[int, ...]
    documents: tuple[Document, ...]
    digest: Digest
    marks: Marks
    texts: Texts


def columns_of(plans: Sequence[Searched]) -> Iterator[Artifact]:
    """Yield for each plan its id, the version of its texts, the number of its tasks, and their ids.

    Tasks are t1, t2, … nearly always: only the others are written out.
    """
    for part in _parts(plans):
        columns = {
            "ids": " ".join(plan.head[0] for plan in part),
            "versions": "".join(plan.texts[0] for plan in part),
            "counts": [len(plan.documents) - 1 for plan in part],
            "tasks": {n: ids for n, plan in enumerate(part) if (ids := _unusual(plan))},
        }
        yield packed_script(json_bytes(columns))


def _unusual(plan: Searched) -> str:
    ids = [document.task for document in plan.documents[1:]]
    usual = [f"t{number}" for number in range(1, len(ids) + 1)]
    return "" if ids == usual else " ".join(ids)


Places = Mapping[str, Mapping[str, int]]
"""Facet → value → its place among the values of the facet."""


def facets_of(plans: Sequence[Searched], places: Places) -> Iterator[Artifact]:
    """Yield for each plan years, kind, issuer, and for each document lead, cooperating, topics, kinds of deadline.

    All are lists: their length, then places among the values of the facet.
    """
    for part in _parts(plans):
        yield packed_script(b"".join(varints(_facets(plan, places)) for plan in part))


def _facets(plan: Searched, places: Places) -> list[int]:
    found: list[int] = []
    _put(found, [*map(str, plan.years)], places["year"])
    _put(found, (plan.kind,), places["kind"])
    _put(found, (plan.head[4],), places["issuer"])
    units, topics, due = places["unit"], places["topic"], places["due"]
    for document in plan.documents:
        lead, cooperating = document.units
        _put(found, lead, units)
        _put(found, cooperating, units)
        _put(found, document.topics, topics)
        _put(found, document.kinds, due)
    return found


def _put(found: list[int], values: Sequence[str], places: Mapping[str, int]) -> None:
    own = [places[value] for value in values if value in places] if values else ()
    found.append(len(own))
    found += own


def _parts(plans: Sequence[Searched]) -> Iterator[Sequence[Searched]]:
    for start in range(0, len(plans), PLANS):
        yield plans[start : start + PLANS]
