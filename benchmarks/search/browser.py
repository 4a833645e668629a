"""Searches in a real browser on a slow line: time until the first answer, bytes, requests, the longest task.

In: a served subject. Out: figures. The browser slows its main thread four times, but no worker: what workers computed
until the answer (from the browser's own trace) is added three times more, as if they were slowed too.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.search.line import Served
from benchmarks.search.subjects import Subject
from tests.browser.chromium import FLAGS, find

SLOWER = 4
PATIENCE, POLL = 240_000, 50
TASKS = "disabled-by-default-devtools.timeline"
ANSWERED = """
new MutationObserver(() => {
  if (!window.answered && document.querySelector(%s)) { window.answered = performance.now(); }
}).observe(document, { subtree: true, childList: true, attributes: true });
"""


@dataclass(frozen=True, slots=True)
class Search:
    """What one search cost a visitor."""

    milliseconds: float
    """From the click on a link to the first answer; a worker's part slowed like the rest."""
    bytes: int
    requests: int
    longest: float
    """The longest task of the main thread, in milliseconds."""
    worker: float
    """What workers computed, in milliseconds, as measured (not slowed)."""


@contextmanager
def browser() -> Iterator[Browser]:
    """Give a browser."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=find(), args=list(FLAGS))
        yield found
        found.close()


def cold_and_warm(
    browser: Browser, served: Served, subject: Subject, queries: tuple[str, str]
) -> tuple[Search, Search]:
    """Return what a first search costs with an empty cache, and then a second, other one."""
    context = browser.new_context()
    first, second = (search(context, served, subject, query) for query in queries)
    context.close()
    return first, second


def search(context: BrowserContext, served: Served, subject: Subject, query: str) -> Search:
    """Return what a search costs that begins with the opening of its page."""
    page = context.new_page()
    page.add_init_script(ANSWERED % json.dumps(subject.done))
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    owner: Any = context.browser
    owner.start_tracing(page=page, categories=["-*", TASKS])
    served.line.reset(is_slow=True)
    page.goto(address(served, subject, query), wait_until="commit", timeout=PATIENCE)
    took = answered(page)
    bytes_, requests = served.line.bytes, served.line.requests
    longest, worker = tasks(json.loads(owner.stop_tracing()))
    page.close()
    return Search(took + (SLOWER - 1) * worker, bytes_, requests, longest, worker)


def answered(page: Page) -> float:
    """Return when the first answer stood on the page, in milliseconds since it was asked for.

    A loop, not `wait_for_function`: that needs `eval`, which a strict page forbids.
    """
    for _ in range(PATIENCE // POLL):
        if moment := page.evaluate("window.answered"):
            return float(moment)
        page.wait_for_timeout(POLL)
    raise TimeoutError(page.url)


def tasks(trace: dict[str, Any]) -> tuple[float, float]:
    """Return the longest task of a main thread and the sum of all tasks of workers, in milliseconds.

    Processor time: what other programs took meanwhile is not theirs.
    """
    events = trace["traceEvents"]
    names = {
        (event["pid"], event["tid"]): event["args"]["name"]
        for event in events
        if event.get("name") == "thread_name"
    }
    spent: dict[str, list[float]] = {"CrRendererMain": [0.0], "DedicatedWorker thread": []}
    for event in events:
        if event.get("name") == "RunTask" and event.get("ph") == "X":
            thread = names.get((event["pid"], event["tid"]), "")
            spent.setdefault(thread, []).append(event.get("tdur", event.get("dur", 0)) / 1000)
    return max(spent["CrRendererMain"]), sum(spent["DedicatedWorker thread"])


def address(served: Served, subject: Subject, query: str) -> str:
    """Return the address of a question."""
    return served.address + subject.page.format(query=quote(query))


def answers(page: Page, served: Served, subject: Subject, queries: list[str]) -> list[Any]:
    """Return what each query finds: plans in order, and how many; on a fast line."""
    served.line.reset(is_slow=False)
    found = []
    for serial, query in enumerate(queries):
        if subject.asks_by_address or serial == 0:
            page.goto(address(served, subject, query), timeout=PATIENCE)
            page.wait_for_selector(subject.done, state="attached", timeout=PATIENCE)
        found.append(page.evaluate(subject.answers, query))
    return found
