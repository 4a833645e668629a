"""Ids made of a name: read word by word, and the same as read at once."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, pinyin

from generator.official.identity import initials

PIECES = Path(__file__).with_name("cases").joinpath("pieces.txt").read_text("utf-8").split()
NAMES = st.lists(st.sampled_from([*PIECES, "重庆市", "银行", "行业", "a1", "〔2021〕"]), max_size=8)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("市教育局", "sjyj"),
        ("重庆市银行业协会", "cqsyhyxh"),
        ("A类 2024", "al-2024"),
        ("ABC", "abc"),
    ],
)
def test_initials(name: str, made: str) -> None:
    assert initials(name) == made


def test_a_name_without_letters_has_an_id_all_the_same() -> None:
    assert initials("。") != initials("！")
    assert initials("。").startswith("p")


@given(NAMES.map("".join))
def test_word_by_word_is_as_at_once(name: str) -> None:
    read = "".join(each[0] for each in pinyin(name, style=Style.FIRST_LETTER, errors="default"))
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in read.lower())
    made = "-".join(filter(None, kept.split("-")))[:60].strip("-")
    assert not made or initials(name) == made
