"""What citizens come for, step by step: on a phone, from a folder and from a web server below a sub-path."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.fixtures import NewPage
from tests.browser.sample import built, served

pytestmark = pytest.mark.browser

PLAN = "yunlan-jyj-2023"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site."""
    return built(tmp_path_factory)


@pytest.fixture(scope="module", params=["file", "http"])
def home(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The address of the site's start page."""
    if request.param == "file":
        yield f"{folder.as_uri()}/index.html"
    else:
        with served(folder, "/a/b/") as address:
            yield address


@pytest.fixture(scope="module")
def twin(folder: Path) -> dict[str, Any]:
    """A plan as data, so that no words of it stand here."""
    found: dict[str, Any] = json.loads((folder / "plans" / PLAN / "plan.json").read_text("utf-8"))
    return found


@pytest.fixture
def phone_at(phone: Page, home: str) -> Page:
    """A phone with the start page open."""
    phone.goto(home)
    return phone


def is_kind(page: Page, kind: str) -> None:
    """Assert what kind of page is open."""
    expect(page.locator("html")).to_have_attribute("data-page", kind)


def test_find_a_task_by_search(phone_at: Page, twin: dict[str, Any]) -> None:
    task = twin["tasks"][9]
    phone_at.locator("main input[name=q]").fill(task["title"])
    phone_at.locator("main form button").click()
    is_kind(phone_at, "search")
    expect(phone_at.locator("html")).to_have_attribute("data-search", "done")
    hit = phone_at.locator(f"[data-plan='{PLAN}'][data-task='{task['id']}']")
    assert phone_at.locator("[data-plan]").first.get_attribute("data-task")
    hit.locator("a").first.click()
    is_kind(phone_at, "plan")
    assert phone_at.url.endswith(f"plans/{PLAN}/index.html#{task['id']}")
    card = phone_at.locator(f"#{task['id']}")
    expect(card.locator(".t")).to_be_in_viewport()
    expect(card.locator(".t")).to_contain_text(task["title"])


def test_tasks_are_found_by_their_titles(desktop: Page, home: str, twin: dict[str, Any]) -> None:
    desktop.goto(home.removesuffix("index.html") + "search/index.html?q=" + quote(twin["title"]))
    for task in twin["tasks"][::3]:
        desktop.locator("#_q").fill(task["title"])
        expect(
            desktop.locator(f"[data-plan='{PLAN}'][data-task='{task['id']}'] mark").first
        ).to_be_visible()


def test_from_a_task_to_its_unit_and_to_what_else_that_unit_does(phone_at: Page) -> None:
    phone_at.goto(phone_at.url.removesuffix("index.html") + f"plans/{PLAN}/index.html#t3")
    phone_at.locator("#t3 .lead a").first.click()
    is_kind(phone_at, "unit")
    unit = phone_at.url.split("/")[-2]
    other = phone_at.locator(f"main a[href*='plans/']:not([href*='{PLAN}/'])").first
    task = (other.get_attribute("href") or "").partition("#")[2]
    other.click()
    is_kind(phone_at, "plan")
    assert PLAN not in phone_at.url
    card = phone_at.locator(f"#{task}" if task else ".head, .task")
    assert card.locator(f"a[href*='units/{unit}/']").count() > 0


def test_from_a_plan_to_that_of_the_year_before(phone_at: Page, twin: dict[str, Any]) -> None:
    phone_at.goto(phone_at.url.removesuffix("index.html") + f"plans/{PLAN}/index.html")
    phone_at.locator("a[rel=prev]").click()
    is_kind(phone_at, "plan")
    expect(phone_at.locator("h1")).to_contain_text(str(twin["year"] - 1))
    expect(phone_at.locator(".facts").first).to_contain_text(twin["issuer"])
    phone_at.locator("a[rel=next]").click()
    assert phone_at.url.endswith(f"plans/{PLAN}/index.html")


def test_from_a_policy_to_the_tasks_that_carry_it_out(phone_at: Page) -> None:
    phone_at.locator(".nav a[href*='policies/']").click()
    is_kind(phone_at, "policies")
    phone_at.locator("main th a").first.click()
    is_kind(phone_at, "policy")
    policy = phone_at.url.split("/")[-2]
    task = phone_at.locator(".group .list a").first
    name = task.inner_text()
    task.click()
    is_kind(phone_at, "plan")
    card = phone_at.locator(".task:target")
    expect(card).to_be_in_viewport()
    assert card.locator(".t").inner_text().replace("\n", "") in name
    card.locator(f"a[href*='policies/{policy}/']").first.click()
    is_kind(phone_at, "policy")


def test_by_year_topic_place_and_register_to_a_task(phone_at: Page) -> None:
    for way, kind in (("years", "year"), ("topics", "topic")):
        phone_at.locator(f".nav a[href*='{way}/']").click()
        phone_at.locator("main .list a").first.click()
        is_kind(phone_at, kind)
        phone_at.locator("main .list a[href*='plans/']").first.click()
        is_kind(phone_at, "plan")
    phone_at.locator(".top .name").click()
    place = phone_at.locator("main a[href*='places/']").last
    name = place.inner_text().split()[0]
    place.click()
    is_kind(phone_at, "place")
    phone_at.locator("main .list a[href*='plans/']").first.click()
    is_kind(phone_at, "plan")
    expect(phone_at.locator("h1")).to_contain_text(name)
    phone_at.locator(".nav a[href*='tasks/']").click()
    phone_at.locator("a[rel=next]").click()
    is_kind(phone_at, "tasks")
    phone_at.locator("main th a").first.click()
    expect(phone_at.locator(".task:target")).to_be_in_viewport()


def test_narrow_a_search_and_share_its_address(phone_at: Page, home: str) -> None:
    phone_at.goto(home.removesuffix("index.html") + "search/index.html?q=" + quote("教师"))
    results = phone_at.locator("#search-results")
    expect(phone_at.locator("html")).to_have_attribute("data-search", "done")
    expect(results).to_have_attribute("data-match", "exact")
    before = int(results.get_attribute("data-count-tasks") or 0)
    assert phone_at.locator("[data-plan]").count() == 50
    phone_at.locator("details[data-facet=year] summary").click()
    phone_at.locator("input[name=year][value='2023']").check()
    expect(results).not_to_have_attribute("data-count-tasks", str(before))
    after = results.get_attribute("data-count-tasks") or ""
    assert 0 < int(after) < before
    narrowed = listed(phone_at)
    assert PLAN in {plan for plan, _ in narrowed}
    if home.startswith("http"):
        shared = phone_at.url
        phone_at.goto(home)
        phone_at.goto(shared)
        expect(results).to_have_attribute("data-count-tasks", after)
        expect(phone_at.locator("input[name=year][value='2023']")).to_be_checked()
        assert listed(phone_at) == narrowed


def listed(page: Page) -> list[tuple[str, str]]:
    """Return plan and task of all results that are shown, in their order."""
    hits = page.locator("[data-plan]").all()
    return [(e.get_attribute("data-plan") or "", e.get_attribute("data-task") or "") for e in hits]


def test_back_returns_to_the_results(phone_at: Page, home: str) -> None:
    phone_at.goto(home.removesuffix("index.html") + "search/index.html?q=" + quote("劳动教育"))
    expect(phone_at.locator("[data-plan]").first).to_be_visible()
    before = listed(phone_at)
    phone_at.locator("[data-plan] a").first.click()
    is_kind(phone_at, "plan")
    phone_at.go_back()
    expect(phone_at.locator("[data-plan]")).to_have_count(len(before))
    assert listed(phone_at) == before


VOICE = """Object.defineProperty(window, 'speechSynthesis', { value: {
  speak(said) { (window.said = window.said || []).push(said.text); queueMicrotask(() => said.onend()); },
  cancel() { window.cancelled = true; } } });"""


def test_to_easy_reading_and_back(phone_at: Page) -> None:
    to_easy_reading_and_back(phone_at)


def test_to_easy_reading_and_back_on_a_desktop(desktop: Page, home: str) -> None:
    desktop.goto(home)
    to_easy_reading_and_back(desktop)


def to_easy_reading_and_back(page: Page) -> None:
    """长者模式 is one press away on every page, holds on the next one, and is left the same way."""
    html, button = page.locator("html"), page.locator(".elder")
    size = "parseFloat(getComputedStyle(document.body).fontSize)"
    before = page.evaluate(size)
    expect(button).to_have_accessible_name(re.compile("^长者 ?模式$"))
    button.click()
    expect(html).to_contain_class("is-elder")
    assert page.evaluate(size) == 21
    # A page of another process may be quicker than what was kept: Chromium hands that over by and by. Nobody is.
    page.wait_for_timeout(500)
    page.locator("main .list a").first.click()
    expect(html).to_contain_class("is-elder")
    page.locator(".prefs > summary").click()
    page.locator(".prefs button[value=largest]").click()
    assert page.evaluate(size) == 30
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".prefs button[value='']").first.click()
    page.keyboard.press("Escape")
    button.click()
    expect(html).not_to_contain_class("is-elder")
    page.reload()
    assert page.evaluate(size) == before


def test_a_portal_may_link_to_easy_reading(phone_at: Page) -> None:
    bare = phone_at.url
    for query, is_easy in (("?elder", True), ("", True), ("?elder=0", False), ("", False)):
        phone_at.goto(bare + query)
        assert phone_at.locator("html.is-elder").count() == is_easy


def test_a_page_is_read_aloud(phone: Page, folder: Path) -> None:
    """Everything that is shown of a plan, in order."""
    phone.add_init_script(VOICE)
    phone.goto(f"{(folder / 'plans' / PLAN / 'index.html').as_uri()}?elder")
    title = phone.locator("h1").inner_text()
    button = phone.locator(".top > .wide > [data-say]")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    said = phone.evaluate("window.said")
    assert said[0] == title.replace("\n", "")
    assert max(map(len, said)) <= 80
    last = phone.locator(".task").last.locator("p").first.inner_text()
    assert last[:20] in "".join(said)
    assert phone.locator(".aloud").count() == 0


def test_a_register_is_filtered_sorted_and_taken_away(page: Page, folder: Path) -> None:
    """What is taken away is what is shown, no more and no less, in the order shown."""
    with served(folder, "/a/") as home:
        page.goto(f"{home}targets/index.html")
        rows = page.locator("table.register tbody tr:visible")
        total = rows.count()
        expect(page.locator(".sift output")).to_contain_text(str(total))
        page.locator(".sift input").fill("%")
        expect(rows).not_to_have_count(total)
        found = rows.count()
        assert 0 < found < total
        page.locator(".sift select").select_option(label="目标值")
        firsts = [words(row.locator("td").first) for row in rows.all()]
        units = [row.locator("td").first.get_attribute("data-u") or "" for row in rows.all()]
        assert units == sorted(units, key=units.index)  # those of a unit of measure stand together
        for unit in dict.fromkeys(units):
            numbers = [float(number(t)) for t, u in zip(firsts, units, strict=True) if u == unit]
            assert numbers == sorted(numbers, reverse=True)
        shared = page.url
        assert "filter=" in shared
        kept = {}
        for kind in ("csv", "json"):
            with page.expect_download() as download:
                page.locator(f"[data-save={kind}]").click()
            assert download.value.suggested_filename == f"指标一览.{kind}"
            kept[kind] = Path(download.value.path()).read_bytes().decode("utf-8-sig")
        listed = json.loads(kept["json"])
        assert [entry["目标值"] for entry in listed] == firsts
        sheet = list(csv.DictReader(kept["csv"].splitlines()))
        assert [row["目标值"].removeprefix("'") for row in sheet] == firsts
        assert all(row["网址"].startswith(home) for row in sheet)
        page.goto(home)
        page.goto(shared)
        expect(rows).to_have_count(found)


def test_tasks_that_a_filter_leaves_out_are_not_shown(page: Page, folder: Path) -> None:
    """As rows of a table, and as cards on a phone."""
    page.goto((folder / "tasks" / "index.html").as_uri())
    word = words(page.locator("table.register tbody th").nth(2))[-4:]
    rows = page.locator("table.register tbody tr:visible")
    total = rows.count()
    page.locator(".sift input").fill(word)
    expect(rows).not_to_have_count(total)
    assert all(word in (row.text_content() or "") for row in rows.all())


def test_a_filter_says_that_it_looked_through_one_page_and_leads_to_all(
    page: Page, folder: Path
) -> None:
    with served(folder, "/a/") as home:
        page.goto(f"{home}tasks/index.html")
        everywhere = page.locator(".sift a")
        expect(everywhere).to_be_hidden()
        page.locator(".sift input").fill("财政")
        rows = page.locator("table.register tbody tr:visible")
        expect(rows).not_to_have_count(50)
        expect(page.locator(".sift output")).to_contain_text("只看了本页，全部共8页")
        units = [" ".join(map(words, row.locator("td").all()[:2])) for row in rows.all()]
        assert sum("财政" in unit for unit in units) > 1  # those that cooperate are found
        everywhere.click()
        expect(page.locator("html")).to_have_attribute("data-search", "done")
        assert page.locator("#_q").input_value() == "财政"
        found = int(page.locator("#search-results").get_attribute("data-count-tasks") or "")
        assert found > rows.count()


def test_tasks_are_sorted_by_date_and_by_their_words(page: Page, folder: Path) -> None:
    """What goes on for ever comes after all dates, and before what names none; as it stood."""
    page.goto((folder / "tasks" / "page-2" / "index.html").as_uri())
    body = page.locator("table.register tbody")
    before = body.locator("tr").all_inner_texts()
    page.locator(".sift select").select_option(label="时限")
    cells = body.locator("td[data-k]")
    ends = [cell.get_attribute("data-k") or "" for cell in cells.all()]
    assert ends == sorted(ends)
    assert {"9"} < set(ends)
    after = body.locator("tr").all_inner_texts()
    assert sorted(after) == sorted(before)
    undated = [text for text in before if text in after[len(ends) :]]
    assert after[len(ends) :] == undated
    page.locator(".sift select").select_option(label="任务")
    titles = [
        words(head).removeprefix(words(head.locator(".n"))).strip()
        for head in body.locator("th").all()
    ]
    in_order = "(all) => all.sort(new Intl.Collator('zh-CN', { numeric: true }).compare)"
    assert titles == page.evaluate(in_order, titles)


def words(cell: Locator) -> str:
    """Return the words of a cell, blanks made one."""
    return " ".join((cell.text_content() or "").split())


def number(text: str) -> str:
    """Return the first number in a text."""
    found = re.search(r"\d[\d.]*", text)
    return found[0] if found else "0"


def test_a_register_is_whole_without_its_script(new_page: NewPage, folder: Path) -> None:
    bare = new_page(java_script_enabled=False)
    bare.goto((folder / "tasks" / "index.html").as_uri())
    expect(bare.locator(".sift")).to_be_hidden()
    assert bare.locator("table.register tbody tr:visible").count() == 50


@pytest.fixture
def at_home(page: Page, folder: Path) -> Iterator[Page]:
    """A phone, then a desktop, with the start page open."""
    with served(folder, "/a/b/") as home:
        page.goto(home)
        yield page


def twins(folder: Path) -> list[dict[str, Any]]:
    """Return all plans as data."""
    return [json.loads(path.read_text("utf-8")) for path in folder.glob("plans/*/plan.json")]


def test_what_the_finance_bureau_must_do_this_year(at_home: Page, folder: Path) -> None:
    """From the start page: all that it leads and helps with, newest first; a table to take away has the same."""
    bureau, as_written = "云澜市财政局", "市财政局"
    shares = [
        (plan["year"], plan["id"], task["id"])
        for plan in twins(folder)
        for task in plan["tasks"]
        if as_written in task["lead"] + task["cooperating"]
    ]
    this_year = max(year for year, _, _ in shares)
    at_home.locator(".nav a[href*='units/']").click()
    at_home.get_by_role("link", name=bureau, exact=True).click()
    is_kind(at_home, "unit")
    expect(at_home.locator("h1")).to_have_text(bureau)
    for section in at_home.locator("section:has(> .group)").all():
        years = [text[:4] for text in section.locator(".group time").all_inner_texts()]
        assert years == sorted(years, reverse=True)
    links = at_home.eval_on_selector_all(".group .list a", "all => all.map((a) => a.href)")
    wanted = [f"{plan}/index.html#{task}" for year, plan, task in shares if year == this_year]
    assert wanted
    assert [end for end in wanted if not any(link.endswith(end) for link in links)] == []
    with at_home.expect_download() as download:
        at_home.get_by_role("link", name="下载任务表（CSV）").click()
    sheet = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    assert len(list(csv.reader(sheet.splitlines()))) == len(shares) + 1
    at_home.locator(f".group .list a[href$='{wanted[0]}']").first.click()
    expect(at_home.locator(".task:target")).to_be_in_viewport()
    expect(at_home.locator(".task:target")).to_contain_text("财政局")


def test_a_target_and_that_of_the_year_before(at_home: Page) -> None:
    """Both values stand in one table, and each leads to the task whose text has it."""
    at_home.locator(".nav a[href*='targets/']").click()
    at_home.get_by_role("link", name="同一指标历年").click()
    is_kind(at_home, "measures")
    at_home.locator("main .list a, main th a").first.click()
    is_kind(at_home, "measure")
    rows = at_home.locator("table.by-year tbody").first.locator("tr:has(td a)")
    years = [int(words(row.locator("th[scope=row]"))[:4]) for row in rows.all()]
    assert years[0] - years[1] in (1, -1)
    for index in range(2):
        row = rows.nth(index)
        value = number(words(row.locator("td").first))
        assert value != "0"
        row.locator("td a").last.click()
        expect(at_home.locator(".task:target")).to_be_in_viewport()
        expect(at_home.locator(".task:target")).to_contain_text(value)
        at_home.go_back()


PRINTS = """window.print = () => {
  dispatchEvent(new Event('beforeprint'));
  window.printed = document.querySelectorAll('main details:not(.toc):not([open])').length;
  dispatchEvent(new Event('afterprint'));
};"""


def test_print_a_plan(page: Page, folder: Path, twin: dict[str, Any]) -> None:
    """One button: what is folded is on paper, task by task, and folded again on the screen."""
    page.add_init_script(PRINTS)
    page.goto((folder / "plans" / PLAN / "index.html").as_uri())
    folded = page.locator("main details:not(.toc):not([open])").count()
    assert folded
    page.locator("[data-print]").click()
    assert page.evaluate("window.printed") == 0
    assert page.locator("main details:not(.toc):not([open])").count() == folded
    page.emulate_media(media="print")
    assert page.locator(".task:visible").count() == len(twin["tasks"])
    assert page.pdf().startswith(b"%PDF")


def test_a_copied_link_opens_its_task_elsewhere(
    page: Page, new_page: NewPage, folder: Path, twin: dict[str, Any]
) -> None:
    task = twin["tasks"][11]
    with served(folder, "/a/b/") as home:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(f"{home}search/?q={quote(task['title'])}")
        page.locator(f"[data-plan='{PLAN}'][data-task='{task['id']}'] a").first.click()
        page.locator(f"#{task['id']} > a").click()
        expect(page.locator(".note")).to_have_text("链接已复制")
        link = page.evaluate("navigator.clipboard.readText()")
        other = new_page()
        other.goto(link)
        expect(other.locator(".task:target .t")).to_be_in_viewport()
        expect(other.locator(".task:target .t")).to_contain_text(task["title"])
