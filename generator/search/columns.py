"""What is known of all documents of some plans: which there are, and what narrows down what was found.

In: plans, oldest first, with their digests and texts. Out: scripts, each for PLANS plans.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
        yield packed_script(b"".join(varints(list(_facets(plan, places))) for plan in part))


def _facets(plan: Searched, places: Places) -> Iterator[int]:
    yield from _list(map(str, plan.years), places["year"])
    yield from _list((plan.kind,), places["kind"])
    yield from _list((plan.head[4],), places["issuer"])
    for document in plan.documents:
        for units in document.units:
            yield from _list(units, places["unit"])
        yield from _list(document.topics, places["topic"])
        yield from _list(document.kinds, places["due"])


def _list(values: Iterable[str], places: Mapping[str, int]) -> list[int]:
    found = [places[value] for value in values if value in places]
    return [len(found), *found]


def _parts(plans: Sequence[Searched]) -> Iterator[Sequence[Searched]]:
    for start in range(0, len(plans), PLANS):
        yield plans[start : start + PLANS]
