"""What a build works with, beside its input.

In: nothing. Out: `Means`. Not its business: where they come from (see `publish`).
"""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field

from generator.disk.memo import Store
from generator.disk.output import KnownFile, Staged, Wanted
from generator.disk.shelf import Shelved
from generator.disk.sources import Original
from generator.disk.spool import Spooled
from generator.files import Artifact
from generator.recall import Recall, anew
from generator.run.standing import Standing
from generator.run.timings import Stopwatch

Keep = Callable[[Artifact], Spooled | Staged]
"""Put a finished file aside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What a build works with."""

    store: Store
    """Answers known from before."""
    executor: Executor
    keep: Keep
    """Puts a finished file aside until all are known to be good."""
    folder: str = ""
    """Where pages are written as they are made, by whoever makes them; "" for nowhere: they are kept."""
    recall: Recall = anew
    """What a preview remembers of its last build."""
    standing: Standing = field(default_factory=Standing)
    """What a preview knows to stand in its output folder."""
    shelve: Callable[[bytes], bytes | Shelved] = bytes
    """Puts bytes aside until a piece of them is asked for."""
    watch: Stopwatch = field(default_factory=Stopwatch)


def kept_or_put(file: Artifact | Original, known: KnownFile, keep: Keep) -> Wanted:
    """Return a file as it stands on disk, where it does; else as it is to be written, put aside."""
    there = known(file.path)
    if there is not None and there.digest == file.digest:
        return Wanted(there)
    return Wanted(keep(file) if isinstance(file, Artifact) else file)
