"""Which term stands in which document, and what it weighs there.

In: documents. Out: `Term`s with lunr's own scores. Not its business: how they travel, and queries.
lunr.py computes the index; it is also the measure in the tests of what the browser makes of these scores.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from lunr.builder import Builder
from lunr.index import Index

from generator.search.documents import Document
from generator.search.tokens import tokens

FIELDS: Final = {"title": 5, "headings": 3, "units": 3, "body": 1}
"""The fields, each with its boost."""

Posting = tuple[tuple[int, int], ...]
"""(document, score in thousandths), by document."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term, its number in lunr's index (scores are added up in that order), its postings by field."""

    text: str
    number: int
    fields: tuple[Posting, ...]


def terms_of(documents: Sequence[Document]) -> tuple[Term, ...]:
    """Return all terms, in the order in which JavaScript compares text."""
    if not documents:
        return ()
    index = index_of(documents)
    texts = [""] * len(index.inverted_index)
    for text, entry in index.inverted_index.items():
        texts[entry["_index"]] = text
    postings = _postings(index, documents, len(texts))
    found = (Term(text, n, _frozen(postings, n)) for n, text in enumerate(texts))
    return tuple(sorted(found, key=lambda term: term.text.encode("utf-16-be")))


def index_of(documents: Iterable[Document]) -> Index:
    """Return lunr's index of the documents, over our terms; its pipeline is empty."""
    builder = Builder()
    builder.ref("ref")
    for name, boost in FIELDS.items():
        builder.field(name, boost)
    for document in documents:
        builder.add({"ref": document.ref, **terms_by_field(document)})
    return builder.build()


def terms_by_field(document: Document) -> dict[str, list[str]]:
    """Return the terms of each field of a document, in order."""
    texts = {
        "title": (document.title,),
        "headings": document.headings,
        "units": document.lead + document.cooperating,
        "body": document.body,
    }
    return {name: tokens("\n".join(pieces)) for name, pieces in texts.items()}


_Columns = dict[str, list[list[tuple[int, int]]]]


def _postings(index: Index, documents: Sequence[Document], count: int) -> _Columns:
    columns: _Columns = {name: [[] for _ in range(count)] for name in FIELDS}
    for number, document in enumerate(documents):
        for name, column in columns.items():
            elements = index.field_vectors[f"{name}/{document.ref}"].elements
            for term, score in zip(elements[::2], elements[1::2], strict=True):
                column[term].append((number, round(score * 1000)))
    return columns


def _frozen(columns: _Columns, number: int) -> tuple[Posting, ...]:
    return tuple(tuple(column[number]) for column in columns.values())
