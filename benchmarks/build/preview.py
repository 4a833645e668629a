"""The preview benchmark: from an edit to the changed page in a browser's hands, each generator's own server.

In: numbers of plans. Out: rows of figures. An edit changes one line; the clock stops when the page shows it, and again
when the list that shows it and the search have it too, where there are such.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median

from benchmarks.build.measure import EDITED, Row, Say, each_row
from benchmarks.build.projects import PROJECTS, Project
from benchmarks.corpus.plans import MadePlan
from benchmarks.search.ours import ROOT
from benchmarks.tools import Absent

EVERY = 0.02
PATIENCE = 900.0
"""Seconds to wait for a server, or for an edit to show; more are a failure."""
CALM = 2.5
"""Seconds before an edit: a file that was written just now is looked at more closely."""


@dataclass(frozen=True, slots=True)
class Served:
    """How a generator shows a site while it is written."""

    command: Callable[[Project, int], list[str]]
    listed: str = ""
    """Address of the list that shows the edited line; "" where none does."""
    search: str = ""
    """Address of a file that changes with what is searched; "" where there is no search."""


def ours(project: Project, port: int) -> list[str]:
    """Return the command of our own preview."""
    content = str(project.sources.parent)
    return [sys.executable, "-m", "generator", "serve", "--content", content, "--port", str(port)]


def hugo(project: Project, port: int) -> list[str]:
    """Return the command of Hugo's server."""
    program = project.commands[0][0]
    return [program, "server", "--port", str(port), "--cacheDir", str(project.folder / "cache")]


SERVERS = {"ours": Served(ours, "/tasks/", "/search/boot.js"), "hugo": Served(hugo)}


def measured(sizes: list[int], edits: int, generators: tuple[str, ...], say: Say) -> Row:
    """Return a row for each generator and size, small sizes first."""
    return {"edits": edits, "rows": each_row(sizes, generators, say, partial(row_of, edits=edits))}


def row_of(name: str, made: list[MadePlan], folder: Path, edits: int) -> Row:
    """Return the figures of one generator; of one that cannot be had, why."""
    row: Row = {"plans": len(made), "engine": name}
    try:
        project = PROJECTS[name](made, folder)
    except Absent as problem:
        return row | {"absent": str(problem).splitlines()[0]}
    newest = max(sorted(made, key=lambda plan: plan.id), key=lambda plan: plan.published)
    served = SERVERS[name]
    with server(project, served) as port:
        took = [edited(project, served, newest, port, 100 + n) for n in range(edits)]
    return row | {
        "version": project.version,
        "page": round(median(page for page, _ in took), 3),
        "all": round(median(fresh for _, fresh in took), 3),
        "each": [[round(page, 3), round(fresh, 3)] for page, fresh in took],
    }


@contextmanager
def server(project: Project, served: Served) -> Iterator[int]:
    """Give the port of a running server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    quiet = subprocess.DEVNULL
    command = served.command(project, port)
    with subprocess.Popen(
        command, cwd=project.folder, env=environment, stdout=quiet, stderr=quiet
    ) as running:
        try:
            until(lambda: bool(body(port, "/")), lambda: running.poll() is None)
            yield port
        finally:
            running.terminate()


def edited(
    project: Project, served: Served, plan: MadePlan, port: int, n: int
) -> tuple[float, float]:
    """Change one line of a plan; return the seconds until its page shows that, and until all does."""
    path = project.sources / f"{plan.id}.md"
    title, mark = next(plan.tasks).title, f"{EDITED}{n}"
    before = body(port, served.search) if served.search else b""
    text = path.read_text("utf-8")
    time.sleep(CALM)
    began = time.perf_counter()
    path.write_text(text.replace(title, f"{mark}{title}", 1), "utf-8")
    until(lambda: mark.encode() in body(port, f"/plans/{plan.id}/"))
    page = time.perf_counter() - began
    if served.listed:
        until(lambda: mark.encode() in body(port, served.listed))
    if served.search:
        until(lambda: body(port, served.search) != before)
    fresh = time.perf_counter() - began
    path.write_text(text, "utf-8")
    until(lambda: mark.encode() not in body(port, f"/plans/{plan.id}/"))
    return page, fresh


def until(is_so: Callable[[], bool], goes_on: Callable[[], bool] = lambda: True) -> None:
    """Wait until something is so. Raises TimeoutError."""
    began = time.perf_counter()
    while not is_so():
        if time.perf_counter() - began > PATIENCE or not goes_on():
            raise TimeoutError
        time.sleep(EVERY)


def body(port: int, address: str) -> bytes:
    """Return what a server answers; nothing where it does not."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        data = answer.read()
        return data if answer.status == 200 else b""  # noqa: PLR2004
    except (OSError, HTTPException):
        return b""
    finally:
        connection.close()
