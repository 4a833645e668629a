"""The incremental build is the full build with memory: after any edits, the same bytes."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import chdir, closing, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.cli import main
from generator.disk.coding import decode_value
from generator.disk.memo import NAME
from generator.disk.shelf import Shelf
from generator.run import publish
from generator.run.aside import Aside
from generator.run.commands import Options
from generator.run.console import Console
from generator.run.preview import Preview, State
from tests.site_test import ROOT, SiteTest, plan

NAMES = ("a", "b", "下乡")
FRONTS = (
    "",
    "草稿: 是\n",
    "替代: a\n",
    "主题: [学前教育]\n",
    "附件: [{标题: 表, 文件: ../files/t.csv}]\n",
    "发布日期: 2021-03-11 15:40\n",
    "发文机关: 望川县教育局\n",
)
TEXTS = (
    "公办园覆盖面达到65%以上。",
    "落实教育部《幼儿园督导评估办法》（教督〔2023〕5号），公办园覆盖面达到66%以上。",
    "由市文广旅局配合。",
)
REGISTERS = {
    "units.yaml": (
        "- {id: jyj, name: 云澜市教育局}\n",
        "- {id: edu, name: 云澜市教育局, aliases: [市教体局]}\n- {id: czj, name: 云澜市财政局}\n",
    ),
    "topics.yaml": ("- {id: pre, name: 学前教育, words: [公办园]}\n", "- {id: pre, name: 学前, words: [幼儿园]}\n"),
    "policies.yaml": ("- {id: dd, title: 幼儿园督导评估办法, issuer: 教育部}\n",),
    "site.yaml": ("name: 云澜\nregion: 云澜市\n", "name: 规划\nlanguage: en\n", "page_size: 1\n"),
    "files/t.csv": ("1,2\n", "3,4\n"),
}  # fmt: skip
Edit = Callable[[SiteTest], object]


def plan_edit(name: str, front: str, text: str, year: int) -> Edit:
    written = plan(f"云澜市教育局{year}年工作要点", text).replace("---\n", f"---\n{front}", 1)
    return lambda site: site.write(f"plans/{name}.md", written)


def file_edit(path: str, choice: int) -> Edit:
    return lambda site: site.write(path, REGISTERS[path][choice % len(REGISTERS[path])])


def removal(path: str) -> Edit:
    return lambda site: (site.content / path).unlink(missing_ok=True)


def emptied(path: str) -> Edit:
    """Leave a plan without tasks."""
    return lambda site: site.write(
        path, (site.content / path).read_text("utf-8").partition("一、")[0]
    )


def template_edit(path: str, addition: str) -> Edit:
    def edit(site: SiteTest) -> None:
        target = site.root / "site_templates" / path
        with target.open("a", encoding="utf-8") as file:
            file.write(addition)

    return edit


TEMPLATE_FILES = (
    "static/site.css/site.css",
    "pages/plan.html.j2",
    "layouts/base.html.j2",
    "parts/plan.html.j2",
)
EDITS: st.SearchStrategy[Edit] = st.one_of(
    st.builds(
        plan_edit, st.sampled_from(NAMES), st.sampled_from(FRONTS), st.sampled_from(TEXTS), st.integers(2020, 2022)
    ),
    st.builds(file_edit, st.sampled_from(sorted(REGISTERS)), st.integers(0, 2)),
    st.builds(removal, st.sampled_from([*(f"plans/{name}.md" for name in NAMES), *sorted(REGISTERS)])),
    st.builds(
        template_edit,
        st.sampled_from(TEMPLATE_FILES),
        st.sampled_from(["\n", "\n{# x #}", "/**/a{}"]),
    ),
)  # fmt: skip


def built(site: SiteTest, *args: str) -> bool:
    """Return whether a build came through."""
    try:
        site.build(*args)
    except AssertionError:
        assert site.status == 1
        return False
    return True


def clean(site: SiteTest, *args: str) -> dict[str, bytes]:
    """Return what a build without any memory makes of the same content."""
    shutil.rmtree(site.root / "clean", ignore_errors=True)
    with chdir(site.root):
        assert main(["build", "--fresh", "--output", "clean", *args]) == 0
    return files_below(site.root / "clean")


def start(folder: Path) -> SiteTest:
    site = SiteTest(folder)
    shutil.copytree(ROOT / "site_templates", site.root / "site_templates")
    return site.write("plans/a.md", plan())


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=1, max_size=4), st.booleans())
def test_incremental_is_clean(steps: list[list[Edit]], drafts: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = start(Path(folder))
        args = ["--drafts"] if drafts else []
        for edits in steps:
            for edit in edits:
                edit(site)
            before = site.files()
            if built(site, *args):
                assert site.files() == clean(site, *args)
                site.build(*args).unchanged()
            else:
                assert site.files() == before


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=2, max_size=5), st.booleans())
def test_a_preview_is_clean(steps: list[list[Edit]], is_told: bool) -> None:
    """Whatever a preview remembers from one build to the next, it shows what a build from nothing makes."""
    with tempfile.TemporaryDirectory() as folder:
        site = start(Path(folder))
        with chdir(site.root), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            preview = Preview(Options(jobs=1, drafts=True), Console())
            for edits in steps:
                there = files_below(site.content)
                for edit in edits:
                    edit(site)
                before = files_below(preview.folder)
                changed = {each for each, _ in there.items() ^ files_below(site.content).items()}
                preview.rebuild(below_content(*changed) if is_told else None)
                shown = files_below(preview.folder)
                assert shown == (before if preview.state.faults else clean(site, "--drafts"))


def test_a_preview_writes_what_an_edit_touches_and_no_more(tmp_path: Path) -> None:
    """Several edits through one memory: each as a build from nothing makes it, the other files left alone."""
    site = start(tmp_path)
    for n in (19, 20, 22):
        site.write(f"plans/p{n}.md", plan(f"云澜市教育局20{n}年工作要点"))
    with chdir(site.root), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        preview = Preview(Options(jobs=1, drafts=True), Console())
        preview.rebuild()
        for n, (old, new) in enumerate((("专项检查", "一次检查"), ("一次检查", "两次检查"))):
            before = {
                path: (preview.folder / path).stat().st_ino for path in files_below(preview.folder)
            }
            site.edit("plans/p20.md", old, new)
            preview.rebuild()
            assert preview.state == State(n + 2)
            shown = files_below(preview.folder)
            assert shown == clean(site, "--drafts")
            changed = {
                path for path in shown if before.get(path) != (preview.folder / path).stat().st_ino
            }
            assert "plans/p20/index.html" in changed
            assert not {
                path
                for path in changed
                if path.startswith(("plans/p19/", "years/", "topics/", "static/"))
            }
        site.remove("plans/p19.md")
        preview.rebuild()
        assert files_below(preview.folder) == clean(site, "--drafts")


def test_a_preview_writes_the_registers_of_the_edited_year_alone(tmp_path: Path) -> None:
    """What stands in no table changes none; a title, those of its plan's year."""
    site = start(tmp_path).remove("plans/a.md")
    for n in (19, 20, 22):
        site.write(f"plans/p{n}.md", plan(f"云澜市教育局20{n}年工作要点"))
    own = {f"{kind}/2020.{ending}" for kind in ("tasks", "targets") for ending in ("csv", "json")}
    edits = ("专项检查", "一次检查", set[str]()), ("扩大公办资源", "扩大公办学位", own)
    with chdir(site.root), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        preview = Preview(Options(jobs=1, drafts=True), Console())
        preview.rebuild()
        for old, new, touched in edits:
            before = registers_below(preview.folder)
            site.edit("plans/p20.md", old, new)
            preview.rebuild()
            assert files_below(preview.folder) == clean(site, "--drafts")
            after = registers_below(preview.folder)
            assert len(after) == 3 * len(own)
            assert {path for path in after if before.get(path) != after[path]} == touched


def registers_below(folder: Path) -> dict[str, int]:
    """Return the files of the registers by year, and which file of the disk each is."""
    found = (path for kind in ("tasks", "targets") for path in folder.glob(f"{kind}/2*.*"))
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in found}


def test_a_preview_knows_the_words_that_it_learned(tmp_path: Path) -> None:
    """Of three plans, words are learned from the older two: an edit in the newest finds them known."""
    site = start(tmp_path).remove("plans/a.md")
    for n in (19, 20, 22):
        site.write(f"plans/p{n}.md", plan(f"云澜市教育局20{n}年工作要点"))
    assert len([*site.content.glob("plans/*")]) == 3
    with chdir(site.root), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        preview = Preview(Options(jobs=1, drafts=True), Console())
        preview.rebuild()
        site.edit("plans/p22.md", "专项检查", "一次检查")
        preview.rebuild()
        assert preview.state == State(2)
        assert files_below(preview.folder) == clean(site, "--drafts")


def test_all_that_is_remembered_can_be_read(site: SiteTest) -> None:
    """An answer that cannot would be worked out again each time, and nobody would see why."""
    with closing(sqlite3.connect(site.root / ".cache" / NAME)) as memo:
        answers = [value for (value,) in memo.execute("SELECT value FROM answers")]
    assert len(answers) > len([*site.content.glob("plans/*")])
    for answer in answers:
        decode_value(answer)


def test_what_a_preview_wrote_is_known_to_the_next(tmp_path: Path) -> None:
    """Whether it came to its end, or was killed with nothing recorded since its first build."""
    site = start(tmp_path)
    with chdir(site.root), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        for edit, is_closed in ((TEXTS[0], True), (TEXTS[1], False), (TEXTS[2], True)):
            preview = Preview(Options(jobs=1, drafts=True), Console())
            preview.rebuild()
            preview.warm()
            plan_edit("b", FRONTS[4], edit, 2021)(site)
            site.write("files/t.csv", edit)
            preview.rebuild()
            if is_closed:
                preview.close()
            assert files_below(preview.folder) == clean(site, "--drafts")


def test_a_preview_follows_what_a_page_says_of_others(tmp_path: Path) -> None:
    """Where a target is compared, and which plan came before, are told by other plans than the page's own."""
    site = start(tmp_path).remove("plans/a.md")
    page = "plans/b/index.html"
    with chdir(site.root), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        preview = Preview(Options(jobs=1, drafts=True), Console())
        plan_edit("b", "", TEXTS[1], 2021)(site)
        said = []
        for edit in (
            plan_edit("a", "", TEXTS[0], 2020),
            plan_edit("a", "", TEXTS[2], 2020),
            emptied("plans/a.md"),
            removal("plans/a.md"),
        ):
            edit(site)
            preview.rebuild()
            shown = files_below(preview.folder)
            assert shown == clean(site, "--drafts")
            text = shown[page].decode()
            said.append(("公办园覆盖面</a>" in text, 'href="compare/' in text))
    assert said == [(True, True), (False, True), (False, False), (False, False)]


def test_a_preview_looks_where_it_is_told_and_then_makes_sure(tmp_path: Path) -> None:
    site = start(tmp_path)
    with chdir(site.root), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        preview = Preview(Options(jobs=1, drafts=True), Console())
        preview.rebuild()
        preview.warm()
        place = below_content("plans/a.md")
        for n, (old, new) in enumerate((("专项检查", "一次检查"), ("一次检查", "两次检查"))):
            remembered = {*preview.recollection.before}
            preview.rebuild(place)  # nothing changed there: all that is remembered stays
            assert remembered <= preview.recollection.before.keys()
            site.edit("plans/a.md", old, new)
            preview.rebuild(place)
            assert preview.state == State(n + 2)
            assert files_below(preview.folder) == clean(site, "--drafts")
        site.edit("plans/a.md", "两次检查", "三次检查")
        preview.rebuild(below_content("plans/.a.md.swp"))
        assert preview.state == State(3)
        preview.make_sure()
        assert preview.state == State(4)
        assert files_below(preview.folder) == clean(site, "--drafts")


def below_content(*paths: str) -> frozenset[str]:
    """Return the places of files, as the system names them to whoever watches the content folder."""
    return frozenset(str(Path("content", path)) for path in paths)


def files_below(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder, by path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("jobs", ["2", "3"])
def test_jobs_make_no_difference(tmp_path: Path, jobs: str) -> None:
    site = start(tmp_path)
    for n, text in enumerate(TEXTS * 7):
        site.write(f"plans/p{n}.md", plan(f"云澜市教育局{2000 + n}年工作要点", text))
    site.process("build", "--jobs", jobs)
    assert site.files() == clean(site, "--jobs", "1")


IN_PARTS = """
import sys
from generator.cli import main
from generator.run import publish, rendering

rendering.AT_ONCE, publish.MANY = 5, int(sys.argv[1])
forked, parts = rendering.forked, []
rendering.forked = lambda *given: parts.append(given) or forked(*given)
assert main(["build", "--jobs", "2"]) == 0
assert len(parts) > 3
"""


@pytest.mark.skipif(sys.platform != "linux", reason="no process is forked off there")
@pytest.mark.parametrize("many", ["1", "1000"])
def test_processes_that_make_room_for_others_make_no_difference(tmp_path: Path, many: str) -> None:
    """Pages are made in parts, each by processes of its own, which are forked off the one that leads.

    Likewise where what they are made of waits on disk.
    """
    site = start(tmp_path)
    for n, text in enumerate(TEXTS * 2):
        site.write(f"plans/p{n}.md", plan(f"云澜市教育局{2000 + n}年工作要点", text))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", IN_PARTS, many]
    subprocess.run(command, cwd=site.root, env=environment, check=True, timeout=120)
    assert site.files() == clean(site, "--jobs", "1")


def test_what_waits_on_disk_makes_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = start(tmp_path)
    shutil.copytree(ROOT / "content", site.content, dirs_exist_ok=True)
    expected = clean(site)
    used: list[Aside] = []

    def aside(shelf: Shelf) -> Aside:
        used.append(Aside(shelf))
        return used[-1]

    monkeypatch.setattr(publish, "MANY", 1)
    monkeypatch.setattr(publish, "Aside", aside)
    assert clean(site) == expected
    assert [each.count > 0 for each in used] == [True]


@pytest.fixture
def site(tmp_path: Path) -> SiteTest:
    site = start(tmp_path)
    for n in (19, 20, 22):
        site.write(f"plans/p{n}.md", plan(f"云澜市教育局20{n}年工作要点"))
    return site.build()


def test_nothing_changed(site: SiteTest) -> None:
    site.build().unchanged()


def test_one_line(site: SiteTest) -> None:
    site.edit("plans/p20.md", "开展专项检查", "开展一次检查").build()
    site.unchanged_except(r"^plans/p20/", r"^search/", r"^units/", r"^tasks/")


def test_moving_a_paragraph_s_lines_changes_no_page(site: SiteTest) -> None:
    site.edit("plans/p20.md", "\n一、", "\n\n\n一、").build().unchanged()


def test_styles_change_one_page(site: SiteTest) -> None:
    template_edit("static/site.css/site.css", "a{}")(site)
    # All sheets hold it, and the search page holds its own.
    site.build().unchanged_except(r"^static/\w+\.css$|^search/index\.html$")


def test_one_template_changes_its_pages_only(site: SiteTest) -> None:
    template = site.root / "site_templates" / "pages" / "plan.html.j2"
    text = template.read_text("utf-8")
    assert "{% block main %}" in text
    template.write_text(text.replace("{% block main %}", "{% block main %}<!-- x -->"), "utf-8")
    site.build().unchanged_except(r"^plans/[^/]+/index\.html$")


def test_a_removed_plan_goes_from_everywhere(site: SiteTest) -> None:
    site.edit("plans/p20.md", "开展专项检查", "开展独一无二的检查").build()
    site.remove("plans/p20.md").build()
    assert not (site.output / "plans" / "p20").exists()
    assert not [
        path for path, data in site.files().items() if "独一无二".encode() in data or b"p20" in data
    ]


def test_attachments_follow_their_file(site: SiteTest) -> None:
    site.write("files/t.csv", "1,2\n")
    plan_edit("a", FRONTS[4], TEXTS[0], 2021)(site)
    site.build()
    path = next(path for path in site.files() if path.endswith("t.csv"))
    assert site.files()[path] == b"1,2\n"
    site.write("files/t.csv", "5,6\n").build().unchanged_except(r"^plans/a/", r"^search/")
    assert site.files()[path] == b"5,6\n"
    site.write("files/unused.csv", "x").build().unchanged()
