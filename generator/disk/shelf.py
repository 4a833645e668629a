"""Bytes that are put aside until they are asked for: in memory while they are few, then in a nameless file.

In: bytes. Out: what stands for them, and gives any piece of them. Where there is no room on disk they stay in memory.
"""

import os
from contextlib import suppress
from tempfile import TemporaryFile
from threading import Lock
from types import TracebackType
from typing import IO, Self

IN_MEMORY = 4_000_000
"""Bytes that are kept in memory."""


class Shelved:
    """Stands for bytes in a file."""

    __slots__ = ("shelf", "size", "start")

    def __init__(self, shelf: "Shelf", start: int, size: int) -> None:
        """Remember where they are."""
        self.shelf = shelf
        self.start = start
        self.size = size

    def __getitem__(self, piece: slice) -> bytes:
        """Return a piece of the bytes."""
        start, end, _ = piece.indices(self.size)
        return self.shelf.read(self.start + start, max(0, end - start))


class Shelf:
    """Holds bytes; also a context that lets go of them."""

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        """Hold nothing yet."""
        self.room = in_memory
        self.end = 0
        self.file: IO[bytes] | None = None
        self.lock = Lock()

    def put(self, data: bytes) -> bytes | Shelved:
        """Return the bytes themselves, or what stands for them from now on."""
        with self.lock:
            if self.room >= len(data):
                self.room -= len(data)
                return data
            with suppress(OSError):
                return self.written(data)
        return data

    def written(self, data: bytes) -> Shelved:
        """Write bytes at the end of the file. Raises OSError where the disk is full."""
        if self.file is None:
            self.file = TemporaryFile(buffering=0)  # noqa: SIM115  (closed by `close`)
        start, left = self.end, memoryview(data)
        self.file.seek(start)
        while left:
            left = left[self.file.write(left) :]
        self.end += len(data)
        return Shelved(self, start, len(data))

    def read(self, start: int, size: int) -> bytes:
        """Return a piece of the file."""
        assert self.file is not None
        if hasattr(os, "pread"):
            return os.pread(self.file.fileno(), size, start)
        with self.lock:  # Windows
            self.file.seek(start)
            return self.file.read(size)

    def close(self) -> None:
        """Let go of everything."""
        if self.file is not None:
            self.file.close()

    def __enter__(self) -> Self:
        """Return the shelf."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of everything."""
        self.close()
