"""What a page weighs, and how it reads on a phone.

In: a folder with pages. Out: a row of figures for each. Sizes are those of all files that a browser asks for until the
page is complete, gzip -9 each, of 1,000 bytes a KB; a phone is 390 by 844 px, the narrow one 320.
"""

import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, ViewportSize

from benchmarks.pages import govuk
from benchmarks.search.browser import browser
from benchmarks.tools import Tool, from_npm
from generator.cli import main

PLANS = {"A": "yunlan-jyj-2021", "B": "yunlan-zfb-2021-fengong"}
"""Of the sample: a yearly plan of 24 tasks; a plan whose division table has 22 rows and 8 columns."""
PHONE: ViewportSize = {"width": 390, "height": 844}
NARROW: ViewportSize = {"width": 320, "height": 640}
READ = """() => {
  const size = (e) => parseFloat(getComputedStyle(e).fontSize);
  const long = [...document.querySelectorAll('.body p, .govuk-body')].find((e) =>
    e.checkVisibility() && e.textContent.length > 40);
  const targets = [...document.querySelectorAll('a[href], button, summary, input')].filter((e) =>
    e.checkVisibility() && e.getBoundingClientRect().width > 1 &&
    !e.closest('p, td, th, .task ul, .t, .skip, .govuk-skip-link'));
  return { starts: Math.round(long.getBoundingClientRect().top), screens: document.documentElement.scrollHeight / 844,
    text: size(long), targets: targets.length,
    small: targets.filter((e) => e.getBoundingClientRect().height < 43.5).length };
}"""
COLUMN = """() => {
  const columns = [...document.querySelectorAll('td, th')].filter((e) => e.checkVisibility()).map((e) => {
    const style = getComputedStyle(e);
    const room = e.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return room / parseFloat(style.fontSize);
  });
  return columns.length ? Math.min(...columns) : null;
}"""
"""None where the page shows no table: ours are cards there."""
OPEN = "document.querySelectorAll('main details').forEach((d) => { d.open = true })"


def measured(say: Callable[[str], None]) -> dict[str, Any]:
    """Return a row for each page of ours and of GOV.UK Frontend's."""
    with TemporaryDirectory() as folder, browser() as chromium:
        site = Path(folder) / "site"
        root = Path(__file__).resolve().parents[2]
        main(["build", "--content", str(root / "content"), "--output", str(site)])
        tool = from_npm("govuk-frontend")
        rows = []
        for name, plan in PLANS.items():
            for engine, file in (
                ("ours", site / "plans" / plan / "index.html"),
                ("govuk", beside(site, plan, tool)),
            ):
                say(f"{engine}: page {name}")
                rows.append({"page": name, "engine": engine} | figures(chromium, file))
        return {
            "rows": rows,
            "versions": {"govuk": tool.version},
            "browser": f"Chromium {chromium.version}",
        }


def beside(site: Path, plan: str, tool: Tool) -> Path:
    """Write the same plan as a page of GOV.UK Frontend; return it."""
    twin = json.loads((site / "plans" / plan / "plan.json").read_text("utf-8"))
    folder = site.parent / "govuk" / plan
    folder.mkdir(parents=True)
    made = tool.folder / "dist" / "govuk"
    for ending in ("css", "js"):
        source = sorted(made.rglob(f"govuk-frontend.min.{ending}"))[0]
        shutil.copyfile(source, folder / f"govuk-frontend.min.{ending}")
    (folder / "index.html").write_text(govuk.page(twin), "utf-8")
    return folder / "index.html"


def figures(chromium: Browser, file: Path) -> dict[str, Any]:
    """Return what is to be said of a page."""
    page = chromium.new_page(viewport=PHONE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.wait_for_load_state("networkidle")
    sizes = {Path(path).suffix[1:]: packed(path) for path in map(file_of, asked) if path}
    read = page.evaluate(READ)
    page.evaluate(OPEN)
    read["open"] = page.evaluate("document.documentElement.scrollHeight") / PHONE["height"]
    page.set_viewport_size(NARROW)
    read["column"] = page.evaluate(COLUMN)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    return {"bytes": sizes, "requests": len(sizes), **read, "sideways": wide > NARROW["width"]}


def file_of(url: str) -> str:
    """Return the file of an address; "" for what is none, such as the font that is for gov.uk alone."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    return path if parts.scheme == "file" and Path(path).is_file() else ""


def packed(path: str) -> int:
    """Return the size of a file as a server sends it."""
    return len(gzip.compress(Path(path).read_bytes(), 9))
