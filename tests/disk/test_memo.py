"""The memo: known answers stay known, unused ones go, and whatever is wrong with it, it is only empty."""

import sqlite3
from pathlib import Path

import pytest

from generator.disk import memo as memos
from generator.disk.memo import NAME, Memo, MemoryStore
from generator.disk.stamps import Stamps
from generator.problems import Span


def memo(tmp_path: Path, scope: str = "s", code: str = "c:", **more: bool) -> Memo:
    return Memo(tmp_path / "cache", scope, code, **more)


def test_answers_are_kept(tmp_path: Path) -> None:
    first = memo(tmp_path)
    assert first.known(["a"]) == {}
    first.put("a", Span("x", 1, 2))
    assert first.known(["a", "b"]) == {"a": Span("x", 1, 2)}
    first.close()
    assert memo(tmp_path).known(["a", "b"]) == {"a": Span("x", 1, 2)}


def test_unused_answers_go(tmp_path: Path) -> None:
    first = memo(tmp_path)
    first.put("a", 1)
    first.put("b", 2)
    first.close()
    second = memo(tmp_path)
    assert second.known(["a"]) == {"a": 1}
    second.close()
    assert memo(tmp_path).known(["a", "b"]) == {"a": 1}


def test_a_build_that_asked_nothing_removes_nothing(tmp_path: Path) -> None:
    first = memo(tmp_path)
    first.put("a", 1)
    first.close()
    memo(tmp_path).close(Stamps())
    assert memo(tmp_path).known(["a"]) == {"a": 1}


@pytest.mark.parametrize(("scope", "code"), [("other", "c:"), ("s", "d:")])
def test_scopes_and_versions_are_apart(tmp_path: Path, scope: str, code: str) -> None:
    first = memo(tmp_path)
    first.put("a", 1)
    first.close()
    assert memo(tmp_path, scope, code).known(["a"]) == {}


def test_fresh_reads_nothing_and_writes(tmp_path: Path) -> None:
    first = memo(tmp_path)
    first.put("a", 1)
    first.close(Stamps({}, {"f": ((1, 2, 3, 4), "d")}))
    second = memo(tmp_path, is_read=False)
    assert second.known(["a"]) == {}
    assert second.stamps() == Stamps()
    second.put("a", 2)
    second.close()
    assert memo(tmp_path).known(["a"]) == {"a": 2}


def test_many_answers_are_written_before_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memos, "FULL", 100)
    first = memo(tmp_path, is_read=False)
    for n in range(20):
        first.put(f"k{n}", "x" * 30)
    assert len(first.waiting) < 5
    keys = [f"k{n}" for n in range(20)]
    assert first.known(keys) == dict.fromkeys(
        keys, "x" * 30
    )  # those on disk too, though it is not read
    assert len(memo(tmp_path).known(keys)) > 15  # a build that is killed leaves what it learned
    first.close()
    assert memo(tmp_path).known(keys) == dict.fromkeys(keys, "x" * 30)


def test_answers_that_cannot_be_written_are_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memos, "FULL", 0)
    first = memo(tmp_path)
    assert first.db is not None
    first.db.execute("PRAGMA busy_timeout=1")
    with sqlite3.connect(tmp_path / "cache" / NAME) as other:
        other.execute("BEGIN EXCLUSIVE")
        first.put("a", 1)
        other.rollback()
    assert (first.waiting, first.known(["a"])) == ({}, {})
    first.put("b", 2)
    first.close()
    assert memo(tmp_path).known(["a", "b"]) == {"b": 2}


def test_stamps_are_kept(tmp_path: Path) -> None:
    memo(tmp_path).close(Stamps({}, {"f": ((1, 2, 3, 4), "d")}))
    assert memo(tmp_path).stamps().old == {"f": ((1, 2, 3, 4), "d")}


def broken_bytes(path: Path) -> None:
    path.write_bytes(b"not a database" * 100)


def other_format(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version=99")


def damaged_answers(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("UPDATE answers SET value=x'00'")
        db.execute("INSERT OR REPLACE INTO stamps VALUES ('s', '{\"a\": 1}')")


def no_tables(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("DROP TABLE answers")


@pytest.mark.parametrize("harm", [broken_bytes, other_format, damaged_answers, no_tables])
def test_a_harmed_memo_is_empty_and_heals(tmp_path: Path, harm: object) -> None:
    first = memo(tmp_path)
    first.put("a", 1)
    first.close()
    assert callable(harm)
    harm(tmp_path / "cache" / NAME)
    second = memo(tmp_path)
    assert second.known(["a"]) == {}
    assert second.stamps().old == {}
    second.put("a", 2)
    second.close()
    assert memo(tmp_path).known(["a"]) == {"a": 2}


def test_a_locked_memo_is_empty(tmp_path: Path) -> None:
    first = memo(tmp_path)
    first.put("a", 1)
    first.close()
    holder = sqlite3.connect(tmp_path / "cache" / NAME)
    holder.execute("BEGIN EXCLUSIVE")
    second = memo(tmp_path)
    assert second.known(["a"]) == {}
    second.put("b", 1)
    second.close()
    holder.close()


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    store = memo(tmp_path)
    store.put("a", 1)
    assert store.known(["a"]) == {"a": 1}
    store.close()


def test_memory_in_front(tmp_path: Path) -> None:
    first = memo(tmp_path)
    first.put("a", 1)
    store = MemoryStore(first)
    assert store.known(["a", "b"]) == {"a": 1}
    store.put("b", 2)
    assert first.known(["b"]) == {"b": 2}
    store.forget_unused()
    assert store.known(["b"]) == {"b": 2}
    store.behind = None
    store.forget_unused()
    assert store.known(["a", "b"]) == {"b": 2}
