"""Where headings may break. Cases: cases/phrases.txt, one a line: | where a line may end, {} around what holds."""

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from generator.show.phrases import phrased, phrases
from generator.show.words import WORDS

FILE = Path(__file__).parent / "cases" / "phrases.txt"
HELD = '<span class="nb">'
CASES = [line for line in FILE.read_text("utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("case", CASES)
def test_a_heading_breaks_between_words(case: str) -> None:
    heading = Markup(re.sub(r"[|{}]", "", case))
    broken = case.replace("|", "<wbr>").replace("{", HELD).replace("}", "</span>")
    assert phrased(heading) == broken
    assert phrased(heading).striptags() == heading.striptags()


@pytest.mark.parametrize("title", ["构建德智体美劳全面培养的教育体系", "坚持和加强党的全面领导"])
def test_a_number_never_stands_alone(title: str) -> None:
    """Where the first piece is long, its first characters stay with the number."""
    held = phrased(title, "二、")
    assert held == f"{HELD}二、{title[:2]}</span>{phrased(title, room=0)[2:]}"


def test_a_number_and_a_short_piece_are_left_as_they_are() -> None:
    assert phrased("深化课程教学改革", "三、") == "三、深化课程教学改革"
    assert phrased("健全工作机制，完善评价制度", "三、").startswith("三、健全工作机制，")
    assert phrased("<b>义务教育优质均衡发展", "<i>").startswith("&lt;i&gt;&lt;b&gt;")


def test_a_name_may_break_where_there_is_little_room() -> None:
    assert phrased("云澜市教育工作规划计划") == "云澜市教育工作规划计划"
    assert phrased("云澜市教育工作规划计划", room=6) == "云澜市教育<wbr>工作规划计划"


@pytest.mark.parametrize("case", CASES)
def test_no_piece_is_short(case: str) -> None:
    """So that none stands alone in a line; what stands between marks of its own may be."""
    for run in case.split("，"):
        if "|" in run and run.isalnum():
            assert all(len(piece) >= 4 for piece in run.split("|"))


def test_text_stays_text() -> None:
    assert phrased("<b>义务教育优质均衡发展规划</b>").startswith("&lt;b&gt;义务教育")


def test_a_word_is_never_cut() -> None:
    for word in WORDS:
        assert "".join(phrases(f"推进{word}的发展")) == f"推进{word}的发展"
        assert any(word in piece for piece in phrases(f"推进学校{word}"))
