"""The words that texts are written with: that any text comes back, and that little decides which words there are."""

import json
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.search.coding import coder_of
from generator.search.documents import plan_documents
from generator.search.texts import MOST_PLANS, sample_of, sampled
from generator.search.vocabulary import FEW, LONGEST, Vocabulary, learned, vocabulary_script
from tests.search.reading import told, unpacked_script, words_of
from tests.show.sample import linked_plan

TEXTS = [
    "推进义务教育优质均衡发展，推进学前教育普及普惠发展。" * 9,
    "百年大计，教育为本。" * 5,
    "𠮷家" * 9,
]
WORDS = learned(TEXTS)
"""Words of these texts."""


def words_in(vocabulary: Vocabulary) -> list[str]:
    return words_of(unpacked_script(vocabulary_script(vocabulary).data))


@given(st.text(st.characters(exclude_categories=())))
@example("推进教育发展，𠮷家𠮷𠮷家\ud842推\udfb7进")
@example("\x00\x1f\x7f\n\U00100000\U0010ffff")
@pytest.mark.parametrize("vocabulary", [WORDS, Vocabulary(), learned(["推" * 9])])
def test_any_text_comes_back(vocabulary: Vocabulary, text: str) -> None:
    """Half of a character too; two halves that stand together are one character."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    assert told(coder_of(vocabulary)(text), words_in(vocabulary)) == whole


def test_words_arrive_in_the_order_of_their_codes() -> None:
    assert words_in(WORDS) == [*WORDS.few, *WORDS.many]
    assert "惠发展。" in WORDS.few


def test_words_of_two_bytes() -> None:
    chance = Random(7)
    pairs = {chr(0x4E00 + n) + chr(0x5000 + chance.randrange(400)) for n in range(500)}
    vocabulary = learned([pair for pair in sorted(pairs) for _ in range(4)])
    coded = {word: coder_of(vocabulary)(word) for word in (*vocabulary.few, *vocabulary.many)}
    assert len(vocabulary.few) == FEW
    assert {len(coded[word]) for word in vocabulary.few} == {1}
    assert {len(coded[word]) for word in vocabulary.many} == {2}
    assert len(set(coded.values())) == len(coded) == len(pairs)


def test_what_is_said_again_and_again_becomes_a_word() -> None:
    words = {*WORDS.few, *WORDS.many}
    assert max(map(len, words)) == LONGEST
    assert not any("\n" in word for word in words)
    assert len(coder_of(WORDS)(TEXTS[0])) == 9 * 3


def test_texts_without_repeats_have_no_words() -> None:
    assert learned([]) == learned(["教育"]) == Vocabulary()


def test_newest_plans_decide_nothing() -> None:
    assert [sampled(n) for n in (0, 1, 2, 3, 18, 127, 128, 5000)] == [0, 1, 2, 2, 16, 64, 128, 128]
    assert sampled(10**6) == MOST_PLANS


def test_of_many_plans_some_documents_decide() -> None:
    plans = [plan_documents(linked_plan(2000 + n)) for n in range(64)]
    every = sample_of(plans[:8])
    some = sample_of(plans)
    assert [len(json.loads(f"[{text}]")) for text in every] == list(map(len, plans[:8]))
    assert 0 < sum(map(len, some)) < sum(map(len, every)) * 3
