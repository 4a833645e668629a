"""What a page weighs, and how it reads on a phone.

In: pages that are served. Out: a row of figures for each. Sizes are those of all files that a browser asks for until
the page is complete, gzip -9 each, of 1,000 bytes a KB; a phone is 390 by 844 px, the narrow one 320.
"""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ViewportSize

from benchmarks.pages.checked import OPEN, checked
from benchmarks.pages.served import Pages, pages
from benchmarks.search.browser import browser

PHONE: ViewportSize = {"width": 390, "height": 844}
NARROW: ViewportSize = {"width": 320, "height": 640}
WIDE: ViewportSize = {"width": 1280, "height": 800}
COMPLETE = "() => !document.querySelector('html[data-page].js:not(.on)')"
"""Of ours, the script has come, which is asked for when the page stands on the screen."""
READ = """() => {
  const size = (e) => parseFloat(getComputedStyle(e).fontSize);
  const long = [...document.querySelectorAll('.body p, .govuk-body, .md-typeset p')].find((e) =>
    e.checkVisibility() && e.textContent.length > 40);
  const targets = [...document.querySelectorAll('a[href], button, summary, input')].filter((e) =>
    e.checkVisibility() && e.getBoundingClientRect().width > 1 &&
    !e.closest('p, td, th, .task ul, .t, .skip, .govuk-skip-link, .md-skip'));
  return { starts: Math.round(long.getBoundingClientRect().top), screens: document.documentElement.scrollHeight / 844,
    text: size(long), line: parseFloat(getComputedStyle(long).lineHeight) / size(long), targets: targets.length,
    small: targets.filter((e) => e.getBoundingClientRect().height < 43.5).length };
}"""
COLUMN = """() => {
  const columns = [...document.querySelectorAll('td, th')].filter((e) => e.checkVisibility()).map((e) => {
    const style = getComputedStyle(e), size = parseFloat(style.fontSize);
    return (e.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)) / size;
  });
  return columns.length ? Math.min(...columns) : null;
}"""
"""None where the page shows no table."""
LINE = """() => Math.max(...[...document.querySelectorAll('.task > p, .govuk-body, .md-typeset p')]
  .filter((e) => e.checkVisibility() && e.textContent.length > 60)
  .map((e) => e.clientWidth / parseFloat(getComputedStyle(e).fontSize)))"""


def measured(say: Callable[[str], None]) -> dict[str, Any]:
    """Return a row for each page of ours and of the peers'."""
    with pages() as found, browser() as chromium:
        rows = []
        for (name, engine), address in found.by_plan():
            say(f"{engine}: page {name}")
            rows.append(
                {"page": name, "engine": engine}
                | figures(chromium, found, address)
                | checked(chromium, address, found.file(address), engine == "ours")
            )
        return {
            "rows": rows,
            "versions": found.versions,
            "absent": found.absent,
            "browser": f"Chromium {chromium.version}",
        }


def figures(chromium: Browser, found: Pages, address: str) -> dict[str, Any]:
    """Return what is to be said of a page."""
    page = chromium.new_page(viewport=PHONE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_function(COMPLETE)
    page.wait_for_load_state("networkidle")
    files = [file for url in dict.fromkeys(asked) if (file := found.file(url)).is_file()]
    read = page.evaluate(READ)
    page.evaluate(OPEN)
    read["open"] = page.evaluate("document.documentElement.scrollHeight") / PHONE["height"]
    page.set_viewport_size(WIDE)
    read["longest"] = page.evaluate(LINE)
    page.set_viewport_size(NARROW)
    read["column"] = page.evaluate(COLUMN)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    return {
        "bytes": weighed(files),
        "requests": len(files),
        **read,
        "sideways": wide > NARROW["width"],
    }


def weighed(files: list[Path]) -> dict[str, int]:
    """Return the sizes of files as a server sends them, by kind."""
    sizes: dict[str, int] = {}
    for file in files:
        kind = file.suffix[1:]
        sizes[kind] = sizes.get(kind, 0) + len(gzip.compress(file.read_bytes(), 9))
    return sizes
