"""The rule of the terms, on whole plans at a time: what it gives is what `links` gives."""

from collections import defaultdict

from hypothesis import example, given
from hypothesis import strategies as st

from generator.search.characters import characters
from generator.search.digests import stretch_of, stretches_of
from generator.search.shards import in_order
from generator.search.spots import SECOND, SECOND_BITS, Spots, spots_of
from generator.search.tokens import Link, links

MIXED = st.text("教育局a6.%，百分之十\n𠮷豈Ａ發", max_size=40)
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=40)


def by_links(texts: list[str]) -> list[tuple[str, int, int, int]]:
    found: defaultdict[str, list[tuple[int, Link]]] = defaultdict(list)
    for field, text in enumerate(texts):
        for link in links(text):
            found[link[0]].append((field, link))
    return [
        (term, f, left, right) for term in in_order(found) for f, (_, left, right) in found[term]
    ]


def spelled(spots: Spots) -> list[tuple[str, int, int, int]]:
    codes = characters().codes

    def term(number: int) -> str:
        first, second = chr(codes[number >> SECOND_BITS]), number & (1 << SECOND_BITS) - 1
        if second < SECOND:
            return spots.runs[second - 1] if second else first
        return first + chr(codes[second - SECOND])

    columns = (spots.fields, spots.lefts, spots.rights)
    numbers = zip(*(column.tolist() for column in columns), strict=True)
    return [(term(n), *rest) for n, rest in zip(spots.terms.tolist(), numbers, strict=True)]


@given(st.lists(MIXED | ANYTHING, max_size=6))
@example(["65%以上", "百分之六十五，65%", "占65%"])
@example(["\ud800孤\udc00半", "", "𠮷野ABC％", "...", "a.b."])
def test_both_rules_are_one(texts: list[str]) -> None:
    assert spelled(spots_of(texts)) == by_links(texts)


def test_nothing_gives_nothing() -> None:
    assert spelled(spots_of([])) == spelled(spots_of(["", "，。"])) == []


@given(st.lists(MIXED, min_size=1, max_size=3))
def test_stretches_follow_each_other(texts: list[str]) -> None:
    spots = spots_of(texts)
    stretches = stretches_of(spots.terms).tolist()
    assert stretches == [stretch_of(term) for term, *_ in spelled(spots)]
    assert stretches == sorted(stretches)
