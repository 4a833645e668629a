"""The search benchmark: every engine, the same plans, one session.

In: numbers of plans. Out: rows of figures. An engine that cannot be had gives a row that says so.
"""

import json
from collections.abc import Callable
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
from benchmarks.search.browser import Search, answers, browser, cold_and_warm
from benchmarks.search.judged import judge
from benchmarks.search.line import Served, served
from benchmarks.search.lunr_file import lunr_file
from benchmarks.search.material import LISTEN, material
from benchmarks.search.ours import ours
from benchmarks.search.pagefind import pagefind
from benchmarks.search.queries import SECOND, TIMED, asked, truth
from benchmarks.search.scores import Quality, mean, quality
from benchmarks.search.subjects import Maker, Subject
from benchmarks.tools import Absent

MAKERS: dict[str, Maker] = {
    "ours": ours,
    "pagefind": pagefind,
    "lunr": lunr_file,
    "material": material,
}
BOTH_WAYS = ("ours", "pagefind")
"""Measured on a server that compresses and on one that does not; the others only on one that does."""
FIGURES = ("milliseconds", "bytes", "requests", "longest")
Row = dict[str, Any]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured."""

    runs: int = 3
    """Counted, after one that warms up."""
    engines: tuple[str, ...] = tuple(MAKERS)


def measured(sizes: list[int], effort: Effort, say: Say) -> Row:
    """Return all figures: rows of each engine and size, small sizes first; intents; what the plans are like."""
    with browser() as chromium, TemporaryDirectory() as folder:
        rows = [
            row_of(chromium, name, list(plans(size)), Path(folder) / f"{name}{size}", effort, say)
            for size in sorted(sizes)
            for name in effort.engines
        ]
        say("intents")
        return {
            "browser": f"{chromium.browser_type.name} {chromium.version.split('.')[0]}",
            "runs": effort.runs,
            "rows": rows,
            "intents": judge(
                chromium, Path(folder) / "intents", has_peer="pagefind" in effort.engines
            ),
            "corpus": asdict(statistics_of(text_of(plan) for plan in plans(max(sizes)))),
        }


def row_of(
    chromium: Browser, name: str, made: list[MadePlan], folder: Path, effort: Effort, say: Say
) -> Row:
    """Return the figures of one engine; of a peer that cannot be had or fails, why."""
    say(f"{name}, {len(made)} plans")
    row: Row = {"plans": len(made), "engine": name}
    try:
        row |= figures(chromium, MAKERS[name](made, folder), made, effort.runs)
    except (Absent, CalledProcessError, Error, TimeoutError) as problem:
        if name == "ours":
            raise
        row["absent"] = str(problem).splitlines()[0]
    say(json.dumps(row, ensure_ascii=False))
    return row


def figures(chromium: Browser, subject: Subject, made: list[MadePlan], runs: int) -> Row:
    """Return the figures of one engine, on a server that compresses, and on one that does not."""
    row: Row = {"version": subject.version, "index": subject.size}
    for is_compressed in (True, False) if subject.name in BOTH_WAYS else (True,):
        with served(subject.site, is_compressed=is_compressed) as there:
            row["gzip" if is_compressed else "plain"] = timed(chromium, there, subject, runs)
            if is_compressed:
                row["quality"] = judged(chromium, there, subject, made)
    return row


def timed(chromium: Browser, there: Served, subject: Subject, runs: int) -> Row:
    """Return what cold and warm searches cost: for each query the median of its runs, then the median of all."""
    queries = TIMED[:1] if subject.is_slow else TIMED
    cold_and_warm(chromium, there, subject, (TIMED[0], SECOND))
    each = [
        [cold_and_warm(chromium, there, subject, (query, SECOND)) for _ in range(runs)]
        for query in queries
    ]
    cold = [middle([first for first, _ in pairs]) for pairs in each]
    warm = [middle([second for _, second in pairs]) for pairs in each]
    return {
        "queries": list(queries),
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
