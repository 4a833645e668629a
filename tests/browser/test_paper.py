"""Lists on paper: what is printed says that there is more, and a heading goes with what it heads."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.kinds import KINDS
from tests.browser.sample import built, served
from tests.browser.soundness import OVERLAPS

pytestmark = pytest.mark.browser

PAGED = ("unit", "tasks", "targets-later", "policies", "plans")
KEPT = "e => { const style = getComputedStyle(e); return [style.breakAfter, style.breakInside]; }"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the sample site, its draft included, is served."""
    with served(built(tmp_path_factory, "drafts", "--drafts")) as address:
        yield address


def printed(page: Page, address: str, kind: str) -> Page:
    """Open a page as it is printed."""
    page.emulate_media(media="screen")
    page.goto(address + KINDS[kind])
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("kind", PAGED)
def test_a_page_of_a_list_says_which_it_is(desktop: Page, address: str, kind: str) -> None:
    page = printed(desktop, address, kind)
    where = page.locator(".pager p")
    if page.locator(".pager").count():
        expect(where).to_be_visible()
        expect(where).to_contain_text("共")
    assert (
        page.locator("input:visible, select:visible, button:visible, .pager a:visible").count() == 0
    )
    assert page.locator(".jsonly:visible").count() == 0
    assert page.evaluate(OVERLAPS) == []


def test_lists_of_several_pages_are_among_them(desktop: Page, address: str) -> None:
    paged = [k for k in PAGED if printed(desktop, address, k).locator(".pager p").count()]
    assert {"unit", "tasks", "targets-later", "policies"} <= set(paged)


def test_counts_are_printed_but_not_of_a_plan(desktop: Page, address: str) -> None:
    expect(printed(desktop, address, "unit").locator(".counts")).to_be_visible()
    expect(printed(desktop, address, "markdown").locator(".counts")).to_be_hidden()


def test_no_heading_ends_a_sheet(desktop: Page, address: str) -> None:
    """Of a plan in a list its name and its date; and no entry is torn."""
    page = printed(desktop, address, "unit")
    for heading in (".group h3", ".group h3 + p", ".when", "main h2"):
        found = page.locator(heading)
        assert found.count()
        assert {after for after, _ in found.evaluate_all(f"all => all.map({KEPT})")} == {"avoid"}
    entries = page.locator("main .list li").evaluate_all(f"all => all.map({KEPT})")
    assert {inside for _, inside in entries} == {"avoid"}
