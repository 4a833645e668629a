"""A server behind a slow line: one speed for all connections, a round trip before every answer.

In: a folder. Out: its address, bytes and requests so far. The line is shaped here and not in the browser, because a
browser's own throttling leaves out what workers load, and some of the searches measured load in a worker.
"""

import gzip
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Any

BYTES_A_SECOND, ROUND_TRIP = 1_600_000 / 8, 0.150
PIECE = 2048
HEAD = 220
"""Bytes of an answer's head, roughly."""
TEXTS = ("text/", "application/javascript", "application/json", "image/svg+xml")
"""What servers compress when told to; what is compressed already has other types."""


@dataclass(slots=True)
class Line:
    """A slow line and what went over it."""

    is_slow: bool = True
    bytes: int = 0
    requests: int = 0
    free_at: float = 0.0
    lock: Lock = field(default_factory=Lock)

    def reset(self, *, is_slow: bool) -> None:
        """Begin anew."""
        with self.lock:
            self.is_slow, self.bytes, self.requests, self.free_at = is_slow, 0, 0, 0.0

    def opened(self) -> None:
        """Wait for a round trip."""
        with self.lock:
            self.requests += 1
        if self.is_slow:
            time.sleep(ROUND_TRIP)

    def passed(self, size: int) -> None:
        """Wait until so many bytes are through."""
        now = time.monotonic()
        with self.lock:
            self.bytes += size
            self.free_at = max(now, self.free_at) + size / BYTES_A_SECOND
            until = self.free_at
        if self.is_slow:
            time.sleep(max(0.0, until - now))


@dataclass(frozen=True, slots=True)
class Served:
    """A folder on a server."""

    address: str
    line: Line


class Answering(SimpleHTTPRequestHandler):
    """A plain server: files, a day of caching, compressed where wanted."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, line: Line, packed: dict[Path, bytes] | None, **more: Any):
        self.line, self.packed = line, packed
        super().__init__(*args, **more)

    def do_GET(self) -> None:
        """Send a file over the line."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        self.line.opened()
        kind = self.guess_type(str(path))
        data = path.read_bytes() if path.is_file() else None
        self.send_response(200 if data is not None else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "max-age=86400")
        if data is not None and self.packed is not None and kind.startswith(TEXTS):
            data = self.packed.setdefault(path, b"") or gzip.compress(data, 6)
            self.packed[path] = data
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data or b"")))
        self.line.passed(HEAD)
        self.end_headers()
        for at in range(0, len(data or b""), PIECE):
            piece = (data or b"")[at : at + PIECE]
            self.line.passed(len(piece))
            self.wfile.write(piece)

    def handle(self) -> None:
        """Answer until the browser goes."""
        try:
            super().handle()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, *, is_compressed: bool) -> Iterator[Served]:
    """Give the address of a folder."""
    line = Line()
    answering = partial(
        Answering, directory=str(folder), line=line, packed={} if is_compressed else None
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), answering)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Served(f"http://127.0.0.1:{server.server_port}/", line)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
