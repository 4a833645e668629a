"""Division tables, as data files: which column holds what, and whether text and table agree."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.manuscript import Cell, Table, text
from generator.model.plan import Role, Task, UnitName
from generator.official.figures.numerals import from_chinese
from generator.official.tables.division import Division, Row, cross_check, division_of, pair_rows
from generator.official.units.responsibilities import responsibilities_in
from generator.problems import Problem, Span
from tests.official.figure_cases import cases

ALL = cases("tables")


def _cell(value: str) -> Cell:
    return tuple(text(line) for line in value.split("|") if line)


def _table(case: dict[str, Any]) -> Table:
    rows = tuple(tuple(_cell(value) for value in row) for row in case["rows"])
    return Table(columns=tuple(case["columns"]), rows=rows, at=Span("a.md", 9))


def _names(units: tuple[UnitName, ...]) -> str:
    lead, cooperating = (
        "、".join(unit.name for unit in units if unit.role is role)
        for role in (Role.LEAD, Role.COOPERATING)
    )
    return f"{lead} / {cooperating}".strip()


def _line(row: Row) -> str:
    measures = "+".join(f"{measure.mark}{measure.text}" for measure in row.measures)
    deadlines = "、".join(deadline.value for deadline in row.deadlines)
    return " | ".join((row.number, row.title, measures, _names(row.units), deadlines)).strip()


def _task(line: str) -> Task:
    number, title, units = line.split(" | ")
    lead, _, cooperating = units.partition("/")
    named = [
        UnitName(name=name, role=role)
        for names, role in ((lead, Role.LEAD), (cooperating, Role.COOPERATING))
        for name in names.strip().split("、")
        if name
    ]
    return Task(
        id=f"t{number}",
        number=number,
        mark=number,
        parts=(),
        title=title,
        text=(),
        units=tuple(named),
    )


def _said(problem: Problem) -> str:
    values = dict(problem.values)
    ordered = (values.get(key, "") for key in ("row", "tasks", "title", "table", "text", "units"))
    return " ".join(value for value in (problem.code, *ordered) if value)


@pytest.mark.parametrize("case", [c for c in ALL if "expected" in c], ids=lambda case: case["text"])
def test_division_of(case: dict[str, Any]) -> None:
    division = division_of(_table(case))
    rows = None if division is None else [_line(row) for row in division.rows]
    assert rows == case["expected"]


@pytest.mark.parametrize("case", [c for c in ALL if "problems" in c], ids=lambda case: case["text"])
def test_cross_check(case: dict[str, Any]) -> None:
    division = division_of(_table(case))
    assert division is not None
    tasks = [_task(line) for line in case["tasks"]]
    found = (*division.problems, *cross_check(tasks, division))
    assert [_said(problem) for problem in found] == case["problems"]


def test_upper_levels_and_others_are_columns_of_the_row() -> None:
    whole = next(case for case in ALL if case["text"].startswith("the whole shape"))
    division = division_of(_table(whole))
    assert division is not None
    assert [column.name for column in division.rows[0].columns] == [
        "国家意见工作任务",
        "省级方案重点任务",
    ]
    assert (division.has_lead_column, division.lead_is_empty) == (True, False)


def test_rows_stand_where_their_first_cell_stands() -> None:
    cells = ((text("阅读", Span("a.md", 12, 3)),), _cell("市教育局"))
    division = division_of(Table(columns=("工作任务", "责任单位"), rows=(cells,)))
    assert division is not None
    assert division.rows[0].at == Span("a.md", 12, 3)


def _rows(*titles: str) -> tuple[Row, ...]:
    return tuple(Row(number=str(order), title=title) for order, title in enumerate(titles, 1))


def _tasks(*titles: str) -> list[Task]:
    return [_task(f"{order} | {title} | /") for order, title in enumerate(titles, 1)]


@pytest.mark.parametrize(
    ("tasks", "rows", "expected"),
    [
        ("甲甲甲 乙乙乙 丙丙丙", "甲甲甲 乙乙乙 丙丙丙", (0, 1, 2)),
        ("甲甲甲 乙乙乙 丙丙丙", "甲甲甲 丁丁丁 丙丙丙", (0, 1, 2)),
        ("甲甲甲 乙乙乙 丙丙丙", "甲甲甲 丙丙丙", (0, None, 1)),
        ("甲甲甲 丙丙丙", "甲甲甲 乙乙乙 丙丙丙", (0, 2)),
        ("加强阅读指导 加强体育锻炼 加强美育", "加强阅读 加强美育", (0, None, 1)),
        ("甲甲甲 乙乙乙", "丙丙丙 丁丁丁", (0, 1)),
        ("甲甲甲 乙乙乙", "丙丙丙", (None, None)),
        ("甲甲甲", "", (None,)),
    ],
)
def test_pair_rows(tasks: str, rows: str, expected: tuple[int | None, ...]) -> None:
    assert pair_rows(_tasks(*tasks.split()), _rows(*rows.split())) == expected


@given(st.lists(st.text(max_size=12), max_size=8), st.lists(st.text(max_size=12), max_size=8))
def test_pairs_are_in_order_and_each_row_is_taken_once(ours: list[str], theirs: list[str]) -> None:
    tasks = [
        Task(id="t", number=str(n), mark="", parts=(), title=title, text=())
        for n, title in enumerate(ours)
    ]
    pairs = [index for index in pair_rows(tasks, _rows(*theirs)) if index is not None]
    assert pairs == sorted(set(pairs))
    assert pair_rows(tasks, _rows(*ours)) == tuple(range(len(ours)))


NAMES = (
    "序号",
    "工作任务",
    "国家意见",
    "措施",
    "完成时限",
    "牵头单位",
    "配合单位",
    "责任单位",
    "备注",
)
HEADS = st.sampled_from(NAMES)
CELLS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["1.甲。2.乙。", "市教育局、财政局", "长期坚持", "（一）", "|"]),
)


@given(st.data())
def test_any_table_is_read(data: st.DataObject) -> None:
    columns = data.draw(st.lists(HEADS, min_size=1, max_size=6))
    rows = data.draw(
        st.lists(st.lists(CELLS, min_size=len(columns), max_size=len(columns)), max_size=5)
    )
    division = division_of(_table({"columns": columns, "rows": rows}))
    if division is not None:
        tasks = [_task("1 | 甲 | 市教育局 / 市财政局")]
        cross_check(tasks, division)
        assert len(division.rows) <= len(rows)


def test_every_problem_has_its_messages(repo: Path) -> None:
    messages = json.loads((repo / "generator/messages/problems/units.json").read_text("utf-8"))
    sources = (
        path.read_text("utf-8") for path in sorted((repo / "generator/official").rglob("*.py"))
    )
    code = "\n".join(sources)
    assert all(f'"{name}"' in code for name in messages)
    assert all(set(each) == {"zh-CN", "en"} for each in messages.values())


class TestRealDocument:
    """The division plan among the real documents, its table read from the lines of the page."""

    HEADS = (
        "序号",
        "国家意见工作任务",
        "省级方案重点任务",
        "市本级具体工作措施",
        "完成时限",
        "牵头单位",
        "配合单位",
    )

    @pytest.fixture
    def lines(self, seeds: Path) -> list[str]:
        (path,) = seeds.glob("004_*.txt")
        return [line.strip() for line in path.read_text("utf-8").splitlines()]

    def _tasks(self, lines: list[str]) -> list[Task]:
        found = (re.match(r"\(([一二三四五六七八九十]+)\)(.*?)。(.*)", line) for line in lines)
        return [
            Task(
                id=f"t{from_chinese(task[1])}",
                number=task[1],
                mark=f"（{task[1]}）",
                parts=(),
                title=task[2],
                text=(task[3],),
                units=tuple(
                    u for clause in responsibilities_in(text(task[3])) for u in clause.units
                ),
            )
            for task in found
            if task
        ]

    def _division(self, lines: list[str]) -> Division:
        """Return the table: a row begins with its number; titles are the short lines behind it."""
        rows: list[list[str]] = []
        for line in lines[lines.index("序号") :]:
            if line == str(len(rows) + 1):
                rows.append([])
            elif line and rows:
                rows[-1].append(line)
        table = Table(
            columns=self.HEADS, rows=tuple(self._row(n, row) for n, row in enumerate(rows, 1))
        )
        division = division_of(table)
        assert division is not None
        return division

    def _row(self, number: int, lines: list[str]) -> tuple[Cell, ...]:
        at = lines.index("长期坚持")
        titles = next(index for index, line in enumerate(lines) if re.search("[。；;]", line))
        cells = ([str(number)], lines[:titles], lines[titles : titles + 1], lines[titles + 1 : at])
        return tuple(
            tuple(text(line) for line in cell)
            for cell in (*cells, [lines[at]], [], lines[at + 1 :])
        )

    def test_text_and_table_disagree_exactly_here(self, lines: list[str]) -> None:
        tasks, division = self._tasks(lines[: lines.index("序号")]), self._division(lines)
        assert (len(tasks), len(division.rows)) == (24, 24)
        found = [
            (p.code, dict(p.values).get("row", ""), dict(p.values).get("units", ""))
            for p in cross_check(tasks, division)
        ]
        assert found == [
            ("lead-column-empty", "", ""),
            ("table-title-differs", "3", ""),
            ("table-lacks-units", "13", "市人力资源社会保障局"),
            ("table-lacks-units", "14", "市财政局"),
            ("table-adds-units", "18", "宣传部"),
        ]

    def test_damaged_marks_are_kept(self, lines: list[str]) -> None:
        rows = self._division(lines).rows
        assert [measure.mark for measure in rows[2].measures] == ["1.", "2,", "3."]
        assert rows[11].measures[3].mark == "4.."
        assert all([deadline.value for deadline in row.deadlines] == ["长期坚持"] for row in rows)
