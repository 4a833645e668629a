"""Texts that break layouts: each file of visual/plans is a case; one more is made here, for its size.

What holds for all, on phones and desktops, at 200 and 400 % zoom, folded and unfolded: nothing is wider than the
screen, nothing lies over anything else, no column is under three characters, nothing is cut off or covered.
"""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.fixtures import Axe, NewPage
from tests.browser.sample import build, served
from tests.browser.soundness import ALONE, CUT, NARROW, OVERFLOW, OVERLAPS, UNFOLD

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent / "visual"
CASES = sorted(path.stem for path in (HERE / "plans").glob("*.md"))
MANY = 300
SIZES: dict[str, ViewportSize] = {
    "narrow phone": {"width": 320, "height": 640},
    "phone": {"width": 390, "height": 844},
    "desktop": {"width": 1280, "height": 800},
    "desktop at 200 %": {"width": 640, "height": 400},
    "desktop at 400 %": {"width": 320, "height": 200},
}
"""Zoom is a smaller window: what WCAG 1.4.10 asks for is that of 1280 px at 400 %."""

# Where the system takes the colours away, a chip without an edge is running text.
EDGELESS = """() => [...document.querySelectorAll('.lead a, .coop a, .state, dd.due, .due dd')].filter((e) => {
  const style = getComputedStyle(e);
  return e.checkVisibility() && (style.borderTopStyle !== 'solid' || style.borderTopWidth === '0px');
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


# What stays while one scrolls leaves most of the window to the text.
COVERED = """() => [...document.querySelectorAll('body *')].filter((e) =>
  e.checkVisibility() &&
  getComputedStyle(e).position === 'fixed' && e.getBoundingClientRect().height > innerHeight / 2)
  .map((e) => e.outerHTML.slice(0, 90))"""


def faults(page: Page, where: str) -> list[str]:
    """Return what sticks out, overlaps, is squeezed or cut."""
    checks = {
        "wide": OVERFLOW,
        "over": OVERLAPS,
        "narrow": NARROW,
        "cut": CUT,
        "covers": COVERED,
        "alone": ALONE,
    }
    return [
        f"{where}: {name}: {fault}" for name, js in checks.items() for fault in page.evaluate(js)
    ]


def at_all_sizes(page: Page, address: str) -> list[str]:
    """Return what is wrong with a page at each size, folded and unfolded."""
    found = []
    for name, size in SIZES.items():
        page.set_viewport_size(size)
        page.goto(address)
        found += faults(page, name)
        page.evaluate(UNFOLD)
        found += faults(page, f"{name}, unfolded")
    return found


@pytest.mark.parametrize("case", [*CASES, "three-hundred"])
def test_a_plan_keeps_its_shape(new_page: NewPage, address: str, axe: Axe, case: str) -> None:
    page = new_page()
    assert at_all_sizes(page, f"{address}plans/{case}/") == []
    if case != "three-hundred":
        page.set_viewport_size(SIZES["desktop"])
        assert axe(page) == []


@pytest.mark.parametrize(
    "path", ["", "plans/", "tasks/", "targets/", "units/", "policies/", "catalogue/"]
)
def test_lists_keep_their_shape(new_page: NewPage, address: str, path: str) -> None:
    assert at_all_sizes(new_page(), address + path) == []


@pytest.mark.parametrize("case", CASES)
def test_a_plan_in_forced_colours_without_motion(
    new_page: NewPage, address: str, case: str
) -> None:
    """Leading and cooperating units are told apart by words, every chip has an edge, nothing moves."""
    page = new_page(viewport=SIZES["phone"])
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    page.goto(f"{address}plans/{case}/#t1")
    assert faults(page, "forced") == []
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.evaluate(EDGELESS) == []
    for kind, word in (("lead", "牵头"), ("coop", "配合")):
        labels = page.locator(f".task .{kind} dt").all_inner_texts()
        assert all(label == word for label in labels)


def test_elder_mode_keeps_its_shape(new_page: NewPage, address: str) -> None:
    """At its largest, on the narrowest phone."""
    page = new_page(viewport=SIZES["narrow phone"])
    page.add_init_script("localStorage.plansite = 'js is-largest'")
    for case in CASES:
        page.goto(f"{address}plans/{case}/?elder")
        assert all(page.evaluate(check) == [] for check in (OVERFLOW, OVERLAPS, CUT, ALONE)), case


def test_the_cases_are_what_they_are_called(new_page: NewPage, address: str) -> None:
    """Eighty characters, nothing known, one task, forty units on a task, three hundred tasks."""
    page = new_page()

    def count(case: str, selector: str) -> int:
        page.goto(f"{address}plans/{case}/")
        return page.locator(selector).count()

    assert count("three-hundred", ".task") == MANY
    assert count("many-units", "#t1 .lead a, #t1 .coop a") == 40
    assert count("nothing-known", ".task") == 1
    assert page.locator(".head > .facts, .task dl").count() == 0
    page.goto(f"{address}plans/long-title/")
    assert len(page.locator("h1").inner_text().replace("\n", "")) >= 80


def test_names_that_run_from_right_to_left_stay_whole(new_page: NewPage, address: str) -> None:
    """In a task, in the table, on the unit's own page and in the list of units: blanks and direction are the name's."""
    name, page = "مدرسة الصداقة الدولية", new_page()
    page.goto(f"{address}plans/mixed-scripts/")
    assert page.locator("#t2 .lead a").inner_text() == name
    assert page.locator(".division tbody tr").nth(1).locator("td").first.text_content() == name
    page.locator("#t2 .lead a").click()
    assert page.locator("h1").inner_text() == name
    page.goto(f"{address}units/")
    assert page.get_by_role("link", name=name, exact=True).count() == 1
