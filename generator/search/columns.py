"""What is known of all documents of some plans: how long their fields are, where their rows are, what narrows.

In: plans, oldest first, with their digests and texts. Out: scripts, each for PLANS plans.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from generator.files import Artifact
from generator.search.digests import Digest
from generator.search.documents import Document
from generator.search.packing import json_bytes, name_of, packed_script, varint, varints
from generator.search.texts import Head

PLANS: Final = 64
"""Plans in one file."""


@dataclass(frozen=True, slots=True)
class Searched:
    """A plan as the search needs it."""

    head: Head
    kind: str
    years: tuple[int, ...]
    documents: tuple[Document, ...]
    digest: Digest
    texts: tuple[tuple[int, Artifact], ...]


def columns_of(plans: Sequence[Searched]) -> Iterator[Artifact]:
    """Yield for each plan where its rows are, and the number of terms in each field of each document.

    First the length of a JSON list: for each plan its id, its tasks' ids with blanks between, and the names of its
    texts, each after the number of its first document; then for each plan the number of its documents; then the
    lengths of all documents, field by field.
    """
    for part in _parts(plans):
        names = json_bytes([_names(plan) for plan in part])
        counts = varints([len(plan.documents) for plan in part])
        lengths = chain.from_iterable(plan.digest[0] for plan in part)
        by_field = (varints(list(column)) for column in zip(*lengths, strict=True))
        yield packed_script(varint(len(names)) + names + counts + b"".join(by_field))


def facets_of(plans: Sequence[Searched]) -> Iterator[Artifact]:
    """Yield for each plan years, kind, issuer, and for each document lead, cooperating, topics, kinds of deadline."""
    for part in _parts(plans):
        yield packed_script(json_bytes([_facets(plan) for plan in part]))


def _names(plan: Searched) -> list[object]:
    tasks = " ".join(document.task for document in plan.documents[1:])
    return [plan.head[0], tasks, *(part for n, text in plan.texts for part in (n, name_of(text)))]


def _facets(plan: Searched) -> list[object]:
    documents = [
        [" ".join(ids) for ids in (*d.units, d.topics, d.kinds)] + [int(bool(d.task))]
        for d in plan.documents
    ]
    return [list(plan.years), plan.kind, plan.head[4], documents]


def _parts(plans: Sequence[Searched]) -> Iterator[Sequence[Searched]]:
    for start in range(0, len(plans), PLANS):
        yield plans[start : start + PLANS]
