"""Searches in a real browser on a slow line: bytes, requests and time until the first answer.

In: a served folder, a browser. Out: figures. 1.6 Mbit/s, 150 ms, CPU four times slower; the server compresses.
"""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser

LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
SLOWER = 4
DONE = "html[data-search=done]"
LONG_TASKS = """
window.longest = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
  window.longest = Math.max(window.longest, entry.duration);
})).observe({ type: "longtask", buffered: true });
"""


class Compressing(SimpleHTTPRequestHandler):
    """A plain server that compresses texts."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file, compressed."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.copyfile(BytesIO(data), self.wfile)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Give the address of a folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, directory=str(folder)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass(frozen=True, slots=True)
class Figures:
    """What one cold search cost."""

    query: str
    found: str
    bytes: int
    requests: int
    milliseconds: int
    longest: int


def cold(browser: Browser, site: str, query: str) -> Figures:
    """Return what a first search costs a visitor whose cache is empty."""
    page = browser.new_page()
    page.add_init_script(LONG_TASKS)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(f"{site}search/?q={quote(query)}", wait_until="commit")
    page.wait_for_selector(DONE, state="attached", timeout=120_000)
    took = page.evaluate("performance.now()")
    figures = (sum(sizes), len(sizes))
    found = page.get_attribute("#search-results", "data-count-tasks") or ""
    longest = page.evaluate("window.longest")
    page.close()
    return Figures(query, found, *figures, round(took), round(longest))
