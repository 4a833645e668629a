"""Every kind of page of the sample site: on phones and desktops, printed, without scripts.

How it looks in other colours and sizes, and to checkers: test_access.py.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.fixtures import PHONE, NewPage
from tests.browser.kinds import KINDS, PLANS
from tests.browser.sample import CONTENT, ROOT, build, built, served
from tests.browser.soundness import ALONE, ASTRAY, LOW, NARROW, OVERFLOW, OVERLAPS, TINY
from tests.show.loading import written

pytestmark = pytest.mark.browser

SMALL: ViewportSize = {"width": 320, "height": 640}
TABLES = (
    "tasks",
    "topic",
    "targets",
    "catalogue",
    "levels",
    "compare",
    "policy",
    "policies",
    "measure",
    "together",
    "unit",
)
"""Kinds of pages with tables, or cards that are tables on wider screens."""
HAND: dict[str, Any] = {"viewport": PHONE, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site, its draft included."""
    return built(tmp_path_factory, "drafts", "--drafts")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Where the sample site is served."""
    with served(folder) as address:
        yield address


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """The name of a kind of page."""
    return str(request.param)


def visit(page: Page, address: str, kind: str) -> Page:
    """Open a page of this kind; return once its script has done what it does."""
    page.goto(address + KINDS[kind])
    if "search/" in KINDS[kind]:
        expect(page.locator("html")).to_have_attribute("data-search", "done", timeout=15_000)
    return page


@pytest.mark.parametrize(
    ("line", "is_fetched"),
    [
        ("{effectiveType: '4g', saveData: false}", True),
        ("{effectiveType: '4g', saveData: true}", False),
        ("{effectiveType: '3g', saveData: false}", False),
        ("undefined", False),
    ],
)
def test_what_is_touched_is_fetched_where_the_line_is_good(
    new_page: NewPage, address: str, line: str, is_fetched: bool
) -> None:
    page = new_page(**HAND)
    page.add_init_script(f"Object.defineProperty(navigator, 'connection', {{value: {line}}})")
    visit(page, address, "home")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    link = page.locator("main .list a").first
    link.dispatch_event("touchstart")
    page.locator(".nav a").first.dispatch_event("touchstart")
    page.evaluate("new Promise((done) => setTimeout(done))")
    there = page.evaluate("(a) => a.href", link.element_handle())
    assert asked == ([there] if is_fetched else [])


def test_phone(new_page: NewPage, address: str, kind: str) -> None:
    page = visit(new_page(**HAND), address, kind)
    assert page.evaluate(OVERFLOW) == []
    assert "?q=" in KINDS[kind] or page.evaluate(LOW) == []  # heads of results are 39 px high
    assert page.evaluate(TINY) == []
    assert page.evaluate(ASTRAY) == []
    assert page.evaluate(ALONE) == []
    page.set_viewport_size(SMALL)
    assert page.evaluate(OVERFLOW) == []
    assert page.evaluate(NARROW) == []


@pytest.mark.parametrize("choice", ["elder", "contrast"])
def test_chosen_display(new_page: NewPage, address: str, choice: str) -> None:
    """What visitors choose holds on the next page too."""
    page = visit(new_page(**{**HAND, "viewport": SMALL}), address, "home")
    if choice == "elder":
        page.locator(".elder").click()
    else:
        page.locator(".prefs > summary").click()
        page.locator(f".prefs button[value={choice}]").click()
    for kind in ("home", "division", "targets"):
        visit(page, address, kind)
        assert page.locator(f"html.is-{choice}").count() == 1
        assert page.evaluate(OVERFLOW) == []
        assert page.evaluate(NARROW) == []


def test_the_largest_type_leaves_every_column_three_characters(
    new_page: NewPage, address: str
) -> None:
    """Tables and cards, on the narrowest phone."""
    page = new_page(**{**HAND, "viewport": SMALL})
    page.add_init_script("localStorage.plansite = 'js is-elder is-largest'")
    for kind in TABLES:
        visit(page, address, kind)
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "30px"
        assert page.evaluate(OVERFLOW) == [], kind
        assert page.evaluate(NARROW) == [], kind


EARLY = """localStorage.plansite = 'js is-dark';
new MutationObserver((changes, observer) => {
  if (!document.body) return;
  window.early = document.documentElement.className;
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });"""


def test_a_chosen_display_never_flashes(new_page: NewPage, address: str) -> None:
    """It holds when the first element of the body is there: before anything can be painted."""
    page = new_page()
    page.add_init_script(EARLY)
    for kind in ("home", "markdown", "search"):
        visit(page, address, kind)
        assert page.evaluate("window.early").split()[:2] == ["js", "is-dark"]


SHIFTS = """window.shifts = [];
new PerformanceObserver((list) => list.getEntries().forEach((e) => e.hadRecentInput || window.shifts.push(e.value)))
  .observe({ type: 'layout-shift', buffered: true });"""
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}


@pytest.mark.parametrize(
    "place", ["home", "division", "search", "results", "partial", "nothing", "tasks"]
)
def test_nothing_moves_while_a_page_comes(page: Page, address: str, place: str) -> None:
    """Cold, over a slow line, on a slow processor."""
    page.add_init_script(SHIFTS)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    visit(page, address, place)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shifts") == []


def test_large_type_of_wechat(new_page: NewPage, address: str) -> None:
    """WeChat on iPhones enlarges text alone; Chromium's nearest is a larger root size."""
    page = new_page(**HAND)
    for kind in ("home", "division", "unit", "targets"):
        visit(page, address, kind)
        page.evaluate(
            "document.documentElement.style.setProperty('font-size', '170%', 'important')"
        )
        assert page.evaluate(OVERFLOW) == []


def words(page: Page) -> str:
    """Return all words of a page's main part, folded ones included; not those of links that copy themselves."""
    text = page.locator("main").text_content() or ""
    return " ".join(text.replace("本条链接", "").split())


def test_without_scripts(new_page: NewPage, address: str, kind: str) -> None:
    """All text is there, links lead on, and nothing is offered that cannot work."""
    page = new_page(java_script_enabled=False)
    page.goto(address + KINDS[kind])
    assert page.locator("h1").is_visible()
    if kind == "missing":
        return
    links = page.locator(".nav a")
    assert links.count() >= 6
    assert all(link.is_visible() for link in links.all())
    assert page.locator("[data-print]:visible, .prefs:visible").count() == 0
    if "search/" in KINDS[kind]:
        assert page.locator("noscript p").is_visible()
        for way in ("years", "topics", "units", "tasks"):
            assert page.locator(f"#search-browse a[href*='{way}/']").first.is_visible()


def test_nothing_is_promised_that_needs_scripts(new_page: NewPage, address: str) -> None:
    for kind in ("tasks", "targets"):
        page, whole = new_page(java_script_enabled=False), new_page()
        page.goto(address + KINDS[kind])
        assert not re.search("筛选|排序", page.locator("main").inner_text())
        assert page.locator("main a[href*='search/']:visible").count() == 0
        whole.goto(address + KINDS[kind])
        assert "筛选" in whole.locator("main").inner_text()


def test_scripts_add_no_text_to_a_plan(new_page: NewPage, address: str) -> None:
    url = address + KINDS["division"]
    with_scripts, without = new_page(), new_page(java_script_enabled=False)
    with_scripts.goto(url)
    without.goto(url)
    assert words(with_scripts) == words(without)


@pytest.mark.parametrize("size", [{}, HAND], ids=["desktop", "phone"])
def test_navigation_without_scripts(new_page: NewPage, address: str, size: dict[str, Any]) -> None:
    page = new_page(java_script_enabled=False, **size)
    page.goto(address)
    for name, kind in (
        ("单位", "units"),
        ("主题", "topics"),
        ("政策", "policies"),
        ("规划", "plans"),
    ):
        page.locator(".nav").get_by_role("link", name=name, exact=True).click()
        expect(page.locator("html")).to_have_attribute("data-page", kind)
    page.locator("main .list a").first.click()
    expect(page.locator("html")).to_have_attribute("data-page", "plan")
    page.locator(".lead a").first.click()
    expect(page.locator("html")).to_have_attribute("data-page", "unit")


@pytest.mark.parametrize("name", ["markdown", "division", "yaml"])
def test_print(new_page: NewPage, address: str, name: str) -> None:
    """Paper shows the plan with all its folded parts, and nothing to click."""
    page = visit(new_page(), address, name)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert all(task.is_visible() for task in page.locator("article.task").all())
    folded = "main details:not(.toc) > :not(summary)"
    assert all(part.is_visible() for part in page.locator(folded).all())
    shown = page.locator(".top, .bottom, .crumbs, .tools, .task > a, .toc, button").all()
    assert not any(part.is_visible() for part in shown)
    assert page.evaluate(OVERLAPS) == []
    assert page.locator("body").evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    across = page.locator("#_division").count() > 0
    sizes = boxes(page.pdf(prefer_css_page_size=True))
    assert set(sizes) == {A4, A4[::-1]} if across else {A4}
    assert sizes[0] == A4
    assert sizes.count(A4[::-1]) <= 6


A4 = (595, 842)
"""In points."""


def boxes(pdf: bytes) -> list[tuple[int, int]]:
    """Return the size of each page of a document that Chromium made."""
    found = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(round(float(wide)), round(float(high))) for wide, high in found]


def test_paper_has_the_measures_of_official_documents(new_page: NewPage, address: str) -> None:
    """GB/T 9704-2012: characters of 16 pt, 22 lines of 29 pt on 225 mm, 28 characters on 156 mm, title 22 pt."""
    page = visit(new_page(), address, "markdown")
    page.emulate_media(media="print")
    style = "e => [getComputedStyle(e).fontSize, getComputedStyle(e).lineHeight].map(parseFloat)"
    size, line = page.locator(".task > p").first.evaluate(style)
    point = 96 / 72
    assert size == pytest.approx(16 * point, abs=0.1)
    assert line == pytest.approx(29 * point, abs=0.1)
    assert 22 * 29 <= 225 / 25.4 * 72 + 1
    assert page.locator("h1").evaluate(style)[0] == pytest.approx(22 * point, abs=0.1)
    gaps = page.locator(".task > p").first.evaluate("e => getComputedStyle(e).marginBottom")
    assert gaps == "0px", "a gap would leave the grid of lines"
    assert "@page{size:A4;margin:37mm 26mm 35mm 28mm}" in written("site.css")
    assert (210 - 28 - 26, 297 - 37 - 35) == (156, 225)


def test_the_contents_open_beside_the_text_only_where_there_is_room(
    phone: Page, desktop: Page, address: str
) -> None:
    for page, is_open in ((phone, False), (desktop, True)):
        visit(page, address, "markdown")
        assert page.locator("#_toc").evaluate("e => e.open") == is_open
    phone.locator("#_toc summary").click()
    phone.locator("#_toc a[href='#t20']").click()
    expect(phone.locator("#t20 .t")).to_be_in_viewport()


def test_the_contents_come_along(phone: Page, desktop: Page, address: str) -> None:
    """Beside the text they keep in sight where one is; on a phone a line at the foot opens them as a sheet."""
    summary, sheet = phone.locator("#_toc summary"), phone.locator("#_toc")
    for page in (phone, desktop):
        visit(page, address, "markdown")
        page.locator("#t20").evaluate("e => e.scrollIntoView()")
        expect(page.locator("#_toc a[aria-current]")).to_have_attribute("href", "#t20")
    expect(desktop.locator("#_toc a[href='#t20']")).to_be_in_viewport()
    expect(phone.locator("html")).to_have_class(re.compile("far"))
    text = phone.locator("#_toc a[href='#t20']").text_content() or ""
    expect(summary).to_have_attribute("data-now", re.compile(re.escape(text)))
    box = summary.bounding_box()
    assert box and box["y"] + box["height"] > PHONE["height"] - 4
    summary.click()
    expect(sheet.locator("a[href='#t20']")).to_be_in_viewport()
    sheet.locator("a[href='#t3']").click()
    expect(phone.locator("#t3 .t")).to_be_in_viewport()
    assert not sheet.evaluate("e => e.open")
    before = phone.evaluate("document.documentElement.scrollHeight")
    phone.evaluate("scrollTo(0, 0)")
    expect(phone.locator("html")).not_to_have_class(re.compile("far"))
    assert phone.evaluate("document.documentElement.scrollHeight") == before, "the text has moved"


def test_a_portal_frames_every_page(new_page: NewPage, tmp_path: Path) -> None:
    """What it puts into the two parts that are meant for it is seen whole, and is left out on paper."""
    templates = copytree(ROOT / "site_templates", tmp_path / "own")
    for part in ("header", "footer"):
        (templates / "parts" / f"portal-{part}.html.j2").write_text(f"<p id=_{part}>门户</p>")
    build(tmp_path, CONTENT, "--templates", str(templates))
    page = new_page(**HAND)
    page.goto((tmp_path / "output" / PLANS["markdown"] / "index.html").as_uri())
    expect(page.locator("#_header")).to_be_in_viewport()
    page.locator("#_footer").scroll_into_view_if_needed()
    expect(page.locator("html")).to_have_class(re.compile("far"))
    page.keyboard.press("End")
    foot, contents = page.locator("#_footer").bounding_box(), page.locator("#_toc").bounding_box()
    assert foot and contents and foot["y"] + foot["height"] <= contents["y"]
    page.emulate_media(media="print")
    expect(page.locator("main h1")).to_be_visible()
    for part in ("header", "footer"):
        expect(page.locator(f"#_{part}")).to_be_hidden()


UNITS = """rows => rows.map((row) => [...row.querySelectorAll('td')].slice(0, 2).map((cell) => cell.innerText))"""
CHIPS = """cards => cards.map((card) => ['.lead', '.coop'].map((kind) =>
  [...card.querySelectorAll(kind + ' a')].map((chip) => chip.textContent).join('、')))"""


def test_the_division_is_a_table_and_on_a_phone_cards(
    phone: Page, desktop: Page, address: str
) -> None:
    """Two views of the same tasks: a phone has the cards alone, and they say what the rows of the table say."""
    desktop.goto(f"{address}{KINDS['division']}#_division")
    table = desktop.locator("table.division")
    assert table.get_by_role("rowheader").count() == 22
    assert table.locator("tbody td").nth(2).is_visible()
    rows = table.locator("tbody tr").evaluate_all(UNITS)
    visit(phone, address, "division")
    assert phone.locator("#_division").is_hidden()
    phone.locator("#_toc summary").click()
    assert phone.locator("#_toc a[href='#_division']").is_hidden()
    assert phone.locator("article.task").evaluate_all(CHIPS) == rows


def test_the_text_starts_on_the_first_screen(phone: Page, address: str) -> None:
    visit(phone, address, "markdown")
    top = phone.locator(".body > p").first.evaluate("e => e.getBoundingClientRect().top")
    assert top <= 560
    assert phone.locator("h1").evaluate("e => e.getBoundingClientRect().top") < 300


def test_type(phone: Page, desktop: Page, address: str) -> None:
    """17 px on 1.75, and never more than 40 characters in a line."""
    for page in (phone, desktop):
        visit(page, address, "markdown")
        paragraph = page.locator(".task > p").first
        size, height, width = paragraph.evaluate(
            "e => [getComputedStyle(e).fontSize, getComputedStyle(e).lineHeight, e.clientWidth]"
        )
        assert (size, height) == ("17px", "29.75px")
        assert width / 17 <= 40.01


def test_the_search_is_fetched_when_its_box_is_entered(new_page: NewPage, address: str) -> None:
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    page.goto(f"{address}plans/index.html")
    assert "boot.js" not in asked
    with page.expect_request("**/search/boot.js"):
        page.focus(".find input")
    page.evaluate("document.activeElement.blur()")
    page.focus(".find input")
    page.wait_for_load_state("networkidle")
    assert (asked.count("boot.js"), asked.count("search.js")) == (1, 1)


def test_the_box_may_be_entered_in_a_folder(new_page: NewPage, folder: Path) -> None:
    page = new_page()
    page.goto((folder / "index.html").as_uri())
    page.focus(".find input")
    page.wait_for_timeout(200)
    page.fill(".find input", "控辍保学")
    page.press(".find input", "Enter")
    expect(page.locator("html")).to_have_attribute("data-search", "done")
