"""Columns are as wide as what they hold, on screens and on paper; on phones a card is headed by what it is about."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import PHONE, NewPage
from tests.browser.kinds import KINDS
from tests.browser.sample import built, served
from tests.browser.soundness import NARROW, OVERFLOW, UNFOLD

pytestmark = pytest.mark.browser

SHARES = """table => [...table.tHead.rows[0].cells].map((cell) =>
  Math.round(100 * cell.getBoundingClientRect().width / table.getBoundingClientRect().width))"""
LINES = """cells => cells.map((cell) => {
  const style = getComputedStyle(cell), range = document.createRange();
  range.selectNodeContents(cell);
  return Math.round(range.getBoundingClientRect().height / parseFloat(style.lineHeight));
})"""
GRID = "yunlan-guihua-2021"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the sample site, its draft included, is served."""
    with served(built(tmp_path_factory, "drafts", "--drafts")) as address:
        yield address


@pytest.mark.parametrize("media", ["screen", "print"])
def test_cooperating_units_have_the_most_room(desktop: Page, address: str, media: str) -> None:
    desktop.goto(f"{address}{KINDS['division']}#_division")
    desktop.emulate_media(media="print" if media == "print" else "screen")
    assert desktop.locator("table.division").evaluate(SHARES) == pytest.approx(
        [30, 17, 36, 17], abs=2
    )
    longest = max(desktop.locator(".division tbody td:nth-child(3)").evaluate_all(LINES))
    assert longest <= 4, "of seven units"


@pytest.mark.parametrize("media", ["screen", "print"])
def test_short_columns_are_narrow(desktop: Page, address: str, media: str) -> None:
    """A running number takes no room from a name; no short cell breaks."""
    desktop.goto(f"{address}plans/{GRID}/")
    desktop.emulate_media(media="print" if media == "print" else "screen")
    table = desktop.locator("table.any").first
    number, name, before, after, sort = table.evaluate(SHARES)
    assert number == sort < before == after < name
    assert name >= 40
    assert set(table.locator("td, thead th").evaluate_all(LINES)) == {1}


def test_a_card_is_headed_by_what_it_is_about(phone: Page, address: str) -> None:
    phone.goto(f"{address}plans/{GRID}/")
    row = phone.locator("table.any tbody tr").first
    number, name = row.locator("td.no"), row.get_by_role("rowheader")
    one, other = number.bounding_box(), name.bounding_box()
    assert one and other
    assert one["y"] == pytest.approx(other["y"], abs=1)
    assert one["x"] < other["x"]
    assert number.evaluate("e => getComputedStyle(e, '::before').content") in ("none", '""')
    assert name.evaluate("e => getComputedStyle(e).fontWeight") == "600"
    expect(row.locator("td[data-l]").first).to_be_visible()


def test_the_head_of_a_card_is_as_wide_as_the_card(phone: Page, address: str) -> None:
    """Widths of columns are for tables alone."""
    for kind in ("tasks", "catalogue", "compare", "policies", "topic"):
        phone.goto(address + KINDS[kind])
        head = phone.locator("table.cards tbody th").first
        one, whole = head.bounding_box(), head.locator("..").bounding_box()
        assert one and whole
        assert one["width"] == whole["width"], kind


@pytest.mark.parametrize("width", [320, 768])
def test_the_largest_type_leaves_the_tables_of_a_plan_three_characters(
    new_page: NewPage, address: str, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 900})
    page.add_init_script("localStorage.plansite = 'js is-elder is-largest'")
    for plan in (GRID, "yunlan-jyj-2022", "yunlan-jyj-2025", "yunlan-zfb-2021-fengong"):
        page.goto(f"{address}plans/{plan}/")
        page.evaluate(UNFOLD)
        assert page.evaluate(OVERFLOW) == [], plan
        assert page.evaluate(NARROW) == [], plan


def test_a_target_is_headed_by_its_subject_on_a_phone(phone: Page, address: str) -> None:
    phone.goto(address + KINDS["targets"])
    for row in phone.locator("table.targets tbody tr").all()[:8]:
        tops = row.locator("td").evaluate_all(
            "all => all.map((e) => e.getBoundingClientRect().top)"
        )
        assert tops[1] < tops[0] < tops[2]
    first = phone.locator("table.targets tbody tr").first
    first.evaluate("e => { e.hidden = true; }")
    expect(first).to_be_hidden()


def test_the_fields_of_a_register_stand_in_a_column_on_a_phone(phone: Page, address: str) -> None:
    for kind in ("tasks", "targets"):
        phone.goto(address + KINDS[kind])
        boxes = [field.bounding_box() for field in phone.locator(".sift input, .sift select").all()]
        sides = {(box["x"], box["x"] + box["width"]) for box in boxes if box}
        assert len(boxes) == 2
        assert len(sides) == 1
        assert sides.pop()[1] <= PHONE["width"]


def test_a_label_and_its_link_stay_together(new_page: NewPage, address: str) -> None:
    """Also where the link needs several lines."""
    page = new_page(viewport={"width": 200, "height": 600})
    page.goto(address + KINDS["markdown"])
    pairs = page.locator(".tools .pair")
    assert pairs.count() == 2
    for pair in pairs.all():
        link, label = pair.locator("a").bounding_box(), pair.bounding_box()
        assert link and label
        assert label["height"] <= link["height"] + 1
        assert link["x"] > label["x"] + 3 * 17
    assert page.evaluate(OVERFLOW) == []
