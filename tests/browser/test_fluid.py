"""A long plan on a phone: what is not laid out yet is there all the same, and a reader's acts do what they say.

What they cost is measured by `python3 -m benchmarks fluid`.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from benchmarks.corpus.forms import text_of
from benchmarks.pages.fluid import EACH, PARTS, long_plan, site, walk

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the long plan."""
    with site(tmp_path_factory.mktemp("fluid")) as address:
        yield address


def test_the_plan_is_as_long_as_the_longest() -> None:
    assert len(text_of(long_plan())) > 33_000
    assert sum(1 for _ in long_plan().tasks) == PARTS * EACH


def test_what_a_reader_does_is_measured(phone: Page, address: str) -> None:
    costs = walk(phone, address, "t90")
    expect(phone.locator("#t1 details")).to_have_attribute("open", "")
    assert phone.url.endswith("#t90")
    expect(phone.locator("html")).not_to_contain_class("is-elder")  # there and back
    expect(phone.locator(".wait")).to_have_count(0)  # all of it is laid out again
    assert len(costs) == 7
    assert all(cost > 0 for cost in costs.values())


def test_what_is_far_off_is_found_all_the_same(page: Page, address: str) -> None:
    """Text that is not laid out yet is searched by the browser, jumped to, read out and printed."""
    page.goto(f"{address}#t90")
    expect(page.locator("#t90 .t")).to_be_in_viewport()
    page.wait_for_load_state("load")
    assert abs(page.locator("#t90").evaluate("e => e.getBoundingClientRect().top")) < 60
    words = page.locator("#t117 > p").first.text_content() or ""
    assert page.evaluate("(words) => window.find(words)", words[:24])
    expect(page.locator("#t117 > p").first).to_be_in_viewport()
    session = page.context.new_cdp_session(page)
    tree = session.send("Accessibility.getFullAXTree")
    names = [node.get("name", {}).get("value", "") for node in tree["nodes"]]
    title = page.locator("#t60 .t").inner_text()
    assert title in names
    page.emulate_media(media="print")
    assert page.locator("#t60").evaluate("e => getComputedStyle(e).contentVisibility") == "visible"
