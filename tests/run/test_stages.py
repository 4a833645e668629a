"""Stages: the same results whoever works, whatever is known, in whatever batches."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from generator.disk.memo import MemoryStore
from generator.run.executors import ProcessExecutor, SerialExecutor, executor_for, is_here
from generator.run.stages import batched, computed, remembered
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


def test_only_work_on_this_machine_may_write_its_files() -> None:
    for inner in (SerialExecutor(), ProcessExecutor(2)):
        assert is_here(inner)
        assert is_here(TimedExecutor(inner, Stopwatch()))
    with ThreadPoolExecutor(1) as other:
        assert not is_here(TimedExecutor(other, Stopwatch()))
