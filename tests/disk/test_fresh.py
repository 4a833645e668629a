"""A site where there was none: nobody sees it before it is whole."""

from pathlib import Path

import pytest

from generator.digests import digest_bytes
from generator.disk.fresh import FreshTree, draft_of, staged
from generator.disk.manifest import Manifest, Written, stamps_below
from generator.disk.output import Wanted, plan_writes
from generator.disk.sources import Original
from generator.files import Artifact


def artifact(path: str, text: str) -> Artifact:
    return Artifact(path, text.encode(), digest_bytes(text.encode()))


def below(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_files_appear_together(tmp_path: Path) -> None:
    output = tmp_path / "deep" / "site"
    table = tmp_path / "table.csv"
    table.write_bytes(b"1,2")
    with FreshTree(str(draft_of(output))) as tree:
        wanted = [
            Wanted(tree.add(artifact("plans/a/index.html", "page")), "key"),
            Wanted(staged(tree.folder, artifact("index.html", ""))),
            Wanted(artifact("static/site.css", "css")),
            Wanted(Original("plans/a/table.csv", str(table), "")),
        ]
        assert not output.exists()
        files = tree.become(output, plan_writes(Manifest(), wanted))
    assert below(output) == {
        "index.html": b"",
        "plans/a/index.html": b"page",
        "plans/a/table.csv": b"1,2",
        "static/site.css": b"css",
    }
    stamps = stamps_below(output)
    assert files == {
        path: Written(
            "key" if path == "plans/a/index.html" else "", digest_bytes(data), stamps[path]
        )
        for path, data in below(output).items()
    }
    assert [path.name for path in output.parent.iterdir()] == ["site"]


def test_a_site_without_a_file_is_a_folder(tmp_path: Path) -> None:
    with FreshTree(str(draft_of(tmp_path / "site"))) as tree:
        assert tree.become(tmp_path / "site", plan_writes(Manifest(), [])) == {}
    assert list((tmp_path / "site").iterdir()) == []


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    output = tmp_path / "site"
    with FreshTree(str(draft_of(output))) as tree:
        tree.add(artifact("a/index.html", "a"))
    with pytest.raises(OSError, match="b"), FreshTree(str(draft_of(output))) as tree:
        tree.add(artifact("a/index.html", "a"))
        tree.add(artifact("a/index.html/b", "a file stands where a folder has to be"))
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_build_left_is_not_taken_over(tmp_path: Path) -> None:
    output = tmp_path / "site"
    staged(str(draft_of(output)), artifact("old/index.html", "old"))
    with FreshTree(str(draft_of(output))) as tree:
        wanted = [Wanted(tree.add(artifact("index.html", "new")))]
        tree.become(output, plan_writes(Manifest(), wanted))
    assert below(output) == {"index.html": b"new"}


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    output, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    draft_of(output).symlink_to(elsewhere)
    with pytest.raises(FileExistsError), FreshTree(str(draft_of(output))):
        pass
    assert list(elsewhere.iterdir()) == []
