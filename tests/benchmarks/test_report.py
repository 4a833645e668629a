"""The page of the benchmarks is what the results say."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.report.chart import Bar, chart
from benchmarks.report.page import files
from benchmarks.report.pages import goals_table
from benchmarks.report.tables import search_table, seconds, size


@pytest.mark.parametrize("path", sorted(files()))
def test_the_page_agrees_with_the_results(repo: Path, path: str) -> None:
    assert (repo / "docs" / path).read_text("utf-8") == files()[path], "python3 -m benchmarks page"


def test_nothing_is_left_to_fill() -> None:
    assert "<!--" not in files()["benchmarks.md"]


def test_an_absent_peer_is_said() -> None:
    text = search_table([{"plans": 3, "engine": "material", "absent": "jieba: no network"}])
    assert "absent: jieba: no network" in text


def test_goals_stand_beside_what_pages_are_and_an_absent_peer_is_said() -> None:
    page = {
        "page": "A",
        "engine": "ours",
        "bytes": {"html": 12_000, "css": 4_000},
        "requests": 2,
        "starts": 600,
        "screens": 12.34,
        "open": 20.0,
        "column": 4.5,
        "sideways": True,
        "small": 0,
        "targets": 9,
        "text": 17,
        "line": 1.75,
        "longest": 40,
        "looks": 8,
        "faults": 1,
        "contrast": 7.04,
        "markup": None,
        "unscripted": 0.996,
        "taps": 0,
    }
    marks = {"page": "A", "engine": "ours", "lcp": 812.3, "tbt": 0, "cls": 0, "marks": {"seo": 100}}
    lines = goals_table([page], [marks]).splitlines()
    assert "| all until complete, KB | ≤ 20 / 22 | 16.0 | absent | absent |" in lines
    assert any("0.81 s" in line and "≤ 0.90 s" in line for line in lines)
    assert any("4.5, sideways" in line for line in lines)
    ends = [line.split(" | ")[2] for line in lines[-5:]]
    assert ends == ["1 in 8", "not run", "7.0", "99.6%", "no link"]


def test_a_chart_is_a_document_with_a_title() -> None:
    text = chart([("a < b", [Bar("we & they", 2, "2 s", is_ours=True), Bar("x", 0, "0 s")])])
    root = ElementTree.fromstring(text)
    assert root[0].text == "a < b"
    bars = [float(e.get("width", "0")) for e in root.iter() if e.tag.endswith("rect")]
    assert bars[0] > bars[1] > 0


@pytest.mark.parametrize(
    ("shown", "expected"),
    [(size(999_400), "999 KB"), (size(1_500_000), "1.5 MB"), (seconds(1234), "1.23 s")],
)
def test_figures_for_people(shown: str, expected: str) -> None:
    assert shown == expected
