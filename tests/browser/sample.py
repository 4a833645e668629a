"""The sample site as visitors meet it: built once for all tests of a run, and served below any path."""

from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from os import environ
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from filelock import FileLock

from generator.cli import main

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"


def shared(factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all processes of this run share."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in environ else own


def built(factory: pytest.TempPathFactory, name: str = "sample", *args: str) -> Path:
    """Return the output folder of the sample content, built with these options by whoever asks first."""
    folder = shared(factory) / name
    with FileLock(folder.with_suffix(".lock")):
        if not (folder / "output").is_dir():
            build(folder, CONTENT, *args)
    return folder / "output"


def build(folder: Path, content: Path, *args: str) -> str:
    """Build a site into folder/output; return what was said."""
    folder.mkdir(parents=True, exist_ok=True)
    said = StringIO()
    with chdir(folder), redirect_stdout(said), redirect_stderr(said):
        status = main(["build", "--content", str(content), *args])
    assert status == 0, said.getvalue()
    return said.getvalue()


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder below a path of its own, and nothing beside it."""

    prefix = "/"

    def translate_path(self, path: str) -> str:
        """Return the file of an address; a missing one outside the prefix."""
        if not path.startswith(self.prefix):
            return super().translate_path("/not/here")
        return super().translate_path(path[len(self.prefix) - 1 :])

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, prefix: str = "/") -> Iterator[str]:
    """Give the address of a folder on a plain web server, below `prefix` (with both slashes)."""
    handler = type("Below", (Quiet,), {"prefix": prefix})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
