"""Texts that break layouts: each file of visual/plans is a case; one more is made here, for its size.

What holds for all: nothing is wider than the screen, nothing lies over anything else, no column is under three
characters, nothing is cut off.
"""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.fixtures import Axe, NewPage
from tests.browser.sample import build, served
from tests.browser.test_pages import NARROW, OVERFLOW

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent / "visual"
CASES = sorted(path.stem for path in (HERE / "plans").glob("*.md"))
MANY = 300
SIZES: tuple[ViewportSize, ...] = ({"width": 320, "height": 640}, {"width": 1280, "height": 800})
# Boxes of neighbours that share more than a hair; what floats or is meant to overlay is left out.
OVERLAPS = """() => {
  const blocks = [...document.querySelectorAll('main, main *, header *, footer *')].filter((e) =>
    ['block', 'table', 'grid', 'flex', 'list-item', 'table-row'].includes(getComputedStyle(e).display) &&
    e.checkVisibility() && getComputedStyle(e).position === 'static' && getComputedStyle(e).float === 'none' &&
    e.getBoundingClientRect().height);
  const at = new Map(blocks.map((e) => [e, e.getBoundingClientRect()]));
  return blocks.filter((e) => {
    const next = e.nextElementSibling;
    if (!at.has(next)) return false;
    const one = at.get(e), other = at.get(next);
    return one.bottom > other.top + 1 && other.bottom > one.top + 1 &&
      one.right > other.left + 1 && other.right > one.left + 1;
  }).map((e) => e.outerHTML.slice(0, 90));
}"""
CUT = """() => [...document.querySelectorAll('main *')].filter((e) => {
  const style = getComputedStyle(e);
  return e.checkVisibility() && style.overflowX === 'hidden' && !e.closest('.vh, summary') &&
    e.scrollWidth > e.clientWidth + 1;
}).map((e) => e.outerHTML.slice(0, 90))"""


def many_tasks() -> str:
    """Return a plan of many tasks."""
    head = "---\n标题: 云澜市2021年三百项任务清单\n发文机关: 云澜市教育局\n发布日期: 2021-07-01 09:00\n---\n"
    parts = ("一", "二", "三")
    lines = []
    for n in range(MANY):
        if n % 100 == 0:
            lines.append(f"{parts[n // 100]}、第{n // 100 + 1}批")
        lines.append(
            f"{n + 1}. 办好第{n + 1}件实事。年底前完成率达到{n % 100}%。（牵头单位：市教育局；配合单位：市财政局）"
        )
    return head + "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site of all cases is served."""
    folder = tmp_path_factory.mktemp("visual")
    content = copytree(HERE, folder / "content")
    (content / "plans" / "three-hundred.md").write_text(many_tasks(), "utf-8")
    build(folder, content, "--drafts")
    with served(folder / "output") as address:
        yield address


def assert_sound(page: Page) -> None:
    """Assert that nothing sticks out, overlaps, is squeezed or cut."""
    assert page.evaluate(OVERFLOW) == []
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate(NARROW) == []
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("case", [*CASES, "three-hundred"])
def test_a_plan_keeps_its_shape(new_page: NewPage, address: str, axe: Axe, case: str) -> None:
    page = new_page()
    for size in SIZES:
        page.set_viewport_size(size)
        page.goto(f"{address}plans/{case}/")
        assert_sound(page)
        page.evaluate("document.querySelectorAll('main details').forEach((d) => { d.open = true })")
        assert_sound(page)
    if case != "three-hundred":
        assert axe(page) == []


@pytest.mark.parametrize(
    "path", ["", "plans/", "tasks/", "targets/", "units/", "policies/", "catalogue/"]
)
def test_lists_keep_their_shape(new_page: NewPage, address: str, path: str) -> None:
    page = new_page()
    for size in SIZES:
        page.set_viewport_size(size)
        page.goto(address + path)
        assert_sound(page)


def test_elder_mode_keeps_its_shape(new_page: NewPage, address: str) -> None:
    """At its largest, on the narrowest phone."""
    page = new_page(viewport=SIZES[0])
    page.add_init_script("localStorage.setItem('plansite.size', 'largest')")
    for case in CASES:
        page.goto(f"{address}plans/{case}/?elder")
        assert page.evaluate(OVERFLOW) == []
        assert page.evaluate(OVERLAPS) == []


def test_three_hundred_tasks_stay_fluid(new_page: NewPage, address: str) -> None:
    """No work of the page itself keeps a reader from scrolling."""
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{address}plans/three-hundred/")
    page.evaluate(
        """() => { window.long = [];
          new PerformanceObserver((list) => list.getEntries().forEach((e) => window.long.push(e.duration)))
            .observe({ type: 'longtask' }); }"""
    )
    for n in (50, 150, 299):
        page.locator(f"#t{n}").evaluate("e => e.scrollIntoView()")
        page.wait_for_timeout(60)
    assert page.evaluate("Math.max(0, ...window.long)") <= 200
