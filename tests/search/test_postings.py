"""The terms and scores that travel are lunr.py's own."""

from random import Random

from generator.search.documents import documents_of
from generator.search.postings import FIELDS, index_of, terms_by_field, terms_of
from tests.show.sample import sample_site

DOCUMENTS = documents_of(sample_site())


def test_scores_are_those_of_lunr() -> None:
    index = index_of(DOCUMENTS)
    fields = list(FIELDS)
    for term in Random(5).sample(terms_of(DOCUMENTS), 200):
        for name, posting in zip(fields, term.fields, strict=True):
            expected = list(index.inverted_index[term.text][name])
            assert [DOCUMENTS[number].ref for number, _ in posting] == expected
            for number, score in posting:
                elements = index.field_vectors[f"{name}/{DOCUMENTS[number].ref}"].elements
                assert (
                    dict(zip(elements[::2], elements[1::2], strict=True))[term.number]
                    == score / 1000
                )


def test_terms_are_in_the_order_of_javascript() -> None:
    texts = [term.text for term in terms_of(DOCUMENTS)]
    assert texts == sorted(texts, key=lambda text: text.encode("utf-16-be"))
    assert len(texts) == len(set(texts))


def test_every_term_of_a_document_leads_to_it() -> None:
    terms = {term.text: term for term in terms_of(DOCUMENTS)}
    for number, document in enumerate(DOCUMENTS):
        for field, found in enumerate(terms_by_field(document).values()):
            for text in found:
                assert number in [place for place, _ in terms[text].fields[field]]


def test_nothing_to_index() -> None:
    assert terms_of(()) == ()
