"""Malformed and hostile input: every problem has its place, no traceback, and the site stays as it was."""

import os
import re
import threading
import time
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from filelock import FileLock

from generator.disk import output as output_module
from generator.disk.fresh import draft_of
from generator.run import publish as publish_module
from tests.site_test import SiteTest, plan

LINE = re.compile(r"^content/\S*:\d+:\d+: (错误|警告|提示)\[[a-z0-9-]+\] .*[\u4e00-\u9fff]")
FRONT = "---\n标题: 云澜市教育局2022年工作要点\n发文机关: 云澜市教育局\n{more}\n---\n一、部分\n1. 任务。正文。\n"


@pytest.fixture
def site(tmp_path: Path) -> SiteTest:
    return SiteTest(tmp_path).write("plans/a.md", plan()).build()


def bomb() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(lines)


MALFORMED: dict[str, tuple[str, str | bytes]] = {
    "bad YAML": ("b.md", FRONT.format(more="标签: [a, b")),
    "tab": ("b.md", FRONT.format(more="\t年份: 2022")),
    "second colon": ("b.yaml", "标题: 甲: 乙: 丙\n  x: [\n"),
    "unclosed front matter": ("b.md", "---\n标题: 甲\n"),
    "duplicate keys": ("b.md", FRONT.format(more="标题: 另一个")),
    "wrong type": ("b.md", FRONT.format(more="年份: 去年")),
    "list for text": ("b.md", FRONT.format(more="索引号: [1, 2]")),
    "bad date": ("b.md", FRONT.format(more="成文日期: 2021-02-30")),
    "unknown key": ("b.md", FRONT.format(more="发文机构号: 甲")),
    "not UTF-8": ("b.md", plan().encode("gb18030")),
    "broken UTF-8": ("b.md", plan().encode() + b"\xff\xfe"),
    "UTF-16": ("b.md", plan().encode("utf-16")),
    "50 MB": ("b.md", b"1. x\n" * 10_000_000),
    "no front matter": ("b.md", "一、部分\n1. 任务。正文。\n"),
    "empty Markdown": ("b.md", ""),
    "UTF-16 without a mark": ("b.md", plan().encode("utf-16-le")),
    "UTF-32": ("b.md", plan().encode("utf-32")),
    "a Word file": ("b.md", b"PK\x03\x04" + bytes(50)),
    "unknown attribute": ("b.md", FRONT.format(more="年份: 2022").replace("正文。", "正文。 {leed=甲}")),
    "NUL in the text": ("b.md", plan().replace("检查", "检\0查")),
    "NUL in front matter": ("b.md", FRONT.format(more="索引号: a\0b")),
    "alias bomb": ("b.yaml", bomb()),
    "alias bomb in front matter": ("b.md", f"---\n{bomb()}\n---\n1. x\n"),
    "deep nesting": ("b.yaml", "标题: " + "[" * 20_000 + "]" * 20_000),
    "deep mapping": ("b.yaml", "\n".join(" " * n + "a:" for n in range(3000))),
    "a list": ("b.yaml", "- a\n- b\n"),
    "a scalar": ("b.yaml", "甲\n"),
    "empty YAML": ("b.yaml", ""),
    "NUL": ("b.yaml", "标题: a\0b\n"),
    "two documents": ("b.yaml", "标题: 甲\n---\n标题: 乙\n"),
    "tag": ("b.yaml", "标题: !!python/object/apply:os.system [exit 1]\n"),
    "repeated id": ("b.md", FRONT.format(more="标识: a")),
    "bad id": ("b.md", FRONT.format(more="标识: ../../etc/passwd")),
    "missing attachment": ("b.md", FRONT.format(more="附件: [{标题: 表, 文件: no.xlsx}]")),
    "attachment outside": ("b.md", FRONT.format(more="附件: [{标题: 表, 文件: ../../../etc/passwd}]")),
    "bad register": ("units.yaml", "- {id: jyj}\n"),
    "register of the wrong shape": ("units.yaml", "a: 1\n"),
    "bad site": ("site.yaml", "name: [1, 2\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed(site: SiteTest, name: str) -> None:
    path, data = MALFORMED[name]
    path = path if path.startswith(("units", "site")) else f"plans/{path}"
    start = time.monotonic()
    site.write(path, data).build(status=1).unchanged()
    assert time.monotonic() - start < 20
    problems = [line for line in site.out.splitlines() if not line.startswith("  ")]
    assert problems
    assert all(LINE.match(line) for line in problems), site.out
    assert any(line.startswith(f"content/{path}:") and "错误[" in line for line in problems), (
        site.out
    )
    site.check(status=1)


def test_all_problems_at_once(site: SiteTest) -> None:
    for n, name in enumerate(("bad YAML", "not UTF-8", "unknown key", "bad date")):
        site.write(f"plans/{n}.md", MALFORMED[name][1])
    site.build(status=1)
    found = [line.split(":")[0] for line in site.out.splitlines() if "错误[" in line]
    assert found == sorted(found)
    assert {f"content/plans/{n}.md" for n in range(4)} <= set(found)


def test_a_similar_key_is_suggested(site: SiteTest) -> None:
    site.write("plans/b.md", FRONT.format(more="发文字好: 云教发〔2022〕1号")).build(status=1)
    site.says("发文字号", "content/plans/b.md:4:1")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_out_of_the_folder(site: SiteTest, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(plan(), "utf-8")
    (site.content / "plans" / "b.md").symlink_to(tmp_path / "secret.md")
    site.build(status=1).unchanged().says("content/plans/b.md:1:1: 错误[link-outside]")


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b onclick=x>&amp;"


def hostile_fields() -> str:
    """Return entries of an information block that all carry markup."""
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    fields = ["标题", "文种", "发文机关", "索引号", "发文字号", "信息来源", "摘要"]
    single = [f"{field}: {quoted}" for field in fields]
    return "\n".join(single + [f"{field}: [{quoted}]" for field in ("主送机关", "栏目", "主题")])


def test_markup_in_every_field_is_told_at_its_place(site: SiteTest) -> None:
    fields = hostile_fields().split("\n")
    text = f"引言{HOSTILE}。\n\n一、{HOSTILE}\n1. {HOSTILE}。{HOSTILE}（牵头单位：{HOSTILE}）\n"
    site.write("plans/b.md", "---\n" + "\n".join(fields) + f"\n---\n{text}")
    site.build(status=1).unchanged()
    end = len(fields) + 2
    for line in (*range(2, end), end + 1, end + 3, end + 4):
        assert f"content/plans/b.md:{line}:" in site.out, line
    site.says("错误[html-as-text]", "请删去")


@pytest.mark.parametrize("register", ["units.yaml", "topics.yaml", "policies.yaml", "site.yaml"])
def test_markup_in_registers_is_told(site: SiteTest, register: str) -> None:
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    key = "title" if register == "policies.yaml" else "name"
    whole = f"name: {quoted}\n" if register == "site.yaml" else f"- {{id: u, {key}: {quoted}}}\n"
    site.write(register, whole).build(status=1).unchanged()
    site.says(f"content/{register}:1:", "错误[html-as-text]")


def test_markup_in_a_draft_is_shown_as_text(site: SiteTest) -> None:
    text = f"{HOSTILE}\n\n一、{HOSTILE}\n1. {HOSTILE}。{HOSTILE}（牵头单位：{HOSTILE}）\n"
    site.write("plans/b.md", f"---\n{hostile_fields()}\n草稿: 是\n---\n{text}").build("--drafts")
    pages = [path for path in site.files() if path.endswith(".html")]
    assert pages
    for path in pages:
        tags = Tags()
        tags.feed((site.output / path).read_text("utf-8"))
        assert tags.bad == [], path


class Tags(HTMLParser):
    """Collects what would do something in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if any(name.startswith("on") for name in given) or "x" in (
            given.get("src"),
            given.get("href"),
        ):
            self.bad.append(f"{tag} {given}")
        self.in_script = tag == "script"

    def handle_data(self, data: str) -> None:
        if self.in_script and "alert" in data:
            self.bad.append(data)


class Links(HTMLParser):
    """Collects the addresses that a page leads to or loads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("href", "src", "action")]


def test_scripts_in_links_are_no_links(site: SiteTest) -> None:
    text = "见[网页](javascript:alert(1))、[数据](data:text/html,x)和[页](vbscript:x)。"
    site.write("plans/b.md", plan("云澜市教育局2022年工作要点", text))
    site.build(status=site_status(site))
    for path, data in site.files().items():
        links = Links()
        links.feed(data.decode("utf-8") if path.endswith(".html") else "")
        assert not [
            link for link in links.found if link.startswith(("javascript:", "data:t", "vbscript:"))
        ]


def site_status(site: SiteTest) -> int:
    """Return how the build of this content ends: refusing it is as good as defusing it."""
    from contextlib import chdir, redirect_stderr, redirect_stdout  # noqa: PLC0415
    from io import StringIO  # noqa: PLC0415

    from generator.cli import main  # noqa: PLC0415

    with chdir(site.root), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        return main(["build"])


NAMES = [
    "a b.md",
    "工作 要点.md",
    "\"x'y`.md",
    "-rf.md",
    "%2e%2e#x?.md",
    "con.md",
    "😀.md",
    "云" * 84 + ".md",
]


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be there")
@pytest.mark.parametrize("name", NAMES)
def test_odd_names_are_names(site: SiteTest, name: str) -> None:
    site.write(f"plans/{name}", plan("云澜市教育局2022年工作要点")).build().says("2 份规划")
    assert all(path.isascii() for path in site.files())


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be there")
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a\nb.md", "bad-file-name"), (os.fsdecode(b"\xff\xfe.md"), "bad-file-name"),
        ("A.md", "repeated-plan-id"), ("A.MD", "repeated-plan-id"), ("b/a.md", "repeated-plan-id"),
    ],
)  # fmt: skip
def test_names_that_cannot_be_used_are_told(site: SiteTest, name: str, code: str) -> None:
    site.write(f"plans/{name}", plan("云澜市教育局2022年工作要点"))
    site.build(status=1).unchanged().says(f"错误[{code}]")
    problems = [line for line in site.out.splitlines() if not line.startswith("  ")]
    assert all(LINE.match(line) for line in problems), site.out


@pytest.mark.skipif(os.name == "nt", reason="links and pipes differ there")
@pytest.mark.parametrize(
    ("kind", "code"),
    [("pipe", "not-a-file"), ("dangling", "dangling-link"), ("loop", "dangling-link")],
)
def test_what_cannot_be_read_is_told(site: SiteTest, kind: str, code: str) -> None:
    target = site.content / "plans" / "b.md"
    if kind == "pipe":
        os.mkfifo(target)
    else:
        target.symlink_to(target if kind == "loop" else site.content / "nowhere.md")
    site.build(status=1).unchanged().says(f"content/plans/b.md:1:1: 错误[{code}]", "请")


@pytest.mark.parametrize(
    "letter", ["\u202e", "\ufeff", "𠮷", "é", "\u0301", "\u2028", "👩‍👩‍👧", "\x7f"]
)
def test_odd_characters(site: SiteTest, letter: str) -> None:
    site.write(
        f"plans/文 件 {letter.strip()}.md",
        plan(text=f"正{letter}文。").replace("2021年工", f"2021年{letter}工"),
    )
    site.build("--drafts", status=site_status(site))


def test_a_crlf_file_with_a_byte_order_mark(site: SiteTest) -> None:
    twin = plan().replace("\n", "\r\n").encode("utf-8-sig")
    one = site.main_of("plans/a/")
    assert site.write("plans/a.md", twin).build().main_of("plans/a/") == one


def test_no_content_at_all(tmp_path: Path) -> None:
    SiteTest(tmp_path).build().says("[no-plans]")


# The output folder


def test_a_killed_build_is_repaired(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    put, done = output_module.put, []

    def killed(*args: object) -> object:
        done.append(args)
        if len(done) == 5:
            raise KeyboardInterrupt
        return put(*args)  # type: ignore[arg-type]

    site.write("plans/b.md", plan("云澜市教育局2022年工作要点"))
    monkeypatch.setattr(output_module, "put", killed)
    site.build(status=130)
    monkeypatch.undo()
    repaired = site.build().files()
    assert repaired == site.build("--fresh").files()


def test_a_first_build_that_was_killed_is_repaired(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = SiteTest(tmp_path).write("plans/a.md", plan())
    write, done = output_module.write_bytes, []

    def killed(path: str, data: bytes) -> None:
        done.append(path)
        if len(done) == 3:
            raise KeyboardInterrupt
        write(path, data)

    monkeypatch.setattr(output_module, "write_bytes", killed)
    site.build(status=130)
    assert not site.output.exists()
    monkeypatch.undo()
    site.build()
    assert "扩大公办资源" in site.main_of("plans/a/")


@pytest.mark.skipif(os.name == "nt", reason="kill differs there")
def test_killed_from_outside(tmp_path: Path) -> None:
    site = SiteTest(tmp_path)
    for n in range(30):
        site.write(f"plans/p{n}.md", plan(f"云澜市教育局{1990 + n}年工作要点"))
    started = site.start("build", "--jobs", "1")
    deadline = time.monotonic() + 60
    draft = draft_of(site.output)
    while not (draft / "plans").exists() and time.monotonic() < deadline:
        time.sleep(0.005)
    started.kill()
    started.communicate()
    assert not site.output.exists()
    incremental = site.build().files()
    assert incremental == site.build("--fresh").files()


def test_a_folder_of_others_is_refused(tmp_path: Path) -> None:
    site = SiteTest(tmp_path).write("plans/a.md", plan())
    site.output.mkdir()
    (site.output / "thesis.doc").write_text("mine")
    site.build(status=2).says("thesis.doc").unchanged()


def test_a_lost_cache_is_no_loss(site: SiteTest) -> None:
    site.write("plans/b.md", plan("云澜市教育局2022年工作要点")).build()
    (site.root / ".cache").rename(site.root / "elsewhere")
    site.remove("plans/b.md").build()
    files = site.files()
    assert "plans/b/index.html" not in files
    assert files == site.build("--fresh").files()


def test_attachments_survive_a_lost_cache(site: SiteTest) -> None:
    """Their addresses do not say that only we write them; their bytes do, where they are as wanted."""
    attached = plan("云澜市教育局2022年工作要点").replace(
        "---\n标题", "---\n附件: [{标题: 表, 文件: ../files/表.csv}]\n标题", 1
    )
    site.write("files/表.csv", "甲,乙\n").write("plans/b.md", attached).build()
    (site.root / ".cache").rename(site.root / "elsewhere")
    site.build().build().unchanged()
    (site.root / ".cache").rename(site.root / "nowhere")
    (file,) = site.output.glob("plans/*/files/*.csv")
    file.write_text("别人的", "utf-8")
    site.build(status=1).says("不是 Plansite 写的文件")
    assert file.read_text("utf-8") == "别人的"


@pytest.mark.parametrize("harm", [b"", b"garbage" * 1000])
def test_a_broken_cache_is_no_loss(site: SiteTest, harm: bytes) -> None:
    before = site.files()
    for path in (site.root / ".cache").rglob("*"):
        if path.is_file():
            path.write_bytes(harm)
    assert site.build().files() == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_output(site: SiteTest) -> None:
    (site.output / "plans" / "a").chmod(0o500)
    try:
        site.edit("plans/a.md", "65", "66").build(status=1).says("没有", "权限")
    finally:
        (site.output / "plans" / "a").chmod(0o700)
    site.build()


def test_a_full_disk(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(draft: str, content: object) -> None:
        raise OSError(28, "No space left on device", draft)

    site.edit("plans/a.md", "65", "66")
    with monkeypatch.context() as patched:
        patched.setattr(output_module, "write_draft", full)
        site.build(status=1).says("磁盘已满", "磁盘空间")
    assert len(site.err.splitlines()) == 1
    site.build()
    assert "66%" in site.main_of("plans/a/")


def test_two_builds_at_once(site: SiteTest) -> None:
    site.edit("plans/a.md", "65", "66")
    builds = [site.start("build"), site.start("build")]
    for build in builds:
        _, err = build.communicate(timeout=120)
        assert build.returncode == 0, err
    assert site.files() == site.build("--fresh").files()


def waited(until: Callable[[], bool], seconds: float = 60) -> None:
    """Come back when it is so; fail where it does not become so."""
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_builds_started_elsewhere_wait_for_each_other(site: SiteTest) -> None:
    """Two folders to start from, two caches, one output: whoever comes second waits, and both succeed."""
    for n in range(30):
        site.write(f"plans/p{n}.md", plan(f"云澜市教育局{1990 + n}年工作要点"))
    other = SiteTest(site.root.parent / "other")
    where = ("--content", str(site.content), "--output", str(site.output), "--jobs", "1")
    with FileLock(publish_module.lock_file(site.output, site.root / ".cache")):
        logs = [site.root.parent / f"{n}.log" for n in range(2)]
        builds = []
        for one, log in zip((site, other), logs, strict=True):
            with log.open("w", encoding="utf-8") as said:
                builds.append(one.start("build", *where, said=said))
        waited(lambda: all("另一个构建正在写" in log.read_text("utf-8") for log in logs))
        assert [build.poll() for build in builds] == [None, None]
    statuses = [build.wait(timeout=120) for build in builds]
    assert statuses == [0, 0], [log.read_text("utf-8") for log in logs]
    assert site.files() == site.build("--fresh").files()
    assert sorted(path.name for path in site.output.iterdir() if path.name.startswith(".")) == []


def test_an_output_that_nothing_can_be_made_beside(
    site: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)
    lock = publish_module.lock_file(site.output, site.root / ".cache")
    assert lock.parent == site.root / ".cache" / "outputs"


def test_waiting_for_another_build(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    path = publish_module.lock_file(site.output, site.root / ".cache")
    lock = FileLock(path, thread_local=False)
    lock.acquire()
    threading.Timer(1.0, lock.release, [True]).start()
    site.build().says("另一个构建正在写")
    with FileLock(path):
        monkeypatch.setattr(publish_module, "LOCK_SECONDS", 0.1)
        site.build(status=1).says("另一个构建一直在写")


# Templates


def test_broken_templates_are_problems(site: SiteTest, tmp_path: Path) -> None:
    templates = site.root / "site_templates"
    (templates / "pages").mkdir(parents=True)
    (templates / "pages" / "plan.html.j2").write_text("{% if %}", "utf-8")
    site.build(status=1).unchanged().says(
        "site_templates/pages/plan.html.j2:1:1: 错误[template-error]"
    )
