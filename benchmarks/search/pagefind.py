"""Pagefind on plain pages of the same plans: each task a heading with an anchor."""

import shutil
import subprocess
from pathlib import Path

from benchmarks.corpus.forms import page
from benchmarks.corpus.plans import MadePlan
from benchmarks.search.subjects import Subject, files_of
from benchmarks.tools import Absent, Tool, from_npm, from_pypi

PAGES = Path(__file__).parent / "pages"


def program() -> tuple[Path, Tool]:
    """Return the newest Pagefind with Chinese words ("extended") that a registry gives; raise Absent."""
    try:
        tool = from_npm("pagefind")
        found = sorted(tool.folder.parent.glob("@pagefind/*/bin/pagefind_extended*"))
        runnable = [path for path in found if path.suffix in ("", ".exe")]
        if runnable:
            return runnable[0], tool
        reason = "no program for this machine in its package"
    except Absent as absent:
        reason = str(absent)
    tool = from_pypi("pagefind_bin_extended")
    try:
        return next(tool.folder.glob("pagefind_extended*")), tool
    except StopIteration:
        raise Absent(f"pagefind: {reason}") from None


def pagefind(plans: list[MadePlan], folder: Path) -> Subject:
    """Return a site of plain pages, indexed by Pagefind."""
    for plan in plans:
        path = folder / "plans" / plan.id / "index.html"
        path.parent.mkdir(parents=True)
        path.write_text(page(plan), "utf-8")
    return indexed(folder, "plans/*/index.html")


def indexed(site: Path, pages: str) -> Subject:
    """Return a folder of pages, indexed."""
    command, tool = program()
    options = ["--site", str(site), "--glob", pages, "--silent"]
    subprocess.run([str(command), *options], check=True, stdout=subprocess.DEVNULL)
    shutil.copy(PAGES / "pagefind.html", site / "ask.html")
    return Subject(
        name="pagefind",
        version=f"{tool.version} extended",
        site=site,
        index=files_of(site / "pagefind"),
        page="ask.html?q={query}",
        done="html[data-search=done]",
        answers="(query) => window.ask(query)",
    )
