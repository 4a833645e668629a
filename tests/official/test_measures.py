"""What a target measures: which targets may be set beside each other, and which never."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.plan import Target
from generator.official.figures.measures import level_of

COMPARED = [
    ("公办园覆盖面", "%", "公办园覆盖面"),
    ("公办园 在园幼儿占比", "%", "公办园在园幼儿占比"),
    ("全市高中阶段毛入学率", "%", "高中阶段毛入学率"),
    ("云澜市学前三年毛入园率", "%", "学前三年毛入园率"),
    ("我市的大班额比例", "%", "大班额比例"),
    ("乡村教师生活补助", "元/人/月", "乡村教师生活补助"),
    ("生均公用经费", "元/生/年", "生均公用经费"),
]
NEVER = [
    ("公办幼儿园", "所"),  # a count: new ones, all of them, in which years?
    ("参与率", "%"),  # of whom, in what?
    ("学生参与率", "%"),
    ("骨干教师", "%"),  # a share of what?
    ("总体近视率下降", "个百分点"),  # a change
    ("义务教育巩固率提高", "%"),
    ("县财政", "元/人/年"),
    ("", "%"),
    ("公办园覆盖面" * 9, "%"),
]


@pytest.mark.parametrize(("subject", "unit", "name"), COMPARED)
def test_levels_are_compared_by_their_name(subject: str, unit: str, name: str) -> None:
    level = level_of(Target(value=Decimal(65), unit=unit, subject=subject), "云澜市")
    assert level is not None
    assert (level.name, level.unit) == (name, unit)


@pytest.mark.parametrize(("subject", "unit"), NEVER)
def test_what_may_differ_is_never_compared(subject: str, unit: str) -> None:
    assert level_of(Target(value=Decimal(65), unit=unit, subject=subject), "云澜市") is None


def test_another_place_stays_in_the_name() -> None:
    """A county's bureau that writes 全市 means the city, not itself."""
    for subject in ("全市大班额比例", "望川县大班额比例"):
        level = level_of(Target(value=Decimal(1), unit="%", subject=subject), "临溪县")
        assert level is not None
        assert level.name == subject


@given(st.text(max_size=60), st.text(max_size=6), st.text(max_size=6))
def test_any_text_is_fine(subject: str, unit: str, place: str) -> None:
    level_of(Target(value=Decimal(1), unit=unit, subject=subject), place)
