"""What is blanked out before figures are read, and where clauses and sentences end."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.official.figures.clauses import MASK, clauses, plain, sentences

MARKED = st.text('《》“”‘’（）()「」"，,。；;：1２年市 一', max_size=60)


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("落实《规划（2021年）》要求", "落实要求"),
        ("落实《〈5年规划〉的通知》和《2号文》", "落实和"),
        ("《转发《3号文》的通知》已印发", "已印发"),
        ("推进“10+88”指标", "推进指标"),
        ("各县（市、区）新建2所", "各县新建2所"),
        ("到“十四五”末，做到“五个零”发生", "到“十四五”末,做到“五个零”发生"),
        ("达到６５％，（2025年）", "达到65%,(2025年)"),
        ("没有另一半的“引号和《书名号", "没有另一半的“引号和《书名号"),
    ],
)
def test_plain(text: str, readable: str) -> None:
    assert plain(text).replace(MASK, "") == readable


@given(st.text(max_size=60) | MARKED)
def test_plain_is_as_long_and_clauses_are_in_order(text: str) -> None:
    words = plain(text)
    assert len(words) == len(text)
    places = [place for clause in clauses(words) for place in (clause.start, clause.end)]
    assert places == sorted(places)
    assert all(clause.start < clause.end <= len(text) for clause in clauses(words))


def test_clauses_keep_thousands_together() -> None:
    words = plain("投入3,000万元，建成5所（年底前）；巩固")
    assert [words[c.start : c.end] for c in clauses(words)] == [
        "投入3,000万元",
        "建成5所",
        "年底前",
        "巩固",
    ]


def test_sentences() -> None:
    text = "第一句。第2句，还是！第三句\n第4句"
    assert [text[a:b] for a, b in sentences(text, re.compile("[0-9]"))] == [
        "第2句，还是！",
        "第4句",
    ]


@given(st.text("1。！a\n", max_size=30))
def test_every_sign_is_in_a_sentence(text: str) -> None:
    found = list(sentences(text, re.compile("1")))
    inside = {n for start, end in found for n in range(start, end)}
    assert {n for n, c in enumerate(text) if c == "1"} <= inside
    assert all(one[1] <= two[0] for one, two in pairwise(found))
