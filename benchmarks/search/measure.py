"""The search benchmark: every engine, the same plans, one session.

In: numbers of plans. Out: rows of figures. An engine that cannot be had gives a row that says so.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser

from benchmarks.corpus.plans import MadePlan, plans
from benchmarks.search.browser import Search, answers, browser, cold_and_warm
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


def measured(sizes: list[int], effort: Effort, say: Say) -> Iterator[Row]:
    """Yield a row for each engine and size, small sizes first."""
    with browser() as chromium:
        for size in sorted(sizes):
            made = list(plans(size))
            for name in effort.engines:
                say(f"{name}, {size} plans")
                with TemporaryDirectory() as folder:
                    yield {"plans": size, "engine": name} | row_of(
                        chromium, name, made, Path(folder) / "site", effort
                    )


def row_of(chromium: Browser, name: str, made: list[MadePlan], folder: Path, effort: Effort) -> Row:
    """Return the figures of one engine."""
    try:
        subject = MAKERS[name](made, folder)
    except Absent as absent:
        return {"absent": str(absent)}
    row: Row = {"version": subject.version, "index": subject.size}
    for is_compressed in (True, False) if name in BOTH_WAYS else (True,):
        with served(subject.site, is_compressed=is_compressed) as there:
            row["gzip" if is_compressed else "plain"] = timed(chromium, there, subject, effort.runs)
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
