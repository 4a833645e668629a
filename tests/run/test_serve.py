"""The preview's server: what it answers, to whom, and that it outlives every mistake."""

import json
import os
import re
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import chdir, closing, contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from generator.run import serve
from generator.run.commands import Options
from generator.run.console import Console
from generator.run.live import with_script
from generator.run.order import Refusal
from generator.run.preview import Preview
from generator.run.serve import application, bound, file_at, host_of, media_type
from generator.run.watch import Bell
from tests.site_test import SiteTest, plan


@pytest.fixture
def site(tmp_path: Path) -> Iterator[SiteTest]:
    site = SiteTest(tmp_path).write("plans/a.md", plan())
    with chdir(site.root):
        yield site


@pytest.fixture
def preview(site: SiteTest) -> Preview:
    preview = Preview(Options(drafts=True), Console())
    preview.rebuild()
    return preview


@pytest.fixture
def client(preview: Preview) -> TestClient:
    app = application(preview, "127.0.0.1", Bell(), threading.Event())
    return TestClient(app, base_url="http://127.0.0.1:8000", follow_redirects=False)


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/", 200, "text/html; charset=utf-8"),
        ("/plans/a/", 200, "text/html; charset=utf-8"),
        ("/plans/a/index.html", 200, "text/html; charset=utf-8"),
        ("/plans/a/plan.json", 200, "application/json"),
        ("/sitemap.xml", 200, "application/xml"),
        ("/static/site.css", 200, "text/css; charset=utf-8"),
        ("/static/site.js", 200, "text/javascript; charset=utf-8"),
        ("/~plansite/live.js", 200, "text/javascript; charset=utf-8"),
        ("/~plansite/live.css", 200, "text/css; charset=utf-8"),
        ("/nothing/", 404, "text/html; charset=utf-8"),
        ("/nothing.png", 404, "text/html; charset=utf-8"),
        ("/%00", 404, "text/html; charset=utf-8"),
        ("/" + "a" * 5000, 404, "text/html; charset=utf-8"),
        ("/..%2f..%2fcontent/plans/a.md", 404, "text/html; charset=utf-8"),
        ("/%2e%2e/%2e%2e/site.yaml", 404, "text/html; charset=utf-8"),
        ("/..%5c..%5cx", 404, "text/html; charset=utf-8"),
        ("//etc/passwd", 404, "text/html; charset=utf-8"),
    ],
)
def test_answers(client: TestClient, path: str, status: int, kind: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, kind)
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers
    assert client.head(path).status_code == status


def test_who_asks_while_a_change_is_taken_in_is_given_what_comes_of_it(
    site: SiteTest, preview: Preview
) -> None:
    bell = Bell()
    client = TestClient(
        application(preview, "localhost", bell, threading.Event()), "http://localhost"
    )
    site.edit("plans/a.md", "65", "66")
    bell.ring(is_end=True)

    def build() -> None:
        assert bell.wait(5)
        preview.rebuild(bell.told())
        bell.answered()

    threading.Timer(0.3, build).start()
    assert "66%" in client.get("/plans/a/").text
    assert bell.calm.is_set()


def test_nobody_waits_for_ever(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "PATIENCE", 0.01)
    bell = Bell()
    client = TestClient(
        application(preview, "localhost", bell, threading.Event()), "http://localhost"
    )
    bell.ring()
    assert client.get("/plans/a/").status_code == 200


def test_folders_get_their_slash(client: TestClient) -> None:
    answer = client.get("/plans/a")
    assert (answer.status_code, answer.headers["location"]) == (307, "a/")


def test_only_reading(client: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH"):
        assert client.request(method, "/").status_code == 405


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200), ("localhost", 200), ("LOCALHOST:1", 200), ("[::1]:8000", 200),
        ("evil.example", 400), ("127.0.0.1.evil.example", 400), ("", 400), ("localhost:x", 400),
    ],
)  # fmt: skip
def test_only_for_this_machine(client: TestClient, host: str, status: int) -> None:
    assert client.get("/", headers={"host": host}).status_code == status
    assert client.get("/~plansite/live.js", headers={"host": host}).status_code == status


def test_the_given_host_is_allowed(preview: Preview) -> None:
    client = TestClient(
        application(preview, "192.0.2.7", Bell(), threading.Event()), base_url="http://192.0.2.7"
    )
    assert client.get("/").status_code == 200


def test_the_script_is_only_in_what_is_served(client: TestClient, preview: Preview) -> None:
    assert b"~plansite" in client.get("/").content
    assert b"~plansite" not in (preview.folder / "index.html").read_bytes()


def test_the_page_s_policy_allows_the_script(client: TestClient) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', client.get("/").text)
    assert policy
    for directive in ("script-src", "style-src", "connect-src"):
        assert re.search(rf"{directive}[^;]*'self'", policy[1]), directive


def test_with_script() -> None:
    assert with_script(b"<p></body></html>", "1").endswith(b"</script></body></html>")
    assert with_script(b"<p>", "1").startswith(b"<p><link")


def test_drafts_are_shown_and_output_is_left_alone(site: SiteTest, preview: Preview) -> None:
    site.write("plans/b.md", plan().replace("---\n标题", "---\n草稿: 是\n标题", 1))
    preview.rebuild()
    assert (preview.folder / "plans/b/index.html").is_file()
    assert not site.output.exists()


def test_a_broken_edit_keeps_the_last_good_site(
    site: SiteTest, preview: Preview, client: TestClient
) -> None:
    good = client.get("/plans/a/").content
    site.write("plans/b.md", "---\n标提: <script>甲</script>\n---\n")
    preview.rebuild()
    assert any("plans/b.md:2:1" in line for line in preview.state.faults)
    assert client.get("/plans/a/").content == good
    version = preview.state.version
    site.remove("plans/b.md")
    preview.rebuild()
    assert preview.state.faults == ()
    assert preview.state.version == version, "the pages are as they were: nothing to reload"
    site.edit("plans/a.md", "65", "66")
    preview.rebuild()
    assert preview.state.version == version + 1
    assert "66%" in client.get("/plans/a/").text


def test_whatever_goes_wrong_the_preview_lives(
    site: SiteTest, preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = site.content.rename(site.root / "moved")
    preview.rebuild()
    assert preview.state.faults
    moved.rename(site.content)
    preview.rebuild()
    assert not preview.state.faults

    def fail(*args: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr("generator.run.preview.publish", fail)
        preview.rebuild()
    assert preview.state.faults
    preview.rebuild()
    assert not preview.state.faults


def test_no_site_yet(site: SiteTest) -> None:
    site.write("plans/a.md", "---\n标提: x\n---\n")
    preview = Preview(Options(), Console())
    preview.rebuild()
    client = TestClient(
        application(preview, "::1", Bell(), threading.Event()), base_url="http://localhost"
    )
    answer = client.get("/plans/a/")
    assert answer.status_code == 503
    assert "live.js" in answer.text
    assert preview.state.faults


@pytest.mark.parametrize("path", ["..", "a/..", ".git/config", "a\\b", "C:x", "a/../../b", "\0"])
def test_paths_out_of_the_folder(tmp_path: Path, path: str) -> None:
    assert file_at(tmp_path, path) is None


def test_small_parts() -> None:
    assert host_of("[::1]:80") == "[::1]"
    assert host_of("[::1]") == "[::1]"
    assert host_of("a:80") == "a"
    assert media_type(Path("a.unknownkind")) == "application/octet-stream"
    assert media_type(Path("表.CSV")) == "text/csv; charset=utf-8"


def test_port_in_use() -> None:
    with closing(bound("127.0.0.1", 0)) as first:
        with pytest.raises(Refusal) as refused:
            bound("127.0.0.1", first.getsockname()[1])
        assert refused.value.key == "port-in-use"


# As a process


class Served:
    """A preview that runs, and a connection to it."""

    def __init__(self, site: SiteTest, process: "subprocess.Popen[str]", port: int) -> None:
        self.site = site
        self.process = process
        self.port = port

    @contextmanager
    def get(self, path: str) -> Iterator[HTTPResponse]:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            connection.request("GET", path)
            with connection.getresponse() as answer:
                yield answer

    def text(self, path: str) -> str:
        with self.get(path) as answer:
            return answer.read().decode("utf-8")

    def until(self, is_so: Callable[[], bool], seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < deadline, "it did not happen"
            assert self.process.poll() is None, "the preview ended"
            time.sleep(0.05)


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(params=[(), ("--poll",)], ids=["events", "poll"])
def served(site: SiteTest, request: pytest.FixtureRequest) -> Iterator[Served]:
    port = free_port()
    log = site.root / "serve.log"
    with log.open("w") as said:
        process = site.start("serve", "--port", str(port), *request.param, said=said)
    served = Served(site, process, port)
    served.until(lambda: f"http://127.0.0.1:{port}/" in log.read_text("utf-8"))
    yield served
    if process.poll() is None:
        process.kill()
    process.wait(10)


def test_edit_break_repair_end(served: Served) -> None:
    site = served.site
    assert "65%" in served.text("/plans/a/")
    with served.get("/~plansite/events") as events:
        first = message(events)
        assert first["faults"] == []
        site.edit("plans/a.md", "65", "66")
        served.until(lambda: "66%" in served.text("/plans/a/"))
        assert message(events)["version"] != first["version"]
        site.write("plans/a.md", "---\n标提: x\n---\n")
        assert any("content/plans/a.md:2:1" in line for line in message(events)["faults"])
        assert "66%" in served.text("/plans/a/")
        site.write("plans/a.md", plan(text="公办园覆盖面达到67%以上。"))
        served.until(lambda: "67%" in served.text("/plans/a/"))
        if os.name != "nt":
            served.process.send_signal(signal.SIGINT)
            assert served.process.wait(15) == 0


def message(events: HTTPResponse) -> dict[str, Any]:
    """Return the next message of a stream of server-sent events."""
    found: dict[str, Any] = json.loads(events.readline().removeprefix(b"data: "))
    events.readline()
    return found


def test_a_port_in_use_is_said(site: SiteTest) -> None:
    with closing(bound("127.0.0.1", 0)) as first:
        port = str(first.getsockname()[1])
        site.run("serve", "--port", port, status=2).says(port, "serve --port")
