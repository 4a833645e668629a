"""One rule on both sides: tests/parity/tokens.json is read here and, in a browser, by the page's own code."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.folding import folding, simplifying
from generator.search.tokens import APART, fold, links, percent, tokens

CASES = json.loads((Path(__file__).parents[1] / "parity" / "tokens.json").read_text("utf-8"))
HAN = st.text("教育学前双减素质发展", min_size=2, max_size=12)
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["text"])[:30])
def test_parity(case: dict[str, object]) -> None:
    text = str(case["text"])
    assert fold(text) == case["fold"]
    assert tokens(text) == case["tokens"]


@given(ANYTHING)
def test_fold_keeps_every_place(text: str) -> None:
    def halves(value: str) -> int:
        return len(value.encode("utf-16-be", "surrogatepass"))

    assert [halves(c) for c in fold(text)] == [halves(c) for c in text]
    assert fold(fold(text)) == fold(text)


@given(ANYTHING)
def test_terms_are_single_words(text: str) -> None:
    for term in tokens(text):
        assert term
        assert not any(c.isspace() for c in term)
        assert tokens(term)[0] == term


@given(HAN, HAN, HAN)
def test_pairs_never_miss(before: str, phrase: str, after: str) -> None:
    pairs = tokens(phrase)[:-1]
    assert set(pairs) <= set(tokens(before + phrase + after))


@given(ANYTHING)
def test_links_are_the_terms_and_bridges(text: str) -> None:
    found = [term for term, _, _ in links(text) if not is_bridge(term)]
    assert sorted(found) == sorted(tokens(text))


def is_bridge(term: str) -> bool:
    return term[0].isascii() != term[-1].isascii()


@given(st.text("教育局a6.%，。\n", max_size=40), st.data())
def test_a_phrase_stands_where_its_links_touch(text: str, data: st.DataObject) -> None:
    """Both ways: what stands in the text is linked, and what is linked stands in the text."""
    phrase = data.draw(st.text("教育局", min_size=2, max_size=5))
    found = list(links(text))
    ends = {right for term, left, right in found if term == phrase[:2]}
    for at in range(1, len(phrase) - 1):
        ends = {
            right for term, left, right in found if term == phrase[at : at + 2] and left in ends
        }
    assert bool(ends) == (phrase in text)


def test_links() -> None:
    assert list(links("占65%以上，教育。上教")) == [
        ("占", 0, 0),
        ("占6", 0, 0),
        ("65%", 0, 0),
        ("%以", 0, 0),
        ("以上", 0, 0),
        ("上", 0, 0),
        ("教育", 0, 0),
        ("育", 0, 0),
        ("上教", 1, 1),
        ("教", 1, 1),
    ]
    assert list(links("百分之十")) == [
        ("百分", 0, 0),
        ("分之", 0, 0),
        ("之十", 0, 0),
        ("十", 0, 0),
        ("10%", APART, APART),
    ]


def test_traditional_and_simplified_meet() -> None:
    assert tokens("實施義務教育") == tokens("实施义务教育")
    assert not set(simplifying()) & set(simplifying().values())
    assert len(folding()) > 4000


@pytest.mark.parametrize(
    ("numeral", "digits"),
    [
        ("六十五", "65"),
        ("十", "10"),
        ("一百", "100"),
        ("两百", "200"),
        ("5", "5"),
        ("三点一四", "3.14"),
    ],
)
def test_percent(numeral: str, digits: str) -> None:
    assert percent(numeral) == digits


@pytest.mark.parametrize(
    "text", ["百分之" * 300_000, "百" * 1_000_000, "1." * 500_000, "." * 1_000_000]
)
def test_a_megabyte_takes_linear_time(text: str) -> None:
    tokens(text)
    assert all(links(text))
