"""Finished files that wait to be written: in memory while they are few, then in a nameless file.

In: artifacts. Out: `Spooled`, which stands for one and hands out its bytes. A large site must not wait in
memory for the verdict on its last plan: nothing may be written before.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from threading import Lock
from types import TracebackType
from typing import Self

from generator.files import Artifact

IN_MEMORY = 32_000_000
"""Bytes that are kept in memory."""


@dataclass(frozen=True, slots=True)
class Spooled:
    """A finished file of the output folder."""

    path: str
    """Relative to the output folder, forward slashes."""
    digest: str
    data: Callable[[], bytes] = field(repr=False, compare=False)


class Spool:
    """Holds finished files until they are written; also a context that lets go of them."""

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        """Hold nothing yet."""
        self.file = SpooledTemporaryFile(max_size=in_memory)  # noqa: SIM115  (closed by `__exit__`)
        self.lock = Lock()

    def add(self, artifact: Artifact) -> Spooled:
        """Return what stands for an artifact from now on. Raises OSError where the disk is full."""
        with self.lock:
            start = self.file.seek(0, 2)
            self.file.write(artifact.data)
        size = len(artifact.data)
        return Spooled(artifact.path, artifact.digest, lambda: self.read(start, size))

    def read(self, start: int, size: int) -> bytes:
        """Return a piece of the file."""
        with self.lock:
            self.file.seek(start)
            return self.file.read(size)

    def __enter__(self) -> Self:
        """Return the spool."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of everything."""
        self.file.close()
