"""`python3 -m benchmarks.search [PLANS …]`: the search of as many made plans, measured; results as JSON lines.

Pagefind is measured beside it where its command is named in the variable PAGEFIND.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from benchmarks.search.browser import cold, served
from benchmarks.search.corpus import ROOT, write
from tests.browser.chromium import FLAGS, find

QUERIES = ("双减", "控辍保学", "学前教育", "县管校聘", "市财政局", "近视防控")


def main(sizes: list[int]) -> None:
    """Measure each size, the smallest first."""
    for plans in sorted(sizes):
        for row in measured(plans):
            print(json.dumps({"plans": plans, **row}, ensure_ascii=False), flush=True)


def measured(plans: int) -> Iterator[dict[str, object]]:
    """Yield the figures of one size."""
    with TemporaryDirectory() as folder:
        content, output = write(Path(folder) / "content", plans), Path(folder) / "output"
        began = time.perf_counter()
        command = [sys.executable, "-m", "generator", "build", "--content", str(content)]
        options = ["--output", str(output), "--fresh"]
        subprocess.run([*command, *options], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        yield {"what": "build", "seconds": round(time.perf_counter() - began, 2)}
        yield {"what": "index", **size_of(output / "search", "*.js")}
        yield from pagefind(output, Path(folder) / "pagefind")
        yield from searches(output)


def size_of(folder: Path, pattern: str) -> dict[str, int]:
    """Return bytes and number of the files in a folder."""
    files = [path for path in folder.rglob(pattern) if path.is_file()]
    return {"bytes": sum(path.stat().st_size for path in files), "files": len(files)}


def pagefind(site: Path, into: Path) -> Iterator[dict[str, object]]:
    """Yield the same of Pagefind, where it is there."""
    command = os.environ.get("PAGEFIND")
    if not command:
        return
    began = time.perf_counter()
    options = ["--site", str(site), "--output-path", str(into), "--glob", "plans/*/index.html"]
    subprocess.run([command, *options], check=True, stdout=subprocess.DEVNULL)
    yield {
        "what": "pagefind",
        "seconds": round(time.perf_counter() - began, 2),
        **size_of(into, "*"),
    }


def searches(output: Path) -> Iterator[dict[str, object]]:
    """Yield what cold searches cost."""
    with sync_playwright() as playwright, served(output) as site:
        browser = playwright.chromium.launch(executable_path=find(), args=list(FLAGS))
        cold(browser, site, QUERIES[0])
        for query in QUERIES:
            yield {"what": "search", **asdict(cold(browser, site, query))}
        browser.close()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10])
