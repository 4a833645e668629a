"""Rounds: every engine is asked in turn, again and again, so that a busy minute of the machine strikes all of them.

In: served subjects. Out: what each search cost.
"""

from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser

from benchmarks.search.browser import Search, cold_and_warm
from benchmarks.search.line import Served, served
from benchmarks.search.queries import SECOND
from benchmarks.search.subjects import Subject

BOTH_WAYS = ("ours", "pagefind")
"""Measured on a server that compresses and on one that does not; the others only on one that does."""


@dataclass(frozen=True, slots=True)
class Bench:
    """A subject on one kind of server."""

    subject: Subject
    there: Served
    server: str
    row: dict[str, Any]
    """Where its figures go."""
    searches: dict[str, list[tuple[Search, Search]]] = field(default_factory=dict)
    """Query → runs: a cold search, a warm one."""


def benches_of(
    stack: ExitStack, subject: Subject, there: Served, row: dict[str, Any]
) -> list[Bench]:
    """Return a subject on the servers that it is measured on."""
    found = [Bench(subject, there, "gzip", row)]
    if subject.name in BOTH_WAYS:
        plain = stack.enter_context(served(subject.site, is_compressed=False))
        found.append(Bench(subject, plain, "plain", row))
    return found


def run_rounds(
    chromium: Browser, benches: list[Bench], queries: tuple[str, ...], runs: int
) -> None:
    """Ask all queries of all benches, in turn, after one round that warms up; slow ones the first query, once."""
    quick = [bench for bench in benches if not bench.subject.is_slow]
    for bench in quick:
        cold_and_warm(chromium, bench.there, bench.subject, (queries[0], SECOND))
    for query in queries:
        for run in range(runs):
            for bench in benches if run == 0 and query == queries[0] else quick:
                pair = cold_and_warm(chromium, bench.there, bench.subject, (query, SECOND))
                bench.searches.setdefault(query, []).append(pair)
