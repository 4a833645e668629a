"""Targets of a plan as a whole, and of columns of targets."""

import pytest

from generator.model.manuscript import text
from generator.official.tables.goals import goals_in
from tests.official.test_understand import plan_of

PLAN = """
第一章 总体思路

第一节 主要目标

到2025年，毛入园率达到92%，普惠率达到90%以上。

第二章 重点任务

一、扩大资源。新建公办园5所。一是选址；二是开工。

表1 主要指标

| 指标 | 单位 | 2020年 | 2025年 |
|---|---|---|---|
| 全省毛入园率 | % | 87 | 92 |
| 高中阶段毛入学率（%） | | 92 | 94 |
| 新增学位 | 个 | — | 2000 |
"""


def test_goals_in_the_text_and_the_last_year_of_indicators_are_the_plans() -> None:
    plan = plan_of(PLAN)
    found = [(t.subject, t.comparator.value, f"{t.value}{t.unit}", t.year) for t in plan.targets]
    assert found == [
        ("毛入园率", "=", "92%", 2025),
        ("普惠率", ">=", "90%", 2025),
        ("高中阶段毛入学率", "=", "94%", 2025),
        ("新增学位", "=", "2000个", 2025),
    ]
    assert [part.title for part in plan.parts] == ["总体思路", "主要目标", "重点任务"]
    assert plan.tables[0].caption == "表1 主要指标"


def test_told_measures_are_the_tasks_and_its_text_is_unchanged() -> None:
    task = plan_of(PLAN).tasks[0]
    assert [f"{m.mark}{m.text}" for m in task.measures] == ["一是选址；", "二是开工。"]
    assert task.are_told
    assert task.text == ("新建公办园5所。一是选址；二是开工。",)
    assert len(task.targets) == 1


@pytest.mark.parametrize(
    ("cell", "target"),
    [
        ("15个", "食堂改造 = 15个"),
        ("≥95%", "食堂改造 >= 95%"),
        ("3.5万平方米", "食堂改造 = 35000平方米"),
        ("新增学位540个", "学位 = 540个"),
        ("主体封顶", ""),
    ],
)
def test_a_bare_number_is_about_its_row(cell: str, target: str) -> None:
    found = goals_in((text(cell),), "食堂改造", 2024)
    assert "".join(f"{t.subject} {t.comparator.value} {t.value}{t.unit}" for t in found) == target
