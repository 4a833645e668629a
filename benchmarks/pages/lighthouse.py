"""Lighthouse for phones: a slow line and a slow processor, simulated; four marks and what they are made of.

In: addresses. Out: a row of medians for each. A category's mark is of 100, times are in milliseconds.
"""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.pages.served import Pages, pages
from benchmarks.tools import Tool, from_npm
from tests.browser.chromium import FLAGS, find_or_install
from tests.browser.kinds import KINDS

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FIGURES = {
    "fcp": "first-contentful-paint",
    "lcp": "largest-contentful-paint",
    "tbt": "total-blocking-time",
    "cls": "cumulative-layout-shift",
}
FIRST = ("unit", "tasks", "search", "home")
"""Kinds measured right after the plans, beside the peers."""
SECONDS = 300
Row = dict[str, Any]


def measured(runs: int, kinds: tuple[str, ...], say: Callable[[str], None]) -> Row:
    """Return a row for each page: both plans, ours and the peers', then these kinds of ours."""
    tool, executable = from_npm("lighthouse"), find_or_install()
    with pages() as found:
        rows = []
        for name, engine, address in subjects(found, kinds):
            say(f"{engine}: {name}")
            reports = [report(tool, executable, address) for _ in range(runs)]
            rows.append({"page": name, "engine": engine} | medians(reports))
        versions = {"lighthouse": tool.version} | found.versions
        return {"runs": runs, "rows": rows, "versions": versions, "absent": found.absent}


def subjects(found: Pages, kinds: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Yield what a page shows, whose it is, and its address."""
    for (plan, engine), address in found.by_plan():
        yield plan, engine, address
    chosen = kinds or (*FIRST, *(kind for kind in KINDS if kind not in FIRST))
    for kind in chosen:
        if found.file(found.home + KINDS[kind]).is_file():  # a draft is not published
            yield kind, "ours", found.home + KINDS[kind]


def report(tool: Tool, executable: str, address: str) -> Row:
    """Return Lighthouse's report of a page."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "report.json"
        command = [
            *("node", str(tool.folder / "cli" / "index.js"), address, "--quiet"),
            *(f"--only-categories={','.join(CATEGORIES)}", "--output=json"),
            *(f"--output-path={file}", f"--chrome-flags=--headless=new {' '.join(flags())}"),
        ]
        environment = os.environ | {"CHROME_PATH": executable}
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS, env=environment)
        found: Row = json.loads(file.read_text("utf-8"))
        return found


def flags() -> list[str]:
    """Return the browser's flags that a command line can carry without quotes."""
    return [flag for flag in FLAGS if " " not in flag]


def medians(reports: list[Row]) -> Row:
    """Return the medians of some reports, and what any of them found wrong."""
    marks = {
        name: round(100 * median(found["categories"][name]["score"] for found in reports))
        for name in CATEGORIES
    }
    figures = {
        short: round(median(found["audits"][name]["numericValue"] for found in reports), 3)
        for short, name in FIGURES.items()
    }
    return {"marks": marks, **figures, "faults": sorted({f for r in reports for f in faults(r)})}


def faults(found: Row) -> Iterator[str]:
    """Yield the audits that cost points."""
    for category in CATEGORIES:
        for part in found["categories"][category]["auditRefs"]:
            score = found["audits"][part["id"]]["score"]
            if part["weight"] and score is not None and score < 1 and category != CATEGORIES[0]:
                yield part["id"]
