"""Measurements, each a subcommand of `python3 -m benchmarks`."""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from benchmarks.corpus.forms import text_of
from benchmarks.corpus.plans import plans
from benchmarks.corpus.statistics import statistics_of
from benchmarks.machine import description
from benchmarks.report import page
from benchmarks.search.queries import TIMED

KEPT = {name: page.RESULTS / f"{name}.json" for name in page.KINDS}
app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__
)
Sizes = Annotated[list[int] | None, typer.Argument(help="Numbers of plans", metavar="[PLANS]...")]
Runs = Annotated[int, typer.Option(help="Runs that count, after one to warm up")]
Engines = Annotated[str, typer.Option(help="Names of engines, blanks between; all of them")]
Keep = Annotated[bool, typer.Option("--keep", help="Write the project's own results and page")]
Into = Annotated[Path | None, typer.Option(help="Write results here, not to standard output")]


def say(text: str) -> None:
    """Show what is being done."""
    sys.stderr.write(f"{text}\n")


def command() -> str:
    """Return the command that runs."""
    return " ".join(["python3 -m benchmarks", *sys.argv[1:]])


def show(results: Mapping[str, Any], into: Path | None) -> None:
    """Write results to a file, or print them."""
    text = json.dumps(results, ensure_ascii=False, indent=1) + "\n"
    if into is None:
        sys.stdout.write(text)
    else:
        into.write_text(text, "utf-8")


@app.command("search")
def search_command(
    sizes: Sizes = None,
    runs: Runs = 3,
    into: Into = None,
    engines: Engines = "",
    queries: Annotated[int, typer.Option(help="How many queries are timed")] = len(TIMED),
    keep: Keep = False,
) -> None:
    """Measure the search beside Pagefind, lunr and MkDocs-Material."""
    from benchmarks.search.measure import MAKERS, Effort, measured  # noqa: PLC0415 - a browser

    chosen = tuple(engines.split()) or tuple(MAKERS)
    machine = description()
    found = measured(sizes or [100], Effort(runs, chosen, TIMED[:queries]), say)
    show({"command": command(), "machine": machine} | found, KEPT["search"] if keep else into)
    if keep:
        page.write()


@app.command("build")
def build_command(
    sizes: Sizes = None,
    runs: Runs = 3,
    into: Into = None,
    engines: Engines = "",
    keep: Keep = False,
) -> None:
    """Measure the build beside Hugo, Pagefind, Eleventy, Zensical and MkDocs-Material."""
    from benchmarks.build.measure import measured  # noqa: PLC0415
    from benchmarks.build.projects import PROJECTS  # noqa: PLC0415

    machine = description()
    chosen = tuple(engines.split()) or tuple(PROJECTS)
    found = measured(sizes or [100], runs, chosen, say)
    show({"command": command(), "machine": machine} | found, KEPT["build"] if keep else into)
    if keep:
        page.write()


@app.command("preview")
def preview_command(
    sizes: Sizes = None,
    edits: Annotated[int, typer.Option(help="Edits, one after the other")] = 5,
    into: Into = None,
    engines: Engines = "",
    keep: Keep = False,
) -> None:
    """Measure how long an edit takes to show in the preview, beside Hugo's server."""
    from benchmarks.build.preview import SERVERS, measured  # noqa: PLC0415

    machine = description()
    found = measured(sizes or [100], edits, tuple(engines.split()) or tuple(SERVERS), say)
    show({"command": command(), "machine": machine} | found, KEPT["preview"] if keep else into)
    if keep:
        page.write()


@app.command("pages")
def pages_command(into: Into = None, keep: Keep = False) -> None:
    """Measure the pages of two plans beside GOV.UK Frontend's and Zensical's of the same plans."""
    from benchmarks.pages.measure import measured  # noqa: PLC0415 - a browser

    machine = description()
    found = measured(say)
    show({"command": command(), "machine": machine} | found, KEPT["pages"] if keep else into)
    if keep:
        page.write()


@app.command("fluid")
def fluid_command(into: Into = None, keep: Keep = False) -> None:
    """Measure what a reader's acts cost a long plan on a slow phone."""
    from benchmarks.pages.fluid import measured  # noqa: PLC0415 - a browser

    machine = description()
    found = measured(say)
    show({"command": command(), "machine": machine} | found, KEPT["fluid"] if keep else into)
    if keep:
        page.write()


@app.command("lighthouse")
def lighthouse_command(
    runs: Runs = 3,
    into: Into = None,
    keep: Keep = False,
    kinds: Annotated[str, typer.Option(help="Kinds of pages, blanks between; all")] = "",
) -> None:
    """Ask Lighthouse about plans, beside the peers' pages of them, and about every kind of page."""
    from benchmarks.pages.lighthouse import measured  # noqa: PLC0415 - a browser

    machine = description()
    found = measured(runs, tuple(kinds.split()), say)
    show({"command": command(), "machine": machine} | found, KEPT["lighthouse"] if keep else into)
    if keep:
        page.write()


@app.command("intents")
def intents_command(
    into: Into = None,
    keep: Keep = False,
    most: Annotated[int | None, typer.Option(help="Queries to ask of each set; all")] = None,
    has_peer: Annotated[bool, typer.Option("--peer/--no-peer", help="Ask Pagefind too")] = True,
) -> None:
    """Ask what people look for, judged by hand; show what our search answers least well."""
    from benchmarks.search.browser import browser  # noqa: PLC0415 - a browser
    from benchmarks.search.judged import failures, judge  # noqa: PLC0415

    with browser() as chromium, TemporaryDirectory() as folder:
        sets = judge(chromium, Path(folder), has_peer=has_peer, most=most)
    for group, row in sets.items():
        for each in failures(row):
            ours = each["ours"]
            found = f"{ours['ndcg']:.2f} {group} {each['kind']:15} {each['query']}"
            say(f"{found}  {' '.join(ours['first'])}")
    results = {"command": command(), "machine": description(), "sets": sets}
    show(results, KEPT["intents"] if keep else into)
    if keep:
        page.write()


@app.command("growth")
def growth_command(sizes: Sizes = None, into: Into = None, keep: Keep = False) -> None:
    """Weigh the files of the search at several sizes."""
    from benchmarks.search.growth import grown  # noqa: PLC0415

    rows = list(grown(sizes or [100, 1000], say))
    show({"command": command(), "rows": rows}, KEPT["growth"] if keep else into)
    if keep:
        page.write()


@app.command("page")
def page_command() -> None:
    """Make docs/benchmarks.md and its charts of benchmarks/results/."""
    page.write()


@app.command("corpus")
def corpus_command(count: int = 100, files: list[Path] | None = None) -> None:
    """Show what the made plans are like; files of real documents may stand beside them."""
    print(asdict(statistics_of(text_of(plan) for plan in plans(count))))
    if files:
        print(asdict(statistics_of(path.read_text("utf-8") for path in files)))


if __name__ == "__main__":
    app()
