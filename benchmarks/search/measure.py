"""The search benchmark: every engine, the same plans, one session.

In: numbers of plans. Out: rows of figures. An engine that cannot be had gives a row that says so.
"""

import json
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from subprocess import CalledProcessError
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Error

from benchmarks.corpus.forms import text_of
from benchmarks.corpus.plans import MadePlan, plans
from benchmarks.corpus.statistics import statistics_of
from benchmarks.search.browser import Search, answers, browser
from benchmarks.search.line import Served, served
from benchmarks.search.lunr_file import lunr_file
from benchmarks.search.material import LISTEN, material
from benchmarks.search.ours import ours
from benchmarks.search.pagefind import pagefind
from benchmarks.search.queries import TIMED, asked, truth
from benchmarks.search.rounds import Bench, benches_of, run_rounds
from benchmarks.search.scores import Quality, mean, quality
from benchmarks.search.subjects import Maker, Subject
from benchmarks.tools import Absent

MAKERS: dict[str, Maker] = {
    "ours": ours,
    "pagefind": pagefind,
    "lunr": lunr_file,
    "material": material,
}
FIGURES = ("milliseconds", "bytes", "requests", "longest")
Row = dict[str, Any]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured."""

    runs: int = 3
    """Counted, after one that warms up."""
    engines: tuple[str, ...] = tuple(MAKERS)
    queries: tuple[str, ...] = TIMED
    """Timed, each in all runs."""


def measured(sizes: list[int], effort: Effort, say: Say) -> Row:
    """Return all figures: rows of each engine and size, small sizes first; what the plans are like."""
    with browser() as chromium, TemporaryDirectory() as folder:
        rows = [
            row
            for size in sorted(sizes)
            for row in rows_of(chromium, list(plans(size)), Path(folder) / str(size), effort, say)
        ]
        return {
            "browser": f"{chromium.browser_type.name} {chromium.version.split('.')[0]}",
            "runs": effort.runs,
            "rows": rows,
            "corpus": asdict(statistics_of(text_of(plan) for plan in plans(max(sizes)))),
        }


def rows_of(
    chromium: Browser, made: list[MadePlan], folder: Path, effort: Effort, say: Say
) -> list[Row]:
    """Return the figures of all engines for one size; of a peer that cannot be had or fails, why."""
    rows: list[Row] = []
    benches: list[Bench] = []
    with ExitStack() as stack:
        for name in effort.engines:
            say(f"{name}, {len(made)} plans")
            row: Row = {"plans": len(made), "engine": name}
            try:
                subject = MAKERS[name](made, folder / name)
                row |= {"version": subject.version, "index": subject.size}
                there = stack.enter_context(served(subject.site, is_compressed=True))
                row["quality"] = judged(chromium, there, subject, made)
                benches += benches_of(stack, subject, there, row)
            except (Absent, CalledProcessError, Error) as problem:
                if name == "ours":
                    raise
                row["absent"] = str(problem).splitlines()[0]
            rows.append(row)
        say(f"searches, {len(made)} plans")
        run_rounds(chromium, benches, effort.queries, effort.runs)
    for bench in benches:
        bench.row[bench.server] = summary(bench)
    say(json.dumps(rows, ensure_ascii=False))
    return rows


def summary(bench: Bench) -> Row:
    """Return what cold and warm searches cost: for each query the median of its runs, then the median of all."""
    cold = [middle([first for first, _ in pairs]) for pairs in bench.searches.values()]
    warm = [middle([second for _, second in pairs]) for pairs in bench.searches.values()]
    return {
        "queries": list(bench.searches),
        "cold": middle_of_rows(cold),
        "warm": middle_of_rows(warm),
        "cold_each": cold,
        "worst": {name: max(row[name] for row in cold) for name in FIGURES},
    }


def middle(searches: list[Search]) -> Row:
    """Return the median of each figure."""
    return {name: round(median(getattr(one, name) for one in searches)) for name in FIGURES}


def middle_of_rows(rows: list[Row]) -> Row:
    """Return the median of each figure of rows."""
    return {name: round(median(row[name] for row in rows)) for name in FIGURES}


def judged(chromium: Browser, there: Served, subject: Subject, made: list[MadePlan]) -> Row:
    """Return how good the answers are, as typed and between quotation marks."""
    queries = asked(made)
    forms = {"unquoted": queries}
    if subject.has_phrases:
        forms["quoted"] = [f'"{query}"' for query in queries]
    page = chromium.new_page()
    page.add_init_script(LISTEN)
    row: Row = {"queries": len(queries)}
    for form, texts in forms.items():
        found = answers(page, there, subject, texts)
        row[form] = as_row(
            mean(
                [
                    quality(answer["plans"], answer["total"], truth(made, query))
                    for answer, query in zip(found, queries, strict=True)
                ]
            )
        )
    page.close()
    return row


def as_row(score: Quality) -> Row:
    """Return a quality as it is written down."""
    return {"recall": score.recall, "precision": score.precision, "ndcg": score.ndcg}
