"""What a build spends on each stage: seconds on the clock, seconds of processors, items.

In: the stages as they begin and end. Out: figures, as a table or as JSON. Not its business: what the stages do.
Only the edge asks the clock: pure code is called between two looks at it.
"""

import json
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ParamSpec, TypeVar

from generator.messages import say
from generator.run.executors import timed

T = TypeVar("T")
P = ParamSpec("P")
R = TypeVar("R")
NUMBERS = ("{:>9}", "{:>11}", "{:>9}", "{:>17}  ")
"""Numbers stand before names: columns of numbers line up whatever the width of the words."""


class Stage(StrEnum):
    """The stages, in the order in which they are shown; each value is the key of its name."""

    START = "stage-start"
    READ = "stage-read"
    PARSE = "stage-parse"
    LINK = "stage-link"
    PREPARE = "stage-prepare"
    SHARDS = "stage-shards"
    VIEWS = "stage-views"
    KEYS = "stage-keys"
    RENDER = "stage-render"
    DATA = "stage-data"
    ASSEMBLE = "stage-assemble"
    WRITE = "stage-write"
    REMEMBER = "stage-remember"


@dataclass(slots=True)
class Spent:
    """What a stage took so far."""

    seconds: float = 0.0
    """On the clock. Threads count each for itself, so stages may add up to more than the build took."""
    processors: float = 0.0
    """Of all processors, in all processes."""
    items: int = 0


@dataclass(slots=True)
class Turn:
    """Which stages a thread is in, the innermost last, and when it last looked at the clocks."""

    stages: list[Stage]
    seconds: float
    processors: float


class Stopwatch:
    """Adds up what stages take; time in a stage inside another counts for the inner one only."""

    def __init__(self) -> None:
        """Begin; what the process spent until now was its start."""
        self.started = time.perf_counter()
        self.spent = {stage: Spent() for stage in Stage}
        self.lock = threading.Lock()
        self.local = threading.local()
        self.add(Stage.START, time.process_time(), time.process_time())

    def add(self, stage: Stage, seconds: float, processors: float, items: int = 0) -> None:
        """Count something for a stage."""
        with self.lock:
            spent = self.spent[stage]
            spent.seconds += seconds
            spent.processors += processors
            spent.items += items

    def turn(self) -> Turn:
        """Return this thread's turn, its time up to now counted."""
        now, used = time.perf_counter(), time.thread_time()
        turn: Turn | None = getattr(self.local, "turn", None)
        if turn is None:
            turn = self.local.turn = Turn([], now, used)
        elif turn.stages:
            self.add(turn.stages[-1], now - turn.seconds, used - turn.processors)
        turn.seconds, turn.processors = now, used
        return turn

    @contextmanager
    def stage(self, stage: Stage, items: int = 0) -> Iterator[None]:
        """Count what happens inside for a stage."""
        self.turn().stages.append(stage)
        try:
            yield
        finally:
            self.turn().stages.pop()
            self.add(stage, 0.0, 0.0, items)

    def each(self, stage: Stage, items: Iterable[T]) -> Iterator[T]:
        """Yield the items; the making of each counts for a stage."""
        source = iter(items)
        while True:
            with self.stage(stage):
                try:
                    item = next(source)
                except StopIteration:
                    return
            self.add(stage, 0.0, 0.0, 1)
            yield item

    def current(self) -> Stage | None:
        """Return the stage that this thread is in."""
        turn: Turn | None = getattr(self.local, "turn", None)
        return turn.stages[-1] if turn and turn.stages else None

    @property
    def seconds(self) -> float:
        """Seconds since the beginning, and what the start of the process took."""
        return time.perf_counter() - self.started + self.spent[Stage.START].seconds


class TimedExecutor(Executor):
    """An executor whose work in other processes is counted for the stage that handed it out."""

    def __init__(self, inner: Executor, watch: Stopwatch) -> None:
        """Count the work of another executor, which stays its owner's."""
        self.inner = inner
        self.watch = watch

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Return the work of the inner executor."""
        stage = self.watch.current()
        outer: Future[R] = Future()
        inner: Future[tuple[R, int, float]] = self.inner.submit(timed, fn, *args, **kwargs)
        inner.add_done_callback(lambda done: self.finish(done, outer, stage))
        return outer

    def finish(
        self, done: Future[tuple[R, int, float]], outer: Future[R], stage: Stage | None
    ) -> None:
        """Hand over the result, or whatever came instead, and count what it took elsewhere."""
        try:
            result, process, processors = done.result()
        except BaseException as error:  # a process that died, work that was called off
            outer.set_exception(error)
            return
        if stage is not None and process != os.getpid():  # here, its thread was counted already
            self.watch.add(stage, 0.0, processors)
        outer.set_result(result)


def figures(watch: Stopwatch, plans: int) -> dict[str, Any]:
    """Return what was counted as JSON values; `per_1000_plans` in seconds of processors."""
    stages = {
        stage.name.lower(): {
            "seconds": round(spent.seconds, 4),
            "processors": round(spent.processors, 4),
            "items": spent.items,
            "per_1000_plans": round(per_thousand(spent.processors, plans), 3),
        }
        for stage, spent in watch.spent.items()
    }
    processors = sum(spent.processors for spent in watch.spent.values())
    return {
        "plans": plans,
        "seconds": round(watch.seconds, 4),
        "processors": round(processors, 4),
        "stages": stages,
    }


def per_thousand(seconds: float, plans: int) -> float:
    """Return what a thousand plans would take at this rate."""
    return seconds / plans * 1000 if plans else 0.0


def as_table(watch: Stopwatch, plans: int, language: str) -> Iterator[str]:
    """Yield a table of the stages, and their sum, as lines."""
    found = figures(watch, plans)
    yield say("timings-head", language)
    for stage in Stage:
        values = found["stages"][stage.name.lower()]
        yield row(values, plans, values["items"]) + say(stage.value, language)
    yield row(found, plans, "") + say("timings-all", language)


def row(values: dict[str, Any], plans: int, items: object) -> str:
    """Return the numbers of a line of the table."""
    seconds, used = values["seconds"], values["processors"]
    each = f"{per_thousand(used, plans):.2f}"
    shown = (f"{seconds:.3f}", f"{used:.3f}", items or "", each)
    return "".join(form.format(value) for form, value in zip(NUMBERS, shown, strict=True))


def as_line(watch: Stopwatch, plans: int) -> str:
    """Return the figures as one line of JSON."""
    return json.dumps(figures(watch, plans))
