"""What lies over a page for a while: the contents as a sheet, the display settings, the note of a copied link."""

import re
from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.browser.fixtures import PHONE, NewPage
from tests.browser.kinds import KINDS
from tests.browser.sample import built, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the sample site, its draft included, is served."""
    with served(built(tmp_path_factory, "drafts", "--drafts")) as address:
        yield address


@pytest.fixture
def reading(phone: Page, address: str) -> Page:
    """A phone on which a plan is read from its twelfth task on."""
    phone.goto(f"{address}{KINDS['markdown']}#t12")
    expect(phone.locator("html")).to_have_class(re.compile("far"))
    return phone


def box(found: Locator) -> FloatRect:
    """Return where an element is."""
    place = found.bounding_box()
    assert place
    return place


def test_the_note_stands_above_the_line_of_the_contents(reading: Page) -> None:
    reading.locator("#t12 > a").click()
    note, line = reading.locator(".note"), reading.locator(".toc summary")
    expect(note).not_to_be_empty()
    assert box(note)["y"] + box(note)["height"] <= box(line)["y"]


def test_the_sheet_is_left_by_escape_beside_it_and_by_its_line(reading: Page) -> None:
    sheet, line = reading.locator(".toc"), reading.locator(".toc summary")
    where = line.get_attribute("data-now")

    def beside() -> None:
        reading.mouse.click(PHONE["width"] / 2, box(sheet)["y"] / 2)

    for leave in (partial(reading.keyboard.press, "Escape"), beside, line.click):
        line.click()
        expect(line).to_have_attribute("data-now", "收起目录")
        assert sheet.evaluate("e => e.open")
        leave()
        expect(line).to_have_attribute("data-now", where or "")
        assert not sheet.evaluate("e => e.open")
    assert reading.url.endswith("#t12")


def test_contents_beside_the_text_stay(desktop: Page, address: str) -> None:
    """They are no sheet there; and the frame of what has the focus is whole."""
    desktop.goto(f"{address}{KINDS['markdown']}#t12")
    contents = desktop.locator(".toc")
    desktop.keyboard.press("Escape")
    desktop.locator(".body > p").first.click()
    assert contents.evaluate("e => e.open")
    frame, link = box(contents), box(contents.locator("a").first)
    assert link["x"] - frame["x"] >= 3
    assert frame["x"] + contents.evaluate("e => e.clientWidth") - link["x"] - link["width"] >= 3


def test_reading_aloud_is_no_colour(new_page: NewPage, address: str) -> None:
    """A line parts it from the colours; without a voice there is neither."""
    for has_voice in (True, False):
        page = new_page()
        if not has_voice:
            page.add_init_script("delete window.speechSynthesis")
        page.goto(address)
        page.locator(".prefs > summary").click()
        part = page.locator(".prefs > div > div")
        assert part.count() == page.locator(".prefs [data-say]").count() == has_voice
        if has_voice:
            assert part.evaluate("e => getComputedStyle(e).borderTopWidth") == "1px"
            colours = box(page.locator("[data-set=theme]"))
            assert box(part)["y"] >= colours["y"] + colours["height"]


def test_the_task_that_a_link_led_to_is_shown_by_a_tint(new_page: NewPage, address: str) -> None:
    """It fades, or stays where nothing is to move."""
    tint = "e => getComputedStyle(e).backgroundColor"
    for motion, is_moving in (("no-preference", True), ("reduce", False)):
        page = new_page(reduced_motion=motion)
        page.goto(f"{address}{KINDS['markdown']}#t3")
        task = page.locator("#t3")
        moving = (
            "e => e.getAnimations().map((a) => { a.pause(); a.currentTime = 0; return 1; }).length"
        )
        assert task.evaluate(moving) == is_moving
        assert task.evaluate(tint) == "rgb(255, 233, 168)"
