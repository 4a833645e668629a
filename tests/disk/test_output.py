"""Writing: what is planned, in which order, and what is left alone."""

import os
from pathlib import Path

import pytest

from generator.digests import digest_bytes
from generator.disk.manifest import (
    Manifest,
    Written,
    manifest_file,
    read_manifest,
    stamps_below,
    still_there,
    write_manifest,
)
from generator.disk.output import (
    DRAFT,
    Kept,
    Wanted,
    announced,
    apply,
    plan_writes,
    turn,
)
from generator.disk.ownership import adopted, in_the_way, strangers
from generator.disk.sources import Original
from generator.disk.stamps import stamp_of
from generator.files import Artifact


def page(path: str, text: str = '<html data-page="plan">', key: str = "") -> Wanted:
    return Wanted(Artifact(path, text.encode(), digest_bytes(text.encode())), key)


def run(output: Path, manifest: Manifest, *wanted: Wanted) -> Manifest:
    """Return the manifest after these files were asked for."""
    plan = plan_writes(manifest, wanted)
    return Manifest(apply(plan, manifest, output), True, {"done": True})


def tree(folder: Path) -> dict[str, str]:
    """Return the texts of all files below a folder."""
    return {path: (folder / path).read_text("utf-8") for path in sorted(stamps_below(folder))}


def test_what_is_linked_to_is_written_first() -> None:
    paths = [
        "static/site.css", "search/index-1a.js", "plans/a/plan.json", "plans/a/index.html",
        "units/b/index.html", "404.html", "search/index.html", "index.html", "feed.xml",
        "search/boot.js",
    ]  # fmt: skip
    assert sorted(sorted(paths), key=turn) == paths


def test_new_pages_are_there_before_changed_ones_lead_to_them() -> None:
    assert turn("plans/new/index.html") < turn("index.html", is_replaced=True)


def test_put_keep_drop(tmp_path: Path) -> None:
    output = tmp_path / "out"
    first = run(output, Manifest(), page("index.html", "1"), page("plans/a/index.html", "2"))
    before = stamp_of((output / "index.html").stat())
    second = run(output, first, page("index.html", "1"), page("units/u/index.html", "3"))
    assert tree(output) == {"index.html": "1", "units/u/index.html": "3"}
    assert stamp_of((output / "index.html").stat()) == before
    assert not (output / "plans").exists()
    assert set(second.files) == {"index.html", "units/u/index.html"}


def test_what_others_changed_is_written_again(tmp_path: Path) -> None:
    output = tmp_path / "out"
    wanted = (page("a/index.html", "1"), page("b/index.html", "2"))
    first = run(output, Manifest(), *wanted)
    (output / "a/index.html").write_text("changed")
    (output / "b/index.html").unlink()
    run(output, still_there(first, stamps_below(output)), *wanted)
    assert tree(output) == {"a/index.html": "1", "b/index.html": "2"}


def test_files_of_others_are_left_alone(tmp_path: Path) -> None:
    output = tmp_path / "out"
    first = run(output, Manifest(), page("a/index.html"))
    (output / "a" / "mine.txt").write_text("mine")
    run(output, first)
    assert tree(output) == {"a/mine.txt": "mine"}


def test_a_file_becomes_a_folder_and_back(tmp_path: Path) -> None:
    output = tmp_path / "out"
    first = run(output, Manifest(), page("a", "file"))
    second = run(output, first, page("a/b/index.html", "page"))
    assert tree(output) == {"a/b/index.html": "page"}
    (output / "a/b/index.html").unlink()
    run(output, still_there(second, stamps_below(output)), page("a", "file"))
    assert tree(output) == {"a": "file"}


def test_originals_are_copied(tmp_path: Path) -> None:
    source = tmp_path / "table.csv"
    source.write_bytes(b"1,2")
    want = Wanted(Original("plans/a/files/表 1.csv", str(source), digest_bytes(b"1,2")))
    run(tmp_path / "out", Manifest(), want)
    assert (tmp_path / "out/plans/a/files/表 1.csv").read_bytes() == b"1,2"


def test_kept_pages_are_known_by_their_new_key(tmp_path: Path) -> None:
    output = tmp_path / "out"
    first = run(output, Manifest(), page("index.html", "1", "k1"))
    kept = Wanted(Kept("index.html", digest_bytes(b"1"), "k2"), "k2")
    assert run(output, first, kept).files["index.html"].key == "k2"


@pytest.mark.parametrize("path", ["/etc/x", "../x", "a/../../x", "a\\..\\x", "C:x"])
def test_paths_stay_inside(path: str) -> None:
    with pytest.raises(ValueError, match="x"):
        plan_writes(Manifest(), [page(path)])


def test_a_killed_build_is_repaired(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output, record = tmp_path / "out", tmp_path / "record.json"
    wanted = [page(f"{name}/index.html", name) for name in "abcd"]
    plan = plan_writes(Manifest(), wanted)
    write_manifest(record, output, announced(Manifest(), plan))
    replace, seen = os.replace, []

    def killed(source: Path, target: Path) -> None:
        seen.append(target)
        if len(seen) == 3:
            raise KeyboardInterrupt
        replace(source, target)

    monkeypatch.setattr(os, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        apply(plan, Manifest(), output)
    monkeypatch.undo()
    (output / "a" / f".index.html{DRAFT}").write_text("half")
    manifest = still_there(read_manifest(record, output), stamps_below(output))
    assert strangers(manifest, output) == ""
    run(output, manifest, *wanted[1:])
    assert tree(output) == {"b/index.html": "b", "c/index.html": "c", "d/index.html": "d"}


def test_strangers(tmp_path: Path) -> None:
    output = tmp_path / "out"
    assert strangers(Manifest(), output) == ""
    output.mkdir()
    assert strangers(Manifest(), output) == ""
    (output / "thesis.doc").write_text("")
    assert strangers(Manifest(), output) == "thesis.doc"
    assert strangers(Manifest({}, True), output) == ""
    (output / "thesis.doc").rename(output / "index.html")
    assert strangers(Manifest(), output) == "index.html"
    assert strangers(Manifest(), output / "index.html") == "index.html"


def test_a_site_whose_record_was_lost_is_ours(tmp_path: Path) -> None:
    output = tmp_path / "out"
    paths = [
        "index.html",
        "404.html",
        "plans/index.html",
        "search/index.html",
        "plans/old/index.html",
    ]
    run(output, Manifest(), *map(page, paths), page("static/mine.css"), page("plans/old/notes.txt"))
    (output / "units").mkdir()
    (output / "units" / "index.html").write_text(
        "<p>a page that Plansite did not write</p>", "utf-8"
    )
    assert strangers(Manifest(), output) == ""
    manifest = adopted(output, sorted(stamps_below(output)))
    run(output, manifest, *map(page, paths[:-1]))
    foreign = {"static/mine.css", "plans/old/notes.txt", "units/index.html"}
    assert set(tree(output)) == {*paths[:-1], *foreign}


def test_a_file_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    output = tmp_path / "out"
    run(output, Manifest(), page("index.html"))
    manifest = Manifest({"index.html": Written("", "", None)}, True)
    (output / "plans" / "new").mkdir(parents=True)
    (output / "plans" / "new" / "index.html").write_text("mine", "utf-8")
    (output / "topics").write_text("mine", "utf-8")
    for path, foreign in (("plans/new/index.html",) * 2, ("topics/a/index.html", "topics")):
        plan = plan_writes(manifest, [page(path)])
        assert in_the_way(plan, manifest, output) == foreign
    assert in_the_way(plan_writes(manifest, [page("index.html")]), manifest, output) == ""


def test_manifest_round_trip(tmp_path: Path) -> None:
    output = tmp_path / "out"
    manifest = run(output, Manifest(), page("a/index.html", "1", "key"))
    record = manifest_file(tmp_path / "cache", output)
    write_manifest(record, output, manifest)
    assert still_there(read_manifest(record, output), stamps_below(output)) == manifest
    assert read_manifest(record, tmp_path / "other") == Manifest()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"format": 1}', '{"format":1,"output":"","files":3}']
)
def test_a_broken_manifest_is_empty(tmp_path: Path, text: str) -> None:
    record = tmp_path / "m.json"
    record.write_text(text)
    assert read_manifest(record, tmp_path) == Manifest()
