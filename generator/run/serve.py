"""The preview's server: this machine's browser only, read only, nothing cached.

In: a preview and an address. Out: pages over HTTP until interrupted. Not its business: building (see `preview`).
"""

import asyncio
import errno
import json
import mimetypes
import os
import socket
import threading
import time
from collections.abc import AsyncIterator
from html import escape
from pathlib import Path
from posixpath import basename
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from generator.messages import say
from generator.run.commands import Options
from generator.run.console import Console
from generator.run.live import PREFIX, SCRIPT, STYLE, bare_page, with_script
from generator.run.order import Refusal
from generator.run.preview import Preview
from generator.run.watch import Bell, Watch, watch

if TYPE_CHECKING:
    import uvicorn

LOCAL = frozenset(("127.0.0.1", "localhost", "[::1]"))
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
TYPES = {  # the system's own table differs from machine to machine
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".woff2": "font/woff2",
}
PATIENCE = 2.0
"""Seconds that a request waits for a change to be taken in; then it is given what there is."""
PULSE = 15.0
"""Seconds after which a silent connection says that it is alive."""


def serve_site(options: Options, host: str, port: int, poll: bool, console: Console) -> int:
    """Show the site until interrupted; return 0. Raises Refusal where it cannot be shown."""
    preview = Preview(options, console)
    listening = bound(host, port)
    preview.rebuild()
    address = f"http://{bracketed(host)}:{listening.getsockname()[1]}/"
    console.say("serving", address=address)
    bell, over = Bell(), threading.Event()
    watching = watch((preview.order.content, preview.order.templates), bell, poll)
    builder = threading.Thread(target=keep_building, args=(preview, bell, over), daemon=True)
    builder.start()
    try:
        run(server(application(preview, host, bell, over), over), listening)
    except KeyboardInterrupt:
        pass
    finally:
        finish(over, watching, builder, listening)
        preview.close()
    console.say("served")
    return 0


def finish(
    over: threading.Event, watching: Watch, builder: threading.Thread, listening: socket.socket
) -> None:
    """End all that runs beside the server; a build that is under way comes to its end first."""
    over.set()
    watching.stop()
    builder.join(timeout=10)
    listening.close()


def keep_building(preview: Preview, bell: Bell, over: threading.Event) -> None:
    """Build anew after each burst of changes; in the quiet after it see whether it told of all that changed."""
    preview.warm()
    while not over.is_set():
        if bell.wait(0.3):
            preview.rebuild(bell.told())
            bell.answered()
        else:
            preview.make_sure()


def bound(host: str, port: int) -> socket.socket:
    """Return a socket that listens there. Raises Refusal where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows, where two may share a port otherwise
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host.strip("[]"), port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        in_use = error.errno in (errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", -1))
        key = "port-in-use" if in_use else "bad-address"
        raise Refusal(key, host=host, port=port, other=port + 1) from error
    return listening


def server(app: ASGIApp, over: threading.Event) -> "uvicorn.Server":
    """Return a server that ends its open streams when it is interrupted."""
    import uvicorn  # noqa: PLC0415  (slow to import)

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: Any) -> None:
            over.set()
            super().handle_exit(sig, frame)

    config = uvicorn.Config(
        app,
        log_level="critical",
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    return Server(config)


def run(serving: "uvicorn.Server", listening: socket.socket) -> None:
    """Serve until interrupted."""
    serving.run(sockets=[listening])


def bracketed(host: str) -> str:
    """Return a host as it stands in an address."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def application(preview: Preview, host: str, bell: Bell, over: threading.Event) -> ASGIApp:
    """Return the server's application.

    Whoever asks while a change is taken in waits for what comes of it, as webpack's server makes them wait: the answer
    is the changed page, and comes sooner than if asking kept the one who builds from his work.
    """
    started = f"{time.time_ns():x}"

    def version() -> str:
        return f"{started}-{preview.state.version}"

    def page(request: Request) -> Response:
        bell.calm.wait(PATIENCE)
        return respond(preview, request.path_params["path"], version())

    async def events(request: Request) -> Response:
        stream = messages(preview, version, over)
        return StreamingResponse(stream, media_type="text/event-stream", headers=HEADERS)

    routes = [
        Route(f"/{PREFIX}events", events),
        Route(f"/{PREFIX}live.js", lambda request: text_response(SCRIPT, ".js")),
        Route(f"/{PREFIX}live.css", lambda request: text_response(STYLE, ".css")),
        Route("/{path:path}", page),
    ]
    return Guarded(Starlette(routes=routes), LOCAL | {bracketed(host).lower()})


class Guarded:
    """Answers only requests for this machine: a web page elsewhere must not read drafts (DNS rebinding)."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        """Guard an application."""
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        named = [value for name, value in scope.get("headers", ()) if name == b"host"]
        is_known = len(named) == 1 and host_of(named[0].decode("latin-1")) in self.hosts
        app = self.app if is_known else Response("400", 400, HEADERS, "text/plain")
        await app(scope, receive, send)


def host_of(header: str) -> str:
    """Return the host of a Host header, without its port."""
    name, colon, port = header.strip().lower().rpartition(":")
    return name if colon and (port.isdigit() or not port) else header.strip().lower()


def text_response(text: str, ending: str) -> Response:
    """Return a file of the preview itself."""
    return Response(text, 200, HEADERS, TYPES[ending])


def respond(preview: Preview, path: str, version: str) -> Response:
    """Return the file at a path of the site, pages with the preview's script."""
    if preview.state.version == 0:
        title = escape(say("preview-broken-title", preview.console.language))
        return html_response(bare_page(title), version, 503)
    file = file_at(preview.folder, path)
    if file is not None and os.path.isdir(file):  # noqa: PTH112  (any name at all: Path.is_dir may raise)
        if path and not path.endswith("/"):
            return RedirectResponse(f"{basename(path)}/", 307, HEADERS)
        file = file / "index.html"
    data = read(file)
    if file is None or data is None:
        return missing(preview.folder, version)
    if file.suffix == ".html":
        return html_response(data, version, 200)
    return Response(data, 200, HEADERS, media_type(file))


def read(file: Path | None) -> bytes | None:
    """Return the bytes of a file; None where there is none."""
    try:
        return file.read_bytes() if file is not None else None
    except (OSError, ValueError):
        return None


def media_type(file: Path) -> str:
    """Return the content type of a file, by its ending."""
    ending = file.suffix.lower()
    return TYPES.get(ending) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"


def html_response(data: bytes, version: str, status: int) -> Response:
    """Return a page with the preview's script."""
    return Response(with_script(data, version), status, HEADERS, TYPES[".html"])


def missing(folder: Path, version: str) -> Response:
    """Return the site's own page for addresses that there are not."""
    return html_response(read(folder / "404.html") or bare_page("404"), version, 404)


def file_at(folder: Path, path: str) -> Path | None:
    """Return the file or folder that a path names inside `folder`; None for whatever leads out of it."""
    parts = [part for part in path.split("/") if part]
    if any(part.startswith(".") or set(part) & set("\\:\0") for part in parts):
        return None
    return folder.joinpath(*parts)


async def messages(preview: Preview, version: Any, over: threading.Event) -> AsyncIterator[str]:
    """Yield the preview's state whenever it changes, as server-sent events."""
    said, spoke = None, time.monotonic()
    while not over.is_set():
        state = preview.state
        if state is not said:
            said, spoke = state, time.monotonic()
            title = say("preview-broken-title", preview.console.language)
            values = {"version": version(), "title": title, "faults": list(state.faults)}
            yield f"data: {json.dumps(values)}\n\n"
        elif time.monotonic() - spoke > PULSE:
            spoke = time.monotonic()
            yield ": \n\n"
        await asyncio.sleep(0.02)
