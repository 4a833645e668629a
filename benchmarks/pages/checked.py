"""What checkers find on a page, and what is left of it for readers who see little or run no scripts.

In: a page that is served, and its file. Out: how much axe-core and HTML_CodeSniffer find in each look on a narrow phone
and on a desktop, what the Nu checker says, the least contrast of text, the share of words that are there without
scripts, and how many taps lead from the top to the twentieth task.
"""

import os
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests import markup
from tests.browser.fixtures import AXE, AXE_RUN, NOISE, SNIFF, SNIFFER

PHONE, WIDTHS = 390, (320, 1280)
LOOKS = ("light", "dark", "is-contrast", "is-elder")
"""Light and dark as a system asks for them; of ours also what can be chosen."""
OPEN = "document.querySelectorAll('main details').forEach((d) => { d.open = true })"
CONTRAST = """() => {
  const light = (rgb) => rgb.map((v) => v / 255).map((v) => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, n) => sum + v * [.2126, .7152, .0722][n], 0);
  const parts = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const found = parts(getComputedStyle(e).backgroundColor);
      if (found.length === 3) return found;
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let least = 21;
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement, box = e.getBoundingClientRect();
    if (!walker.currentNode.data.trim() || !e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ||
      box.width < 2 || box.right < 0 || box.bottom < 0) continue;
    const pair = [light(parts(getComputedStyle(e).color).slice(0, 3)), light(ground(e))].sort((a, b) => b - a);
    least = Math.min(least, (pair[0] + .05) / (pair[1] + .05));
  }
  return least;
}"""
"""By WCAG 2's formula; what lies off the screen or is not to be seen is left out."""
WORDS = """() => [...document.querySelectorAll('h1, h2, h3, p, li, dt, dd, th, td')]
  .filter((e) => e.closest('main, article') && e.checkVisibility() && !e.querySelector('button'))
  .reduce((sum, e) => sum + e.innerText.replace(/\\s/g, '').length, 0)"""
"""How many characters can be read; buttons are for scripts alone."""
REACH = """() => {
  const task = document.querySelectorAll('.task .t, main h3.govuk-heading-s, .md-typeset h3')[19];
  const id = (task.id ? task : task.closest('[id]')).id;
  return [...document.querySelectorAll('a[href]')].some((a) => a.hash === '#' + id &&
    a.checkVisibility({ visibilityProperty: true }) && a.getBoundingClientRect().right > 0 &&
    a.getBoundingClientRect().bottom < task.getBoundingClientRect().top);
}"""
"""Whether a link to the twentieth task stands before it, on the page as it is."""
OPENERS = (".toc > summary", "label[for=__drawer]", "label[for=__toc]")
"""What unfolds the contents, where they are folded."""


def checked(chromium: Browser, address: str, file: Path, is_ours: bool) -> dict[str, Any]:
    """Return what is found on a page; None for what there is no checker for."""
    looks = LOOKS if is_ours else LOOKS[:2]
    seen = [look for width in WIDTHS for look in in_looks(chromium, address, width, looks)]
    checker = markup.command()
    return {
        "looks": len(seen),
        "faults": sum(found for found, _ in seen),
        "contrast": min(contrast for _, contrast in seen),
        "markup": None if isinstance(checker, str) else len(markup.faults(checker, file)),
        "unscripted": words(chromium, address, is_scripted=False) / words(chromium, address),
        "taps": taps(chromium, address),
    }


def in_looks(
    chromium: Browser, address: str, width: int, looks: tuple[str, ...]
) -> list[tuple[int, float]]:
    """Return how much is found in each look, and the least contrast."""
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.evaluate(OPEN)
    seen = []
    for look in looks:
        page.emulate_media(color_scheme="dark" if look == "dark" else "light")
        page.evaluate("(look) => { document.documentElement.classList.add(look) }", look)
        seen.append((found(page), page.evaluate(CONTRAST)))
        page.evaluate("(look) => { document.documentElement.classList.remove(look) }", look)
    page.close()
    return seen


def found(page: Page) -> int:
    """Return how many things axe-core, and HTML_CodeSniffer where it is here, find."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE.read_text("utf-8"))
    count = len(page.evaluate(AXE_RUN, []))
    sniffer = Path(os.environ.get("PLANSITE_HTMLCS") or SNIFFER)
    if sniffer.is_file():
        if page.evaluate("typeof HTMLCS") == "undefined":
            page.evaluate(sniffer.read_text("utf-8"))
        count += sum(not text.startswith(NOISE) for text in page.evaluate(SNIFF))
    return count


def words(chromium: Browser, address: str, is_scripted: bool = True) -> int:
    """Return how many characters can be read, folded ones too."""
    page = chromium.new_page(viewport={"width": PHONE, "height": 844})
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setScriptExecutionDisabled", {"value": not is_scripted})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    session.send("Emulation.setScriptExecutionDisabled", {"value": False})
    page.evaluate(OPEN)
    count = page.evaluate(WORDS)
    page.close()
    return int(count)


def taps(chromium: Browser, address: str) -> int:
    """Return how many taps lead from the top of the page to the twentieth task."""
    page = chromium.new_page(viewport={"width": PHONE, "height": 844})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    count = 1
    for opener in OPENERS:
        if page.evaluate(REACH):
            break
        if page.locator(opener).count() and page.locator(opener).first.is_visible():
            page.locator(opener).first.click()
            count += 1
    is_reached = page.evaluate(REACH)
    page.close()
    return count if is_reached else 0
