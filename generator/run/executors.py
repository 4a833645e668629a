"""Who does the work: this process, more processes on this machine, or any `concurrent.futures.Executor`.

In: how many jobs. Out: an executor, of which only `submit(function, *arguments)` and `result()` are used.
"""

import gc
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from ctypes import CDLL
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
WORTH_IT = 0.5
"""Seconds of work after which more processes pay for their start."""
IN_FLIGHT = 8
"""Batches handed out before the first has to be back: a large site must not wait in memory."""
PRELOADED = "generator.run.work"


class SerialExecutor(Executor):
    """Works at once, in this process."""

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Return the finished work."""
        future: Future[R] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class ProcessExecutor(Executor):
    """Works in this process for a while, then in `jobs` processes, started when they pay off."""

    def __init__(self, jobs: int, patience: float = WORTH_IT) -> None:
        """Start nothing yet."""
        self.jobs = jobs
        self.patience = patience
        self.pool: Executor | None = None

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Return the work, finished or begun."""
        if self.patience > 0:
            start = time.monotonic()
            done = SerialExecutor().submit(fn, *args, **kwargs)
            self.patience -= time.monotonic() - start
            return done
        self.pool = self.pool or process_pool(self.jobs)
        return self.pool.submit(fn, *args, **kwargs)

    def fork(self, value: object) -> bool:
        """Let processes that share a value with this one take the place of the others; return whether they can."""
        if not may_fork():
            return False
        self.dismiss()
        if not can_fork():
            return False
        give_back()
        self.pool, self.patience = process_pool(self.jobs, value), 0
        self.pool.submit(os.getpid).result()  # the first work starts them all
        return True

    def dismiss(self) -> None:
        """Let the processes go, and with them the threads that wait for them; others come where there is work."""
        self.shutdown()
        self.pool = None

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes."""
        if self.pool is not None:
            self.pool.shutdown(wait=wait, cancel_futures=cancel_futures)


@contextmanager
def forked(executor: Executor, value: object, is_worth_it: bool) -> Iterator[bool]:
    """Let the work inside be done by processes that share a value with this one; give whether it will be.

    They end with it: what they copied of the memory that they shared is given back.

    `is_worth_it`: more processes pay for their start, even where there has been little to do so far.
    """
    inner = innermost(executor)
    if not isinstance(inner, ProcessExecutor) or not (is_worth_it or inner.patience <= 0):
        yield False
        return
    is_shared = inner.fork(value)
    yield is_shared
    if is_shared:
        inner.dismiss()


_shared: dict[type, object] = {}
"""What this process shares with the one that it was forked off, by its kind."""


def shared(kind: type[R]) -> R:
    """Return the value of a kind that this process was given when it was forked off."""
    value = _shared[kind]
    assert isinstance(value, kind)
    return value


def has_others(executor: Executor) -> bool:
    """Return whether other processes on this machine are there to work, so that this one may do something else."""
    inner = innermost(executor)
    return isinstance(inner, ProcessExecutor) and inner.pool is not None


def innermost(executor: Executor) -> Executor:
    """Return the executor that does the work."""
    while (inner := getattr(executor, "inner", None)) is not None:
        executor = inner
    return executor


def room_of(executor: Executor) -> int:
    """Return how many batches may be handed out before the first is back, by the executor that does the work."""
    return int(getattr(innermost(executor), "room", IN_FLIGHT))


def is_here(executor: Executor) -> bool:
    """Return whether all work is done on this machine, so that it may be written from where it is done."""
    return isinstance(innermost(executor), (SerialExecutor, ProcessExecutor))


def timed(fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> tuple[R, int, float]:
    """Return what a function returns, the process that it ran in, and the seconds of processor it took."""
    start = time.thread_time()
    result = fn(*args, **kwargs)
    return result, os.getpid(), time.thread_time() - start


def may_fork() -> bool:
    """Return whether processes are forked off here at all.

    A preview works in a thread beside others. macOS has threads of its own in whatever is loaded, Windows has no fork.
    """
    return sys.platform == "linux" and threading.current_thread() is threading.main_thread()


def can_fork() -> bool:
    """Return whether a process can be forked off now: no thread holds on to what a fork would never get."""
    return may_fork() and threading.active_count() == 1


def give_back() -> None:
    """Give back to the system what was freed: of memory that is shared, parts are copied whole, whatever is in use."""
    with suppress(
        OSError, AttributeError
    ):  # a system whose C library keeps less, and has no such function
        CDLL(None).malloc_trim(0)


def process_pool(jobs: int, value: object = None) -> Executor:
    """Return a pool of processes: forked off this one where that may be, and share a value with it; else fresh ones."""
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  (a slow import, seldom needed)
    from multiprocessing import get_all_start_methods, get_context  # noqa: PLC0415

    fresh = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    method = "fork" if can_fork() else fresh
    context: Any = get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload([PRELOADED])
    given = () if value is None else (value,)
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=settle, initargs=given)


def settle(*given: object) -> None:
    """Make a process of a pool at home: what it has before its first work stays, and is not looked at again.

    So pages of memory that it shares with its kind stay shared. It does not outlive the process that it works for.
    """
    collect_seldom()
    gc.freeze()
    gc.enable()  # pages do make some
    _shared.update((type(value), value) for value in given)
    threading.Thread(target=end_with_parent, daemon=True).start()


def end_with_parent() -> None:
    """End this process when the one that it works for is gone."""
    from multiprocessing import parent_process  # noqa: PLC0415
    from multiprocessing.connection import wait  # noqa: PLC0415

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def collect_seldom() -> None:
    """Let Python look for circles of values seldom: ours are frozen, and hardly ever form one."""
    gc.set_threshold(50_000, 20, 100)


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no circles: what leads a build makes none, and forks would each copy the values that are looked at."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def jobs_by_default() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def executor_for(jobs: int | None, address: str = "") -> Iterator[Executor]:
    """Give an executor for `jobs` processes; None: as many as there are processors, if it pays.

    `address`: of a cluster that does the work instead. Raises Refusal where it cannot be had.
    """
    collect_seldom()
    if address:
        from generator.run.cluster import cluster  # noqa: PLC0415  (seldom needed)

        with cluster(address) as far:
            yield far
        return
    count = jobs or jobs_by_default()
    if count == 1:
        yield SerialExecutor()
        return
    executor = ProcessExecutor(count, 0 if jobs else WORTH_IT)
    try:
        with uncollected():
            yield executor
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        raise
    executor.shutdown()
