"""Stages: the same results whoever works, whatever is known, in whatever batches."""

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.disk.memo import MemoryStore
from generator.run.executors import (
    ProcessExecutor,
    SerialExecutor,
    executor_for,
    forked,
    has_others,
    is_here,
    room_of,
    shared,
    uncollected,
)
from generator.run.stages import asked, batched, computed, one_ahead, remembered
from generator.run.timings import Stopwatch, TimedExecutor


def doubled(shared: int, items: tuple[int, ...]) -> list[int]:
    return [shared * item for item in items]


def failing(shared: int, items: tuple[int, ...]) -> list[int]:
    raise ValueError(f"{shared} {items}")


@given(st.lists(st.integers()), st.integers(1, 5))
def test_batches(items: list[int], size: int) -> None:
    parts = list(batched(items, size))
    assert [item for part in parts for item in part] == items
    assert all(len(part) == size for part in parts[:-1])


@given(st.lists(st.integers()), st.integers(1, 4))
def test_computed_keeps_the_order(items: list[int], size: int) -> None:
    assert list(computed(doubled, 2, items, SerialExecutor(), size)) == [2 * item for item in items]


def test_work_begins_before_anybody_waits_for_it() -> None:
    executor, begun = SerialExecutor(), list[int]()

    def noted(shared: int, items: tuple[int, ...]) -> list[int]:
        begun.extend(items)
        return doubled(shared, items)

    found = computed(noted, 2, range(40), executor, 2)
    assert len(begun) == 2 * room_of(executor)
    assert list(found) == [2 * n for n in range(40)]


def test_one_is_made_ahead_of_the_one_that_is_waited_for() -> None:
    seen: list[str] = []

    def items() -> Iterator[int]:
        for n in range(3):
            seen.append(f"made {n}")
            yield n

    for n in one_ahead(items()):
        seen += (f"taken {n}",)
    assert seen == ["made 0", "made 1", "taken 0", "made 2", "taken 1", "taken 2"]
    assert list(one_ahead(())) == []


def test_processes_give_the_same() -> None:
    items = list(range(50))
    with executor_for(2) as executor:
        assert isinstance(executor, ProcessExecutor)
        assert list(computed(doubled, 3, items, executor, 4)) == [3 * item for item in items]


def test_serial_for_one_job() -> None:
    with executor_for(1) as executor:
        assert isinstance(executor, SerialExecutor)


def test_patience() -> None:
    executor = ProcessExecutor(2, patience=1000)
    assert list(computed(doubled, 2, [1, 2], executor)) == [2, 4]
    assert executor.pool is None
    executor.shutdown()


def test_errors_come_back() -> None:
    future = SerialExecutor().submit(failing, 1, (2,))
    assert isinstance(future.exception(), ValueError)


@given(st.lists(st.sampled_from("abcde")), st.sets(st.sampled_from("abcde")))
def test_remembered(keys: list[str], known: set[str]) -> None:
    store = MemoryStore()
    for key in sorted(known):
        store.put(key, key.upper())
    asked: list[str] = []

    def compute(missing: Sequence[int]) -> list[str]:
        asked.extend(keys[n] for n in missing)
        return [keys[n].upper() for n in missing]

    assert remembered(keys, compute, store) == [key.upper() for key in keys]
    assert sorted(asked) == sorted(set(keys) - known)
    assert set(store.known(keys)) == set(keys)


def test_answers_are_worked_on_before_they_are_waited_for() -> None:
    store, begun = MemoryStore(), list[int]()
    store.put("a", "A")

    def compute(missing: Sequence[int]) -> list[str]:
        begun.extend(missing)
        return ["B" for _ in missing]

    answers = asked(["a", "b", "b"], compute, store)
    assert begun == [2]
    assert "b" not in store.values
    assert answers() == ["A", "B", "B"]
    assert store.values == {"a": "A", "b": "B"}


def test_who_leads_does_not_look_for_circles() -> None:
    with executor_for(1):
        assert gc.isenabled()
    with executor_for(2) as executor:
        assert not gc.isenabled()
        assert list(computed(collecting, None, [1], executor)) == [True]
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def collecting(nothing: None, items: tuple[int, ...]) -> list[bool]:
    return [gc.isenabled() for _ in items]


def test_others_are_there_when_they_have_begun() -> None:
    assert not has_others(SerialExecutor())
    with executor_for(2) as inner:
        executor = TimedExecutor(inner, Stopwatch())
        assert not has_others(executor)
        list(computed(doubled, 3, range(3), executor))
        assert has_others(executor)


def test_only_work_on_this_machine_may_write_its_files() -> None:
    for inner in (SerialExecutor(), ProcessExecutor(2)):
        assert is_here(inner)
        assert is_here(TimedExecutor(inner, Stopwatch()))
    with ThreadPoolExecutor(1) as other:
        assert not is_here(TimedExecutor(other, Stopwatch()))


@dataclass(frozen=True)
class Shared:
    """Something that cannot be sent to another process."""

    function: Callable[[int], int]


def worked(nothing: None, items: tuple[int, ...]) -> list[tuple[int, int]]:
    return [(shared(Shared).function(item), os.getpid()) for item in items]


FORKS = pytest.mark.skipif(sys.platform != "linux", reason="no process is forked off there")


@FORKS
def test_processes_share_what_cannot_be_sent() -> None:
    """In a process of its own: other tests leave threads behind, and beside these nothing is forked."""
    command = [sys.executable, "-c", "from tests.run.test_stages import share; share()"]
    subprocess.run(command, check=True, timeout=60, cwd=Path(__file__).parents[2])


def share() -> None:
    """Hand a thing that cannot be sent to processes that are forked off."""
    given = Shared(lambda item: item + 7)
    with executor_for(2) as executor:
        list(computed(doubled, 3, range(9), executor, 2))  # other processes, which make room
        found = [work_of(executor, given) for _ in range(2)]
    for work in found:
        assert [value for value, _ in work] == [item + 7 for item in range(20)]
    first, second = ({process for _, process in work} for work in found)
    assert not first & second
    assert os.getpid() not in first | second


def work_of(executor: Executor, given: Shared) -> list[tuple[int, int]]:
    """Return what is worked out with the thing, each with the process that did it."""
    with forked(TimedExecutor(executor, Stopwatch()), given, True) as is_shared:
        assert is_shared
        return list(computed(worked, None, range(20), executor, 3))


def is_forked(executor: Executor, given: Shared, is_worth_it: bool) -> bool:
    with forked(executor, given, is_worth_it) as is_shared:
        return is_shared


def test_no_process_is_forked_where_there_are_threads() -> None:
    with ThreadPoolExecutor(1) as aside, executor_for(2) as executor:
        assert not aside.submit(is_forked, executor, Shared(abs), True).result()
        assert not is_forked(executor, Shared(abs), True)
        assert list(computed(doubled, 3, range(9), executor, 2)) == [3 * n for n in range(9)]


def test_no_process_is_forked_for_little() -> None:
    patient = ProcessExecutor(2, patience=1000)
    assert not is_forked(patient, Shared(abs), False)
    assert not is_forked(SerialExecutor(), Shared(abs), True)
    assert patient.pool is None


WORKING = """
import os, sys, time
from generator.run.executors import ProcessExecutor, forked
executor = ProcessExecutor(1, 0)
if sys.argv[1:]:
    shared = forked(executor, print, True)
    assert shared.__enter__()
print(executor.submit(os.getpid).result(), flush=True)
time.sleep(60)
"""


@FORKS
@pytest.mark.parametrize("args", [[], ["forked"]])
def test_no_process_outlives_the_one_it_works_for(args: list[str]) -> None:
    command = [sys.executable, "-c", WORKING, *args]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        worker = Path(f"/proc/{int(started.stdout.readline())}")
        assert worker.exists()
        started.send_signal(signal.SIGKILL)
    until = time.monotonic() + 20
    while is_running(worker) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_running(worker)


def is_running(process: Path) -> bool:
    """Return whether a process is there, and not only waits to be asked how it ended."""
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False
