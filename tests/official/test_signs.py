"""What is asked first, to be quick, changes nothing: on any text, behind a sign stands what stands there without."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.forms import fields
from generator.model.manuscript import Text, text
from generator.model.registers import Topic
from generator.official import folding
from generator.official.checking import checks, punctuation, spam
from generator.official.endings import ending, endings
from generator.official.figures import (
    absolutes,
    clauses,
    deadlines,
    moments,
    quantities,
    targets,
)
from generator.official.figures.clauses import Clause
from generator.official.signs import Rules, signed
from generator.official.structure import told
from generator.official.topics import suggested, vocabulary
from generator.official.units import lists

PIECES = [
    *Path(__file__).with_name("cases").joinpath("pieces.txt").read_text("utf-8").split(),
    *("1.1 建", "1.2 建", " ", "\u3000", "\n"),
]
"""What signs stand in, so that made texts are full of them."""
WRITTEN = st.lists(st.sampled_from(PIECES) | st.text(max_size=2), max_size=14).map("".join)


def read(rule: moments._Reader) -> Callable[[str], list[object]]:
    """Return what a reader of times finds in a text."""
    return lambda value: list(rule(value, Clause(0, len(value)), 2025, 2025))


def checked(rule: Callable[[Text], Iterator[object]]) -> Callable[[str], list[object]]:
    """Return what a check finds in a text."""
    return lambda value: list(rule(text(value)))


SIGNED = [
    *((moments._READERS, one.rule, read(one.rule)) for one in moments._READERS.rules),
    *(
        (checks._OF_A_PARAGRAPH, one.rule, checked(one.rule))
        for one in checks._OF_A_PARAGRAPH.rules
    ),
]


@pytest.mark.parametrize(
    ("rules", "rule", "find"), SIGNED, ids=lambda each: getattr(each, "__name__", "")
)
@given(value=WRITTEN)
def test_a_rule_finds_nothing_without_its_sign(
    rules: Rules[Callable[..., object]],
    rule: object,
    find: Callable[[str], list[object]],
    value: str,
) -> None:
    assert rule in list(rules.concerning(value)) or not find(value)


@given(st.lists(WRITTEN, max_size=4))
def test_texts_shared_out_among_checks(values: list[str]) -> None:
    rules = checks._OF_A_PARAGRAPH
    found = [(check, n) for check, numbers in rules.shared_out(values) for n in numbers]
    for number, value in enumerate(values):
        for each in rules.rules:
            assert (each.rule, number) in found or not list(each.rule(text(value)))


def test_rules_by_their_characters() -> None:
    def first() -> None: ...
    def second() -> None: ...
    def always() -> None: ...

    rules = Rules(signed(first, "ab", "c"), signed(second, "]-^"), signed(always))
    assert list(rules.concerning("bc")) == [first, always]
    assert list(rules.concerning("ab")) == [always]
    assert list(rules.concerning("x]", 1)) == [second, always]
    assert list(rules.concerning("abc", 0, 2)) == [always]
    assert list(rules.shared_out(["bc", "x]", "a"])) == [
        (first, [0]),
        (second, [1]),
        (always, [0, 1, 2]),
    ]


def test_a_rule_with_an_expression_is_asked_where_any_text_holds_it() -> None:
    def rule() -> None: ...

    rules = Rules(signed(rule, "a", expression=re.compile("bc")))
    assert list(rules.shared_out(["a", "ab", "c"])) == []
    assert list(rules.shared_out(["a", "bc"])) == [(rule, [0])]


@given(WRITTEN)
def test_measures_need_a_second_mark(value: str) -> None:
    assert told._SECOND.search(value) or not told._series(tuple(told._marks(value)))


@given(WRITTEN)
def test_an_advertisement_has_a_hint(value: str) -> None:
    assert spam.HINT.search(value) or not (spam._STRONG.search(value) or spam._WEAK.search(value))


@pytest.mark.parametrize("words", [spam._STRONG.pattern, spam._WEAK.pattern])
def test_each_word_of_advertisements_has_a_hint(words: str) -> None:
    plain = re.sub(r"\(\?:([^()|]*)\|[^()]*\)\?", r"\1", words)
    for word in re.sub(r"\(\?:[^()]*\)|\\d\{[0-9,]*\}", "1", plain).replace("?", "").split("|"):
        assert spam.HINT.search(word), word


@given(WRITTEN)
def test_a_labelled_time_has_a_label(value: str) -> None:
    assert deadlines._LABEL_SIGN.search(value) or not deadlines._LABELLED.search(value)


@given(WRITTEN, st.sampled_from([2024, 2025, 2030]))
def test_moments_since_a_year(value: str, since: int) -> None:
    words = clauses.plain(value)
    assert deadlines.moments_in(words, 2025, since) == deadlines._moments_in(words, 2025, since)


@given(WRITTEN)
def test_plain_is_each_character_made_narrow(value: str) -> None:
    narrow = "".join(clauses._HALF_WIDTH.get(each, each) for each in value)
    kept = [(one, two) for one, two in zip(clauses.plain(value), narrow, strict=True) if one != two]
    assert all(one == clauses.MASK for one, _ in kept)


@given(WRITTEN)
def test_sentences_are_those_with_a_sign(value: str) -> None:
    sign = re.compile("[教年]。?")
    expected, done = [], 0
    while match := sign.search(value, done):
        start = 1 + max(value.rfind(stop, done, match.start()) for stop in clauses._STOPS)
        end = clauses._STOP.search(value, match.end())
        expected.append((max(start, done), end.end() if end else len(value)))
        done = end.end() if end else len(value) + 1
    assert list(clauses.sentences(value, sign)) == expected


@given(WRITTEN)
def test_clauses_are_those_with_a_sign(value: str) -> None:
    words, sign = clauses.plain(value), re.compile("[0-9年]")
    numbered = enumerate(clauses.clauses(words))
    expected = [(number, clause) for number, clause in numbered if sign.search(words, *clause)]
    assert list(clauses.clauses_with(words, sign)) == expected


@given(WRITTEN)
def test_a_clause_without_a_sign_says_nothing(value: str) -> None:
    words = clauses.plain(value)
    for clause in clauses.clauses(words):
        assert moments.SIGN.search(words, *clause) or not moments.moments(words, clause, 2025)
        assert targets._NUMERIC.search(words, *clause) or not targets._in_clause(words, clause)


LISTED = st.lists(
    st.sampled_from([
        "市教育局", "市委", "各区", "县（市）", "镇", "人民", "政府", "文化", "和", "及", "以及", "旅游局",
        "有关部门", "等", "下同", "无", "编", "办", " ", "、", "，", "\n", "（",
    ]),
    max_size=12,
).map("".join)  # fmt: skip


@given(LISTED)
def test_plain_lists_are_read_like_any(value: str) -> None:
    whole = (0, len(value))
    parts = [part for part in lists.pieces(value, whole, "、，,；;/／\n") if part[0] < part[1]]
    assert lists.names_in(value, whole) == lists._names_among(value, parts)


TOPIC_WORDS = ["教师", "教", "师培训", "课", "课堂", "学校", "加强"]
TOLD = st.lists(st.sampled_from([*TOPIC_WORDS, "师", "。", "堂"]), max_size=12).map("".join)


@given(st.lists(st.sampled_from(TOPIC_WORDS), unique=True), TOLD, TOLD)
def test_topics_are_counted_word_by_word(words: list[str], title: str, body: str) -> None:
    topics = [Topic(id=f"t{n}", name="课", words=(word, "加强")) for n, word in enumerate(words)]
    scored = [
        (-sum(3 * title.count(word) + body.count(word) for word in topic.words), n)
        for n, topic in enumerate(topics)
    ]
    expected = tuple(f"t{n}" for score, n in sorted(scored) if score <= -3)[:2]
    assert suggested(title, body, vocabulary(tuple(topics))) == expected


@given(WRITTEN, st.integers(0, 5))
def test_the_word_that_a_text_ends_in(value: str, start: int) -> None:
    words = ("教育局", "局", "学校", "校", "。", "底前", "前")
    expected = next((word for word in words if value[start:].endswith(word)), "")
    assert ending(value, start, len(value), endings(words)) == expected


@given(WRITTEN, st.integers(0, 30), st.none() | st.integers(0, 40))
def test_a_cut_keeps_each_character_in_its_place(value: str, start: int, end: int | None) -> None:
    half = len(value) // 2
    whole = Text(value, "a", ((0, 1, 1), (half, 2, 1)) if half else ((0, 1, 1),))
    part = whole.cut(start, end)
    offset = start + len(value[start:end]) - len(value[start:end].lstrip())
    assert part.value == value[start:end].strip()
    assert all(part.place(n) == whole.place(offset + n) for n in range(len(part.value)))


BLANKS_AND_SIGNS = (
    "教局ab1 \t\n\x07\x1f\x7f\x85\u00a0\u00ad\u200b\u200f\u2028\u202e\u2060\u3000\ufeff"
)
ODDLY_TYPED = st.text(st.sampled_from(BLANKS_AND_SIGNS) | st.characters(), max_size=12)


@given(ODDLY_TYPED)
def test_what_can_be_printed_needs_no_cleaning(value: str) -> None:
    assert fields.clean(value) == " ".join(fields._CONTROL.sub("", value).split())


@given(ODDLY_TYPED)
def test_what_can_be_printed_has_no_hidden_blanks(value: str) -> None:
    seen = folding._BLANKS.sub(folding._kept_blank, folding._INVISIBLE.sub("", value)).strip()
    assert folding.without_blanks(value) == normalize("NFC", seen)


@given(WRITTEN, st.text("，。,.;: \u30001教", max_size=8))
def test_two_marks_for_one_stand_side_by_side(before: str, after: str) -> None:
    value = before + after
    found = [*punctuation.repeated_punctuation(text(value))]
    assert len(found) == len(punctuation._REPEATED.findall(value))


@given(WRITTEN)
def test_all_or_none_is_said_by_few_words(value: str) -> None:
    clause = Clause(0, len(value))
    found = [*absolutes.absolutes(value, *clause)]
    assert not found or any(word in value for word in absolutes.ALL_OR_NONE)
    every = [*found, *quantities.quantities(value, *clause)]
    kept = [one for one in every if not targets._is_scope(value, one)]
    assert {*targets._in_clause(value, clause)} <= {*kept}
    assert bool(targets._in_clause(value, clause)) == bool(kept)
