"""Access: every kind of page in every look, by two checkers; a plan read with nothing but a keyboard.

axe-core comes with the tests. HTML_CodeSniffer is fetched by `.ci/run`; PLANSITE_HTMLCS names its file elsewhere.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.fixtures import Axe, NewPage
from tests.browser.sample import ROOT, built, served
from tests.browser.test_pages import KINDS

pytestmark = pytest.mark.browser

LOOKS: dict[str, dict[str, Any]] = {
    "elder": {"width": 320, "mode": "elder"},
    "elder-dark-wide": {"width": 1280, "mode": "elder", "theme": "dark"},
    "contrast-wide": {"width": 1280, "theme": "contrast"},
    "forced": {"width": 1280, "forced": True},
}
CHOSEN = ("home", "division", "unit", "tasks", "topic", "policy", "measure", "levels")
"""Kinds that differ in what they are made of; light and dark are seen on all kinds elsewhere."""
# It takes a cell over all columns (scope=rowgroup) for a heading of every row below, beyond its own group.
NOISE = ("WCAG2AA.Principle1.Guideline1_3.1_3_1.H43.HeadersRequired",)
SNIFF = """() => new Promise((done) => HTMLCS.process('WCAG2AA', document, () => done(
  HTMLCS.getMessages().filter((m) => m.type === HTMLCS.ERROR)
    .map((m) => `${m.code} ${m.msg} ${(m.element.outerHTML || '').slice(0, 90)}`))))"""
FOCUS = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
  return { tag: e.tagName, text: (e.textContent || '').trim().slice(0, 30),
    id: e.closest('.task') ? e.closest('.task').id : '',
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight, ring: style.outlineStyle !== 'none' };
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the sample site is served, its draft included."""
    with served(built(tmp_path_factory, "drafts", "--drafts")) as address:
        yield address


def looked_at(
    new_page: NewPage, width: int, mode: str = "", theme: str = "", forced: bool = False
) -> Page:
    """Return a page of a visitor who chose this look."""
    page = new_page(viewport={"width": width, "height": 800})
    page.add_init_script(
        f"localStorage.setItem('plansite.mode', '{mode}'); localStorage.setItem('plansite.theme', '{theme}')"
    )
    if forced:
        page.emulate_media(forced_colors="active")
    return page


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing(new_page: NewPage, address: str, axe: Axe, look: str) -> None:
    page = looked_at(new_page, **LOOKS[look])
    for kind in CHOSEN:
        page.goto(address + KINDS[kind])
        assert axe(page) == [], kind


@pytest.fixture
def sniffer() -> str:
    """The text of HTML_CodeSniffer."""
    named = os.environ.get("PLANSITE_HTMLCS")
    folder = ROOT / ".cache" / "tools" / "sniffer" / "node_modules" / "html_codesniffer" / "build"
    file = Path(named) if named else folder / "HTMLCS.js"
    if not file.is_file():
        pytest.skip("no HTML_CodeSniffer here: run .ci/run, or name it in PLANSITE_HTMLCS")
    return file.read_text("utf-8")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_sniffer_finds_nothing(
    new_page: NewPage, address: str, sniffer: str, width: int
) -> None:
    page = looked_at(new_page, width)
    for kind in CHOSEN:
        page.goto(address + KINDS[kind])
        page.evaluate(sniffer)
        found = [text for text in page.evaluate(SNIFF) if not text.startswith(NOISE)]
        assert found == [], kind


def test_a_plan_is_read_with_a_keyboard(new_page: NewPage, address: str) -> None:
    """The way to the text is two keys; every stop is seen and marked, in reading order, and none holds one back."""
    page = looked_at(new_page, 390)
    page.goto(address + KINDS["yaml"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    tasks, stops = [], []
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["tag"] == "BODY":
            break
        assert stop["seen"], stop
        assert stop["ring"], stop
        stops.append(stop)
        if stop["id"] and stop["id"] not in tasks:
            tasks.append(stop["id"])
    else:
        pytest.fail("no end in sight")
    assert tasks == page.eval_on_selector_all(".task", "all => all.map((e) => e.id)")
    assert len(stops) > len(tasks)


def test_folded_parts_open_with_a_key(new_page: NewPage, address: str) -> None:
    page = looked_at(new_page, 390)
    page.goto(address + KINDS["division"])
    page.locator("#_toc summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    link = page.evaluate("document.activeElement.hash")
    page.keyboard.press("Enter")
    assert page.url.endswith(link)
    page.locator(".prefs summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(".prefs").evaluate("e => e.open")
    page.keyboard.press("Escape")
    assert not page.locator(".prefs").evaluate("e => e.open")
    assert page.evaluate("document.activeElement.parentNode.className").startswith("prefs")
