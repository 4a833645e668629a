"""The sample site and the same plans as pages of the peers, below one address.

Out: the address of each page, by what it shows and whose it is. The server compresses and lets files be kept.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.pages import govuk, zensical
from benchmarks.search.line import served
from benchmarks.tools import Absent, Tool, from_npm, from_pypi
from generator.cli import main

ROOT = Path(__file__).resolve().parents[2]
PLANS = {"A": "yunlan-jyj-2021", "B": "yunlan-zfb-2021-fengong"}
"""Of the sample: a yearly plan of 24 tasks; a plan whose division table has 22 rows and 8 columns."""
Maker = Callable[[dict[str, dict[str, Any]], Path, Tool], Path]
PEERS: dict[str, tuple[Callable[[], Tool], Maker]] = {
    "govuk": (lambda: from_npm("govuk-frontend"), govuk.built),
    "zensical": (lambda: from_pypi("zensical"), zensical.built),
}


@dataclass(slots=True)
class Pages:
    """What is served, and where."""

    address: str
    folder: Path
    of_plans: dict[tuple[str, str], str] = field(default_factory=dict)
    """Name of a plan, engine → address."""
    versions: dict[str, str] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)
    """Engine → why it cannot be had."""

    @property
    def home(self) -> str:
        """Return the address of our start page."""
        return f"{self.address}ours/"

    def by_plan(self) -> list[tuple[tuple[str, str], str]]:
        """Return plan, engine and address, plan by plan, ours first."""
        return sorted(self.of_plans.items(), key=lambda item: item[0][0])

    def file(self, url: str) -> Path:
        """Return the file of an address."""
        path = self.folder / url.removeprefix(self.address).partition("?")[0].partition("#")[0]
        return path / "index.html" if path.is_dir() else path


@contextmanager
def pages() -> Iterator[Pages]:
    """Build all pages and serve them."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        ours = folder / "ours"
        main(["build", "--content", str(ROOT / "content"), "--output", str(ours)])
        with served(folder, is_compressed=True) as server:
            server.line.reset(is_slow=False)
            found = Pages(server.address, folder)
            for plan, plan_id in PLANS.items():
                found.of_plans[plan, "ours"] = f"{found.home}plans/{plan_id}/"
            for engine in PEERS:
                add(found, engine, ours)
            yield found


def add(found: Pages, engine: str, ours: Path) -> None:
    """Add the pages of a peer, or why there are none."""
    get, made = PEERS[engine]
    data = {
        plan_id: json.loads((ours / "plans" / plan_id / "plan.json").read_text("utf-8"))
        for plan_id in PLANS.values()
    }
    try:
        tool = get()
    except Absent as reason:
        found.absent[engine] = str(reason)
        return
    site = made(data, found.folder / engine, tool).relative_to(found.folder).as_posix()
    found.versions[engine] = tool.version
    for plan, plan_id in PLANS.items():
        found.of_plans[plan, engine] = f"{found.address}{site}/{plan_id}/"
