"""What a build puts out, looked at from outside: links, addresses, data, feed, sitemap; what must not be there."""

import json
import math
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree as Tree

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.disk.ownership import SITE_NAMES, has_our_name
from tests.browser.sample import CONTENT, ROOT, built
from tests.search.reading import readable
from tests.site_test import SiteTest, plan

HAN = re.compile(r"[\u3400-\u9fff]")
ATTRIBUTES = ("href", "src", "action", "srcset", "poster", "data", "formaction", "ping")
ENDINGS = {"html", "json", "xml", "js", "css", "csv", "ics", "md", "yaml"}
ROOT_FILES = {"index.html", "404.html", "feed.xml", "sitemap.xml"}
FOLDERS = {
    "catalogue", "plans", "units", "topics", "years", "deadlines", "places", "policies", "tasks", "targets", "search",
    "sitemap", "static",
}  # fmt: skip
BEIAN = "https://beian.miit.gov.cn/"  # where the law wants the ICP number to lead
DEADLINES = {
    "date": r"\d{4}-\d\d-\d\d",
    "month": r"\d{4}-(0[1-9]|1[0-2])",
    "half": r"\d{4}-H[12]",
    "year": r"\d{4}",
    "term": r"\d{4}-(spring|autumn)",
    "yearly": "",
    "ongoing": "",
}
PLAN = {
    "id": str, "title": str, "kind": str, "year": int | None, "issuer": str, "index_no": str, "doc_no": str,
    "written": str, "published": str, "status": str, "source": str, "addressees": list, "column": list,
    "parts": list, "tasks": list, "attachments": list,
}  # fmt: skip
PART = {"number": str, "title": str, "level": int}
TASK = {
    "id": str, "number": str, "parts": list, "title": str, "text": str, "measures": list, "lead": list,
    "cooperating": list, "deadlines": list, "targets": list, "citations": list, "topics": list,
}  # fmt: skip
DEADLINE = {"kind": str, "value": str, "text": str}
TARGET = {"value": int | float | None, "comparator": str, "unit": str, "subject": str, "text": str}
CITATION = {"title": str, "issuer": str, "number": str}
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site."""
    return built(tmp_path_factory)


@pytest.fixture
def site(tmp_path: Path) -> SiteTest:
    """A site of one plan."""
    return SiteTest(tmp_path).write("plans/a.md", plan())


@cache
def files(folder: Path) -> dict[str, bytes]:
    """Return what a folder holds; read once, it must not change."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@cache
def pages(folder: Path) -> dict[str, LexborHTMLParser]:
    """Return the pages of a folder, by path."""
    return {
        path: LexborHTMLParser(data)
        for path, data in files(folder).items()
        if path.endswith(".html")
    }


def attribute(page: LexborHTMLParser, selector: str, name: str) -> str | None:
    """Return an attribute of the first such element of a page."""
    node = page.css_first(selector)
    assert node is not None, selector
    return node.attributes[name]


def ids(page: LexborHTMLParser) -> list[str]:
    """Return the ids of a page in order."""
    return [node.attributes["id"] or "" for node in page.css("[id]")]


def links(page: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """Yield (tag, address) of all that a page leads to or loads, the page's own icon aside."""
    for node in page.css(", ".join(f"[{name}]" for name in ATTRIBUTES)):
        for name in ATTRIBUTES:
            address = node.attributes.get(name)
            if address is not None and not (node.tag == "link" and address == "data:,"):
                yield str(node.tag), address


# ---- Links and addresses


def test_every_link_leads_to_something(sample: Path) -> None:
    there = {path: set(ids(page)) for path, page in pages(sample).items()}
    for path, page in pages(sample).items():
        for tag, address in links(page):
            if urlsplit(address).scheme:
                continue
            where, fragment = urldefrag(urljoin(f"http://site/{path}", address))
            target = unquote(urlsplit(where).path[1:])
            assert target in files(sample), (path, tag, address)
            if fragment:
                assert unquote(fragment) in there[target], (path, tag, address)


def test_links_are_relative_and_never_leave_but_where_the_editor_said_so(sample: Path) -> None:
    written = "\n".join(
        p.read_text("utf-8") for p in CONTENT.rglob("*") if p.suffix in {".md", ".yaml"}
    )
    for path, page in pages(sample).items():
        for tag, address in links(page):
            parts = urlsplit(address)
            if not parts.scheme and not parts.netloc:
                assert not address.startswith("/"), (path, address)
                continue
            assert (tag, parts.scheme in {"http", "https"}) == ("a", True), (path, address)
            assert address in written or address == BEIAN, (path, address)


def test_ids_are_unique(sample: Path) -> None:
    for path, page in pages(sample).items():
        assert [name for name, n in Counter(ids(page)).items() if n > 1] == [], path


def test_every_page_can_be_reached(sample: Path) -> None:
    seen: set[str] = set()
    waiting = ["index.html", "search/index.html", "404.html"]
    while waiting:
        path = waiting.pop()
        if path in seen or path not in pages(sample):
            continue
        seen.add(path)
        local = (urljoin(f"http://site/{path}", a) for _, a in links(pages(sample)[path]))
        waiting += [unquote(urlsplit(a).path[1:]) for a in local if a.startswith("http://site/")]
    assert set(pages(sample)) - seen == set()


@pytest.mark.parametrize(
    "pattern",
    [
        r"index\.html", r"plans/index\.html", r"plans/[^/]+/index\.html", r"plans/[^/]+/plan\.json",
        r"units/[^/]+/index\.html", r"topics/[^/]+/index\.html", r"years/\d{4}/index\.html",
        r"policies/[^/]+/index\.html", r"plans/[^/]+/compare/index\.html", r"targets/compared/index\.html",
        r"units/together/index\.html", r"units/[^/]+/tasks\.csv", r"units/[^/]+/deadlines\.ics",
        r"units/together/pairs\.csv", r"topics/[^/]+/tasks\.csv",
        r"targets/[^/]+/readings\.csv", r"plans/[^/]+/(compare|levels)/tasks\.csv",
        r"(tasks|targets)/\d{4}\.(csv|json)", r"sitemap/index\.html",
        r"catalogue/plans\.(csv|json)", r"tasks/index\.html", r"targets/index\.html", r"search/index\.html",
        r"sitemap\.xml", r"feed\.xml", r"404\.html",
    ],
)  # fmt: skip
def test_every_address_is_there(sample: Path, pattern: str) -> None:
    assert any(re.fullmatch(pattern, path) for path in files(sample))


def test_each_plan_has_its_page_its_data_and_its_anchors(sample: Path) -> None:
    for name, found in twins(sample).items():
        page = pages(sample)[f"plans/{name}/index.html"]
        assert attribute(page, "html", "data-page") == "plan"
        assert {task["id"] for task in found["tasks"]} <= set(ids(page))


def test_addresses_are_ascii_and_all_is_fit_to_deploy(sample: Path) -> None:
    attached = {a["file"] for found in twins(sample).values() for a in found["attachments"]}
    assert attached <= set(files(sample))
    for path in set(files(sample)) - attached:
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._/-]*", path)
        assert "/." not in path
        assert path.rpartition(".")[2] in ENDINGS, path
    tops = {path.partition("/")[0] for path in files(sample)}
    assert tops == ROOT_FILES | FOLDERS


# ---- plan.json


@cache
def twins(folder: Path) -> dict[str, dict[str, Any]]:
    """Return plan.json of every plan, by the plan's id."""

    def refuse(word: str) -> None:
        raise AssertionError(f"{word} is no JSON")

    return {
        path.split("/")[1]: json.loads(data, parse_constant=refuse)
        for path, data in files(folder).items()
        if path.endswith("plan.json")
    }


def check(value: dict[str, Any], shape: dict[str, Any], where: str) -> None:
    """The shape's keys come first, in its order, each with a value of its type."""
    assert list(value)[: len(shape)] == [*shape], where
    for key, kind in shape.items():
        assert isinstance(value[key], kind), (where, key, value[key])
        assert not isinstance(value[key], bool), (where, key)


def is_day(value: str) -> bool:
    """Return whether a text is an ISO date, or date and time."""
    datetime.fromisoformat(value)
    return re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?", value) is not None


def test_data_of_plans_has_its_shape(sample: Path) -> None:
    assert len(twins(sample)) >= 15
    keys = set()
    for name, found in twins(sample).items():
        check(found, PLAN, name)
        keys.add(tuple(found))
        assert found["id"] == name
        assert all(is_day(found[key]) for key in ("written", "published") if found[key])
        for part in found["parts"]:
            check(part, PART, name)
        numbers = {part["number"] for part in found["parts"]}
        for task in found["tasks"]:
            check(task, TASK, name)
            keys.add(tuple(task))
            assert set(task["parts"]) <= numbers
            assert all(isinstance(text, str) for text in (*task["measures"], *task["topics"]))
    assert len(keys) == 2, "the keys are not always the same"


def test_deadlines_targets_and_citations_of_the_data(sample: Path) -> None:
    seen: Counter[str] = Counter()
    for name, found in twins(sample).items():
        for task in found["tasks"]:
            for deadline in task["deadlines"]:
                check(deadline, DEADLINE, name)
                seen[deadline["kind"]] += 1
                assert re.fullmatch(DEADLINES[deadline["kind"]], deadline["value"]), (
                    name,
                    deadline,
                )
                if deadline["kind"] == "date":
                    date.fromisoformat(deadline["value"])
            for target in task["targets"]:
                check(target, TARGET, name)
                assert target["comparator"] in {">=", "<=", ">", "<", "=", "~"}
                assert math.isfinite(target["value"])
                assert target["text"] or not target["recognised"]
            for citation in task["citations"]:
                check(citation, CITATION, name)
    assert set(seen) >= {"date", "year", "ongoing"}


def test_whole_numbers_stay_whole(site: SiteTest) -> None:
    site.edit("plans/a.md", "65%以上", "65%以上，巩固率达到98.5%，培训3万人次").build()
    assert b'"value": 65,' in site.files()["plans/a/plan.json"]
    values = [t["value"] for t in twins(site.output)["a"]["tasks"][0]["targets"]]
    assert values == [65, 98.5, 30000]


def test_what_is_unknown_is_empty(site: SiteTest) -> None:
    site.write("plans/b.md", "---\n标题: 工作安排\n---\n1. 做好工作。稳步推进。\n").build()
    found = twins(site.output)["b"]
    given = {"id", "title", "parts", "tasks", "kind"}
    assert {
        key: found[key] for key in PLAN if key not in given and found[key] not in ("", None, [])
    } == {}
    task = found["tasks"][0]
    assert [key for key in TASK if task[key] not in ("", None, [])] == [
        "id",
        "number",
        "title",
        "text",
    ]


# ---- sitemap.xml and feed.xml


def locations(folder: Path, base: str) -> dict[str, str]:
    """Return the addresses of a sitemap, as files, with their dates. Asserts the form of sitemaps.org 0.9."""
    root = Tree.fromstring(files(folder)["sitemap.xml"])
    assert root.tag == f"{SITEMAP}urlset"
    found = {}
    for url in root:
        assert url.tag == f"{SITEMAP}url"
        assert [child.tag for child in url] in (
            [f"{SITEMAP}loc"],
            [f"{SITEMAP}loc", f"{SITEMAP}lastmod"],
        )
        address = url[0].text or ""
        assert address.startswith(base)
        assert bool(base) == bool(urlsplit(address).scheme)
        path = unquote(address.removeprefix(base))
        path += "index.html" if path == "" or path.endswith("/") else ""
        assert path not in found, f"{path} twice"
        found[path] = url.findtext(f"{SITEMAP}lastmod", "")
    return found


def last_day(found: dict[str, Any]) -> str:
    """Return the latest date that a plan states of itself."""
    dates = [found["written"], found["published"], *(c["date"] for c in found["changes"])]
    return max(str(day)[:10] for day in (*dates, *(p["date"] for p in found["progress"])))


def test_sitemap(sample: Path) -> None:
    found = locations(
        sample, "https://jyj.yunlan.example/"
    )  # by its domain: the form wants whole addresses
    assert set(found) <= set(pages(sample))
    assert set(found) >= {f"plans/{name}/index.html" for name in twins(sample)}
    assert "404.html" not in found
    for path, day in found.items():
        if path.startswith("plans/") and day:
            assert day <= last_day(twins(sample)[path.split("/")[1]]), path
        elif day:
            assert day <= max(map(last_day, twins(sample).values())), path


@pytest.mark.parametrize(
    "given", ["https://www.example.gov.cn/gh", "https://www.example.gov.cn/gh/"]
)
def test_addresses_are_absolute_where_the_site_knows_its_own(site: SiteTest, given: str) -> None:
    base = "https://www.example.gov.cn/gh/"
    site.build("--base-url", given)
    assert set(locations(site.output, base)) <= set(pages(site.output))
    check_atom(site.files()["feed.xml"], base)
    for path, page in pages(site.output).items():
        if path != "404.html":
            canonical = attribute(page, "link[rel=canonical]", "href")
            assert canonical == base + path.removesuffix("index.html")


def test_a_missing_page_leads_nowhere_wrong(site: SiteTest) -> None:
    """A server shows 404.html at any depth; without the site's own address a relative link is a wrong one."""
    site.build()
    own = {a for _, a in links(pages(site.output)["404.html"]) if "static/" not in a}
    assert own <= {"#_main"}
    site.build("--base-url", "https://www.example.gov.cn/gh/")
    page = LexborHTMLParser(site.page("404.html"))
    assert attribute(page, "base", "href") == "https://www.example.gov.cn/gh/"
    assert {"index.html", "search/index.html"} <= {a for _, a in links(page)}


def check_atom(data: bytes, base: str) -> list[Tree.Element]:
    """Return the entries of a feed. Asserts what RFC 4287 requires."""
    root = Tree.fromstring(data)
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    names = []
    for element in (root, *entries):
        for tag in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{tag}")) == 1, tag
        names.append(element.findtext(f"{ATOM}id", ""))
        assert urlsplit(names[-1]).scheme, "an id is an IRI"
        for tag in ("updated", "published"):
            for stamp in element.iterfind(f"{ATOM}{tag}"):
                assert re.fullmatch(
                    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", stamp.text or ""
                )
                datetime.fromisoformat(stamp.text or "")
        for author in element.iterfind(f"{ATOM}author"):
            assert author.findtext(f"{ATOM}name")
        for link in element.iterfind(f"{ATOM}link"):
            assert link.get("href", "").startswith(base)
        kinds = Counter((a.get("rel"), a.get("type")) for a in element.iterfind(f"{ATOM}link"))
        assert kinds["alternate", "text/html"] == 1
    assert len(set(names)) == len(names), "an id twice"
    assert root.find(f"{ATOM}author") is not None or all(
        e.find(f"{ATOM}author") is not None for e in entries
    )
    assert sum(link.get("rel") == "self" for link in root.iterfind(f"{ATOM}link")) == 1
    return entries


def test_feed(sample: Path) -> None:
    entries = check_atom(files(sample)["feed.xml"], "")
    assert len(entries) == len(twins(sample))
    for entry in entries:
        address = entry.find(f"{ATOM}link[@rel='alternate']")
        assert address is not None
        path = address.get("href", "")
        assert path in files(sample)
        stamp = entry.findtext(f"{ATOM}updated", "")
        assert stamp[:10] <= last_day(twins(sample)[path.split("/")[1]])


# ---- What is not public, and what does not change


MARKER = "此句只在未公开的文件中出现"
HIDDEN = {
    "caogao-x": "草稿: 是",
    "weilai-x": "定时发布: 2090-01-01",
    "guoqi-x": "到期下线: 2020-01-01",
    "daiban-x": "草稿: 是\n待处理问题:\n- {代码: a, 说明: 隐藏的说明句}",
}


def hide(site: SiteTest) -> SiteTest:
    """Add plans that are not public, each with a file, a unit, a topic and a policy of its own."""
    for number, (name, front) in enumerate(HIDDEN.items()):
        text = f"{MARKER}{number}，落实《未公开文件{number}号办法》，覆盖率达到3{number}.7%。"
        hidden = plan(f"云澜市隐藏标题{number}办公室2021年工作要点", text).replace(
            "市财政局", f"市隐藏{number}局"
        )
        block = f"{front}\n主题: [隐藏主题{number}]\n附件: [{{标题: 隐藏附件{number}, 文件: {name}.csv}}]\n"
        block += "更新记录: [{日期: 2021-05-05, 说明: 隐藏更新}]\n"
        block += "落实情况: [{任务: t1, 日期: 2021-05-06, 状态: done, 内容: 隐藏进展}]\n"
        site.write(f"plans/{name}.md", hidden.replace("---\n标题", f"---\n{block}标题", 1))
        site.write(f"plans/{name}.csv", f"隐藏的表{number}")
    return site


def test_what_is_not_public_is_nowhere(site: SiteTest) -> None:
    site.build()
    before = site.files()
    hide(site).build()
    secrets = [
        *HIDDEN,
        "隐藏",
        MARKER,
        "未公开文件",
        "caogao",
        "guoqi",
        "weilai",
        *(f"3{n}.7" for n in range(4)),
    ]
    for path, words in readable(site.files()).items():
        text = path + words
        assert [secret for secret in secrets if secret in text or escaped(secret) in text] == [], (
            path
        )
    assert site.files() == before


def escaped(text: str) -> str:
    """Return a text as JSON may write it."""
    return json.dumps(text)[1:-1]


def test_drafts_are_shown_where_they_are_asked_for(site: SiteTest) -> None:
    hide(site).build("--drafts")
    assert {path.split("/")[1] for path in site.files() if path.endswith("plan.json")} == {
        "a",
        *HIDDEN,
    }
    assert MARKER in site.page("plans/caogao-x/")
    searched = [text for p, text in readable(site.files()).items() if p.startswith("search/")]
    assert sum("隐藏" in text for text in searched) > len(HIDDEN)
    assert b"caogao" not in site.files()["feed.xml"] + site.files()["sitemap.xml"]
    site.build()
    assert not [path for path in site.files() if any(name in path for name in HIDDEN)]


class Clock:
    """Stands in for datetime where the program asks what time it is."""

    moment = ""

    @classmethod
    def now(cls) -> "Clock":
        """Return the moment that the test says it is."""
        return cls()

    def isoformat(self, timespec: str) -> str:
        """Return it as text."""
        return self.moment


def test_time_alone_changes_nothing(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.run.commands.datetime", Clock)
    outputs = []
    for Clock.moment in ("2024-02-29T23:59", "2031-07-01T08:00"):
        outputs.append(hide(site).build("--fresh").files())
        text = "\n".join(readable(outputs[-1]).values())
        assert Clock.moment[:10] not in text
        assert Clock.moment[:4] not in text
    assert outputs[0] == outputs[1]


def test_built_twice_the_site_is_the_same(sample: Path, tmp_path: Path) -> None:
    """In another folder, another process, one worker only, and with other hashes."""
    output = tmp_path / "other"
    args = ["build", "--content", str(CONTENT), "--output", str(output), "--jobs=1"]
    subprocess.run(
        [sys.executable, "-P", "-m", "generator", *args],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "77", "TZ": "Pacific/Kiritimati"},
        check=True, capture_output=True,
    )  # fmt: skip
    assert files(output) == files(sample)


@pytest.mark.parametrize("front", ["到期下线: 2020-01-01", "草稿: 是"])
def test_taking_down_a_plan_breaks_nothing_that_names_it(site: SiteTest, front: str) -> None:
    old = plan("云澜市教育局2020年工作要点").replace("---\n标题", f"---\n{front}\n标题", 1)
    site.write("plans/old-x.md", old)
    site.edit("plans/a.md", "---\n标题", "---\n替代: old-x\n标题").build()
    assert not [path for path, data in site.files().items() if b"old-x" in data]


# ---- Languages


def catalogue(language: str) -> dict[str, str]:
    """Return all messages of the pages in a language."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "site_templates" / "messages" / language).glob("*.json")):
        found |= json.loads(path.read_text("utf-8"))
    return found


def test_both_catalogues_say_the_same_things() -> None:
    chinese, english = catalogue("zh-CN"), catalogue("en")
    assert set(chinese) == set(english)
    holes = re.compile(r"\{\w*\}")
    for key, text in chinese.items():
        assert set(holes.findall(text)) == set(holes.findall(english[key])), key
        assert not HAN.search(english[key]), key
        assert (
            text == "" or text != english[key] or not re.search(r"[A-Za-z]{2}", holes.sub("", text))
        ), key


def test_the_search_script_has_all_its_words() -> None:
    scripts = sorted((ROOT / "site_templates" / "static").glob("search*.js/*.js"))
    script = "\n".join(path.read_text("utf-8") for path in scripts)
    page = (ROOT / "site_templates" / "pages" / "search.html.j2").read_text("utf-8")
    listed = set(re.findall(r"'(\w+)'", page[page.index('id="search-words"') :]))
    found = re.findall(
        r'(?<![\w.])words\.(?!length\b)(\w+)\b(?!\()|\b(?:say|add|line)\((?:say\()?"(\w+)"', script
    )
    used = {name for pair in found for name in pair if name}
    used |= set(named(script, "NAMES")) | {f"due_{kind}" for kind in DEADLINES}
    used |= set(re.findall(r'\["(\w+)"', constant(script, "FACTS")))
    used |= {"plan", "unit", "topic"}  # what is suggested
    used |= {"found", "found_plans", "partial"}  # one of them is said of results
    marks = {"draft", "ended", "superseded"}
    assert {"busy", "found", "year", "lead", "due_half", "target"} <= used
    assert used | marks == listed
    for language in ("zh-CN", "en"):
        keys = {f"search.{name}" for name in used} | {f"mark.{name}" for name in marks}
        assert keys <= set(catalogue(language))


def constant(script: str, name: str) -> str:
    """Return what a script says of a constant that is a list."""
    [said] = re.findall(rf"const {name} = \[(.*)\];", script)
    return str(said)


def named(script: str, name: str) -> list[str]:
    """Return the names in a constant of a script that is a list."""
    return re.findall(r'"(\w+)"', constant(script, name))


ENGLISH = """\
title: Plan of Work
kind: 工作要点
issuer: Bureau of Schools
year: {year}
doc_no: BS {year} No. 3
index_no: "0{year}"
written: {year}-03-10
published: {year}-03-11
status: {status}
source: Bureau of Schools
summary: What is to be done.
addressees: [All schools]
column: [Plans]
topics: [Schools]
attachments: [{{title: A table, file: table.csv}}]
changes: [{{date: {year}-04-01, note: Corrected.}}]
progress: [{{task: t1, date: {year}-05-01, status: {state}, text: Under way., link: "https://example.org/"}}]
draft: {draft}
{more}
opening: [We begin.]
notice: {{title: Notice, addressees: [All schools], text: [Please read.], signature: [Bureau of Schools]}}
parts:
  - number: "1"
    title: Part one
    tasks:
      - {{number: "1", title: Build, text: We build., measures: [One, Two, Three, Four], lead: [Bureau of Schools],
          cooperating: [A, B, C, D, E, F, G, H, I], deadlines: ["{year}-06", "{year}"], topics: [Schools],
          citations: [{{title: A Law, issuer: Parliament}}],
          targets: [{{subject: schools, comparator: "{comparator}", value: 65, unit: "%", year: {year}}}]}}
tables: [{{caption: Overview, columns: [Thing, Number], rows: [["a", "1"]]}}]
closing: [We end.]
"""


def english(site: SiteTest) -> SiteTest:
    """A site in English, with every kind of thing on its pages, and no Chinese content but a kind and a status."""
    site.remove("plans/a.md").write(
        "site.yaml", "name: Plans\nlanguage: en\nowner: Bureau\ncontact: Street\npage_size: 2\n"
    )
    states = [("有效", "done"), ("失效", "ongoing"), ("废止", "delayed"), ("", "dropped")]
    for number, (status, state) in enumerate(states):
        values = {
            "year": 2020 + number, "status": status or '""', "state": state,
            "comparator": (">=", "<=", "=", "~")[number],
            "draft": "yes" if number == 3 else "no",
            "more": "open_problems: [{code: x, note: Please look.}]" if number == 3 else "",
        }  # fmt: skip
        site.write(f"plans/p{number}.yaml", ENGLISH.format(**values))
    return site.write("plans/table.csv", "a,b\n")


def test_an_english_site_says_nothing_in_chinese(site: SiteTest) -> None:
    english(site).build("--drafts")
    content = {"工作要点", "有效", "失效", "废止"}
    for path, page in pages(site.output).items():
        assert attribute(page, "html", "lang") == "en"
        for node in page.css("script, style"):
            node.decompose()
        shown = "\n".join(filter(None, (page.html or "").splitlines()))
        for words in sorted(content, key=len, reverse=True):
            shown = shown.replace(words, "")
        assert [line for line in shown.splitlines() if HAN.search(line)] == [], path


def test_the_sample_site_says_nothing_in_english(sample: Path) -> None:
    phrases = {
        text for text in catalogue("en").values() if re.fullmatch(r"[A-Z][a-z]+( [a-z]+)+\.?", text)
    }
    for path, page in pages(sample).items():
        text = page.body.text() if page.body else ""
        assert [phrase for phrase in phrases if phrase in text] == [], path


def test_the_file_a_plan_is_written_in_is_offered_where_the_site_wants_it(site: SiteTest) -> None:
    draft = plan().replace("---\n", "---\n草稿: 是\n", 1)
    site.write("plans/b.md", draft).write("site.yaml", "region: 云澜市\n")
    site.build("--drafts")
    assert not list(site.output.rglob("source.*"))
    site.write("site.yaml", "公开源文件: 是\n").build("--drafts")
    assert list(site.output.rglob("source.*")) == [site.output / "plans" / "a" / "source.md"]
    written = site.content / "plans" / "a.md"
    assert (site.output / "plans" / "a" / "source.md").read_bytes() == written.read_bytes()
    made = pages(site.output)
    assert len(made["plans/a/index.html"].css(".tools a[href='source.md']")) == 1
    assert not made["plans/b/index.html"].css(".tools a[href^='source']")


def test_the_digest_of_an_attachment_is_what_other_programs_say(sample: Path) -> None:
    found = [file for plan in twins(sample).values() for file in plan["attachments"]]
    assert found
    for file in found:
        assert file["digest"] == sha256((sample / file["file"]).read_bytes()).hexdigest()


def test_whoever_lost_the_record_knows_what_is_ours(sample: Path) -> None:
    attached = {a["file"] for found in twins(sample).values() for a in found["attachments"]}
    others = [
        path
        for path in files(sample)
        if path not in attached and not path.startswith("static/") and not has_our_name(path)
    ]
    assert others == []
    assert {path.partition("/")[0] for path in files(sample)} <= SITE_NAMES
