"""When something is due: running text, whole values, and times that are no deadlines."""

from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.manuscript import Text, text
from generator.model.plan import Deadline, DeadlineKind
from generator.official.figures.deadlines import deadline_of, deadlines_in
from generator.problems import Span
from tests.official.figure_cases import cases, deadline_line

PIECES = (
    "到 至 力争 2025年 二〇二五年 底 前 6月 30日 每年 每学期 长期坚持 持续推进 上半年 秋季学期 年内 今年 十四五 期间 "
    "“ ” — - 完成时限 ： 完成 。 ， （ ） 《 》 起 以来 的 学年 0400年 13月"
)
PROSE = st.lists(st.sampled_from([*PIECES.split(" "), " "]), max_size=20).map("".join)


@pytest.mark.parametrize(
    "case", cases("deadlines", without=("stated",)), ids=lambda case: case["text"][:24]
)
def test_deadlines_in(case: dict[str, Any]) -> None:
    found = deadlines_in(Text(case["text"]), case.get("year"))
    assert [deadline_line(deadline) for deadline in found] == case.get("deadlines", [])


@pytest.mark.parametrize(
    "case",
    [case for case in cases("deadlines") if "stated" in case],
    ids=lambda case: str(case["text"]),
)
def test_deadline_of(case: dict[str, Any]) -> None:
    read = deadline_of(Text(case["text"]), case.get("year"))
    assert (read and f"{read.kind} {read.value}") == case["stated"]


@pytest.mark.parametrize(
    "value", ["2025", "2025-06", "2025-12-31", "2025-H1", "2025-H2", "2022-autumn", "2022-spring"]
)
def test_a_value_is_read_as_itself(value: str) -> None:
    read = deadline_of(Text(value))
    assert read is not None and read.value == value


def test_text_and_place() -> None:
    source = text("建设学校，力争到2025年完成。", Span("a.md", 3, 5))
    assert deadlines_in(source) == (
        Deadline(kind=DeadlineKind.YEAR, value="2025", text="到2025年"),
    )
    assert deadlines_in(source)[0].at == Span("a.md", 3, 12)


@given(st.text(max_size=40) | PROSE, st.none() | st.integers(1949, 2099))
def test_any_text(value: str, year: int | None) -> None:
    found = deadlines_in(Text(value), year)
    places = [deadline.at.column for deadline in found]
    assert places == sorted(places)
    for deadline in found:
        assert deadline.text and deadline.text in value
    read = deadline_of(Text(value), year)
    assert read is None or read.text == value.strip()


@pytest.mark.parametrize(
    "piece",
    ["到2025年", "每年", "长期坚持 ", "2025年6月", "十四五期间", "年底前，", "完成时限：", "2", "一", " ",
     "秋季学期", "2021—"],
)  # fmt: skip
def test_long_text_takes_linear_time(piece: str) -> None:
    begun = process_time()
    value = Text(piece * (200_000 // len(piece)))
    deadlines_in(value, 2021)
    deadline_of(value, 2021)
    assert process_time() - begun < 5


def test_seed_001(seeds: Path) -> None:
    (file,) = seeds.glob("001_*")
    lines = file.read_text("utf-8").splitlines()
    found = [str(d.value) for line in lines for d in deadlines_in(Text(line), 2019)]
    assert sorted(set(found)) == ["2019", "2019-autumn", "2020"]


def test_seed_004(seeds: Path) -> None:
    (file,) = seeds.glob("004_*")
    cells = [line.strip() for line in file.read_text("utf-8").splitlines()]
    read = [deadline_of(Text(cell), 2021) for cell in cells if cell == "长期坚持"]
    assert len(read) == 24
    assert {deadline.kind for deadline in read if deadline} == {DeadlineKind.ONGOING}
