"""Access without a pointer: a plan is read, and its parts are opened, with nothing but a keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.kinds import KINDS
from tests.browser.sample import built, served

pytestmark = pytest.mark.browser

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


def test_a_plan_is_read_with_a_keyboard(page: Page, address: str) -> None:
    """The way to the text is two keys; every stop is seen and marked, in reading order, and none holds one back."""
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


def test_folded_parts_open_with_a_key(page: Page, address: str) -> None:
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
