"""What is in a folder: the files that count, in order, and the entries that cannot be used.

In: a folder. Out: `Found` files and problems. Not its business: reading them.
"""

import os
import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from errno import ELOOP, ENOENT
from operator import itemgetter
from pathlib import Path
from typing import Final, NamedTuple

from generator.disk.stamps import Stamp, stamp_of
from generator.problems import Problem, Span, problem

_UNPRINTABLE: Final = re.compile("[\x00-\x1f\ud800-\udfff]")


class Found(NamedTuple):
    """A regular file below a folder. There are many, and a preview looks at them after each change."""

    path: str
    """Relative to the folder, forward slashes."""
    place: str
    """Where it is on disk."""
    stamp: Stamp

    @property
    def file(self) -> Path:
        """Where it is on disk."""
        return Path(self.place)

    @property
    def size(self) -> int:
        """Bytes."""
        return self.stamp[0]


def walk(root: Path) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    """Return the files below `root` by path, and what stands there that cannot be read."""
    found: list[Found] = []
    problems: list[Problem] = []
    inside, waiting = root.resolve(), [(str(root), "")]
    while waiting:
        folder, above = waiting.pop()
        try:
            with os.scandir(folder) as scan:
                listed = list(scan)
        except OSError as error:
            problems.append(unlisted(above, error))
            continue
        for entry in listed:
            if not is_skipped(entry.name):
                item = one(entry, inside, above + entry.name)
                if isinstance(item, Found):
                    found.append(item)
                elif isinstance(item, Problem):
                    problems.append(item)
                elif item:
                    waiting.append((entry.path, item))
    return tuple(sorted(found, key=itemgetter(0))), tuple(problems)


@dataclass(frozen=True, slots=True)
class Looked:
    """What is in a folder."""

    root: Path
    found: Mapping[str, Found]
    """By path, in order."""
    problems: tuple[Problem, ...]


def looked(root: Path) -> Looked:
    """Return what is in a folder."""
    found, problems = walk(root)
    return Looked(root, {each.path: each for each in found}, problems)


def touched(before: Looked, places: Iterable[str]) -> Mapping[str, Found] | None:
    """Return the files at these places, some of which changed since; None where it takes a look at the whole folder.

    That is so unless each was a file of this folder and still is one, or was none and is none.
    """
    if before.problems:
        return None
    others: dict[str, Found] = {}
    for place in places:
        path = os.path.relpath(place, before.root).replace(os.sep, "/")
        known, state = before.found.get(path), state_of(place)
        is_file = known is not None and state is not None and stat.S_ISREG(state.st_mode)
        if known is not None and state is not None and is_file:
            others[path] = Found(path, known.place, stamp_of(state))
        elif known is not None or state is not None:
            return None
    return others


def state_of(place: str) -> os.stat_result | None:
    """Return what the system says of an entry; None where there is none."""
    try:
        return os.lstat(place)
    except (OSError, ValueError):
        return None


def unlisted(above: str, error: OSError) -> Problem:
    """Return the problem of a folder that the system does not list."""
    return problem("cannot-read", Span(above.rstrip("/")), reason=error.strerror or error)


def one(entry: os.DirEntry[str], root: Path, path: str) -> Found | Problem | str:
    """Return what a directory entry stands for; of a folder, what its files' paths begin with; else ""."""
    if not is_text(path):
        return problem("bad-file-name", Span(printable(path)))
    try:
        if entry.is_symlink() and not Path(entry.path).resolve(strict=True).is_relative_to(root):
            return problem("link-outside", Span(path))
        if entry.is_dir(follow_symlinks=False):
            return path + "/"
        # what a linked folder holds is met at its own place
        return "" if entry.is_dir() else regular(entry, path)
    except (RuntimeError, OSError) as error:
        return unusable(entry, path, error)


def unusable(entry: os.DirEntry[str], path: str, error: RuntimeError | OSError) -> Problem:
    """Return the problem of an entry that leads nowhere, or cannot be looked at."""
    if isinstance(error, RuntimeError):  # a circle of links
        return problem("dangling-link", Span(path))
    if entry.is_symlink() and error.errno in (ENOENT, ELOOP):
        return problem("dangling-link", Span(path))
    return problem("cannot-read", Span(path), reason=error.strerror or error)


def regular(entry: os.DirEntry[str], path: str) -> Found | Problem:
    """Return a regular file; a pipe or device would keep its reader waiting for ever."""
    state = entry.stat()
    if not stat.S_ISREG(state.st_mode):
        return problem("not-a-file", Span(path))
    if os.name == "nt":  # there, scandir leaves out the file's number
        state = Path(entry.path).stat()
    return Found(path, entry.path, stamp_of(state))


def is_skipped(name: str) -> bool:
    """Return whether a file or folder is none of ours, by its name (docs/format.md)."""
    return name.startswith((".", "_", "README")) or name in ("Thumbs.db", "desktop.ini")


def is_text(path: str) -> bool:
    """Return whether a path can be written in UTF-8 and on one line."""
    return _UNPRINTABLE.search(path) is None


def printable(path: str) -> str:
    """Return a path with whatever cannot be printed replaced."""
    return _UNPRINTABLE.sub("\ufffd", path)
