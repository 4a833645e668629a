import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from itertools import pairwise
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import pytest
from jinja2 import Template
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.model.registers import SiteConfig
from generator.model.site import Site
from generator.problems import Problem
from generator.show import render
from generator.show.compare_view import CompareView
from generator.show.data import data_artifacts
from generator.show.environment import environment_of
from generator.show.inlined import shortened
from generator.show.pages import Page, pages_of
from generator.show.render import page_key, render_page
from generator.show.templates import TemplateSet, template
from generator.urls import file_of
from tests.show.loading import TEMPLATES, templates
from tests.show.sample import CONFIG, PAYLOAD, linked_plan, sample_site


def words(problem: Problem) -> str:
    return f"worded {dict(problem.values)}"


@lru_cache(maxsize=4)
def all_files(language: str = "zh-CN") -> dict[str, str]:
    """Return what is made by templates, by path."""
    site = sample_site(config=replace(CONFIG, language=language, page_size=5))
    found: dict[str, str] = {}
    for page in pages_of(site, words):
        result = render_page(templates(language), page)
        assert result.value is not None, (page.address, result.problems)
        assert result.value.path not in found
        found[result.value.path] = result.value.data.decode()
    return found


@lru_cache(maxsize=4)
def rendered(language: str = "zh-CN") -> dict[str, str]:
    """Return the pages by path."""
    return {path: text for path, text in all_files(language).items() if path.endswith(".html")}


def tree(path: str, language: str = "zh-CN") -> LexborHTMLParser:
    return LexborHTMLParser(rendered(language)[path])


def texts(path: str, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in tree(path).css(selector)]


def values_in(value: object) -> Iterator[object]:
    yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from values_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from values_in(item)


def test_every_fixed_address_is_there() -> None:
    fixed = "plans/ plans/jyj-2022/ units/ units/u0/ topics/ topics/preschool/ years/ years/2022/ policies/"
    more = "policies/xueqian/ tasks/ targets/ search/ 404.html tasks/page-2/ units/u0/page-2/"
    assert {file_of(address) for address in ("", *fixed.split(), *more.split())} <= set(rendered())


def test_views_hold_nothing_but_plain_values() -> None:
    for page in pages_of(sample_site()):
        for value in values_in(page.view):
            assert is_dataclass(value) or isinstance(value, str | int | tuple), page.address


def test_the_same_site_gives_the_same_bytes() -> None:
    def build() -> list[tuple[str, bytes]]:
        results = [render_page(templates(), page) for page in pages_of(sample_site())]
        return [(r.value.path, r.value.data) for r in results if r.value]

    assert build() == build()


@pytest.mark.parametrize("base", ["", "https://example.gov.cn/jyj/"])
def test_every_page_is_made_by_the_quick_code(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def quick(sources: TemplateSet, name: str, is_quick: bool = True) -> Template:
        assert is_quick, f"{name}: its quick code failed"
        return template(sources, name)

    monkeypatch.setattr(render, "template", quick)
    site = sample_site(config=replace(CONFIG, base_url=base))
    kinds = [render_page(templates(), page) for page in pages_of(site)]
    assert len(kinds) > 30
    assert [each.problems for each in kinds if each.value is None] == []


def keys(site: Site) -> dict[str, str]:
    return {page.address: page_key(templates(), page) for page in pages_of(site)}


def test_a_change_in_a_plan_changes_only_pages_that_show_it() -> None:
    first = sample_site(linked_plan(2022), linked_plan(2021))
    plan = linked_plan(2022)
    task = replace(plan.tasks[0], task=replace(plan.tasks[0].task, text=("另一段正文。",)))
    second = sample_site(replace(plan, tasks=(task, *plan.tasks[1:])), linked_plan(2021))
    before, after = keys(first), keys(second)
    assert [address for address in before if before[address] != after[address]] == [
        "plans/jyj-2022/"
    ]


def test_all_links_lead_somewhere_and_are_relative() -> None:
    pages = rendered()
    site = sample_site(config=replace(CONFIG, page_size=5))
    files = set(all_files()) | {artifact.path for artifact in data_artifacts(site)}
    files |= {a.address for plan in site.plans.values() for a in plan.attachments}
    files.add("search/boot.js")
    ids = {path: {n.attributes["id"] for n in tree(path).css("[id]")} for path in pages}
    for path in pages:
        for node in tree(path).css("[href], [src], form"):
            attributes = node.attributes
            link = attributes.get("href") or attributes.get("src") or attributes.get("action") or ""
            if node.tag == "base" or link.startswith(("http:", "https:", "data:", "files/")):
                continue
            assert not link.startswith(("/", "javascript:")), (path, link)
            target, _, fragment = link.partition("#")
            target = target.partition("?")[0]
            there = normpath(join(dirname(path), unquote(target))) if target else path
            if there.startswith("static/"):
                continue
            assert there in files, (path, link)
            if fragment:
                assert fragment in ids[there], (path, link)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_ids_are_unique_and_headings_do_not_skip(language: str) -> None:
    for path in rendered(language):
        found = tree(path, language)
        ids = [node.attributes["id"] for node in found.css("[id]")]
        assert len(ids) == len(set(ids)), path
        assert len(found.css("h1")) == 1 or path == "search/index.html", path
        levels = [int(str(node.tag)[1:]) for node in found.css("h1,h2,h3,h4,h5,h6")]
        assert all(b - a <= 1 for a, b in pairwise(levels)), (path, levels)


def own_scripts(path: str) -> list[str]:
    """Return the scripts of its own that a page is to hold."""
    parts = (TEMPLATES / "layouts" / f"{name}.js.j2" for name in ("pieces", "lost"))
    script = shortened("".join(part.read_text("utf-8") for part in parts))
    return [script] if path == "search/index.html" else []


def test_payloads_stay_text() -> None:
    for path in rendered():
        found = tree(path)
        scripts = found.css("script:not([src], [data-src], [type='application/ld+json'])")
        assert [script.text() for script in scripts] == own_scripts(path), path
        assert found.css("img:not([src='qr.svg']), [onerror], [style], iframe, object") == []
        for node in found.css("a[href]"):
            target = node.attributes["href"] or ""
            assert not target.lower().startswith("javascript:")
    assert PAYLOAD in tree("units/x/index.html").text()


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("plans/index.html", [("index.html", "page")]),
        ("plans/jyj-2022/index.html", [("../index.html", "true")]),
        ("units/x/index.html", [("../index.html", "true")]),
        ("index.html", []),
        ("404.html", []),
    ],
)
def test_the_navigation_says_which_section_a_page_is_in(
    path: str, current: list[tuple[str, str]]
) -> None:
    links = tree(path).css(".nav a[aria-current]")
    found = [(link.attributes["href"], link.attributes["aria-current"]) for link in links]
    assert found == current


def test_a_picture_leads_a_camera_to_each_plan_where_the_site_knows_its_address() -> None:
    picture = all_files()["plans/jyj-2022/qr.svg"]
    assert picture.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ')
    assert picture != all_files()["plans/jyj-2021/qr.svg"]
    (shown,) = tree("plans/jyj-2022/index.html").css(".share img")
    assert (shown.attributes["src"], shown.attributes["loading"]) == ("qr.svg", "lazy")
    bare = sample_site(config=replace(CONFIG, base_url=""))
    assert not [page for page in pages_of(bare) if page.address.endswith(".svg")]


def test_a_plan_says_what_it_is_to_machines_and_to_those_it_is_shared_with() -> None:
    page = tree("plans/jyj-2022/index.html")
    (data,) = page.css("script[type='application/ld+json']")
    said = json.loads(data.text())
    assert said["url"] == "https://jyj.yunlan.example/guihua/plans/jyj-2022/"
    assert (said["@type"], said["datePublished"]) == ("Report", "2022-03-11T15:40")
    assert said["publisher"]["name"] == "云澜市教育局"
    tags = {
        str(tag.attributes.get("property")): tag.attributes.get("content")
        for tag in page.css("meta[property]")
    }
    assert tags["og:url"] == said["url"]
    assert tags["og:type"] == "article"
    assert said["name"] in (tags["og:title"] or "")
    written = environment_of((("a", "{{ x|tojson }}"),), ()).get_template("a").render(x="</script>")
    assert "<" not in written


@pytest.mark.parametrize(
    ("path", "names"),
    [
        (
            "index.html",
            "SiteName SiteDomain SiteIDCode ColumnName ColumnType ColumnDescription ColumnKeywords",
        ),
        (
            "plans/jyj-2022/index.html",
            "SiteName SiteDomain SiteIDCode ColumnName ColumnType ColumnDescription ColumnKeywords"
            " ArticleTitle PubDate ContentSource Keywords Url",
        ),
    ],
)
def test_page_tags_of_government_sites(path: str, names: str) -> None:
    """In their three groups, by their exact names."""
    found = {
        tag.attributes["name"]: tag.attributes["content"] for tag in tree(path).css("meta[name]")
    }
    assert [name for name in names.split() if not found.get(name)] == []
    assert "PubDate" not in found or re.fullmatch(
        r"\d{4}-\d\d-\d\d \d\d:\d\d", found["PubDate"] or ""
    )


def test_page_kinds() -> None:
    kinds = {path: tree(path).css("html")[0].attributes["data-page"] for path in rendered()}
    assert kinds["plans/jyj-2022/index.html"] == "plan"
    assert kinds["index.html"] == "home"
    assert kinds["units/index.html"] == "units"
    assert kinds["search/index.html"] == "search"
    assert kinds["404.html"] == "notfound"
    assert kinds["targets/compared/index.html"] == "measures"
    assert len(set(kinds.values())) == 26


def test_a_plan_beside_the_one_before_it() -> None:
    site = sample_site()
    assert "plans/jyj-2021/compare/index.html" not in rendered()  # nothing before it
    path = "plans/jyj-2022/compare/index.html"
    assert texts(path, "h1") == ["云澜市教育局2022年与2021年对照"]
    assert "两年可能对应的任务" in texts(path, "h2")
    assert len(texts(path, ".state.same")) == len(site.plans["jyj-2022"].tasks)
    assert texts(path, ".series tbody b")[0].startswith("不低于65%")
    assert "与上一次相同" in texts(path, ".series tbody .soft")
    links = {a.attributes["href"] for a in tree("plans/jyj-2022/index.html").css(".tools a")}
    assert "compare/index.html" in links


def test_tasks_of_one_year_only_are_listed() -> None:
    plan = linked_plan(2022)
    renamed = replace(plan.tasks[0], task=replace(plan.tasks[0].task, title="筹备全民阅读大会"))
    site = sample_site(replace(plan, tasks=(renamed, *plan.tasks[2:])), linked_plan(2021))
    (page,) = (p for p in pages_of(site) if p.address == "plans/jyj-2022/compare/")
    assert isinstance(page.view, CompareView)
    assert [named.task.text for named in page.view.new] == ["筹备全民阅读大会"]
    assert [named.mark for named in page.view.dropped] == ["1. ", "2. "]
    assert dict(page.view.counts) == {"same": 6, "new": 1, "dropped": 2}


def test_a_place_lists_its_plans_and_who_issued_them() -> None:
    (name,) = {found.name for found in sample_site().places.values()} - {PAYLOAD}
    ways = tree("index.html").css("main a[href^='places/']")
    (home,) = (way for way in ways if way.text().startswith(name))
    path = home.attributes["href"] or ""
    page = tree(path)
    assert [a.text() for a in page.css("main .row a")] == ["云澜市教育局"]
    titles = [a.text() for a in page.css("main .list li > a")]
    assert titles == [f"云澜市教育局{year}年工作要点" for year in (2023, 2022, 2021)]
    (there,) = (a for a in tree("units/u0/index.html").css(".facts a") if a.text() == name)
    assert there.attributes["href"] == f"../../{path}"
    assert name in texts("places/index.html", "main .list a")


def test_targets_that_measure_the_same_stand_side_by_side() -> None:
    (path,) = (p for p in rendered() if p.startswith("targets/gbyfgm-"))
    found = tree(path)
    assert found.css("h1")[0].text() == "公办园覆盖面（%）"
    assert [node.text() for node in found.css("th[scope=rowgroup]")] == ["云澜市教育局"]
    assert [cells[0] for cells in _cells(found)] == ["2022年"] * 3
    (chart,) = found.css("svg[role=img]")
    assert chart.attributes["aria-label"]
    assert len(chart.css("circle")) == 3
    link = f"../../{path}"
    assert link in {a.attributes["href"] for a in tree("plans/jyj-2022/index.html").css(".figs a")}


def _cells(page: LexborHTMLParser) -> list[list[str]]:
    return [
        [cell.text().strip() for cell in row.css("th, td")]
        for row in page.css("table.series tbody tr")
        if not row.css("[scope=rowgroup]")
    ]


def test_a_task_is_a_card() -> None:
    (card,) = tree("plans/jyj-2022/index.html").css("article#t3")
    assert card.css("h4")[0].text().split() == ["3.", "扩大学前教育普惠资源"]
    assert "牵头单位：" not in card.css("p")[0].text()
    assert [a.text() for a in card.css(".lead a")] == ["市卫健委"]
    assert card.css(".lead a")[0].attributes["href"] == "../../units/u6/index.html"
    assert len(card.css(".coop a")) == 9
    assert len(card.css(".rest a")) == 4
    assert "不低于65%" in card.text()
    assert card.css("p a")[0].attributes["href"] == "../../policies/xueqian/index.html"
    assert [s.text() for s in card.css("summary")][
        -1
    ] == "具体举措（4条）、国家意见、省级方案重点任务"


def test_without_units_the_text_keeps_its_clause() -> None:
    plan = linked_plan(2022)
    task = replace(plan.tasks[0], units=())
    (page, *_) = [
        page
        for page in pages_of(sample_site(replace(plan, tasks=(task,))))
        if page.address == "plans/jyj-2022/"
    ]
    result = render_page(templates(), page)
    assert result.value is not None
    assert "（牵头单位：市教育局）" in result.value.data.decode()


def test_empty_facts_are_left_out() -> None:
    names = texts("plans/hostile/index.html", ".facts dt")
    assert "发布日期" not in names
    assert "主送机关" not in names
    assert names[0] == "发文机关"


def test_draft_says_so_and_lists_its_problems() -> None:
    (banner,) = tree("plans/jyj-2023/index.html").css(".banner.draft")
    assert "草稿" in banner.text()
    assert "worded" in banner.text()
    assert "plans/jyj-2023.md:12:5" in banner.text()
    assert tree("plans/jyj-2022/index.html").css(".banner") == []


def test_a_change_after_publication_is_told_at_the_top_and_to_machines() -> None:
    page = tree("plans/jyj-2022/index.html")
    assert "更新日期2022-05-01" in page.css(".facts")[0].text().replace("\n", "")
    (data,) = page.css("script[type='application/ld+json']")
    assert json.loads(data.text())["dateModified"] == "2022-05-01"


def test_tasks_and_targets_of_a_plan_that_ended_say_so_in_registers() -> None:
    for path in ("tasks/index.html", "targets/index.html"):
        rows = [row for n in range(1, 9) for row in tree_rows(path, n)]
        ended = [row for row in rows if "jyj-2021" in (row.html or "")]
        others = [row for row in rows if "jyj-2022" in (row.html or "")]
        assert ended and others
        assert all(row.css(".state.ended, .state.superseded") for row in ended)
        assert not any(row.css(".state") for row in others)


def tree_rows(path: str, number: int) -> list[LexborNode]:
    """Return the rows of the `number`-th page of a register, none where there is no such page."""
    place = path if number == 1 else path.replace("/", f"/page-{number}/")
    return tree(place).css("tbody tr") if place in rendered() else []


def test_superseded_plan_leads_to_the_new_one() -> None:
    (banner,) = tree("plans/jyj-2021/index.html").css(".banner.ended")
    assert banner.css("a")[0].attributes["href"] == "../jyj-2022/index.html"


def test_division_table_is_a_real_table_without_empty_columns() -> None:
    (table,) = tree("plans/jyj-2022/index.html").css("table.division")
    assert len(table.css("caption")) == 1
    assert [th.attributes["scope"] for th in table.css("thead th")] == ["col"] * 4
    assert len(table.css("tbody th[scope=row]")) == 8


def test_other_tables_are_shown_once() -> None:
    tables = tree("plans/jyj-2022/index.html").css("table.any")
    assert [table.css("caption")[0].text() for table in tables] == ["经费安排表"]


def test_official_page_tags() -> None:
    found = tree("plans/jyj-2022/index.html")
    tags = {m.attributes["name"]: m.attributes["content"] for m in found.css("meta[name]")}
    assert tags["SiteName"] == "云澜市教育规划库"
    assert tags["SiteIDCode"] == "3600000001"
    assert tags["ColumnName"] == "规划计划"
    assert tags["ArticleTitle"] == "云澜市教育局2022年工作要点"
    assert tags["PubDate"] == "2022-03-11 15:40"
    assert tags["ContentSource"] == "云澜市教育局办公室"
    canonical = found.css("link[rel=canonical]")[0].attributes["href"]
    assert canonical == "https://jyj.yunlan.example/guihua/plans/jyj-2022/"


def test_an_unknown_publication_date_is_never_made_up() -> None:
    assert 'name="PubDate"' not in rendered()["plans/hostile/index.html"]


def test_rows_of_lists_have_dates() -> None:
    assert texts("plans/index.html", ".plan time")[1:] == ["2023-03-11", "2022-03-11", "2021-03-11"]


def test_attachment_names_may_hold_anything() -> None:
    (link,) = [
        a.attributes["href"]
        for a in tree("plans/jyj-2022/index.html").css(".end a")
        if "分工表" in a.text()
    ]
    assert link == "files/%E5%88%86%E5%B7%A5%E8%A1%A8%20%231.xlsx"


def test_nothing_to_show_is_no_fault() -> None:
    for page in pages_of(Site(SiteConfig(), {}, {}, (), (), {}, ())):
        result = render_page(templates(), page)
        assert result.value is not None, result.problems
        assert b"ColumnName" not in result.value.data


def test_three_hundred_units_in_one_task() -> None:
    plan = linked_plan(2022)
    links = tuple(plan.tasks[2].units) * 30
    site = sample_site(replace(plan, tasks=(replace(plan.tasks[2], units=links),)))
    page: Page = next(page for page in pages_of(site) if page.address == "plans/jyj-2022/")
    result = render_page(templates(), page)
    assert result.value is not None
    assert LexborHTMLParser(result.value.data.decode()).css(".rest a")
