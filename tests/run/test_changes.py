"""What has to be uploaded: since a day, since a saved list, and when it cannot be told."""

import json
import os
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.disk.history import History, continued, history_file, read_history, write_history
from generator.disk.manifest import Manifest, Written, manifest_file
from generator.disk.output import WritePlan, plan_writes
from generator.run.changes import since_list, since_moment
from tests.disk.test_output import page
from tests.site_test import SiteTest, plan

DAY = 86_400 * 1_000_000_000


@pytest.fixture
def site(tmp_path: Path) -> SiteTest:
    """A site of two plans, built."""
    site = SiteTest(tmp_path)
    site.write("plans/a.md", plan()).write("plans/b.md", plan("云澜市教育局2022年工作要点"))
    return site.build()


def since(site: SiteTest, value: str, *more: str) -> dict[str, Any]:
    """Return what the command says to programs."""
    site.run("changes", "--since", value, "--format", "json", *more)
    found: dict[str, Any] = json.loads(site.out)
    return found


def older(site: SiteTest, days: int) -> None:
    """Let all that was built so far have been built some days ago."""
    file = manifest_file(site.root / ".cache", site.root / "output")
    history = read_history(history_file(file))
    past = time.time_ns() - days * DAY
    came = {path: at - days * DAY for path, at in history.came.items()}
    went = {path: at - days * DAY for path, at in history.went.items()}
    write_history(history_file(file), History(history.start - days * DAY, came, went))
    head, _, rest = file.read_text("utf-8").partition("\n")
    files = json.loads(rest)
    for path, entry in files.items():
        target = site.root / "output" / path
        os.utime(target, ns=(past, past))
        stamp = target.stat()
        entry[2] = [stamp.st_size, stamp.st_mtime_ns, stamp.st_ctime_ns, stamp.st_ino]
    file.write_text(f"{head}\n{json.dumps(files)}", "utf-8")


def test_everything_is_new_at_first(site: SiteTest) -> None:
    site.run("changes")
    listed = [line.split()[-1] for line in site.out.splitlines()]
    assert sorted(listed) == sorted(site.files())
    assert listed[0].startswith("static/")
    site.says("新增", "删除 0 个")


def test_since_a_day(site: SiteTest) -> None:
    older(site, 3)
    yesterday = (datetime.now() - timedelta(days=1)).date().isoformat()  # noqa: DTZ005
    assert not any(since(site, yesterday)[kind] for kind in ("added", "changed", "removed"))
    before = site.files()
    site.edit("plans/a.md", "65%", "66%").write("plans/c.md", plan("云澜市教育局2023年工作要点"))
    site.remove("plans/b.md").build()
    after, found = site.files(), since(site, yesterday)
    assert {one["path"] for one in found["added"]} == after.keys() - before.keys()
    assert {one["path"] for one in found["changed"]} == {
        path for path in after.keys() & before.keys() if after[path] != before[path]
    }
    assert set(found["removed"]) == before.keys() - after.keys()
    assert all(one["bytes"] == len(after[one["path"]]) for one in found["added"])
    chinese = since(site, datetime.fromisoformat(yesterday).strftime("%Y年%m月%d日"))
    assert chinese == {**found, "since": chinese["since"]}


def test_since_a_saved_list(site: SiteTest) -> None:
    before = site.files()
    site.run("changes", "--save", "uploaded.json")
    assert not any(since(site, "uploaded.json")[kind] for kind in ("added", "changed", "removed"))
    site.edit("plans/a.md", "65%", "66%").remove("plans/b.md").build()
    after, found = site.files(), since(site, "uploaded.json")
    assert {one["path"] for one in found["changed"]} == {
        path for path in after.keys() & before.keys() if after[path] != before[path]
    }
    assert set(found["removed"]) == before.keys() - after.keys()


def test_before_the_record_begins(site: SiteTest) -> None:
    found = since(site, "2001-01-01")
    assert len(found["added"]) == len(site.files())
    assert "生成记录从" in site.err


def test_what_cannot_be_told(site: SiteTest) -> None:
    site.run("changes", "--since", "明天", status=2).says("明天", "--save")
    (site.root / "list.json").write_text("[]", "utf-8")
    site.run("changes", "--since", "list.json", status=2).says("list.json")
    site.run("changes", "--output", "elsewhere", status=1).says("elsewhere", "build.py")
    (site.root / "output" / "index.html").write_text("", "utf-8")
    site.run("changes", status=1).says("index.html")
    assert site.out == ""


def test_a_broken_history_is_an_empty_one(tmp_path: Path) -> None:
    file = tmp_path / "x.history"
    for text in (
        "",
        "[]",
        "{",
        '{"format": 1, "start": 5}',
        '{"format": 9}',
        "null",
        '{"format":1,"start":1,"came":[],"went":{}}',
    ):
        file.write_text(text, "utf-8")
        assert read_history(file) == History()


@given(
    st.lists(st.frozensets(st.sampled_from("abcde"), min_size=1), min_size=2, max_size=6), st.data()
)
def test_since_any_build(builds: list[frozenset[str]], data: st.DataObject) -> None:
    """An upload of what is listed turns the site of then into that of now; nothing needless is deleted."""
    history, manifest, states = History(), Manifest(), []
    for number, names in enumerate(builds, 1):
        texts = {name: str(data.draw(st.integers(0, 1))) for name in names}
        work: WritePlan = plan_writes(manifest, [page(name, text) for name, text in texts.items()])
        history = continued(history, manifest, work, number * 10)
        kept = {want.path: manifest.files[want.path] for want in work.keep}
        put = {w.path: Written("", w.content.digest, (1, number * 10 + 1, 0, 0)) for w in work.put}
        manifest = Manifest({**kept, **put}, True, {"plans": 1})
        states.append({path: one.digest for path, one in manifest.files.items()})
    for number, then in enumerate(states, 1):
        for found in (since_moment(number * 10 + 5, manifest, history), since_list(then, manifest)):
            uploaded = {path: states[-1][path] for path in (*found.added, *found.changed)}
            remote = {**then, **uploaded}
            assert {path: d for path, d in remote.items() if path not in found.removed} == states[
                -1
            ]
            assert not set(found.removed) & states[-1].keys()
