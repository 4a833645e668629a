"""Each case is a broken file; its last comment lines say which problems it must give, where."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.files import Source
from generator.forms.documents import parse_plan, read_manuscript
from generator.forms.registers import is_register, parse_registers
from generator.messages import wording
from generator.problems import Problem

CASES = sorted(
    path for path in (Path(__file__).parent / "cases" / "broken").iterdir() if path.is_file()
)


def source(path: str, text: str) -> Source:
    """Return a source as the disk would give it."""
    return Source(path, text, "0")


def problems(path: str, text: str) -> tuple[Problem, ...]:
    """Return what is wrong with a file, read as what its name says."""
    name = path.rpartition("--")[2]
    if is_register(name):
        registers = parse_registers([source(name, text)])
        assert registers.value is None
        return registers.problems
    plan = parse_plan(source(name, text))
    assert plan.value is None
    return plan.problems


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_every_problem_is_found_at_its_place(path: Path) -> None:
    text, _, expected = path.read_text("utf-8").partition("# problems:\n")
    found = [f"{p.at.line}:{p.at.column} {p.code}" for p in problems(path.name, text)]
    assert sorted(found) == sorted(line.removeprefix("# ") for line in expected.strip().split("\n"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_every_problem_says_what_to_do(path: Path) -> None:
    text = path.read_text("utf-8").partition("# problems:\n")[0]
    for found in problems(path.name, text):
        for language in ("zh-CN", "en"):
            said = wording(found, language)
            assert found.code not in said
            assert "{" not in said
            assert said.count("。" if language == "zh-CN" else ".") >= 1


def test_an_alias_bomb_is_refused_at_once() -> None:
    levels = "\n".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{f'*{chr(97 + n)}, ' * 9}]" for n in range(20)
    )
    found = parse_plan(source("a.yaml", f"a: &a [x]\n{levels}\n")).problems
    assert "yaml-alias" in {each.code for each in found}


@pytest.mark.parametrize("depth", [60, 5_000])
def test_deep_nesting_is_refused(depth: int) -> None:
    nested = "opening: " + "[" * depth + "]" * depth
    codes = {each.code for each in parse_plan(source("a.yaml", nested)).problems}
    assert codes & {"yaml-too-deep", "yaml-nested", "yaml-syntax"}


@given(st.text(max_size=300), st.sampled_from(["a.md", "a.yaml"]))
@settings(max_examples=200, deadline=None)
def test_no_text_crashes_the_reader(text: str, path: str) -> None:
    for body in (text, f"---\n标题: 甲\n---\n{text}", f"---\n{text}\n---\n一、甲\n1. 乙。丙。"):
        read = parse_plan(source(path, body))
        assert read.value is not None or read.problems


def test_a_byte_more_than_once_is_the_same_plan() -> None:
    text = "---\n标题: 云澜市教育局2021年工作要点\n---\n一、甲\n1. 乙。丙。\n"
    assert read_manuscript(source("a.md", text)) == read_manuscript(source("a.md", text))
