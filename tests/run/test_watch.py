"""One call for a burst of changes; by events and by polling."""

import threading
from pathlib import Path

import pytest

from generator.run.watch import QUIET, Bell, counts, ends, watch


@pytest.mark.parametrize(
    ("kind", "path", "expected"),
    [
        ("modified", "/c/a.md", True),
        ("created", "/c/新 a.md", True),
        ("deleted", "/c/a.md", True),
        ("opened", "/c/a.md", False),
        ("closed_no_write", "/c/a.md", False),
        ("closed", "/c/a.md", True),
        ("modified", "/c/.a.md.swp", False),
        ("created", "/c/.#a.md", False),
        ("modified", "/c/a.md~", False),
    ],
)
def test_counts(kind: str, path: str, expected: bool) -> None:
    assert counts(kind, path) is expected


@pytest.mark.parametrize(
    ("kind", "path", "expected"),
    [
        ("closed", "/c/a.md", True),
        ("moved", "/c/a.md", True),
        ("moved", "/c/a.md~", False),
        ("modified", "/c/a.md", False),
        ("created", "/c/a.md", False),
        ("deleted", "/c/a.md", False),
    ],
)
def test_ends(kind: str, path: str, expected: bool) -> None:
    assert ends(kind, path) is expected


def test_a_file_that_was_closed_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr("generator.run.watch.time.sleep", waited.append)
    monkeypatch.setattr("generator.run.watch.time.monotonic", lambda: QUIET * len(waited) / 2)
    bell = Bell()
    bell.ring()
    bell.ring(is_end=True)
    assert bell.wait(1)
    assert not waited
    bell.ring()
    assert bell.wait(1)
    assert waited


def test_a_burst_tells_where() -> None:
    bell = Bell()
    for place in ("/c/a.md", "/c/b.md", "/c/a.md"):
        bell.ring(place, is_end=True)
    assert bell.wait(1)
    bell.ring("/c/b.md", is_end=True)
    bell.answered()
    assert not bell.calm.is_set()  # it was rung again
    assert bell.wait(1)
    bell.answered()
    assert bell.calm.is_set()
    assert bell.told() == frozenset(("/c/a.md", "/c/b.md"))
    assert bell.told() == frozenset()
    bell.ring("/c/a.md", is_end=True)
    bell.ring()
    assert bell.told() is None


def test_a_burst_is_one_call() -> None:
    bell = Bell()
    for _ in range(5):
        bell.ring()
    assert bell.wait(2)
    assert not bell.wait(0.05)


def test_a_burst_that_does_not_end_is_answered() -> None:
    bell, over = Bell(), threading.Event()

    def ring() -> None:
        while not over.wait(0.01):
            bell.ring()

    thread = threading.Thread(target=ring)
    thread.start()
    assert bell.wait(10)
    over.set()
    thread.join()


@pytest.mark.parametrize("poll", [False, True])
def test_changes_ring(tmp_path: Path, poll: bool) -> None:
    (tmp_path / "deep").mkdir()
    bell = Bell()
    watching = watch([tmp_path], bell, poll)
    try:
        (tmp_path / "deep" / "a.md").write_text("1")
        assert bell.wait(5)
        assert not bell.wait(0.7), "reading and quiet are no change"
        (tmp_path / "deep" / "a.md").unlink()
        assert bell.wait(5)
    finally:
        watching.stop()
