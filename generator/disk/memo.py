"""The store of known answers: a SQLite file that may always be deleted.

In: keys (digests) and values. Out: the values known from earlier builds. A memo that is broken, locked by
another build, or not ours counts as empty. Not its business: what the keys are made of.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from generator.disk.coding import decode_value, encode
from generator.disk.shelf import Shelf, Shelved
from generator.disk.stamps import Remembered, Stamps

NAME = "memo.sqlite3"
FORMAT = 1
"""Changes with the tables below."""
TABLES = """
CREATE TABLE IF NOT EXISTS answers (scope TEXT, key TEXT, value BLOB, PRIMARY KEY (scope, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS stamps (scope TEXT PRIMARY KEY, value TEXT);
"""
BATCH = 500


class Store(Protocol):
    """Answers by key."""

    def known(self, keys: Iterable[str]) -> dict[str, Any]:
        """Return the answers that are known."""

    def put(self, key: str, value: object) -> None:
        """Remember an answer."""

    def again(self, key: str) -> Callable[[], Any] | None:
        """Return what gives an answer that was put in this build; None where nothing does for sure."""


class MemoryStore:
    """Answers of this process only; for the preview, in front of a `Memo`."""

    def __init__(self, behind: Store | None = None) -> None:
        """Start with what the store behind knows, until it is taken away."""
        self.behind = behind
        self.values: dict[str, Any] = {}
        self.used: set[str] = set()

    def known(self, keys: Iterable[str]) -> dict[str, Any]:
        """Return the answers that are known."""
        wanted = list(keys)
        self.used.update(wanted)
        missing = [key for key in wanted if key not in self.values]
        if self.behind is not None and missing:
            self.values.update(self.behind.known(missing))
        return {key: self.values[key] for key in wanted if key in self.values}

    def put(self, key: str, value: object) -> None:
        """Remember an answer."""
        self.used.add(key)
        self.values[key] = value
        if self.behind is not None:
            self.behind.put(key, value)

    def again(self, key: str) -> Callable[[], Any] | None:
        """Return None: who remembers holds what it asked for."""
        return None

    def forget_unused(self) -> None:
        """Drop the answers that nobody asked for since the last time."""
        self.values = {key: value for key, value in self.values.items() if key in self.used}
        self.used.clear()


class Memo:
    """Answers kept on disk for one content folder and one version of the program."""

    def __init__(self, folder: Path, content: str, code: str, is_read: bool = True) -> None:
        """Open the memo in `folder`. Never raises: what cannot be opened is empty.

        `is_read` False: it is written anew, and nothing that stands in it is known.
        """
        self.is_read = is_read
        self.scope = content
        self.code = code
        self.added: dict[str, bytes | Shelved] = {}
        self.shelf = Shelf()
        self.used: set[str] = set()
        self.db = opened(folder / NAME)

    def known(self, keys: Iterable[str]) -> dict[str, Any]:
        """Return the answers that are known."""
        wanted = list(keys)
        self.used.update(wanted)
        found = {key: decode_value(self.added[key][:]) for key in wanted if key in self.added}
        for part in batches([key for key in wanted if key not in found], BATCH):
            found.update(self.stored(part))
        return found

    def stored(self, keys: list[str]) -> Iterator[tuple[str, Any]]:
        """Yield the answers of these keys that stand on disk and can be read."""
        if not self.is_read:
            return
        marks = ",".join("?" * len(keys))
        query = f"SELECT key, value FROM answers WHERE scope=? AND key IN ({marks})"
        for key, data in rows(self.db, query, (self.scope, *(self.code + key for key in keys))):
            # Bytes that were damaged can raise anything at all; the answer is then worked out again.
            with suppress(Exception):
                yield key.removeprefix(self.code), decode_value(data)

    def put(self, key: str, value: object) -> None:
        """Remember an answer until `close` writes it: as bytes, which are small and need not wait in memory."""
        self.used.add(key)
        self.added[key] = self.shelf.put(encode(value))

    def again(self, key: str) -> Callable[[], Any] | None:
        """Return what gives an answer that was put in this build; what stands on disk may go."""
        held = self.added.get(key)
        return None if held is None else lambda: decode_value(held[:])

    def stamps(self) -> Stamps:
        """Return what is remembered of the files."""
        found = rows(
            self.db if self.is_read else None,
            "SELECT value FROM stamps WHERE scope=?",
            (self.scope,),
        )
        with suppress(ValueError, TypeError, KeyError, IndexError):
            return Stamps(read_stamps(json.loads(found[0][0])))
        return Stamps()

    def close(self, stamps: Stamps | None = None) -> None:
        """Write what was learned, drop what was not used, all in one transaction."""
        if self.db is not None:
            with suppress(sqlite3.Error, OSError), self.db:
                self.write(stamps)
            self.db.close()
            self.db = None
        self.shelf.close()

    def write(self, stamps: Stamps | None) -> None:
        """Write into an open transaction."""
        assert self.db is not None
        new = ((self.scope, self.code + key, value[:]) for key, value in self.added.items())
        self.db.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", new)
        if self.used:  # else nobody asked: the build had nothing to do
            self.drop_unused()
        if stamps is not None and stamps.new != stamps.old:
            text = json.dumps(stamps.new, ensure_ascii=True)
            self.db.execute("INSERT OR REPLACE INTO stamps VALUES (?, ?)", (self.scope, text))

    def drop_unused(self) -> None:
        """Remove the answers that nobody asked for, other versions' of the program among them."""
        assert self.db is not None
        keys = self.db.execute("SELECT key FROM answers WHERE scope=?", (self.scope,)).fetchall()
        used = {self.code + key for key in self.used}
        old = [(self.scope, key) for (key,) in keys if key not in used]
        self.db.executemany("DELETE FROM answers WHERE scope=? AND key=?", old)


def read_stamps(found: dict[str, Any]) -> Remembered:
    """Return stamps from JSON. Raises some lookup error where it is anything else."""
    return {path: ((s[0], s[1], s[2], s[3]), str(digest)) for path, (s, digest) in found.items()}


def opened(path: Path) -> sqlite3.Connection | None:
    """Return the database at `path`, made anew where it is broken; None where there can be none."""
    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return prepared(path)
        except sqlite3.OperationalError:
            return None  # locked, or a folder that cannot be written
        except sqlite3.DatabaseError:
            with suppress(OSError):
                path.unlink()
        except OSError:
            return None
    return None


def prepared(path: Path) -> sqlite3.Connection:
    """Return an open database with our tables. Raises sqlite3.Error."""
    db = sqlite3.connect(path, timeout=1.0, isolation_level="DEFERRED")
    try:
        # A build that is killed must not leave a half-written memo, but one that is lost is no harm.
        db.execute("PRAGMA synchronous=OFF")
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version not in (0, FORMAT):
            raise sqlite3.DatabaseError(f"format {version}")
        db.executescript(TABLES)  # writes nothing where they are there
        if version == 0:
            db.execute(f"PRAGMA user_version={FORMAT}")
    except sqlite3.Error:
        db.close()
        raise
    return db


def rows(db: sqlite3.Connection | None, query: str, values: tuple[str, ...]) -> list[Any]:
    """Return the rows of a query; none where the database fails."""
    if db is None:
        return []
    try:
        return db.execute(query, values).fetchall()
    except sqlite3.Error:
        return []


def batches(keys: list[str], size: int) -> Iterator[list[str]]:
    """Yield the keys, `size` at a time."""
    for start in range(0, len(keys), size):
        yield keys[start : start + size]
