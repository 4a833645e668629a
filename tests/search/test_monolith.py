"""lunr's own index: what small sites publish, and what the tests measure the shards by."""

import json
from functools import partial
from typing import Any

from lunr.index import Index

from generator.search.documents import documents_of
from generator.search.monolith import index_of, lunr_artifact, terms_by_field
from generator.search.shards import in_order
from tests.show.sample import sample_site

DOCUMENTS = documents_of(sample_site())


def asked(term: str, query: Any) -> None:
    query.term(term)


def test_lunr_loads_what_is_published() -> None:
    data = json.loads(lunr_artifact(DOCUMENTS).data)
    loaded, own = Index.load(data), index_of(DOCUMENTS)
    for query in ("教育", "县管", "65%"):
        found = [
            [(hit["ref"], hit["score"]) for hit in index.query(callback=partial(asked, query))]
            for index in (loaded, own)
        ]
        assert found[0]
        assert found[0] == found[1]


def test_terms_are_in_the_order_of_javascript() -> None:
    terms = [term for term, _ in json.loads(lunr_artifact(DOCUMENTS).data)["invertedIndex"]]
    assert terms == in_order(terms)
    assert len(terms) == len(set(terms))


def test_numbers_follow_the_order_of_terms() -> None:
    index = index_of(DOCUMENTS)
    numbers = [index.inverted_index[term]["_index"] for term in in_order(index.inverted_index)]
    assert numbers == list(range(len(numbers)))


def test_every_term_of_a_document_leads_to_it() -> None:
    index = index_of(DOCUMENTS)
    for document in DOCUMENTS:
        for field, terms in terms_by_field(document).items():
            assert all(document.ref in index.inverted_index[term][field] for term in terms)
