"""Measures told inside a paragraph."""

import pytest

from generator.model.manuscript import text
from generator.official.structure.told import told_in


@pytest.mark.parametrize(
    ("paragraph", "measures"),
    [
        (
            "一是新建学校3所；二是组建集团12个。另行通报。",
            ["一是新建学校3所；", "二是组建集团12个。"],
        ),
        (
            "1.完成迁建，6月底前竣工；2.启动综合楼建设。",
            ["1.完成迁建，6月底前竣工；", "2.启动综合楼建设。"],
        ),
        (
            "（1）加强领导。（2）强化宣传。（责任单位：办公室）",
            ["（1）加强领导。", "（2）强化宣传。"],
        ),
        ("①甲事；②乙事；③丙事。", ["①甲事；", "②乙事；", "③丙事。"]),
        ("第一，甲事；第二，乙事。", ["第一，甲事；", "第二，乙事。"]),
        ("一是只有一条。", []),
        ("增长1.5倍；2.3亿元到位。", []),
        ("落实《办法》（1）和（2）的规定。", []),
    ],
)
def test_told_measures(paragraph: str, measures: list[str]) -> None:
    found = told_in((text("前言。"), text(paragraph)))
    assert [f"{measure.mark}{measure.text}" for measure in found] == measures
