"""Titles of two years: the same, reworded, alike, or not to be named together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.official.likeness import Likeness, paired

CASES = [
    ("基本消除大班额", "基本消除大班额", Likeness.SAME),
    ("基本消除“大班额”。", "基本消除大班额", Likeness.SAME),
    ("弘扬教育家精神", "大力弘扬教育家精神", Likeness.CLOSE),
    ("扩大普惠学前教育资源", "扩大普惠性学前教育资源", Likeness.CLOSE),
    ("实施学前教育发展提升行动", "实施学前教育普及行动", Likeness.ALIKE),
    ("深化教育督导和评价", "深化教育评价和督导改革", Likeness.ALIKE),
    ("加强党的建设", "守牢校园安全底线", None),
    ("", "", None),
]
TITLES = st.lists(st.text("教育学校安全改革建设a1。 ", max_size=12), max_size=12)


@pytest.mark.parametrize(("before", "after", "likeness"), CASES)
def test_likeness_of_two(before: str, after: str, likeness: Likeness | None) -> None:
    assert [pair.likeness for pair in paired([before], [after])] == ([likeness] if likeness else [])


def test_the_likest_are_paired_first() -> None:
    before = ["关心特殊教育", "加强特殊教育"]
    after = ["关心支持特殊教育", "加强特殊教育"]
    found = {(pair.before, pair.after): pair.likeness for pair in paired(before, after)}
    assert found == {(1, 1): Likeness.SAME, (0, 0): Likeness.ALIKE}


def test_the_same_title_twice_is_paired_in_order() -> None:
    assert [(p.before, p.after) for p in paired(["甲乙", "甲乙"], ["甲乙", "甲乙"])] == [
        (0, 0),
        (1, 1),
    ]


def test_targets_pair_what_titles_do_not() -> None:
    titles = ["推动学前教育普及", "守牢校园安全"], ["办好家门口幼儿园", "守牢校园安全"]
    found = paired(*titles, shared=[(0, 0), (1, 0), (0, 1)])
    assert [(p.before, p.after, p.likeness) for p in found] == [
        (0, 0, Likeness.TARGET),
        (1, 1, Likeness.SAME),
    ]


@given(TITLES, TITLES)
def test_each_title_is_in_one_pair_at_most(before: list[str], after: list[str]) -> None:
    pairs = paired(before, after)
    assert len({pair.before for pair in pairs}) == len({pair.after for pair in pairs}) == len(pairs)
    assert pairs == paired(before, after)


def test_three_hundred_alike_titles_take_no_time() -> None:
    many = [f"扎实推进第{n}项重点工作" for n in range(300)]
    assert len(paired(many, many[::-1])) == 300
