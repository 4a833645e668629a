"""A shortened style sheet says to the browser what the written one says."""

import pytest
from playwright.sync_api import Page

from tests.show.loading import published, written

pytestmark = pytest.mark.browser
RULES = """(texts) => texts.map((text) => {
  const style = document.createElement('style');
  style.textContent = text;
  document.head.append(style);
  return [...style.sheet.cssRules].map((rule) => rule.cssText);
})"""


@pytest.mark.parametrize("name", ["site.css", "figures.css", "search.css"])
def test_the_rules_are_the_same(page: Page, name: str) -> None:
    page.goto("about:blank")
    whole, short = page.evaluate(RULES, [written(name), published(name).decode()])
    assert len(whole) > 10
    assert short == whole
