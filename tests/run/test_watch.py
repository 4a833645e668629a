"""One call for a burst of changes; by events and by polling."""

import threading
from pathlib import Path

import pytest

from generator.run.watch import Bell, counts, watch


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
