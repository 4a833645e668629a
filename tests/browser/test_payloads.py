"""Whatever a plan, a register or an address holds, nothing of it runs: shown as text, on every page, in every file."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as Tree

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.sample import build, served
from tests.search.reading import unpacked_script

pytestmark = pytest.mark.browser

ATTACKS = (
    "<script>window.hit=N</script>",
    "<img src=x onerror=window.hit=N>",
    '"><svg onload=window.hit=N>',
    "'><svg/onload=alert(N)>",
    "</script><script>window.hit=N</script>",
    "</title></textarea></template></noscript><script>alert(N)</script>",
    "]]><script>window.hit=N</script><!--",
    "--><img src=x onerror=alert(N)>",
    "{{ 7*N }}{% raise %}${window.hit=N}`",
    "[点](javascript:window.hit=N)",
    "<javascript:window.hit=N>",
    "[点](data:text/html,<script>window.hit=N</script>)",
    '[点](https://example.org/"onmouseover="window.hit=N)',
    "&lt;script&gt;window.hit=N&lt;/script&gt;",
    "\\u003cscript\\u003ewindow.hit=N\\u003c/script\\u003e",
    "<style>@import'http://elsewhere.example/N'</style>",
    "<iframe srcdoc='<script>parent.hit=N</script>'></iframe>",
    "__proto__ constructor \u2028window.hit=N\u2029",
)
REFUSED = (
    "[点](JaVaScRiPt&#58;window.hit=N)",
    "![图](x){onerror=window.hit=N}",
    "<a href=javascript:window.hit=N autofocus onfocus=window.hit=N>",
    "<base href=http://elsewhere.example/N/><meta http-equiv=refresh content=0;url=http://elsewhere.example/N>",
)
"""What keeps a plan from being published; in drafts it is shown all the same."""
ADDRESS = "javascript:window.hit='address'"
FILES = (
    '"><img src=x onerror=window.hit=1>.csv',
    "'#?&%3Cscript%3E window.hit=2 {{7*7}}.txt",
    "<svg onload=alert(3)>.csv",
)
DEAD = "a[href^='javascript:' i], a[href^='data:' i], a[href^='vbscript:' i], [src^='data:' i]"
# One style and one script are the page's own: the search page holds them in its head, allowed by what they say.
WITHIN = "body script:not([src]), script:not([src], [data-src])~script:not([src], [data-src])"
ALIVE = (
    "img, svg, iframe, object, embed, base, :not(head)>style, style~style, meta[http-equiv=refresh],"
    "[onload], [onerror], [onmouseover]"
)


class Plan:
    """Writes plans with an attack, each with a number of its own, in every field and every kind of line."""

    def __init__(self, *attacks: str) -> None:
        self.attacks = attacks
        self.number = 0

    def line(self, words: str = "") -> str:
        """Return some words and all attacks in one line."""
        self.number += 1
        return f"{words}{' '.join(self.attacks)}".replace("N", str(self.number))

    def value(self, words: str = "") -> str:
        """Return them as a value that YAML reads back unchanged."""
        return json.dumps(self.line(words))

    def markdown(self, year: int, *more: str) -> str:
        """Return a plan as Markdown."""
        fields = ("文种", "发文机关", "索引号", "发文字号", "信息来源", "摘要")
        lists = ("主送机关", "栏目", "主题")
        line, value = self.line, self.value
        files = [{"标题": line("表"), "文件": name} for name in FILES]
        front = [
            f"标题: {value(f'云澜市{year}年工作要点')}",
            *(f"{field}: {value()}" for field in fields),
            *(f"{field}: [{value()}]" for field in lists),
            f"年份: {year}",
            f"成文日期: {year}-01-02",
            f"更新记录: [{{日期: {year}-02-03, 说明: {value()}}}]",
            f"落实情况: [{{任务: t1, 日期: {year}-03-04, 状态: done, 内容: {value()}, 链接: {json.dumps(ADDRESS)}}}]",
            f"附件: {json.dumps(files)}",
            *more,
        ]
        text = [
            line("引言"),
            f"一、{line('部分')}",
            f"1. {line('任务')}。落实教育部《{line('办法')}》，覆盖率达到65%以上，{line('正文')}。"
            f"（牵头单位：{line('市教育局')}，配合单位：市财政局、{line('某局')}）",
            f"（1）{line('举措')}。",
            "",
            f"| 序号 | {line('内容')} |\n| --- | --- |\n| 1 | {line('格')} |",
        ]
        return "\n".join(["---", *front, "---", *text, ""])

    def structured(self, year: int, *more: str) -> str:
        """Return a plan as YAML, everything stated."""
        value = self.value
        task = f"""\
      - number: {value("1")}
        title: {value("任务")}
        text: {value()}
        measures: [{{number: {value("（1）")}, text: {value()}}}]
        lead: [{value("甲局")}]
        cooperating: [{value("乙局")}, 市教育局]
        deadlines: ["{year}-06"]
        targets: [{{subject: {value()}, comparator: ">=", value: 65, unit: {value("所")}, text: {value()}}}]
        citations: [{{issuer: {value("丙部")}, title: {value("规定")}, number: {value()}}}]
        topics: [{value("主题")}]"""
        lines = [
            f"title: {value('甲')}\nyear: {year}\nissuer: {value('甲局')}\nwritten: {year}-01-01",
            *more,
            f"notice: {{title: {value()}, addressees: [{value()}], text: [{value()}], signature: [{value()}]}}",
            f"opening: [{value()}]",
            f"parts:\n  - number: {value('一')}\n    title: {value()}\n    text: [{value()}]\n    tasks:\n{task}",
            f"tables: [{{caption: {value()}, columns: [{value()}], rows: [[{value()}]]}}]",
            f"closing: [{value()}]",
        ]
        return "\n".join(lines) + "\n"

    def registers(self) -> Iterator[tuple[str, str]]:
        """Yield the registers as files."""
        value = self.value
        yield (
            "units.yaml",
            f"- {{id: u, name: {value('云澜市教育局')}, aliases: [市教育局, {value()}], kind: {value()}, "
            f"region: {value()}}}\n",
        )
        yield "topics.yaml", f"- {{id: t, name: {value()}, words: [任务]}}\n"
        yield (
            "policies.yaml",
            f"- {{id: p, title: {value()}, issuer: {value()}, number: {value()}, level: {value()}, "
            f"aliases: [{value()}]}}\n- {{id: q, title: 规定, issuer: 教育部, url: {json.dumps(ADDRESS)}}}\n",
        )
        names = [
            "name",
            "description",
            "code",
            "domain",
            "column_description",
            "owner",
            "contact",
            "icp",
            "police",
        ]
        lists = "".join(f"{name}: [{value()}]\n" for name in ("column", "column_keywords"))
        texts = "".join(f"{name}: {value()}\n" for name in names)
        yield "site.yaml", f"{texts}{lists}error_report: {json.dumps(ADDRESS)}\n"


def hostile(content: Path) -> None:
    """Write a content folder of attacks."""
    plans = content / "plans"
    plans.mkdir(parents=True)
    public, draft = Plan(*ATTACKS), Plan(*ATTACKS, *REFUSED)
    cited = "本文件执行教育部《规定》。"
    texts = {
        "a.md": public.markdown(2021, "替代: b").replace("引言", cited, 1),
        "b.md": public.markdown(2020, "效力状态: 废止"),
        "c.yaml": public.structured(2023),
        "d.md": draft.markdown(
            2022, "草稿: 是", f"待处理问题: [{{代码: x, 说明: {draft.value()}}}]"
        ),
        "e.yaml": draft.structured(2024, "draft: yes"),
    }
    for name, text in texts.items():
        (plans / name).write_text(text, "utf-8")
    for name in FILES:
        (plans / name).write_text("<script>window.hit=9</script>", "utf-8")
    for name, text in public.registers():
        (content / name).write_text(text, "utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of attacks. Checks would refuse most of them; the pages have to hold without."""
    root = tmp_path_factory.mktemp("payloads")
    hostile(root / "content")
    with pytest.MonkeyPatch.context() as patch:
        for check in (
            "forms.registers.html",
            "forms.documents.html",
            "run.pipeline.stands_in_the_way",
        ):
            patch.setattr(f"generator.{check}", lambda *_: ())
        patch.setattr("generator.forms.fields._URL", re.compile(".*"))
        build(root, root / "content", "--drafts", "--jobs=1")
    return root / "output"


@pytest.fixture(scope="module", params=["http", "file"])
def address(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """Where the site is, on a server and on disk."""
    if request.param == "file":
        yield f"{folder.as_uri()}/"
    else:
        with served(folder, "/a/b/") as address:
            yield address


@pytest.fixture
def victim(desktop: Page) -> Iterator[Page]:
    """A page; at the end nothing must have run in any document that it showed."""
    dialogs: list[str] = []

    def seen(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    desktop.on("dialog", seen)
    yield desktop
    assert dialogs == []


def harmless(page: Page, path: str) -> None:
    """Assert that nothing of what is shown has run, or would on a click or a key."""
    assert page.evaluate("window.hit") is None, path
    assert page.locator(DEAD).count() == 0, path
    assert page.locator(ALIVE).count() == 0, path
    assert page.locator(WITHIN).count() == 0, path


def test_nothing_runs_on_any_page(victim: Page, folder: Path, address: str) -> None:
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    assert {"units/u/index.html", "policies/q/index.html", "topics/t/index.html"} <= set(paths)
    for path in paths:
        victim.goto(address + path)
        harmless(victim, path)
        policy = (
            victim.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content")
            or ""
        )
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
    victim.goto(address + "plans/d/index.html")
    expect(victim.locator("h1")).to_contain_text("<script>window.hit=")


QUERIES = (
    *ATTACKS[::2],
    *REFUSED[:2],
    "window.hit",
    "<script>",
    "__proto__",
    "任务 script",
    '"',
    "${1}",
)


def test_nothing_runs_in_a_search(victim: Page, address: str) -> None:
    for number, query in enumerate(QUERIES):
        text = quote(query)
        facets = "" if number % 4 else f"&year={text}&unit={text}&topic={text}#{text}"
        victim.goto(f"{address}search/index.html?q={text}{facets}")
        expect(victim.locator("html")).to_have_attribute("data-search", "done")
        harmless(victim, query)
    victim.goto(f"{address}search/index.html")
    victim.locator("#_q").fill("window.hit")
    expect(victim.locator("[data-plan]").first).to_be_visible()
    harmless(victim, "typed")


@pytest.mark.allow_console("favicon")
def test_nothing_runs_in_data(victim: Page, folder: Path, address: str) -> None:
    for name in ("plans/a/plan.json", "feed.xml", "sitemap.xml"):
        victim.goto(address + name)
        assert victim.evaluate("window.hit") is None
    for name in ("feed.xml", "sitemap.xml"):
        spaces = {element.tag.partition("}")[0] for element in Tree.parse(folder / name).iter()}
        assert len(spaces) == 1, "markup that came with a text"
    for path in folder.rglob("plan.json"):
        assert "window.hit" in str(json.loads(path.read_text("utf-8")))


def test_search_files_are_one_call_with_nothing_but_data(folder: Path) -> None:
    paths = sorted((folder / "search").glob("*.js"))
    assert len(paths) > 1
    for path in paths:
        if path.name == "boot.js":
            found = re.fullmatch(r"plansite\.take\((.*)\);\n", path.read_text("utf-8"))
            assert found
            assert isinstance(json.loads(found[1]), dict)
            continue
        units = "[^\0-_\u2000-\u203f\ud800-\udfff]*"
        assert re.fullmatch(rf'plansite\.take\("{units}"\);\n', path.read_text("utf-16")), path


def test_search_files_hold_the_attacks(folder: Path) -> None:
    """What is packed in them is what the page has to show as text."""
    assert any(
        b"window.hit" in unpacked_script(path.read_bytes())
        for path in (folder / "search").glob("*.js")
    )


def test_checks_refuse_the_attacks(tmp_path: Path) -> None:
    hostile(tmp_path / "content")
    with pytest.raises(AssertionError, match="错误") as refusal:
        build(tmp_path, tmp_path / "content")
    said = str(refusal.value)
    assert "[bad-url]" in said
    for name in (
        "plans/a.md",
        "plans/c.yaml",
        "site.yaml",
        "units.yaml",
        "topics.yaml",
        "policies.yaml",
    ):
        assert f"{name}:" in said
    assert not (tmp_path / "output").exists()


@pytest.mark.allow_console("Content Security Policy")
def test_the_policy_stops_what_would_run(desktop: Page, address: str) -> None:
    """The second line of defence: even markup that got through would do nothing."""
    desktop.goto(f"{address}index.html")
    desktop.evaluate(
        """() => {
          document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.hit=1">');
          const script = document.createElement('script');
          script.textContent = 'window.hit = 2';
          document.body.append(script);
        }"""
    )
    desktop.wait_for_timeout(100)
    assert desktop.evaluate("window.hit") is None
