"""What of a folder is read, what is left out, and what is a problem."""

import os
import sys
from pathlib import Path

import pytest

from generator.digests import digest_bytes
from generator.disk.sources import Inputs, read_inputs
from generator.disk.stamps import SETTLED_NS, Stamps, digest_file
from generator.files import Source
from generator.problems import Problem
from generator.show.environment import environment_of


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    (folder / "pages").mkdir(parents=True)
    (folder / "pages" / "a.html.j2").write_text("{{ view }}", "utf-8")
    return folder


def write(folder: Path, path: str, data: str | bytes = "x") -> Path:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data.encode() if isinstance(data, str) else data)
    return target


def read(content: Path, templates: Path, stamps: Stamps | None = None) -> Inputs:
    return read_inputs(content, templates, stamps or Stamps())


def codes(inputs: Inputs) -> list[tuple[str, str]]:
    return [(found.at.path, found.code) for found in inputs.problems]


def test_texts_and_files(content: Path, templates: Path) -> None:
    for path in (
        "units.yaml",
        "plans/2021/甲 乙.md",
        "plans/b.yml",
        "plans/C.MD",
        "files/表 1.csv",
    ):
        write(content, path)
    for path in (
        "README.md",
        "plans/README.txt",
        "_drafts/x.md",
        ".git/y.md",
        "plans/.z.md",
        "_n.yaml",
    ):
        write(content, path)
    inputs = read(content, templates)
    assert [*inputs.texts] == [
        "plans/2021/甲 乙.md", "plans/C.MD", "plans/b.yml", "units.yaml",
    ]  # fmt: skip
    assert list(inputs.files) == ["files/表 1.csv"]
    assert inputs.problems == ()


def test_a_text_is_read_when_asked_for(content: Path, templates: Path) -> None:
    write(content, "a.md", "云澜")
    source = read(content, templates).load("a.md")
    assert source == Source("a.md", "云澜", digest_bytes("云澜".encode()))


def test_links(content: Path, templates: Path, tmp_path: Path) -> None:
    secret = write(tmp_path, "outside/secret.md")
    inside = write(content, "files/a.md")
    (content / "out.md").symlink_to(secret)
    (content / "outdir").symlink_to(secret.parent)
    (content / "in.md").symlink_to(inside)
    (content / "indir").symlink_to(inside.parent)
    (content / "gone.md").symlink_to(content / "nothing")
    (content / "loop.md").symlink_to(content / "loop.md")
    inputs = read(content, templates)
    assert [*inputs.texts] == ["files/a.md", "in.md"]
    assert sorted(codes(inputs)) == [
        ("gone.md", "dangling-link"),
        ("loop.md", "dangling-link"),
        ("out.md", "link-outside"),
        ("outdir", "link-outside"),
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(content: Path, templates: Path) -> None:
    os.mkfifo(content / "a.md")
    assert codes(read(content, templates)) == [("a.md", "not-a-file")]


@pytest.mark.skipif(sys.platform != "linux", reason="file names of any bytes are a thing of Linux")
def test_file_names_that_are_no_text(content: Path, templates: Path) -> None:
    os.close(os.open(os.fsencode(content) + b"/\xff.md", os.O_CREAT))
    write(content, "a\nb.md")
    inputs = read(content, templates)
    assert inputs.texts == {}
    assert [code for _, code in codes(inputs)] == ["bad-file-name", "bad-file-name"]


def test_large_and_foreign_texts(content: Path, templates: Path) -> None:
    with (content / "large.md").open("wb") as file:
        file.truncate(50_000_000)
    write(content, "old.md", "云澜市教育局".encode("gb18030"))
    write(content, "table.bin", b"\xff" * 10)
    inputs = read(content, templates)
    assert codes(inputs) == [("large.md", "file-too-large"), ("old.md", "other-encoding")]
    assert list(inputs.files) == ["table.bin"]


def test_templates(content: Path, templates: Path) -> None:
    write(templates, "static/site.css", "a{}")
    write(templates, "messages/en/pages.json", '{"b": "B"}')
    write(templates, "messages/en/more.json", '{"a": "A"}')
    write(templates, "messages/zh-CN/pages.json", '{"a": "甲"}')
    write(templates, "messages/zh-CN/bad.json", '{"a": \n  1}')
    inputs = read(content, templates)
    shown = inputs.templates
    assert shown.sources == (("pages/a.html.j2", "{{ view }}"),)
    assert shown.catalogue("en") == (("a", "A"), ("b", "B"))
    assert shown.catalogue("fr") == (("a", "A"), ("b", "B"))
    assert [s.path for s in shown.statics] == ["static/site.css"]
    assert codes(inputs) == [("templates/messages/zh-CN/bad.json", "bad-catalogue")]


def test_parts_are_published_as_one(content: Path, templates: Path) -> None:
    write(templates, "static/a.css/2.css", "c{}")
    write(templates, "static/a.css/1.css", "/* x */ a{ b:c }")
    write(templates, "static/a.css/notes.txt", "not published")
    write(templates, "static/b.js/one.js", "run( 1 ); // x")
    write(templates, "static/c.js", "run( 1 ); // x")
    found = {s.path: getattr(s, "data", b"") for s in read(content, templates).templates.statics}
    assert found == {
        "static/a.css": b"a{b:c}c{}\n",
        "static/b.js": b"run(1);\n",
        "static/c.js": b"",
    }


def test_the_digest_is_that_of_everything(content: Path, templates: Path) -> None:
    seen = {read(content, templates).digest}
    for folder, path in (
        (content, "a.md"), (content, "b.bin"), (templates, "pages/b.j2"), (templates, "static/c"),
        (templates, "messages/en/x.json"),
    ):  # fmt: skip
        write(folder, path, "{}")
        seen.add(read(content, templates).digest)
    write(content, "b.bin", "other")
    seen.add(read(content, templates).digest)
    assert len(seen) == 7


def test_stamps_stand_in_for_reading(content: Path, templates: Path) -> None:
    file = write(content, "a.md", "甲")
    long_ago = file.stat().st_mtime_ns - 10 * SETTLED_NS
    stamps = Stamps()
    read(content, templates, stamps)
    assert stamps.new == {}, "a file that was just written may change again unseen"
    found = file.stat()
    stamp = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
    inputs = read(content, templates, Stamps({"a.md": (stamp, "remembered")}))
    assert inputs.texts["a.md"].digest == "remembered"
    os.utime(file, ns=(long_ago, long_ago))
    assert read(content, templates, Stamps({"a.md": (stamp, "old")})).texts["a.md"].digest != "old"


def test_digest_file(content: Path) -> None:
    data = b"x" * (3 << 20)
    assert digest_file(write(content, "a", data)) == digest_bytes(data)


def test_unreadable_folder_is_a_problem(templates: Path, tmp_path: Path) -> None:
    inputs = read(tmp_path / "nothing", templates)
    assert [found.code for found in inputs.problems] == ["cannot-read"]
    assert isinstance(inputs.problems[0], Problem)


def test_a_sheet_that_a_page_includes_stands_there_and_nowhere_else(
    content: Path, templates: Path
) -> None:
    write(templates, "static/one.css/a.css", "a{ b: c } /* note */ @media d{#e{f:g}}")
    write(templates, "static/two.css/a.css", '@import "one.css";\nh{ i: j }')
    write(templates, "pages/b.html.j2", '<style>{% include "static/two.css" %}</style>')
    shown = read(content, templates).templates
    assert [static.path for static in shown.statics] == ["static/one.css"]
    assert dict(shown.sources)["static/two.css"] == (
        "{% raw %}a{b:c}@media d{#e{f:g}}h{i:j}\n{% endraw %}"
    )
    page = environment_of(shown.sources, ()).get_template("pages/b.html.j2").render()
    assert page == "<style>a{b:c}@media d{#e{f:g}}h{i:j}\n</style>"
