"""One rule on both sides: tests/parity/tokens.json is read here and, in a browser, by the page's own code."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.folding import folding, simplifying
from generator.search.tokens import BEYOND, STRIDE, fold, percent, placed, tokens

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
def test_places_are_those_of_the_terms(text: str) -> None:
    terms, places, bridges = placed(text)
    assert terms == tokens(text)
    assert [p for p in places if p < BEYOND] == sorted({p for p in places if p < BEYOND})
    assert all(
        len(bridge) == 2 and place in places for bridge, place in bridges if "." not in bridge
    )


def test_places() -> None:
    terms, places, bridges = placed("占65%以上，教育。学")
    assert terms == ["占", "65%", "以上", "上", "教育", "育", "学"]
    assert places == [0, 1, 2, 3, 5, 6, STRIDE]
    assert bridges == [("占6", 0), ("%以", 1)]


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
