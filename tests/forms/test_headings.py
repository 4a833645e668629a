"""Markdown headings instead of, beside and below the official numbering."""

import pytest

from generator.files import Source
from generator.forms.documents import read_manuscript
from generator.model.manuscript import Item


def shown(body: str) -> list[str]:
    """Return parts and tasks of a body as short lines."""
    read = read_manuscript(Source("a.md", f"---\n标题: 甲\n---\n{body}", "0")).value
    assert read is not None
    return [
        f"task {each.title}" if isinstance(each, Item) else f"part{each.level} {each.title}"
        for each in read.body
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("## 一、乙\n### （一）丙\n1. 丁。戊。\n", ["part1 乙", "part2 丙", "task 丁"]),
        ("## 乙\n### 丙\n丁。\n### 戊\n己。\n", ["part1 乙", "task 丙", "task 戊"]),
        (
            "## 一、乙\n### 丙\n丁。\n## 二、戊\n### 己\n庚。\n",
            ["part1 乙", "task 丙", "part1 戊", "task 己"],
        ),
        (
            "## 一、乙\n1. 丙。丁。\n## 保障措施\n2. 戊。己。\n",
            ["part1 乙", "task 丙", "part1 保障措施", "task 戊"],
        ),
        (
            "一、乙\n1. 丙。丁。\n## 二、戊\n2. 己。庚。\n",
            ["part1 乙", "task 丙", "part1 戊", "task 己"],
        ),
        ("## 乙 {.part}\n丙。\n## 丁 {.task}\n戊。\n", ["part1 乙", "task 丁"]),
    ],
)
def test_headings_nest_as_they_are_meant(body: str, expected: list[str]) -> None:
    assert shown(body) == expected


def test_a_list_below_a_task_is_measures_and_below_a_part_is_text() -> None:
    read = read_manuscript(
        Source("a.md", "---\n标题: 甲\n---\n一、乙\n- 总则\n1. 丙。丁。\n- 戊\n- 己\n", "0")
    ).value
    assert read is not None
    part, task = read.body
    assert [text.value for text in part.text] == ["总则"]
    assert isinstance(task, Item)
    assert [measure.text.value for measure in task.measures] == ["戊", "己"]
