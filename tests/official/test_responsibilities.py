"""Who does what: the shapes of published plans, as data files, and what must not be taken for units."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.manuscript import Text, text
from generator.model.plan import Role, UnitName
from generator.official.units.responsibilities import (
    Responsibility,
    responsibilities_in,
    responsibility_problems,
    says_first_leads,
    unit_names,
)
from generator.problems import Span
from tests.official.figure_cases import cases

PIECES = (
    "（ ） ( ) 〔 〕 【 】 牵头单位： 责任单位: 配合单位： 牵头 负责 配合 按职责分工负责 市教育局 "
    "市财政局 各县（市、区） 政府 团 市 委 编 办 等 和 、 ， ； 。 由 会同 有关部门 校长 "
    "文化广播电视 旅游局 下同 第一位 \u00a0 \u3000 《 》 1. 2021年"
)
PROSE = st.lists(st.sampled_from([*PIECES.split(" "), " "]), max_size=30).map("".join)


def _line(clause: Responsibility) -> str:
    lead, cooperating = (_names(clause.units, role) for role in (Role.LEAD, Role.COOPERATING))
    return f"{lead} / {cooperating}".strip()


def _names(units: tuple[UnitName, ...], role: Role) -> str:
    return "、".join(unit.name for unit in units if unit.role is role)


@pytest.mark.parametrize("case", cases("units"), ids=lambda case: case["text"][:30])
def test_responsibilities_in(case: dict[str, Any]) -> None:
    source = text(case["text"])
    assert [_line(clause) for clause in responsibilities_in(source)] == case["clauses"]
    found = [problem.code for problem in responsibility_problems(source)]
    assert found == case.get("problems", [])


def test_clause_and_places() -> None:
    source = text("健全机制。（牵头单位：市教育局，配合单位：市财政局）", Span("a.md", 3, 5))
    (clause,) = responsibilities_in(source)
    assert source.value[clause.start : clause.end] == "（牵头单位：市教育局，配合单位：市财政局）"
    assert [str(unit.at) for unit in clause.units] == ["a.md:3:16", "a.md:3:26"]


def test_an_own_line_is_the_clause_with_its_full_stop() -> None:
    source = text("健全机制。责任单位：市教育局。另行通知。")
    (clause,) = responsibilities_in(source)
    assert source.value[clause.start : clause.end] == "责任单位：市教育局。"


def test_the_first_leads_where_the_plan_says_so_once() -> None:
    assert says_first_leads("各项任务责任单位列第一位的为牵头单位。")
    assert not says_first_leads("坚持把教育放在第一位。")
    (clause,) = responsibilities_in(text("（责任单位：市教育局、市财政局）"), first_leads=True)
    assert _line(clause) == "市教育局 / 市财政局"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["宣传部", "团市委", "编\u00a0 办"], "宣传部、团市委、编办"),
        (
            ["自然资源局 住建局", "妇　联", "市场监管局 团市委"],
            "自然资源局、住建局、妇联、市场监管局、团市委",
        ),
        (["市文化广播电视", "和旅游局", "市教育局"], "市文化广播电视和旅游局、市教育局"),
        (["市教育局、财政局；市公安局"], "市教育局、财政局、市公安局"),
        (["无", "/", "—", "各有关部门"], ""),
        ([], ""),
    ],
)
def test_unit_names(lines: list[str], expected: str) -> None:
    found = unit_names([text(line) for line in lines], Role.COOPERATING)
    assert _names(found, Role.COOPERATING) == expected
    assert not _names(found, Role.LEAD)


def test_a_label_in_a_cell_decides() -> None:
    cell = [text(line) for line in ("牵头单位：市教育局", "配合单位：市财政局", "市公安局")]
    found = unit_names(cell, Role.LEAD)
    assert (_names(found, Role.LEAD), _names(found, Role.COOPERATING)) == (
        "市教育局",
        "市财政局、市公安局",
    )
    noted = unit_names([text("市教育局（牵头）"), text("市财政局")], Role.COOPERATING)
    assert _names(noted, Role.LEAD) == "市教育局"


@given(st.one_of(PROSE, st.text()))
def test_any_text_is_read(value: str) -> None:
    source = Text(value)
    end = 0
    for clause in responsibilities_in(source):
        assert end <= clause.start < clause.end <= len(value)
        assert clause.units
        end = clause.end
    assert all(problem.at.line == 1 for problem in responsibility_problems(source))
    assert all(unit.name for unit in unit_names([source], Role.LEAD))


@pytest.mark.parametrize(
    "piece",
    [
        "（",
        "（牵头单位：",
        "（（市、区））负责",
        "责任",
        "等",
        "、",
        "市教育局 ",
        "牵头单位：市教育局。",
    ],
)
def test_long_text_is_read_in_linear_time(piece: str) -> None:
    source = Text(piece * (50_000 // len(piece)))
    responsibilities_in(source)
    unit_names([source], Role.LEAD)
