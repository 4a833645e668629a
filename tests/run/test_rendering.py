"""Sheaves are drawn while others work, in the same order, and what goes wrong there comes to light."""

import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor

import pytest

from generator.disk.memo import MemoryStore
from generator.disk.spool import Spool
from generator.run.executors import ProcessExecutor, SerialExecutor
from generator.run.means import Means
from generator.run.rendering import SOON, ahead
from generator.run.standing import Standing
from generator.show.outline import Bundle


def means_of(executor: Executor, is_kept: bool = False) -> Means:
    return Means(
        store=MemoryStore(),
        executor=executor,
        keep=Spool().add,
        standing=Standing(is_kept),
    )


@pytest.fixture
def busy() -> Iterator[ProcessExecutor]:
    """An executor whose others are at work."""
    executor = ProcessExecutor(2, 0)
    executor.pool = ThreadPoolExecutor(1)
    yield executor
    executor.shutdown()


def sheaves(seen: list[bool], count: int = 2 * SOON) -> Iterator[Bundle]:
    """Yield sheaves, and note whether they are made in the main thread."""
    for n in range(count):
        seen.append(threading.current_thread() is threading.main_thread())
        yield f"s{n}", {}


def test_the_first_are_made_meanwhile(busy: ProcessExecutor) -> None:
    seen: list[bool] = []
    with ahead(sheaves(seen), means_of(busy)) as drawn:
        pass
    assert seen == [False] * SOON
    assert [name for name, _ in drawn] == [f"s{n}" for n in range(2 * SOON)]
    assert seen == [False] * SOON + [True] * SOON


def test_there_may_be_few(busy: ProcessExecutor) -> None:
    with ahead(sheaves([], 2), means_of(busy)) as drawn:
        pass
    assert [name for name, _ in drawn] == ["s0", "s1"]


@pytest.mark.parametrize("is_kept", [True, False])
def test_nothing_is_made_aside_where_nobody_else_works(
    busy: ProcessExecutor, is_kept: bool
) -> None:
    """A preview has one memory, and threads of its own."""
    seen: list[bool] = []
    executor = busy if is_kept else SerialExecutor()
    with ahead(sheaves(seen), means_of(executor, is_kept)) as drawn:
        assert not seen
    assert len([*drawn]) == 2 * SOON
    assert all(seen)


def test_what_goes_wrong_comes_to_light(busy: ProcessExecutor) -> None:
    def failing() -> Iterator[Bundle]:
        yield "s0", {}
        raise ValueError("slip")

    with pytest.raises(ValueError, match="slip"), ahead(failing(), means_of(busy)):
        pass
