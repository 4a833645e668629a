"""Every kind of page in every look on a narrow phone and on a desktop: two checkers find nothing, nothing sticks out.

A page is opened once for each width, its folded parts too; looks are put on it as the display settings and the system
would, and each checker runs in each of them.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import Axe, NewPage, Sniffer
from tests.browser.kinds import KINDS
from tests.browser.sample import ROOT, built, served
from tests.browser.soundness import NARROW, OVERFLOW, UNFOLD

pytestmark = pytest.mark.browser

TEMPLATES = ROOT / "site_templates" / "pages"
WIDTHS = (320, 1280)
LOOKS = ("light", "dark", "contrast", "elder")
"""Light and dark come from the system, the others are chosen."""
COLOURED = ("dark", "contrast")
"""Looks that differ from the first in their colours alone: so do what can be wrong with them."""
WEAR = """(look) => {
  ['contrast', 'elder'].forEach((each) => document.documentElement.classList.toggle(`is-${each}`, each === look));
  document.querySelectorAll('[data-set=theme] button').forEach((button) => button.setAttribute('aria-pressed',
    String(button.value === (look === 'contrast' ? look : ''))));
}"""
FORCED = ("home", "division", "unit", "tasks", "topic", "policy", "measure", "levels")
"""Kinds that differ in what they are made of."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site, its draft included."""
    return built(tmp_path_factory, "drafts", "--drafts")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Where it is served."""
    with served(folder) as address:
        yield address


def opened(page: Page, address: str, kind: str) -> Page:
    """Open a page of this kind with all that is folded on it."""
    page.goto(address + KINDS[kind])
    if "search/" in KINDS[kind]:
        expect(page.locator("html")).to_have_attribute("data-search", "done")
    page.evaluate(UNFOLD)
    return page


def wear(page: Page, look: str) -> None:
    """Show a page as visitors see it who chose this look."""
    page.emulate_media(color_scheme="dark" if look == "dark" else "light", reduced_motion="reduce")
    page.evaluate(WEAR, look)


def found(page: Page, axe: Axe, sniffer: Sniffer) -> list[str]:
    """Return what is wrong with a page as it is now."""
    return [*page.evaluate(OVERFLOW), *page.evaluate(NARROW), *axe(page), *sniffer(page)]


def test_every_template_is_among_the_kinds(folder: Path) -> None:
    """A new kind of page is looked at here, or this fails."""
    files = [folder / path.partition("?")[0] for path in KINDS.values()]
    texts = [(file / "index.html" if file.is_dir() else file).read_text("utf-8") for file in files]
    seen = {found[1] for text in texts if (found := re.search(r'data-page="(\w+)"', text))}
    named = {path.name.partition(".")[0] for path in TEMPLATES.glob("*.html.j2")}
    assert named - {"index"} <= seen
    assert {"units", "topics", "years"} <= seen, "pages of the template named index"


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_found_in_any_look(
    new_page: NewPage, address: str, axe: Axe, sniffer: Sniffer, kind: str
) -> None:
    faults = []
    for width in WIDTHS:
        page = opened(new_page(viewport={"width": width, "height": 800}), address, kind)
        for look in LOOKS:
            wear(page, look)
            seen = (
                axe(page, "color-contrast", "link-in-text-block")
                if look in COLOURED
                else found(page, axe, sniffer)
            )
            faults += [f"{look} at {width} px: {fault}" for fault in seen]
        page.close()
    assert faults == []


def test_nothing_is_found_without_scripts(
    new_page: NewPage, address: str, axe: Axe, sniffer: Sniffer
) -> None:
    """The page was read without scripts; the checkers are scripts, so they are allowed after that."""
    for kind in ("search", "division", "tasks"):
        page = new_page(viewport={"width": WIDTHS[0], "height": 800})
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setScriptExecutionDisabled", {"value": True})
        page.goto(address + KINDS[kind])
        session.send("Emulation.setScriptExecutionDisabled", {"value": False})
        assert page.locator("html.js").count() == 0
        assert found(page, axe, sniffer) == []


def test_nothing_is_found_where_the_system_forces_its_colours(
    new_page: NewPage, address: str, axe: Axe
) -> None:
    page = new_page()
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    for kind in FORCED:
        assert axe(opened(page, address, kind)) == [], kind


MARKED = """links => links.filter((a) => {
  const style = getComputedStyle(a);
  return style.borderBottomStyle !== 'none' && parseFloat(style.borderBottomWidth);
}).map((a) => a.textContent)"""


@pytest.mark.parametrize("colours", ["none", "active"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_section_that_one_is_in_is_the_only_one_marked(
    new_page: NewPage, address: str, colours: str, width: int
) -> None:
    """By a bar that the others do not have, also where the system paints all bars; nothing moves for it."""
    page = new_page(viewport={"width": width, "height": 800}, forced_colors=colours)
    for kind, name in (("units", "单位"), ("division", "规划")):
        page.goto(address + KINDS[kind])
        links = page.locator(".nav a")
        assert links.evaluate_all(MARKED) == [name]
        lines = links.evaluate_all(
            "all => all.map((a) => a.parentNode.getBoundingClientRect().height)"
        )
        assert len(set(lines)) == 1


def test_the_checkers_see(new_page: NewPage, address: str, axe: Axe, sniffer: Sniffer) -> None:
    """Each of them, in a look that is put on: pale words, a picture without words, a page too wide."""
    page = opened(new_page(viewport={"width": 320, "height": 640}), address, "missing")
    page.evaluate(
        """() => {
          const main = document.querySelector('main');
          main.insertAdjacentHTML('beforeend', '<p id="pale">浅色的字</p><img src="data:,"><p id="wide">宽</p>');
          document.getElementById('pale').style.color = '#eee';
          document.getElementById('wide').style.width = '900px';
        }"""
    )
    wear(page, "light")
    assert any("color-contrast" in fault and "#pale" in fault for fault in axe(page))
    assert any("image-alt" in fault for fault in axe(page))
    assert any("G18" in fault for fault in sniffer(page))
    assert page.evaluate(OVERFLOW) != []
    wear(page, "contrast")
    assert not any("color-contrast" in fault for fault in axe(page))
