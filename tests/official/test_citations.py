"""Cited documents: the forms of published plans, as data files; identity, numbers and damaged marks."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.manuscript import Text, text
from generator.model.plan import Citation
from generator.official.citing.citations import (
    bracket_problems,
    broken_doc_no,
    citation_key,
    citation_of,
    citations_in,
    doc_no,
    normal_issuer,
    normal_title,
)
from generator.problems import Span
from tests.official.figure_cases import cases

PIECES = (
    "《 》 〈 〉 < > ＜ ＞ （ ） ( ) 〔2021〕 [2021] 号 1 云教 关于 的通知 印发 以下简称 教育部 "
    "省委省政府 中共中央 、 国务院 落实 和 的 ， 。 令 第 GB 50099-2011 市教育局 等五部门 方案"
)
PROSE = st.lists(st.sampled_from([*PIECES.split(" "), " "]), max_size=30).map("".join)


def _line(citation: Citation) -> str:
    return f"{citation.issuer} | {citation.title} | {citation.number}".strip()


@pytest.mark.parametrize("case", cases("citations"), ids=lambda case: case["text"][:30])
def test_citations_in(case: dict[str, Any]) -> None:
    source = text(case["text"])
    assert [_line(citation) for citation in citations_in(source)] == case["citations"]
    assert [problem.code for problem in bracket_problems(source)] == case.get("problems", [])


def test_place() -> None:
    (citation,) = citations_in(text("落实《阅读方案》。", Span("a.md", 4, 2)))
    assert citation.at == Span("a.md", 4, 4)
    assert citation.recognised


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("教育部《幼儿园办法》（教督〔2023〕5号）", "教育部 | 幼儿园办法 | 教督〔2023〕5号"),
        ("幼儿园办法（教督[2023]5号）", "| 幼儿园办法 | 教督〔2023〕5号"),
        ("幼儿园办法（试行）", "| 幼儿园办法（试行） |"),
        ("教育部关于幼儿园的办法", "教育部 | 教育部关于幼儿园的办法 |"),
        ("中共中央国务院《意见》", "中共中央、国务院 | 意见 |"),
    ],
)
def test_citation_of(stated: str, expected: str) -> None:
    found = citation_of(text(stated))
    assert found is not None
    assert _line(found) == expected
    assert not found.recognised


def test_nothing_stated_is_no_citation() -> None:
    assert citation_of(text("")) is None


def test_titles_are_compared_without_width_quotes_and_blanks() -> None:
    assert normal_title("“阅读”方案(2021－2025年)") == normal_title("阅读 方案（2021—2025年）")
    assert normal_title("中共中央、国务院〈意见〉方案") == normal_title("中共中央国务院意见方案")
    assert normal_title("阅读方案") != normal_title("阅读办法")


def test_identity_is_issuer_and_title() -> None:
    assert citation_key("教育部", "关于阅读的意见") == citation_key("", "教育部关于阅读的意见")
    assert citation_key("江岳省教育厅", "关于阅读的意见") != citation_key(
        "教育部", "关于阅读的意见"
    )
    assert normal_issuer("教育部 财政部") == "教育部、财政部"


@pytest.mark.parametrize(
    ("printed", "number", "is_broken"),
    [
        ("云政办发〔2021〕2号", "云政办发〔2021〕2号", False),
        ("云政办发(2021)第02号", "云政办发〔2021〕2号", False),
        ("云政办发 〔２０２１〕 ２ 号", "云政办发〔2021〕2号", False),
        ("根据云政办发[2021]2号文", "云政办发〔2021〕2号", False),
        ("云政办发〔2021]2号", "云政办发〔2021〕2号", False),
        ("云政办发〔2021〕2", "", True),
        ("云政办发〔0400〕2号", "", False),
        ("教育", "", False),
        ("", "", False),
    ],
)
def test_doc_no(printed: str, number: str, is_broken: bool) -> None:
    assert doc_no(printed) == number
    assert broken_doc_no(printed) == is_broken


@given(st.one_of(PROSE, st.text()))
def test_any_text_is_read(value: str) -> None:
    found = citations_in(Text(value))
    assert all(citation.title for citation in found)
    assert len({(c.issuer, c.title, c.number) for c in found}) == len(found)
    citation_of(Text(value))
    list(bracket_problems(Text(value)))
    assert doc_no(doc_no(value)) == doc_no(value)
    assert normal_title(normal_title(value)) == normal_title(value)


@pytest.mark.parametrize(
    "piece", ["《", "》", "《A〈B》", "《A》（", "教育部《", "<", "〔2021〕", "号"]
)
def test_long_text_is_read_in_linear_time(piece: str) -> None:
    source = Text(piece * (50_000 // len(piece)))
    citations_in(source)
    assert len(list(bracket_problems(source))) <= 30
    doc_no(source.value)
