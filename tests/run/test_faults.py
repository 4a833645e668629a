"""Whatever goes wrong in a build, the next one gives what a build from nothing gives.

Builds are killed at some event of the system (a file opened, renamed, made, removed; an answer put into the memo), in a
process of their own that ends there and then, as with `kill -9`. After each, no page may be half written or lead to
what is not there.
"""

import os
import re
import shutil
import sys
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from posixpath import dirname, normpath
from random import Random
from typing import Any

import pytest

from generator.cli import main
from generator.disk import listing, memo, output, sources
from generator.files import Source
from generator.problems import Problem
from tests.site_test import SiteTest, plan

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork")
POINTS = 15
WORDS = ("开展专项检查", "开展一次检查")
EVENTS = {
    "open",
    "os.rename",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "shutil.copyfile",
    "os.truncate",
}
LINK = re.compile(rb'(?:href|src)="([^"#:]+)(?:#[^"]*)?"')


@pytest.fixture
def site(tmp_path: Path) -> SiteTest:
    site = SiteTest(tmp_path)
    for year in (2019, 2020):
        site.write(f"plans/p{year}.md", plan(f"云澜市教育局{year}年工作要点"))
    return site.write("site.yaml", "name: 云澜\npage_size: 2\n").build()


def clean(site: SiteTest) -> dict[str, bytes]:
    """Return what a build from nothing makes."""
    with chdir(site.root), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        assert main(["build", "--fresh", "--output", "clean", "--jobs=1"]) == 0
    found = below(site.root / "clean")
    shutil.rmtree(site.root / "clean")
    return found


def below(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder but for drafts, which no page leads to."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name[0] != ".")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def killed_at(site: SiteTest, point: int) -> int:
    """Build in a process that ends at the given event; return how many there were before its end."""
    reader, writer = os.pipe()
    if child := os.fork():
        os.close(writer)
        with os.fdopen(reader, "rb") as said:
            count = len(said.read())
        os.waitpid(child, 0)
        return count
    try:  # the child: it must not come back to the tests
        inside(site, point, writer)
    finally:
        os._exit(0)


def inside(site: SiteTest, point: int, writer: int) -> None:
    left = point

    def count() -> None:
        nonlocal left
        left -= 1
        os.write(writer, b".")
        if left == 0:
            os._exit(9)

    def listen(event: str, values: tuple[Any, ...]) -> None:
        if event in EVENTS:
            count()

    encode = vars(memo)["encode"]

    def encoded(value: object) -> bytes:
        count()
        return bytes(encode(value))

    setattr(memo, "encode", encoded)  # noqa: B010
    with chdir(site.root), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        sys.addaudithook(listen)
        main(["build", "--jobs=1"])


def broken_links(files: dict[str, bytes]) -> set[tuple[str, str]]:
    """Return the links of pages that lead to no file."""
    return {
        (path, target)
        for path, data in files.items()
        if path.endswith(".html")
        for target in (found.decode() for found in LINK.findall(data))
        if normpath(f"{dirname(path)}/{target}".lstrip("/")) not in files
    }


@pytest.mark.parametrize("is_first", [True, False], ids=["first build", "edit"])
def test_killed_at_any_point(site: SiteTest, is_first: bool) -> None:
    def prepare(round_: int) -> dict[str, bytes]:
        """Leave something to do; return what a reader may meet while it is done."""
        if is_first:
            shutil.rmtree(site.output)
            shutil.rmtree(site.root / ".cache")
            return {}
        site.edit("plans/p2020.md", WORDS[round_ % 2], WORDS[1 - round_ % 2])
        if round_ % 2:
            site.remove("plans/p2019.md")
        else:
            site.write("plans/p2019.md", plan("云澜市教育局2019年工作要点"))
        return below(site.output)

    prepare(0)
    total = killed_at(site, -1)
    assert total > 2 * POINTS
    site.build().unchanged()
    for number, point in enumerate(sorted(Random(4).sample(range(1, total), POINTS)), 1):
        before = prepare(number)
        killed_at(site, point)
        after = below(site.output)
        wanted = clean(site)
        for path, data in after.items():
            assert data in (before.get(path), wanted.get(path)), (point, path)
        assert broken_links(after) <= broken_links(wanted), point
        assert site.build().files() == wanted, point
        assert not list(site.root.rglob("*.plansite-new"))


def damaged(path: Path) -> list[Callable[[], object]]:
    """Return ways to damage a file."""
    data = path.read_bytes()
    noise = Random(1).randbytes(len(data))
    return [
        lambda: path.write_bytes(b""),
        lambda: path.write_bytes(data[: len(data) // 2]),
        lambda: path.write_bytes(data[: len(data) // 3] + noise[:200] + data[len(data) // 3 + 200 :]),
        lambda: path.write_bytes(noise),
        lambda: path.write_bytes(data[:-1]),
        path.unlink,
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["memo.sqlite3", "outputs/*.json"])
@pytest.mark.parametrize("way", range(6))
def test_damaged_memory(site: SiteTest, name: str, way: int) -> None:
    (path,) = (site.root / ".cache").glob(name)
    damaged(path)[way]()
    site.edit("plans/p2020.md", *WORDS)
    wanted = clean(site)
    assert site.build().files() == wanted
    assert site.build().unchanged().files() == wanted


def test_half_a_manifest_of_a_folder_that_is_gone(site: SiteTest) -> None:
    """Its first line says that nothing changed, but nothing is there."""
    (path,) = (site.root / ".cache").glob("outputs/*.json")
    path.write_text(path.read_text("utf-8").partition("\n")[0], "utf-8")
    wanted = site.files()
    shutil.rmtree(site.output)
    assert site.build().files() == wanted


def test_a_clock_set_back(site: SiteTest) -> None:
    """Times of files may lie ahead, or be set to what they were: a change is met all the same."""
    path = site.content / "plans" / "p2020.md"
    was = path.stat()
    for ahead in (0, 10**6, -(10**6)):
        site.edit("plans/p2020.md", *WORDS)
        os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns + ahead * 10**9))
        assert site.build().files() == clean(site)
        site.edit("plans/p2020.md", *reversed(WORDS)).build()
    for file in site.output.rglob("*.html"):
        os.utime(file, (2**31, 2**31))
    assert site.build().files() == clean(site)


@pytest.mark.parametrize("name", ["plans/p2020.md", "site.yaml"])
def test_a_file_that_changes_while_it_is_read(
    site: SiteTest, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read of it must not be taken for what was listed, should it come back to that."""
    site.write("site.yaml", "name: 云澜规划\n")
    site.edit("plans/p2020.md", *WORDS)
    path = site.content / name
    listed = path.read_text("utf-8")
    load = listing.load
    met = 0

    def meddling(shown: str, file: Path) -> Source | Problem:
        nonlocal met
        met += shown == name
        if shown == name and met == 2:  # once it is listed, then it is read
            path.write_text(listed.replace("云澜", "临溪"), "utf-8")
        return load(shown, file)

    for module in (listing, sources):
        monkeypatch.setattr(module, "load", meddling)
    site.build()
    assert met >= 2
    monkeypatch.undo()
    path.write_text(listed, "utf-8")
    assert site.build().files() == clean(site)


def test_an_attachment_that_changes_while_it_is_copied(
    site: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write("files/t.csv", "1,2\n").edit(
        "plans/p2020.md", "---\n标题", "---\n附件: [{标题: 表, 文件: ../files/t.csv}]\n标题"
    )
    copy = shutil.copyfile

    def meddling(source: str, target: Path) -> object:
        if source.endswith("t.csv"):
            Path(source).write_text("3,4\n", "utf-8")
        return copy(source, target)

    monkeypatch.setattr(shutil, "copyfile", meddling)
    site.build()
    monkeypatch.undo()
    site.write("files/t.csv", "1,2\n")
    assert site.build().files() == clean(site)


def full_at(name: str) -> Callable[[str, bytes], None]:
    """Return what writes a file, but for those whose names begin so: these are cut off by a full disk."""
    write = output.write_bytes

    def full(path: str, data: bytes) -> None:
        is_cut = Path(path).name.startswith(name)
        write(path, data[:10] if is_cut else data)
        if is_cut:
            raise OSError(28, "No space left on device", path)

    return full


def test_a_first_build_on_a_full_disk(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of it is left, neither in its place nor beside it."""
    shutil.rmtree(site.output)
    for name in ("index.html", "plan.json", "site.css", "boot.js"):
        with monkeypatch.context() as patched:
            patched.setattr(output, "write_bytes", full_at(name))
            site.build("--jobs=1", status=1)
        assert "磁盘已满" in site.err
        assert not site.output.exists()
        assert not list(site.root.glob(f".*{output.DRAFT}"))
    assert site.build().files() == clean(site)


def test_a_full_disk_and_a_folder_that_cannot_be_written(
    site: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing half written is left, an editor is told, and the next build makes up for it."""
    site.edit("plans/p2020.md", *WORDS)
    wanted, before = clean(site), site.files()
    monkeypatch.setattr(output, "write_bytes", full_at(".index.html"))
    site.build(status=1)
    assert "磁盘已满" in site.err
    monkeypatch.undo()
    for path, data in site.files().items():
        assert data in (before.get(path), wanted.get(path)), path
    assert site.build().files() == wanted
