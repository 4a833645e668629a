"""The moving line: only on a terminal, only after a while, and it counts."""

import sys
import threading

import pytest

from generator.run import progress
from generator.run.executors import SerialExecutor
from generator.run.progress import Line, WatchedExecutor, watched


def parse_batch(shared: None, items: tuple[int, ...]) -> int:
    return len(items)


def test_no_terminal_no_line() -> None:
    executor = SerialExecutor()
    with watched(executor, "zh-CN") as seen:
        assert seen is executor


def test_counts(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(progress, "AFTER", 0.0)
    line = Line("zh-CN")
    executor = WatchedExecutor(SerialExecutor(), line)
    assert executor.submit(parse_batch, None, (1, 2, 3)).result() == 3
    executor.submit(parse_batch, None, (4,))
    assert line.counts == {"parse_batch": 4}
    line.end()


def forked_batch(shared: None, items: tuple[int, ...]) -> list[tuple[list[int], tuple[()]]]:
    return [([0] * (3 * len(items)), ())]


def test_pages_are_counted_not_sheaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "AFTER", 0.0)
    line = Line("en")
    threads = threading.active_count()
    executor = WatchedExecutor(SerialExecutor(), line)
    executor.submit(forked_batch, None, (1, 2)).result()
    assert line.counts == {"render_batch": 6}
    assert threading.active_count() == threads
    line.end()


def test_watched_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with watched(SerialExecutor(), "en") as seen:
        assert isinstance(seen, WatchedExecutor)
