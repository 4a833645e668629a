"""Numbers to reach: the forms and traps of published plans, as data files."""

from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.manuscript import Text, text
from generator.model.plan import Target
from generator.official.figures.targets import targets_in
from generator.problems import Span
from tests.official.figure_cases import cases, target_line

PIECES = (
    "达到 不低于 超过 控制在 以上 以内 分别 每人每年 全覆盖 清零 实现 新建 2025年 到 的 和 、 ， 。 ； （ ） 《 》 “ ” "
    "65% 3亿元 5所 二百 百分之六十 三分之二 翻番 年内 公办园 覆盖面 第 1+X １２％ 3-5岁 零 一 2—3 / 人"
)
PROSE = st.lists(st.sampled_from([*PIECES.split(" "), " "]), max_size=30).map("".join)


@pytest.mark.parametrize("case", cases("targets"), ids=lambda case: case["text"][:24])
def test_targets_in(case: dict[str, Any]) -> None:
    found = targets_in(Text(case["text"]), case.get("year"))
    assert [target_line(target) for target in found] == case.get("targets", [])


def test_text_and_place() -> None:
    source = text("实施行动。到2025年，力争公办园占比达到55%以上，改善条件。", Span("a.md", 3, 5))
    (target,) = targets_in(source)
    assert target.text == "力争公办园占比达到55%以上"
    assert target.at == Span("a.md", 3, 5 + source.value.index(target.text))
    assert target.recognised


def test_place_in_a_joined_line() -> None:
    source = Text("全市巩固率达到99%，入学率达到100%。", "a.md", ((0, 1, 1), (11, 2, 1)))
    assert [str(t.at) for t in targets_in(source)] == ["a.md:1:1", "a.md:2:1"]


@given(st.text(max_size=60) | PROSE, st.none() | st.integers(1949, 2099))
def test_any_text(value: str, year: int | None) -> None:
    found = targets_in(Text(value), year)
    places = [target.at.column for target in found]
    assert places == sorted(places)
    for target in found:
        assert target.text and target.text in value
        assert target.value.is_finite() and target.value >= 0
        assert target.upper is None or target.upper > target.value
    assert found == targets_in(Text(value), year)


@pytest.mark.parametrize(
    "piece",
    ["全覆盖", "1", "一二三", "（", "《", "“1", "每人每年", "9,999,", "零", "  ", "不低于的", "3-"],
)
def test_long_text_takes_linear_time(piece: str) -> None:
    begun = process_time()
    targets_in(Text(piece * (200_000 // len(piece))), 2021)
    assert process_time() - begun < 5


@pytest.mark.parametrize(
    "piece", ["达到65%以上", "65%、", "到2025年达到5%，", "分别5所和", "新建5所的"]
)
def test_many_targets_take_linear_time(piece: str) -> None:
    begun = process_time()
    targets_in(Text(piece * (40_000 // len(piece))), 2021)
    assert process_time() - begun < 5


def of_seed(seeds: Path, name: str, year: int | None) -> list[Target]:
    (file,) = seeds.glob(f"{name}_*")
    lines = file.read_text("utf-8").splitlines()
    return [target for line in lines for target in targets_in(Text(line.strip()), year)]


def short(targets: list[Target]) -> list[str]:
    return [f"{t.comparator}{t.value:f}{t.unit}" for t in targets]


def test_seed_000(seeds: Path) -> None:
    assert short(of_seed(seeds, "000", 2021)) == [">=3000人次", "=60000人次"]


def test_seed_001(seeds: Path) -> None:
    (file,) = seeds.glob("001_*")
    (task,) = (line for line in file.read_text("utf-8").splitlines() if "4.促进" in line)
    found = targets_in(Text(task), 2019)
    assert short(list(found)) == [">=65%", ">=95%", ">=92%", ">=95%"]
    assert found[0].subject == "公办园覆盖面"
    assert found[0].text == "公办园覆盖面达到65%以上"
    counted = [f"{t.value:f}{t.unit}" for t in of_seed(seeds, "001", 2019) if t.unit == "所"]
    assert counted == ["5所", "3所", "5所", "5所"]


def test_seed_004(seeds: Path) -> None:
    found = short(of_seed(seeds, "004", 2021))
    assert {"=40%", "=30%", "=20%", ">=95%"} <= set(found)
    equipped = [t.subject for t in of_seed(seeds, "004", 2021) if "率达到100%" in t.text]
    assert len(equipped) == 2
