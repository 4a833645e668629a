"""Import, new, convert: new files only, whole or not at all."""

import json
import os
from pathlib import Path

import pytest

from generator.run.papers import write_new
from tests.site_test import SiteTest

DOCUMENT = """\
当前位置：首页 > 政务公开 > 规划计划
云澜市教育局2021年工作要点
索引号：014205118/2021-00037 发布日期：2021-03-11 15:40
一、办好学前教育
1. 扩大公办资源。公办园覆盖面达到65%以上。（牵头单位：市教育局）
2. 规范办园行为。开展专项检查，年底前完成。（牵头单位：市教育局）
"""


@pytest.fixture
def site(tmp_path: Path) -> SiteTest:
    site = SiteTest(tmp_path)
    (site.root / "要点 2021.txt").write_bytes(DOCUMENT.encode("gb18030"))
    return site


def drafts(site: SiteTest) -> list[Path]:
    """Return the drafts that were written."""
    return sorted((site.root / "new" / "plans").glob("*"))


def test_import(site: SiteTest) -> None:
    site.run("import", "要点 2021.txt", "--into", "new").says(
        "要点 2021.txt:3:1: 取用[", "（草稿）"
    )
    (draft,) = drafts(site)
    text = draft.read_text("utf-8")
    assert "014205118/2021-00037" in text
    site.build("--content", "new", "--drafts")
    assert "扩大公办资源" in site.main_of(f"plans/{draft.stem}/")
    site.build("--content", "new")
    assert "扩大公办资源" not in "".join(
        data.decode("utf-8", "replace") for data in site.files().values()
    )


def test_the_documents_of_a_folder_are_imported(site: SiteTest) -> None:
    pages = site.root / "旧网页"
    (pages / "要点.files").mkdir(parents=True)
    (pages / "要点.HTM").write_text(DOCUMENT.replace("2021年", "2022年"), "utf-8")
    for name in ("图.png", "~$要点.html", ".a.txt", "要点.files/frame.html"):
        (pages / name).write_text("x", "utf-8")
    site.run("import", "旧网页", "要点 2021.txt", "--into", "new")
    assert len(drafts(site)) == 2
    (pages / "要点.HTM").unlink()
    site.run("import", "旧网页", "--into", "new", status=2).says("没有可以导入的文件", ".html")


def test_import_never_overwrites(site: SiteTest) -> None:
    site.run("import", "要点 2021.txt", "--into", "new")
    (draft,) = drafts(site)
    draft.write_text("mine", "utf-8")
    site.run("import", "要点 2021.txt", "--into", "new", status=1).says("没有覆盖")
    assert draft.read_text("utf-8") == "mine"
    assert drafts(site) == [draft]


def test_import_as_json(site: SiteTest) -> None:
    site.run("import", "要点 2021.txt", "--into", "new", "--format", "json")
    (report,) = json.loads(site.out)
    assert report["refused"] == ""
    assert (report["source"], report["plan"]) == ("要点 2021.txt", Path(report["draft"]).stem)
    assert (site.root / report["draft"]).is_file()
    assert {"action", "code", "line", "values", "message"} == set(report["entries"][0])


@pytest.mark.parametrize("data", [b"", b"   \n", b"\0\0\0", b"\x89PNG\r\n\x1a\n\0\0"])
def test_import_of_nothing(site: SiteTest, data: bytes) -> None:
    (site.root / "x.txt").write_bytes(data)
    site.run("import", "x.txt", "--into", "new", status=1)
    assert drafts(site) == []
    assert len(site.out.strip().splitlines()) >= 1


def test_several_files_some_of_them_bad(site: SiteTest) -> None:
    (site.root / "x.txt").write_bytes(b"")
    site.run("import", "x.txt", "要点 2021.txt", "--into", "new", status=1)
    assert len(drafts(site)) == 1


def test_the_seeds(site: SiteTest, seeds: Path) -> None:
    files = sorted(map(str, seeds.glob("*.txt")))
    site.run("import", *files, "--into", "new")
    assert len(drafts(site)) == len(files)
    site.build("--content", "new", "--drafts").says(f"{len(files)} 份规划")
    site.build("--content", "new").says("0 份规划").check("--content", "new", status=1)


def test_write_new(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b.md"
    assert write_new(target, "1\n")
    assert not write_new(target, "2\n")
    assert target.read_bytes() == b"1\n"
    assert [path.name for path in target.parent.iterdir()] == ["b.md"]


def test_write_new_where_there_are_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(*args: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_link)
    assert write_new(tmp_path / "b.md", "1")
    assert not write_new(tmp_path / "b.md", "2")
    assert (tmp_path / "b.md").read_text() == "1"
