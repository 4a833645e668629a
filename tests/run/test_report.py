"""What an editor reads: places that can be clicked, the line, and a caret below the character."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import Severity, Span, problem
from generator.run.report import as_json, as_text, excerpt, located, softened, tally, width

TEXT = {"plans/a.md": ["---", "标题: 云澜市教育局", "\tx: 1", "长" * 400]}
NAME = located("content", "site_templates")


def lines(path: str) -> list[str]:
    return TEXT.get(path, [])


@pytest.mark.parametrize(
    ("content", "path", "name"),
    [
        ("content", "plans/a.md", "content/plans/a.md"),
        ("a/content/", "b.md", "a/content/b.md"),
        (".", "b.md", "b.md"),
        ("content", "", "content"),
        ("content", "templates/pages/a.j2", "site_templates/pages/a.j2"),
        ("C:\\gh\\content", "a.md", "C:/gh/content/a.md"),
    ],
)
def test_located(content: str, path: str, name: str) -> None:
    assert located(content, "site_templates")(path) == name


def test_text() -> None:
    found = problem("cannot-read", Span("plans/a.md", 2, 5), reason="x")
    assert list(as_text([found], NAME, lines, "zh-CN")) == [
        "content/plans/a.md:2:5: 错误[cannot-read] 无法读取：x。请检查文件是否存在、是否有读取权限",
        "    2 | 标题: 云澜市教育局",
        "      |       ^",
    ]


def test_many_of_one_fault_are_one_line() -> None:
    many = [problem("cannot-read", Span("plans/a.md", 9, n), reason="x") for n in range(1, 5001)]
    other = problem("cannot-read", Span("plans/b.md"), reason="x")
    text = list(as_text([*many, other], NAME, lines, "zh-CN"))
    assert len(text) == 20 + 1 + 1
    assert text[20].startswith("content/plans/a.md:9:21: 错误[cannot-read] 从这里起")
    assert "同类问题另有 4,980 处" in text[20]
    assert text[21].startswith("content/plans/b.md:1:1: ")
    assert "4,980 more" in list(as_text(many, NAME, lines, "en"))[20]
    assert tally(many, "zh-CN").startswith("5000 个错误")
    assert len(json.loads(as_json(many, NAME, "zh-CN"))["problems"]) == 5000


def test_english_and_colours() -> None:
    found = problem("no-plans", Span(), Severity.WARNING)
    text = list(as_text([found], NAME, lines, "en", color=True))
    assert text[0].startswith("\x1b[33mcontent:1:1: warning[no-plans] ")
    assert len(text) == 1


def test_the_caret_is_below_its_character_in_long_lines() -> None:
    number, caret = excerpt(problem("x", Span("plans/a.md", 4, 300)), lines)
    shown = number[8:]
    assert width(shown) <= 80
    assert width(caret[:-1]) < width(number)


def test_lines_that_are_not_there() -> None:
    for at in (
        Span("plans/a.md", 99, 1),
        Span("nothing", 1, 1),
        Span("", 1, 1),
        Span("plans/a.md", 0, 0),
    ):
        assert list(excerpt(problem("x", at), lines)) == []


@given(st.text(), st.integers(-5, 500), st.integers(-5, 500))
def test_any_text_at_any_place(text: str, line: int, column: int) -> None:
    found = problem("cannot-read", Span("a", line, column), reason=text)
    for shown in as_text([found], NAME, lambda path: text.split("\n"), "zh-CN"):
        assert shown.isprintable() or "\u3000" in shown


def test_json() -> None:
    found = problem("cannot-read", Span("plans/a.md", 2, 5), reason="“x”")
    assert json.loads(as_json([found], NAME, "en"))["problems"] == [
        {
            "path": "content/plans/a.md",
            "line": 2,
            "column": 5,
            "severity": "error",
            "code": "cannot-read",
            "message": "Cannot be read: “x”. See whether it is there and whether you may read it",
        }
    ]


def test_softened_and_tally() -> None:
    found = [problem("a", Span("draft.md")), problem("b", Span("plan.md"))]
    soft = softened(found, frozenset(["draft.md"]))
    assert [p.severity for p in soft] == [Severity.WARNING, Severity.ERROR]
    assert tally(soft, "en") == "1 errors, 1 warnings, 0 notes"
