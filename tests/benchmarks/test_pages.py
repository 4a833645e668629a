"""What is made of pages before and after they are measured."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from benchmarks.pages import govuk, zensical
from benchmarks.pages.checked import checked
from benchmarks.pages.lighthouse import CATEGORIES, FIGURES, medians

PLAN: dict[str, Any] = {
    "title": "要点 <甲>",
    "issuer": "市教育局",
    "doc_no": "",
    "written": "2021-01-02",
    "published": "",
    "status": "有效",
    "opening": ["各单位："],
    "parts": [{"number": "一", "title": "总体", "level": 1}],
    "tasks": [
        {
            "id": "t1",
            "mark": "1. ",
            "title": "办好学校",
            "parts": ["一"],
            "text": "甲。\n乙。",
            "measures": ["丙。"],
            "lead": ["市教育局"],
            "cooperating": ["市财政局", "团市委"],
            "deadlines": [{"text": "年底"}],
        }
    ],
}


def test_the_peers_get_the_same_plan() -> None:
    texts = (zensical.markdown(PLAN), govuk.page(PLAN))
    for word in (
        "市教育局",
        "2021-01-02",
        "各单位：",
        "办好学校",
        "甲。",
        "乙。",
        "丙。",
        "市财政局、团市委",
    ):
        assert all(word in text for text in texts), word
    assert "## 一、总体" in texts[0]
    assert "发文字号" not in texts[0] + texts[1]
    assert "<甲>" not in texts[1]


def report(mark: float, time: float) -> dict[str, Any]:
    """Return what Lighthouse would report."""
    audit = {"id": "image-alt", "weight": 1}
    refs = {name: [audit] if name == "accessibility" else [] for name in CATEGORIES}
    return {
        "categories": {n: {"score": mark, "auditRefs": refs[n]} for n in CATEGORIES},
        "audits": {name: {"numericValue": time, "score": 1} for name in FIGURES.values()}
        | {"image-alt": {"score": 1 if mark == 1 else 0}},
    }


def test_medians_of_reports_and_all_their_faults() -> None:
    found = medians([report(1, 900), report(0.9, 800), report(1, 2000)])
    assert found["marks"] == dict.fromkeys(CATEGORIES, 100)
    assert found["lcp"] == 900
    assert found["faults"] == ["image-alt"]
    assert medians([report(1, 900)])["faults"] == []


TASKS = "".join(
    f'<h3 class="govuk-heading-s" id="t{n}">第{n}项</h3><p>办好</p>' for n in range(1, 21)
)
POOR = f"""<!doctype html><html lang="zh-CN"><title>差</title><body style="background:#fff"><main><h1>标题</h1>
<p style="color:#777">看不清</p><p id="late"></p><img src="data:,">
<details class="toc"><summary>目录</summary><a href="#t20">第20项</a></details>{TASKS}</main>
<script>document.getElementById("late").textContent = "后来的话"</script>"""


@pytest.mark.browser
def test_what_is_wrong_with_a_page_is_counted(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "index.html"
    file.write_text(POOR, "utf-8")
    found = checked(browser, file.as_uri(), file, is_ours=False)
    assert found["looks"] == 4
    assert found["faults"] >= 8, "a picture without words and pale text, four times"
    assert found["contrast"] == pytest.approx(4.48, abs=0.01)
    assert found["markup"] is None or found["markup"] >= 1
    assert found["unscripted"] == pytest.approx(1 - 4 / (2 + 3 + 4 + 9 * 5 + 11 * 6))
    assert found["taps"] == 2
