"""The pages in a browser, opened from disk: no fault that axe finds, and the sizes of the design brief."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import Axe, NewPage

pytestmark = pytest.mark.browser

PAGES = (
    *(
        "index",
        "plans/index",
        "plans/jyj-2022/index",
        "plans/jyj-2021/index",
        "plans/hostile/index",
    ),
    *("tasks/index", "targets/index", "units/index", "units/u0/index", "topics/preschool/index"),
    *("years/2022/index", "policies/xueqian/index"),
)
MAIN = ("index", "plans/jyj-2022/index", "units/u0/index", "targets/index")
CASES = [(path, look) for look in range(3) for path in (MAIN if look else PAGES)]
PLAN = "plans/jyj-2022/index.html"
LOOKS = (
    ({"viewport": {"width": 320, "height": 640}}, "", ""),
    ({"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"}, "", ""),
    ({"viewport": {"width": 320, "height": 640}}, "contrast", "elder"),
)
SMALL = """least => [...document.querySelectorAll('a, button, summary, input')].filter(e => {
  const box = e.getBoundingClientRect(), line = e.closest('p');
  if (!box.width || e.closest('.t, .task ul, .skip, .task details dl, .banner')) return false;
  const inText = line && !e.closest('.task > a, .refs') && line.textContent.trim() !== e.textContent.trim();
  return !inText && e.tagName !== 'INPUT' && box.height < least - 0.6;
}).map(e => e.outerHTML.slice(0, 90))"""
NARROW = """() => [...document.querySelectorAll('th, td')].filter(e => {
  const width = e.getBoundingClientRect().width;
  return width && getComputedStyle(e).float === 'none' && width < 3 * parseFloat(getComputedStyle(e).fontSize);
}).map(e => e.outerHTML.slice(0, 90))"""


def shown(new_page: NewPage, folder: Path, path: str, look: int = 0) -> Page:
    options, theme, size = LOOKS[look]
    page = new_page(**options)
    page.add_init_script(f"localStorage.plansite = 'js is-{theme} is-{size}'")
    page.goto((folder / path).as_uri())
    return page


@pytest.mark.parametrize(("path", "look"), CASES)
# axe reads style sheets again, which file:// forbids.
@pytest.mark.allow_console("CORS|net::ERR|preload")
def test_accessible_and_fitting(
    new_page: NewPage, axe: Axe, site_folder: Path, path: str, look: int
) -> None:
    page = shown(new_page, site_folder, f"{path}.html", look)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(NARROW) == []
    if LOOKS[look][0]["viewport"] == LOOKS[0][0]["viewport"]:
        assert page.evaluate(SMALL, 60 if LOOKS[look][2] else 44) == []
    page.evaluate("document.querySelectorAll('.prefs').forEach(d => d.open = false)")
    assert axe(page) == []


def test_text_begins_on_the_first_screen(new_page: NewPage, site_folder: Path) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto((site_folder / PLAN).as_uri())
    assert page.evaluate("document.querySelector('.body p').getBoundingClientRect().top") <= 640
    width = page.evaluate("document.querySelector('.body > p').getBoundingClientRect().width")
    assert 19 <= width / 17 <= 40


def test_everything_is_there_without_script(new_page: NewPage, site_folder: Path) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.goto((site_folder / PLAN).as_uri())
    expect(page.locator(".prefs")).to_be_hidden()
    expect(page.locator("[data-print]")).to_be_hidden()
    expect(page.locator("#t8 h3")).to_be_visible()
    page.locator(".toc summary").click()
    page.locator('.toc a[href="#t7"]').click()
    expect(page.locator("#t7")).to_be_in_viewport()


def test_settings_are_remembered(new_page: NewPage, site_folder: Path) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto((site_folder / "index.html").as_uri())
    page.locator(".elder").click()
    page.locator(".prefs summary").click()
    page.locator(".prefs button[value=dark]").click()
    assert page.locator(".prefs fieldset button[aria-pressed=true]").count() == 2
    page.goto((site_folder / PLAN).as_uri())
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "21px"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 27)"
    page.keyboard.press("Escape")


def test_contents_are_open_beside_the_text(new_page: NewPage, site_folder: Path) -> None:
    page = new_page(viewport={"width": 1280, "height": 800})
    page.goto((site_folder / PLAN).as_uri())
    expect(page.locator(".toc nav")).to_be_visible()
    page.locator('.toc a[href="#t7"]').click()
    expect(page.locator("#t7")).to_be_in_viewport()
    expect(page.locator(".toc")).to_be_in_viewport()


def test_print_opens_what_is_folded(new_page: NewPage, site_folder: Path) -> None:
    page = new_page()
    page.goto((site_folder / PLAN).as_uri())
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("main details:not(.toc):not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("main details:not(.toc)[open]").count() == 0


def test_a_link_into_a_folded_part_opens_it(new_page: NewPage, site_folder: Path) -> None:
    page = new_page()
    page.goto((site_folder / PLAN).as_uri() + "#_division")
    expect(page.locator("#_division table")).to_be_visible()


def test_copying_a_link_says_so(new_page: NewPage, site_folder: Path) -> None:
    page = new_page()
    page.goto((site_folder / PLAN).as_uri())
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async text => { window.got = text }}})"
    )
    page.locator("#t3 > a").click()
    expect(page.locator(".note")).to_have_text("链接已复制")
    assert page.evaluate("got") == "https://jyj.yunlan.example/guihua/plans/jyj-2022/#t3"
    page.locator("[data-copy]").click()
    page.wait_for_timeout(50)
    assert page.evaluate("got") == "https://jyj.yunlan.example/guihua/plans/jyj-2022/"


def test_copying_works_where_there_is_no_clipboard(new_page: NewPage, site_folder: Path) -> None:
    """A site without https has none: what browsers had before is tried, and said if it fails."""
    page = new_page()
    page.goto((site_folder / PLAN).as_uri())
    page.evaluate(
        """() => {
          Object.defineProperty(navigator, 'clipboard', { value: undefined });
          document.execCommand = (name) => {
            window.got = document.activeElement.value;
            return name === 'copy' && !window.refused;
          };
        }"""
    )
    page.locator("#t3 > a").click()
    expect(page.locator(".note")).to_have_text("链接已复制")
    assert page.evaluate("got").endswith("#t3")
    page.evaluate("window.refused = true")
    page.locator("#t4 > a").click()
    expect(page.locator(".note")).to_have_text("请从地址栏复制链接")
