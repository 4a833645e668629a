"""Which files are as they were: a file whose stamp is known need not be read to know its digest.

In: files and what was remembered of them. Out: digests. Not its business: what is in the files.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from os import stat_result
from pathlib import Path

Stamp = tuple[int, int, int, int]
"""Size, time of change, time of the entry's change, and number of a file."""
Remembered = Mapping[str, tuple[Stamp, str]]
"""Path → stamp and digest."""
SETTLED_NS = 2_000_000_000
"""A file changed more recently than this may change again within one tick of its clock, so that its
stamp does not prove anything (git calls such entries racy)."""
CHUNK = 1 << 20


def stamp_of(found: stat_result) -> Stamp:
    """Return what tells a changed file from an unchanged one without reading it."""
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def is_settled(stamp: Stamp) -> bool:
    """Return whether a file changed so long ago that its stamp tells whether it changes again."""
    return time.time_ns() - max(stamp[1], stamp[2]) > SETTLED_NS


def digest_file(path: Path) -> str:
    """Return the digest of a file's bytes, as `digests.digest_bytes` does, without holding them all."""
    state = sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            state.update(chunk)
    return state.hexdigest()


@dataclass(slots=True)
class Stamps:
    """What is known of files from the last time, and what is learned this time."""

    old: Remembered = field(default_factory=dict)
    new: dict[str, tuple[Stamp, str]] = field(default_factory=dict)

    def known(self, path: str, stamp: Stamp) -> str:
        """Return the digest of an unchanged file, or "" where it has to be read."""
        before = self.old.get(path)
        if before is None or before[0] != stamp:
            return ""
        self.new[path] = before
        return before[1]

    def learn(self, path: str, stamp: Stamp, digest: str) -> None:
        """Remember the digest of a file that was read, unless it changed just now."""
        if is_settled(stamp):
            self.new[path] = (stamp, digest)

    def later(self) -> "Stamps":
        """Return what is known for the next time."""
        return Stamps({**self.old, **self.new})
