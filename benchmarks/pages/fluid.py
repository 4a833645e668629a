"""A long plan on a slow phone: what the acts of a reader cost the page.

In: nothing. Out: a row for each act. The plan is made: 120 tasks and 33,000 characters, as the longest real ones have.
What counts is the longest task of the page's main thread in the browser's own trace: in processor time, so that other
work of the machine is left out, and slowed four times.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import CDPSession, Page, ViewportSize

from benchmarks.corpus.forms import manuscript
from benchmarks.corpus.plans import NUMERALS, MadePart, MadePlan, plan, task
from benchmarks.search.browser import SLOWER, TASKS, browser, tasks
from tests.browser.fixtures import READY
from tests.browser.sample import build, served

PARTS, EACH = 5, 24
UNITS = "、".join(f"市第{number}工作局" for number in "一二三四五六七八九")
PHONE: ViewportSize = {"width": 390, "height": 844}
FOLLOWED = ("t90", "t50", "t110")
"""Tasks that the contents lead to, one in each walk."""
SETTLED = 600
PLACE = """(selector) => {
  const box = document.querySelector(selector).getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + Math.min(20, box.height / 2) };
}"""


def measured(say: Callable[[str], None]) -> dict[str, Any]:
    """Return, for each act, the longest task in milliseconds: the median of the walks, and the least."""
    with TemporaryDirectory() as folder, browser() as chromium, site(Path(folder)) as address:
        costs = []
        for task_id in FOLLOWED:
            say(f"a walk through the contents to {task_id}")
            page = chromium.new_page(viewport=PHONE, has_touch=True, is_mobile=True)
            costs.append(walk(page, address, task_id))
            page.close()
        return {
            "browser": f"chromium {chromium.version.split('.')[0]}",
            "rows": [
                {
                    "act": act,
                    "median": round(median(cost[act] for cost in costs), 1),
                    "least": round(min(cost[act] for cost in costs), 1),
                }
                for act in costs[0]
            ],
        }


def long_plan() -> MadePlan:
    """Return a plan as long as the longest real ones, with units that are folded."""
    made, chance = plan(7), Random(7)
    parts = [
        MadePart(numeral, made.parts[0].title, tuple(task(chance, "云澜市", n) for n in numbers))
        for index, numeral in enumerate(NUMERALS)
        if (numbers := range(index * EACH + 1, (index + 1) * EACH + 1))
    ]
    first, *others = parts[0].tasks
    first = replace(first, text=f"{first.text[:150]}。（牵头单位：市教育局，配合单位：{UNITS}）")
    return replace(made, parts=(replace(parts[0], tasks=(first, *others)), *parts[1:]))


@contextmanager
def site(folder: Path) -> Iterator[str]:
    """Give the address of the long plan, built below a folder."""
    plans = folder / "content" / "plans"
    plans.mkdir(parents=True)
    (plans / "p7.md").write_text(manuscript(long_plan()), "utf-8")
    build(folder, folder / "content", "--jobs=1")
    with served(folder / "output") as root:
        yield f"{root}plans/p7/"


class Hand:
    """A thumb on a slow phone, and what it costs the page."""

    def __init__(self, page: Page) -> None:
        """Slow the page's processor."""
        self.page = page
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})

    def cost(self, act: Callable[[], object]) -> float:
        """Return the longest task, in milliseconds, from an act until the page is at rest."""
        self.page.wait_for_timeout(SETTLED)
        owner: Any = self.page.context.browser
        owner.start_tracing(page=self.page, categories=["-*", TASKS])
        act()
        self.page.wait_for_timeout(SETTLED)
        return tasks(json.loads(owner.stop_tracing()))[0]

    def scroll(self, pixels: int) -> float:
        """Return what it costs to scroll down, or up."""
        gesture = {"x": 195, "y": 500, "yDistance": -pixels, "speed": 4000}
        asked = {**gesture, "gestureSourceType": "touch"}
        return self.cost(lambda: self.session.send("Input.synthesizeScrollGesture", asked))

    def tap(self, selector: str) -> float:
        """Return what it costs to tap something, once it is in sight."""
        self.page.locator(selector).first.scroll_into_view_if_needed()
        self.page.wait_for_timeout(SETTLED)
        place = self.page.evaluate(PLACE, selector)
        return self.cost(lambda: self.touch(place))

    def touch(self, place: dict[str, float]) -> None:
        """Touch the screen and let go."""
        for kind, points in (("touchStart", [place]), ("touchEnd", [])):
            self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def walk(page: Page, address: str, task_id: str) -> dict[str, float]:
    """Return what it costs to read a plan, act by act."""
    page.goto(address)
    page.wait_for_function(READY)
    page.wait_for_load_state("networkidle")
    hand = Hand(page)
    costs = {
        "units are unfolded": hand.tap("#t1 details summary"),
        "contents are opened": hand.tap("#_toc summary"),
        "contents are followed": hand.tap(f"#_toc a[href='#{task_id}']"),
        "scrolled": hand.scroll(8000),
        "scrolled back": hand.scroll(-16_000),
    }
    page.evaluate("scrollTo(0, 0)")
    costs["large type"] = hand.tap(".elder")
    costs["usual type"] = hand.tap(".elder")
    return costs
