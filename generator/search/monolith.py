"""The index in one piece, by lunr.py: published by small sites, and the measure of the shards in the tests.

In: documents. Out: lunr's `Index`, or its JSON, which lunr.js loads. Terms have lunr's numbers in their own order
(lunr numbers them as they come, which decides nothing but the last bit of a sum): an edit renumbers no others. Its `b`
is 0: how long a field is counts for nothing (docs/decisions/0011).
"""

from collections.abc import Iterable, Sequence

from lunr.builder import Builder
from lunr.index import Index

from generator.digests import digest_bytes
from generator.files import Artifact
from generator.search.digests import FIELDS, pieces_by_field
from generator.search.documents import Document
from generator.search.packing import FOLDER, json_bytes
from generator.search.shards import in_order
from generator.search.tokens import tokens


def lunr_artifact(documents: Sequence[Document]) -> Artifact:
    """Return `search/lunr.json`: lunr's own form, references `plan#task`, an empty pipeline."""
    data = json_bytes(_sorted(index_of(documents).serialize()))
    return Artifact(f"{FOLDER}lunr.json", data, digest_bytes(data))


def _sorted(serialized: dict[str, list[tuple[str, object]]]) -> dict[str, object]:
    """Return the index with its terms as lunr.js wants them: by halves of characters (lunr.py sorts by whole)."""
    terms = dict(serialized["invertedIndex"])
    return {**serialized, "invertedIndex": [[term, terms[term]] for term in in_order(terms)]}


def index_of(documents: Iterable[Document]) -> Index:
    """Return lunr's index of the documents, over our terms; its pipeline is empty."""
    builder = Builder()
    builder.ref("ref")
    builder.b(0)
    for name, boost in FIELDS.items():
        builder.field(name, boost)
    rows = [{"ref": document.ref, **terms_by_field(document)} for document in documents]
    known = {term for row in rows for name in FIELDS for term in row[name]}
    for number, term in enumerate(in_order(known)):
        builder.inverted_index[term] = {**{name: {} for name in FIELDS}, "_index": number}
    for row in rows:
        builder.add(row)
    return builder.build()


def terms_by_field(document: Document) -> dict[str, list[str]]:
    """Return the terms of each field of a document, in order."""
    return {name: tokens("\n".join(pieces)) for name, pieces in pieces_by_field(document).items()}
