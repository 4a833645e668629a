"""Naming, tables, paragraphs and HTML: the smaller steps, each by itself."""

import pytest

from generator.imports.html import read_html
from generator.imports.markup import is_html, lines_of, without_tags
from generator.imports.naming import certain_issuer, plan_id, stem_of
from generator.imports.paragraphs import (
    joined,
    without_contents,
    without_repeated_lead,
    wrapped_width,
)
from generator.imports.tables import SpannedCell, table_of
from generator.model.manuscript import Cell, Text


@pytest.mark.parametrize(
    ("issuer", "year", "kind", "stem", "expected"),
    [
        ("云澜市教育局", 2021, "工作要点", "a", "ylsjyj-2021-gzyd"),
        ("云澜市教育局", 2021, "", "a", "ylsjyj-2021"),
        ("", 2021, "工作要点", "Plan 2021_final", "plan-2021-final"),
        ("云澜市教育局", None, "工作要点", "工作要点", "gzyd"),
        ("", None, "", "？！", "plan"),
    ],
)
def test_plan_id(issuer: str, year: int | None, kind: str, stem: str, expected: str) -> None:
    assert plan_id(issuer, year, kind, stem) == expected


@pytest.mark.parametrize(
    ("name", "stem"),
    [("a/b.c.txt", "b.c"), ("C:\\文件\\要点.html", "要点"), (".txt", ".txt"), ("a", "a")],
)
def test_stem(name: str, stem: str) -> None:
    assert stem_of(name) == stem


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("云澜市教育局2021年工作要点", "云澜市教育局"),
        ("云澜市人民政府办公室印发《工作方案》的通知", "云澜市人民政府办公室"),
        ("市教育局2021年工作要点", ""),
        ("xx市教育局2025年工作要点", ""),
        ("2021年工作要点", ""),
    ],
)
def test_issuer(title: str, issuer: str) -> None:
    assert certain_issuer(title) == issuer


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<!DOCTYPE html><html><body>中文</body></html>", True),
        ("<p>中文段落</p><p>第二段</p>", True),
        ("<p>未关闭的段落<p>第二段", True),
        ('<samp id="a"></samp>\n中文正文是纯文字。', False),
        ("《意见<关于教育>》正文", False),
        ("a < b", False),
        ("<div>" * 5000 + "中文", False),
    ],
)
def test_is_html(source: str, expected: bool) -> None:
    assert is_html(source) is expected


def test_stray_tags() -> None:
    source = '<sup id="x"></sup>\n   • <input id="x">\n    3. <dl id="x"></dl>\n一、《<关于教育>意见》&nbsp;正文'
    kept, entries = without_tags(lines_of("a.txt", source))
    assert [line.value.strip() for line in kept] == ["", "", "", "一、《<关于教育>意见》\u00a0正文"]
    assert [entry.line for entry in entries] == [1, 2, 3]


@pytest.mark.parametrize(
    "style",
    [
        *("display:none", "DISPLAY : none", "visibility:hidden", "font-size:0", "opacity:0"),
        *("width:0;height:0", "text-indent:-9999px"),
    ],
)
def test_concealed_text_is_not_imported(style: str) -> None:
    page = read_html("a.html", f"<p>正文</p>\n<div style='{style}'>广告</div><p hidden>又一则</p>")
    assert [block.text.value for block in page.blocks if block.text.value.strip()] == ["正文"]
    assert [(entry.code, entry.line) for entry in page.entries] == [("import-concealed", 2)] * 2


@pytest.mark.parametrize(
    "style", ["max-width:0 auto", "width:0.5em", "line-height:0", "font-size:0.9em", "opacity:0.8"]
)
def test_visible_text_is(style: str) -> None:
    page = read_html("a.html", f"<p style='{style}'>正文</p>")
    assert page.entries == ()
    assert [block.text.value for block in page.blocks] == ["正文"]


def test_lines_of_html() -> None:
    page = read_html("a.html", "<p>一\n二</p>\n\n<p>\nthree\nfour<br>五</p>")
    lines = [(block.text.value.strip(), block.text.cut(0).at.line) for block in page.blocks]
    assert lines == [("一二", 1), ("three four", 5), ("五", 6)]


def cell(value: str, rowspan: int = 1, colspan: int = 1) -> SpannedCell:
    return SpannedCell(tuple(Text(line) for line in value.split()), rowspan, colspan)


def values(row: tuple[Cell, ...]) -> list[str]:
    return [" ".join(text.value for text in each) for each in row]


def test_merged_cells_repeat_their_lines() -> None:
    rows = [
        [cell("重点任务表", colspan=3)],
        [cell("任务", rowspan=2), cell("单位", colspan=2)],
        [cell("牵头单位"), cell("配合单位")],
        [cell("甲 乙", rowspan=2), cell("教育局", rowspan=9), cell("财政局")],
        [cell("公安局")],
    ]
    table = table_of(rows)
    assert table is not None
    assert table.caption == "重点任务表"
    assert table.columns == ("任务", "牵头单位", "配合单位")
    assert [values(row) for row in table.rows] == [
        ["甲 乙", "教育局", "财政局"],
        ["甲 乙", "教育局", "公安局"],
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [[]],
        [[cell("一")], [cell("二")]],
        [[cell("一"), cell("二")]],
        [[cell("长" * 5000), cell("")]] * 2,
    ],
)
def test_layout_is_no_table(rows: list[list[SpannedCell]]) -> None:
    assert table_of(rows) is None


def texts(*lines: str) -> list[Text]:
    return [Text(line, "a", ((0, number, 1),)) for number, line in enumerate(lines, 1)]


def test_repeated_lead() -> None:
    lead = "2021年是“十四五”开局之年，全市教育工作坚持稳中求进总基调"
    lines = texts("工作要点", f"{lead}。", "工作要点", f"{lead}，办好每一所学校。", "一、重点")
    kept, entries = without_repeated_lead(lines)
    assert [text.at.line for text in kept] == [3, 4, 5]
    assert [entry.line for entry in entries] == [1, 2]


def test_contents() -> None:
    lines = texts("目 录", "一、基础……………3", "二、目标......... - 12 -", "一、基础", "正文……")
    kept, _ = without_contents(lines)
    assert [text.value for text in kept] == ["一、基础", "正文……"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("各县、区教育局，", "局属各学校："), ["各县、区教育局，局属各学校："]),
        (
            ("附件：《关于深化改革", "全面提高质量的意见》分工表"),
            ["附件：《关于深化改革全面提高质量的意见》分工表"],
        ),
        (("加强领导", "，压实责任。"), ["加强领导，压实责任。"]),
        (("一、加强领导", "坚持党的领导。"), ["一、加强领导", "坚持党的领导。"]),
        (("建立制度，", "二、强化督导"), ["建立制度，", "二、强化督导"]),
    ],
)
def test_joined(lines: tuple[str, ...], expected: list[str]) -> None:
    kept, _ = joined(texts(*lines))
    assert [text.value for text in kept] == expected


def test_wrapped_width() -> None:
    assert wrapped_width(["推进各级各类教育协调发展，不断提高人民群众的满意"] * 9 + ["度。"]) == 24
    assert wrapped_width(["推进各级各类教育协调发展，不断提高人民群众的满意度。"] * 20) == 0
