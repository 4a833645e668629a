"""Where headings may break. Cases: cases/phrases.txt, a heading a line, with | where a line may end."""

from pathlib import Path

import pytest
from markupsafe import Markup

from generator.show.phrases import phrased, phrases
from generator.show.words import WORDS

FILE = Path(__file__).parent / "cases" / "phrases.txt"
CASES = [line for line in FILE.read_text("utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("case", CASES)
def test_a_heading_breaks_between_words(case: str) -> None:
    heading = Markup(case.replace("|", ""))
    assert phrased(heading) == case.replace("|", "<wbr>")
    assert phrased(heading).striptags() == heading.striptags()


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
