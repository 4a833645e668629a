"""The command line: commands, options in any order, exit statuses, and no traceback."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.messages.catalogue import shell_entries
from generator.options import app
from generator.run.arguments import COMMANDS, FLAGS, VALUED, arranged
from generator.run.order import Refusal
from tests.site_test import ROOT, SiteTest, plan

LATIN = re.compile(r"(?<![-./\w])[A-Za-z]{2,} [A-Za-z]{2,} ")
"""Words of a library that speaks English."""


@pytest.fixture
def site(tmp_path: Path) -> SiteTest:
    return SiteTest(tmp_path).write("plans/a.md", plan())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", "build"),
        ("build", "build"),
        ("--content x", "build --content x"),
        ("--content x build --drafts", "build --content x --drafts"),
        ("--content build", "build --content build"),
        ("--content=x check", "check --content=x"),
        ("--drafts serve --port 1", "serve --drafts --port 1"),
        ("import a.txt --into b", "import a.txt --into b"),
        ("--into b import a.txt", "import --into b a.txt"),
        ("--help", "--help"),
        ("build --help", "build --help"),
    ],
)
def test_arranged(typed: str, meant: str) -> None:
    assert arranged(typed.split()) == meant.split()


LEAVING = """
import atexit, threading, time
from generator.__main__ import leave
atexit.register(print, "late")
print("said")
{thread}
leave(3)
"""


@pytest.mark.parametrize(
    ("thread", "said"),
    [("", "said\n"), ("threading.Thread(target=print, args=['done']).start()", None)],
)
def test_the_process_ends_at_once(thread: str, said: str | None) -> None:
    """All that was said is there, and so is what a thread still has to do."""
    command = [sys.executable, "-c", LEAVING.format(thread=thread)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (3, "")
    assert done.stdout == said if said else {"said", "done"} <= {*done.stdout.split()}


def test_no_such_command() -> None:
    with pytest.raises(Refusal):
        arranged(["bild"])


def test_every_option_with_a_value_is_known() -> None:
    import typer  # noqa: PLC0415

    command: Any = typer.main.get_command(app)
    assert set(command.commands) == set(COMMANDS)
    options = [o for c in command.commands.values() for o in c.params if o.opts[0].startswith("--")]
    valued = {name for option in options if not option.is_flag for name in option.opts}
    assert valued - {"--help"} == VALUED
    assert {name for option in options if option.is_flag for name in option.opts} | {
        "--help"
    } == FLAGS
    assert all(option.help in shell_entries() for option in options if option.name != "help")


@pytest.mark.parametrize("args", [[], ["build"], ["--output", "output"], ["--jobs", "1", "build"]])
def test_build_is_the_default(site: SiteTest, args: list[str]) -> None:
    site.run(*args).says("1 份规划，2 项任务")
    assert "扩大公办资源" in site.main_of("plans/a/")


def test_other_folders(site: SiteTest) -> None:
    site.content.rename(site.root / "规划 内容")
    site.run("--content", "规划 内容", "--output", "网 站").says("1 份规划")
    assert (site.root / "网 站" / "index.html").is_file()


@pytest.mark.parametrize(
    "args",
    [
        "bild", "--colour", "build --colour", "build x", "--jobs", "--jobs many", "--jobs 0",
        "--content nowhere", "--templates nowhere", "--output content", "--output .", "--output content/out",
        "--base-url example.cn", "check --format xml", "import", "import nothing.txt --into x",
        "import content/plans/a.md", "new", "new 诗歌", "convert content/plans/a.md --to docx", "--lang fr",
        "convert nothing.md --to yaml", "serve --port 99999", "serve --host nowhere.invalid",
        "serve --port abc", "new 工作要点 --year 12", "new 工作要点 --year 二", "--jobs 1.5", "--drafts=yes", "-x",
        "--conten x", "build --conten x", "--drafts test", "check --format", "import a --into", "convert a.md",
        "import content/plans --into x", "--jobs 99999999999999999999",
    ],
)  # fmt: skip
def test_wrong_use(site: SiteTest, args: str) -> None:
    site.run(*args.split(), status=2)
    assert len(site.err.splitlines()) == 1
    assert not LATIN.search(site.err), site.err
    assert not site.output.exists()
    site.run("--lang", "en", *args.split(), status=2)
    assert site.err.isascii() or "“" in site.err


@pytest.mark.parametrize(
    ("args", "text"),
    [
        ("bild", "（是否指 build）"), ("bild", "test"), ("--conten x", "（是否指 --content）"),
        ("--jobs many", "“many”不可用：应当是 1 到 512 的整数"), ("build --jobz 1", "（是否指 --jobs）"),
        ("--drafts=yes", "--drafts 后面不能写值"), ("--drafts test", "python3 build.py test"),
        ("build x", "多余"), ("--lang en --jobs 0", "a whole number from 1 to 512"),
        ("--lang en bild", "did you mean build"), ("convert a.md", "yaml|markdown"),
    ],
)  # fmt: skip
def test_wrong_use_is_explained(site: SiteTest, args: str, text: str) -> None:
    assert text in site.run(*args.split(), status=2).err


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help(site: SiteTest, command: str) -> None:
    site.run(*command.split(), "--help")
    assert "help-" not in site.out
    site.run("--lang=en", *command.split(), "--help")
    assert "help-" not in site.out


def test_problems_are_said_with_their_place(site: SiteTest) -> None:
    site.write("plans/b.md", "---\n标题: 甲\n标提: 乙\n---\n一、部分\n1. 任务。正文。\n")
    site.build(status=1).says(
        "content/plans/b.md:3:1: 错误[", "    3 | 标提: 乙", "没有写入任何文件"
    )
    assert not site.output.exists()
    site.run("--lang", "en", status=1).says("content/plans/b.md:3:1: error[", "Nothing was written")


def test_check(site: SiteTest) -> None:
    site.check()
    site.write("plans/b.md", "---\n标提: 乙\n---\n")
    site.check(status=1)
    assert not site.output.exists()
    site.check("--format", "json", status=1)
    found = json.loads(site.out)["problems"]
    assert {"path", "line", "column", "severity", "code", "message"} == set(found[0])
    assert found[0]["path"] == "content/plans/b.md"


def test_strict(site: SiteTest) -> None:
    site.write("plans/a.md", plan(text="推动家庭,学校,社会协同。"))
    site.build().build("--strict", status=1).unchanged()
    site.check().check("--strict", status=1)


def test_drafts(site: SiteTest) -> None:
    draft = plan("云澜市教育局2022年工作要点").replace("---\n标题", "---\n草稿: 是\n标题")
    site.write("plans/b.md", draft).build()
    assert not (site.output / "plans/b").exists()
    site.build("--drafts")
    assert "扩大公办资源" in site.main_of("plans/b/")
    site.build()
    assert not (site.output / "plans/b").exists()


def test_open_problems_of_drafts_fail_the_check_only(site: SiteTest) -> None:
    front = "---\n草稿: 是\n待处理问题:\n- {代码: x, 说明: 请核对}\n标题"
    site.write("plans/b.md", plan().replace("---\n标题", front, 1)).build().check(status=1)


def test_scheduled_plans_appear_in_time(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    front = "---\n定时发布: 2024-05-01 08:30\n标题"
    site.write("plans/b.md", plan("云澜市教育局2022年工作要点").replace("---\n标题", front, 1))

    class Clock:
        moment = "2024-05-01T08:29"

        @classmethod
        def now(cls) -> "Clock":
            return cls()

        def isoformat(self, timespec: str) -> str:
            return self.moment

    monkeypatch.setattr("generator.run.commands.datetime", Clock)
    site.build().build().unchanged()
    assert not (site.output / "plans/b").exists()
    Clock.moment = "2024-05-01T08:30"
    site.build()
    assert (site.output / "plans/b/index.html").is_file()


def test_base_url(site: SiteTest) -> None:
    site.build("--base-url", "https://www.example.gov.cn/gh")
    assert b"https://www.example.gov.cn/gh/plans/a/" in site.files()["sitemap.xml"]


def test_new(site: SiteTest) -> None:
    site.run("new", "工作要点", "--year", "2026")
    written = site.root / site.out.strip()
    assert written.name not in site.err
    assert written.parent == site.content / "plans" / "2026"
    text = written.read_text("utf-8")
    site.run("new", "工作要点", "--year", "2026", status=1)
    assert written.read_text("utf-8") == text
    site.build("--drafts").says("2 份规划")


def test_convert(site: SiteTest) -> None:
    site.run("convert", "content/plans/a.md", "--to", "yaml", "--into", "a.yaml")
    site.run("convert", "content/plans/a.md", "--to", "yaml", "--into", "a.yaml", status=1)
    site.run("convert", "a.yaml", "--to", "markdown", "--into", "content/plans/c.md")
    site.run("convert", "content/plans/c.md", "--to", "yaml")
    assert site.out == (site.root / "a.yaml").read_text("utf-8")
    (site.root / "bad.md").write_text("---\n标提: x\n---\n", "utf-8")
    site.run("convert", "bad.md", "--to", "yaml", status=1).says("bad.md:2:1: ")
    assert site.out == ""


def test_schema(site: SiteTest) -> None:
    site.run("schema", "--into", "schema")
    names = sorted(path.name for path in (site.root / "schema").iterdir())
    assert site.run("schema").status == 0
    assert sorted(json.loads(site.out)) == names


def test_an_unexpected_error_is_one_line(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError("甲")

    monkeypatch.setattr("generator.run.commands.publish", fail)
    site.build(status=1).says("--debug", "RuntimeError")
    assert len(site.err.splitlines()) == 1
    with pytest.raises(RuntimeError):
        site.build("--debug")


def test_interrupted(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("generator.run.commands.publish", stop)
    site.build(status=130)


def test_as_a_process(site: SiteTest) -> None:
    site.process("build").says("1 份规划")
    site.process("--lang", "en").says("1 plans")


def test_output_is_utf8_whatever_the_locale(site: SiteTest) -> None:
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C.UTF-8",
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "gbk",
    }
    done = subprocess.run(
        [sys.executable, "-P", "-m", "generator", "check"],
        cwd=site.root, env=env, capture_output=True, check=False,
    )  # fmt: skip
    assert "检查完毕" in done.stderr.decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="pipes differ there")
def test_a_closed_pipe_is_no_error(site: SiteTest) -> None:
    site.write(
        "plans/b.md", plan("x").replace("市财政局", "、".join(f"某{n}局" for n in range(500)))
    )
    command = f"'{sys.executable}' -P -m generator check | head -1"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, shell=True, cwd=site.root, env=env, capture_output=True, check=False
    )
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr
