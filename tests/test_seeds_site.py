"""Five real documents, from import to website: first as drafts with their problems, then corrected and published."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.search.reading import readable
from tests.site_test import SiteTest

GAMBLING = re.compile(r"[A-Za-z0-9_\u4e00-\u9fff]*365[A-Za-z0-9_\u4e00-\u9fff]*")
GARBAGE = re.compile(r"h4sia|扫一扫|\[打印文章|(?<!发文)字号:|添加收藏")
"""What the pages around the documents left in them."""
# What an editor does who has the original at hand, by the code of the problem: from its place on, once.
FIXES: dict[str, tuple[str, str]] = {
    "doc-no-incomplete": (r"(?m)$", "号"),
    "placeholder": ("〔待补〕", "按照原件"),
    "lost-range-dash": (r"\b(\d{4})(\d{4})\b", r"\1—\2"),
    "date-without-separators": (r"(?m)^(\d{4})(\d)(\d\d)$", r"\1年\2月\3日"),
}


@pytest.fixture
def imported(seeds: Path, tmp_path: Path) -> SiteTest:
    """The five documents, imported into a folder that was not there."""
    site = SiteTest(tmp_path)
    site.content.rmdir()
    return site.run("import", *map(str, sorted(seeds.glob("*.txt"))), "--into", "content")


def plan_ids(site: SiteTest) -> set[str]:
    """Return the ids of the plans that the output shows."""
    return {path.split("/")[1] for path in site.files() if path.endswith("/plan.json")}


def twin(site: SiteTest, plan: str) -> dict[str, Any]:
    """Return a plan as data."""
    found: dict[str, Any] = json.loads(site.files()[f"plans/{plan}/plan.json"])
    return found


def plan_of(site: SiteTest, seed: str) -> str:
    """Return the id of the plan that was made from a document, as the report names it."""
    found = re.search(
        rf"{seed}_\w+\.txt → content/plans/(?:\d+/)?([\w.-]+)\.md", site.out + site.err
    )
    assert found, site.out + site.err
    return found[1]


def is_clean(site: SiteTest, seeds: Path) -> None:
    """Assert that no gambling words and nothing of the old pages' furniture is in any file."""
    words = {
        word for file in seeds.glob("004*") for word in GAMBLING.findall(file.read_text("utf-8"))
    }
    assert words
    for path, text in readable({**site.files(), **plans_of(site)}).items():
        assert not GARBAGE.search(text), path
        assert [word for word in words if word in text] == [], path


def plans_of(site: SiteTest) -> dict[str, bytes]:
    """Return the files that the import wrote."""
    return {path.name: path.read_bytes() for path in site.content.rglob("*.md")}


def test_drafts_show_all_five_with_their_problems(imported: SiteTest, seeds: Path) -> None:
    assert len(plans_of(imported)) == 5
    imported.build("--drafts").says("5 份规划")
    assert len(plan_ids(imported)) == 5
    for plan in plan_ids(imported):
        page = LexborHTMLParser(imported.page(f"plans/{plan}/"))
        assert len(page.css(".banner.draft li")) >= 2, plan
        assert len(page.css("article.task")) == len(twin(imported, plan)["tasks"]) >= 5
    is_clean(imported, seeds)


def test_nothing_is_published_before_it_is_corrected(imported: SiteTest) -> None:
    titles = [
        re.search(r"^标题: (.+)$", data.decode("utf-8"), re.M)
        for data in plans_of(imported).values()
    ]
    imported.build("--drafts").build().says("0 份规划")
    assert plan_ids(imported) == set()
    everything = "".join(readable(imported.files()).values())
    assert [found[1] for found in titles if found and found[1] in everything] == []
    imported.check(status=1)


def test_taking_away_the_draft_mark_alone_publishes_nothing(imported: SiteTest) -> None:
    for name, data in plans_of(imported).items():
        imported.write(f"plans/{name}", data.decode("utf-8").replace("草稿: true", "草稿: false"))
    imported.build(status=1).says("尚待处理")
    assert not imported.output.exists()


def publishable(text: str) -> str:
    """Return a plan whose editor has seen to everything that the import left open."""
    front, body = text.split("\n---\n", 1)
    front = re.sub(r"\n待处理问题:(\n[ -].*)+", "", front)
    return f"{front.replace('草稿: true', '草稿: false')}\n---\n{body}"


def errors(site: SiteTest) -> list[dict[str, Any]]:
    """Return the errors that a check finds, last first."""
    site.run("check", "--format", "json", status=1)
    found = [p for p in json.loads(site.out)["problems"] if p["severity"] == "error"]
    return sorted(found, key=lambda p: (p["path"], p["line"], p["column"]), reverse=True)


def correct(site: SiteTest) -> None:
    """Correct each error where the report says it is."""
    for problem in errors(site):
        path = site.root / problem["path"]
        text = path.read_text("utf-8")
        lines = text.splitlines(keepends=True)
        at = len("".join(lines[: problem["line"] - 1])) + problem["column"] - 1
        pattern, right = FIXES[problem["code"]]
        path.write_text(text[:at] + re.sub(pattern, right, text[at:], count=1), "utf-8")


def test_corrected_documents_are_published(imported: SiteTest, seeds: Path) -> None:
    chosen = {seed: plan_of(imported, seed) for seed in ("000", "001", "004")}
    for name, data in plans_of(imported).items():
        if name.removesuffix(".md") in chosen.values():
            imported.write(f"plans/{name}", publishable(data.decode("utf-8")))
    correct(imported)
    imported.build().says("3 份规划")
    assert plan_ids(imported) == set(chosen.values())
    is_clean(imported, seeds)
    found = {seed: twin(imported, plan) for seed, plan in chosen.items()}
    assert [len(found[seed]["tasks"]) for seed in ("000", "004")] == [27, 24]
    assert [found[seed]["year"] for seed in chosen] == [2021, 2019, 2021]
    assert all(found[seed]["published"] and found[seed]["issuer"] for seed in chosen)
    assert found["004"]["doc_no"].endswith("号")
    assert all(task["lead"] or task["cooperating"] for task in found["004"]["tasks"])
    for seed, plan in chosen.items():
        page = LexborHTMLParser(imported.page(f"plans/{plan}/"))
        assert page.css(".draft") == [], seed
        assert "待补" not in imported.page(f"plans/{plan}/")
    assert b"noindex" not in b"".join(
        d for p, d in imported.files().items() if p.startswith("plans/")
    )


def test_importing_again_keeps_what_an_editor_wrote(imported: SiteTest, seeds: Path) -> None:
    name = f"plans/{plan_of(imported, '000')}.md"
    mine = "---\n标题: 编辑改过的工作要点\n---\n1. 做好工作。稳步推进。\n"
    imported.write(name, mine)
    imported.run("import", *map(str, seeds.glob("000*")), "--into", "content", status=1)
    assert (imported.content / name).read_text("utf-8") == mine
