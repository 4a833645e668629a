"""Changes of folders → calls, one for a burst of changes.

In: folders. Out: a call when they have been quiet for a moment, and where something changed, as far as the system says.
Not its business: what is done then.
"""

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent

QUIET = 0.03
"""Seconds without a change that end a burst: editors write a file in several steps."""
GLANCE = 0.002
"""Seconds between two looks at whether it has ended."""
LONGEST = 1.0
"""Seconds after which a burst that does not end is answered all the same."""
ANYWHERE = ""
"""Stands for a place that is not known."""
READS = frozenset(("opened", "closed_no_write"))
PASSING = (".swp", ".swx", ".tmp", "~", ".plansite-new", ".crdownload")
"""Endings of files that editors make beside the one they write."""


class Bell:
    """Rung by any thread; waited for by one."""

    def __init__(self) -> None:
        """Not rung yet."""
        self.rung = threading.Event()
        self.calm = threading.Event()
        """Set while nobody waits for an answer."""
        self.calm.set()
        self.last = 0.0
        self.places: deque[str] = deque()

    def ring(self, place: str = ANYWHERE, is_end: bool = False) -> None:
        """Say that something changed, and where; `is_end`: and that nobody is about to write more of it."""
        self.calm.clear()
        self.places.append(place)
        self.last = -QUIET if is_end else time.monotonic()
        self.rung.set()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for a burst to begin and to end; return whether there was one."""
        if not self.rung.wait(timeout):
            return False
        first = time.monotonic()
        while (now := time.monotonic()) - self.last < QUIET and now - first < LONGEST:
            time.sleep(GLANCE)
        self.rung.clear()
        return True

    def answered(self) -> None:
        """Say that what it was rung for is done, but for what it was rung for since."""
        if not self.rung.is_set():
            self.calm.set()

    def told(self) -> frozenset[str] | None:
        """Return the places that it was rung for since this was asked last; None for anywhere."""
        places = {self.places.popleft() for _ in range(len(self.places))}
        return None if ANYWHERE in places else frozenset(places)


class Watch(Protocol):
    """Something that rings until it is stopped."""

    def stop(self) -> None:
        """Ring no more."""


def counts(kind: str, path: str) -> bool:
    """Return whether an event of this kind at this path may change the site."""
    name = os.path.basename(path)  # noqa: PTH119  (bytes and odd names, many a second)
    return kind not in READS and not name.startswith(".#") and not name.endswith(PASSING)


def ends(kind: str, path: str) -> bool:
    """Return whether an event says that a file is as it was to be: it was written and closed, or moved to its place."""
    return kind == "closed" or (kind == "moved" and counts(kind, path))


def watch(folders: Sequence[Path], bell: Bell, poll: bool = False) -> Watch:
    """Ring at each change below the folders, by the system's events, or by looking again and again.

    Polling stands in where events do not arrive: shared folders, containers, too many watches.
    """
    if not poll:
        try:
            return observed(folders, bell.ring)
        except OSError:
            pass
    return Polling(folders, bell.ring)


def observed(folders: Sequence[Path], ring: Callable[[str, bool], None]) -> Watch:
    """Ring by the system's events. Raises OSError where it has none left."""
    from watchdog.events import FileSystemEventHandler  # noqa: PLC0415  (slow; only the preview needs it)
    from watchdog.observers import Observer  # noqa: PLC0415

    class Listener(FileSystemEventHandler):
        def on_any_event(self, event: "FileSystemEvent") -> None:
            kind = event.event_type
            paths = (os.fsdecode(event.src_path), os.fsdecode(event.dest_path or ""))
            is_folder_noise = event.is_directory and kind == "modified"
            if not is_folder_noise and any(counts(kind, path) for path in paths if path):
                for place in filter(None, paths):
                    is_folder = event.is_directory
                    ring(ANYWHERE if is_folder else place, ends(kind, paths[1] or paths[0]))

    observer = Observer()
    for folder in folders:
        observer.schedule(Listener(), str(folder), recursive=True)
    observer.start()
    return observer


class Polling:
    """Looks at all files every half second."""

    def __init__(
        self, folders: Sequence[Path], ring: Callable[[], None], every: float = 0.5
    ) -> None:
        """Begin to look."""
        self.folders = folders
        self.ring = ring
        self.every = every
        self.stopped = threading.Event()
        self.seen = self.look()
        threading.Thread(target=self.run, daemon=True).start()

    def look(self) -> list[dict[str, object]]:
        """Return the state of all files."""
        from generator.disk.manifest import stamps_below  # noqa: PLC0415

        return [dict(stamps_below(folder)) for folder in self.folders]

    def run(self) -> None:
        """Look until stopped."""
        while not self.stopped.wait(self.every):
            now = self.look()
            if now != self.seen:
                self.seen = now
                self.ring()

    def stop(self) -> None:
        """Look no more."""
        self.stopped.set()
