"""Marks at the beginning of lines: every spelling that real documents use, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.official.structure.numbering import Depth, bare_number, mark_of, printed_mark


@pytest.mark.parametrize(
    ("line", "depth", "number", "value", "rest"),
    [
        ("一、加强党建", Depth.HAN, "一", 1, "加强党建"),
        ("二十一、加强党建", Depth.HAN, "二十一", 21, "加强党建"),
        ("一．加强党建", Depth.HAN, "一", 1, "加强党建"),
        ("（三）加强党建", Depth.BRACKETED_HAN, "三", 3, "加强党建"),
        ("(三)加强党建", Depth.BRACKETED_HAN, "三", 3, "加强党建"),
        ("（三)加强党建", Depth.BRACKETED_HAN, "三", 3, "加强党建"),
        ("（九十九）加强", Depth.BRACKETED_HAN, "九十九", 99, "加强"),
        ("1.加强党建", Depth.ARABIC, "1", 1, "加强党建"),
        ("12. 加强党建", Depth.ARABIC, "12", 12, "加强党建"),
        ("３．加强党建", Depth.ARABIC, "3", 3, "加强党建"),
        ("4、加强党建", Depth.ARABIC, "4", 4, "加强党建"),
        ("4..按照要求", Depth.ARABIC, "4", 4, "按照要求"),
        ("1.2024年底前", Depth.ARABIC, "1", 1, "2024年底前"),
        ("（1）加强", Depth.BRACKETED_ARABIC, "1", 1, "加强"),
        ("2）加强", Depth.BRACKETED_ARABIC, "2", 2, "加强"),
        ("②加强", Depth.CIRCLED, "②", 2, "加强"),
        ("一是加强", Depth.ORDINAL, "一", 1, "加强"),
        ("——加强", Depth.BULLET, "", None, "加强"),
        ("第一章 总则", Depth.CHAPTER, "一", 1, "总则"),
        ("第一编 总论", Depth.BOOK, "一", 1, "总论"),
        ("第二部分 重点任务", Depth.BOOK, "二", 2, "重点任务"),
        ("第一节 学前教育", Depth.SECTION, "一", 1, "学前教育"),
        ("第三节优化布局", Depth.SECTION, "三", 3, "优化布局"),
        (
            "第十二条 本办法自印发之日起施行。",
            Depth.ARTICLE,
            "十二",
            12,
            "本办法自印发之日起施行。",
        ),
        ("1.1 加强党建", Depth.ARABIC, "1.1", 1, "加强党建"),
        ("1.1. 加强党建", Depth.ARABIC, "1.1", 1, "加强党建"),
        ("２．１０、加强党建", Depth.ARABIC, "2.10", 10, "加强党建"),
        ("3.3.1 加强党建", Depth.ARABIC, "3.3.1", 1, "加强党建"),
        ("3.3.12加强党建", Depth.ARABIC, "3.3.12", 12, "加强党建"),
        ("★1.加强党建", Depth.ARABIC, "1", 1, "加强党建"),
        ("☆ （三）加强党建", Depth.BRACKETED_HAN, "三", 3, "加强党建"),
    ],
)
def test_marks_are_read(line: str, depth: Depth, number: str, value: int, rest: str) -> None:
    mark = mark_of(line)
    assert mark is not None
    assert (mark.depth, mark.number, mark.value, line[mark.end :]) == (depth, number, value, rest)


@pytest.mark.parametrize(
    "line",
    [
        "2021年是关键之年",
        "2021.3.10",
        "1.5亿元",
        "12.5%的学校",
        "3.5",
        "一方面",
        "2021.3.5起施行",
        "2021.3.5",
        "21.3.5日前",
        "2.0 版平台上线",
        "3.5 万元",
        "1.2 个百分点",
        "10.5 %",
        "1.1加强党建",
        "1，加强党建",
        "第一节课外活动开展得好",
        "第一条生产线投产",
        "第一部分学校完成改造，第二部分推进",
        "★加强党建",
        "一是否可行",
        "十四五规划",
        "（试行）",
        "加强",
        "",
    ],
)
def test_what_is_no_mark(line: str) -> None:
    assert mark_of(line) is None


@given(st.text(max_size=40))
def test_any_line_is_judged(line: str) -> None:
    mark = mark_of(line)
    assert mark is None or 0 < mark.end <= len(line)


@pytest.mark.parametrize("printed", ["一、", "（一）", "1.", "（1）", "①", "一是", "(二)", "12．"])
def test_a_printed_mark_stays_and_gives_its_number(printed: str) -> None:
    assert printed_mark(printed, Depth.HAN) == printed
    mark = mark_of(f"{printed}文")
    assert mark is not None
    assert bare_number(printed) == mark.number


def test_a_bare_number_is_printed_as_its_depth_asks() -> None:
    assert printed_mark("一", Depth.HAN) == "一、"
    assert printed_mark("一", Depth.BRACKETED_HAN) == "（一）"
    assert printed_mark("3", Depth.BRACKETED_HAN) == "3."
    assert printed_mark("3", Depth.BRACKETED_ARABIC) == "（3）"
    assert printed_mark("A-1", Depth.HAN) == "A-1"
    assert bare_number("A-1") == "A-1"


def test_dots_stand_further_in_but_above_the_next_kind() -> None:
    ranks = [
        found.rank
        for mark in ("（一）", "1.", "1.1 ", "1.1.1 ", "（1）")
        if (found := mark_of(f"{mark}文"))
    ]
    assert ranks == sorted(set(ranks))
    assert len(ranks) == 5


def test_a_decimal_number_knows_what_it_stands_below() -> None:
    mark = mark_of("3.3.1 加强")
    assert mark is not None
    assert mark.above == "3.3"


def test_a_star_in_front_of_a_number_belongs_to_the_text() -> None:
    mark = mark_of("★1.加强")
    assert mark is not None
    assert (mark.flag, mark.printed) == ("★", "1.")
