"""How far a build is, on a terminal, for a build that takes longer than a second.

In: the work as it is done. Out: one line that moves. Not its business: the work.
"""

import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

from generator.messages import say

P = ParamSpec("P")
R = TypeVar("R")
AFTER = 1.0
KINDS = {"parse_batch": "progress-parsed", "render_batch": "progress-rendered"}
SHEAVES = {"forked_batch": "render_batch"}
"""Work on sheaves, whose results alone say how many pages they were, and what it is counted with."""


class Line:
    """A line that Rich keeps up to date, begun when it is worth it."""

    def __init__(self, language: str) -> None:
        """Show nothing yet."""
        self.language = language
        self.start = time.monotonic()
        self.counts: dict[str, int] = {}
        self.status: Any = None
        self.moving: Any = None

    def add(self, kind: str, count: int) -> None:
        """Count finished work, and show it."""
        self.counts[kind] = self.counts.get(kind, 0) + count
        if time.monotonic() - self.start < AFTER:
            return
        text = say(KINDS.get(kind, kind), self.language, count=self.counts[kind])
        if self.status is None:
            from rich.console import Console  # noqa: PLC0415  (a slow import, seldom needed)
            from rich.live import Live  # noqa: PLC0415

            # It moves as work is done, not by a thread of its own: processes may be forked off this one.
            self.status = Live(console=Console(stderr=True), auto_refresh=False, transient=True)
            self.status.start()
        self.status.update(self.spinner(text), refresh=True)

    def spinner(self, text: str) -> Any:
        """Return a text behind a sign that moves."""
        from rich.spinner import Spinner  # noqa: PLC0415

        self.moving = self.moving or Spinner("dots")
        self.moving.update(text=text)
        return self.moving

    def end(self) -> None:
        """Take the line away."""
        if self.status is not None:
            self.status.stop()


class WatchedExecutor(Executor):
    """An executor whose finished batches are counted."""

    def __init__(self, inner: Executor, line: Line) -> None:
        """Watch over another executor, which stays its owner's."""
        self.inner = inner
        self.line = line

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Return the work of the inner executor; its end is counted."""
        future = self.inner.submit(fn, *args, **kwargs)
        size = len(args[-1]) if args and isinstance(args[-1], tuple) else 1
        future.add_done_callback(lambda done: self.finish(done, getattr(fn, "__name__", ""), size))
        return future

    def finish(self, done: Future[Any], kind: str, size: int) -> None:
        """Count a batch that was done, or was not."""
        if kind in SHEAVES:
            kind, size = SHEAVES[kind], 0 if done.exception() else len(done.result()[0][0])
        self.line.add(kind, size)


@contextmanager
def watched(executor: Executor, language: str) -> Iterator[Executor]:
    """Give the executor, watched where someone looks at a terminal."""
    if not sys.stderr.isatty():
        yield executor
        return
    line = Line(language)
    try:
        yield WatchedExecutor(executor, line)
    finally:
        line.end()
