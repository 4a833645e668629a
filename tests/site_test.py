"""A fluent driver for whole sites: write, build, look.

    SiteTest(tmp_path).write("plans/a.md", plan()).build().main_of("plans/a/")

The command line runs in this process, in the site's folder; `process` runs it as a user would.
"""

import os
import re
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import IO, Self

from generator.cli import main
from generator.disk.manifest import stamps_below
from generator.disk.stamps import Stamp
from generator.urls import file_of

ROOT = Path(__file__).resolve().parent.parent
PLAN = """\
---
标题: {title}
发文机关: 云澜市教育局
成文日期: 2021-03-10
---
2021年是云澜市教育事业加快发展的一年。

一、办好学前教育
1. 扩大公办资源。{text}（牵头单位：市教育局，配合单位：市财政局）
2. 规范办园行为。开展专项检查，年底前完成。（牵头单位：市教育局）
"""


def plan(title: str = "云澜市教育局2021年工作要点", text: str = "公办园覆盖面达到65%以上。") -> str:
    """Return a small plan of two tasks."""
    return PLAN.format(title=title, text=text)


class SiteTest:
    """A site in a folder of its own, and what its last build said."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "site"
        self.content = self.root / "content"
        self.output = self.root / "output"
        self.content.mkdir(parents=True)
        self.out = self.err = ""
        self.status = 0
        self.before: dict[str, Stamp] = {}

    def write(self, path: str, data: str | bytes) -> Self:
        """Write a file of the content folder."""
        target = self.content / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
        return self

    def edit(self, path: str, old: str, new: str) -> Self:
        """Replace a text in a file of the content folder, where it must occur."""
        text = (self.content / path).read_text("utf-8")
        assert old in text
        return self.write(path, text.replace(old, new))

    def remove(self, path: str) -> Self:
        """Remove a file of the content folder."""
        (self.content / path).unlink()
        return self

    def run(self, *args: str, status: int = 0) -> Self:
        """Run a command in this process; its exit status must be the given one."""
        self.before = stamps_below(self.output)
        out, err = StringIO(), StringIO()
        with chdir(self.root), redirect_stdout(out), redirect_stderr(err):
            self.status = main(list(args))
        self.out, self.err = out.getvalue(), err.getvalue()
        assert self.status == status, f"exit {self.status}\n{self.out}{self.err}"
        assert "Traceback" not in self.out + self.err
        return self

    def build(self, *args: str, status: int = 0) -> Self:
        """Build the site."""
        return self.run("build", *args, status=status)

    def check(self, *args: str, status: int = 0) -> Self:
        """Check the site."""
        return self.run("check", *args, status=status)

    def start(self, *args: str, said: IO[str] | None = None) -> subprocess.Popen[str]:
        """Start a command as a process of its own; what it says goes to `said`, or to pipes."""
        return subprocess.Popen(
            [sys.executable, "-X", "utf8", "-P", "-m", "generator", *args],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=said or subprocess.PIPE,
            stderr=said or subprocess.PIPE,
            encoding="utf-8",
        )

    def process(self, *args: str, status: int = 0) -> Self:
        """Run a command as a process of its own."""
        started = self.start(*args)
        self.out, self.err = started.communicate(timeout=120)
        assert started.returncode == status, self.out + self.err
        return self

    def files(self) -> dict[str, bytes]:
        """Return all files of the output folder."""
        paths = sorted(stamps_below(self.output))
        return {path: (self.output / path).read_bytes() for path in paths}

    def page(self, address: str) -> str:
        """Return the HTML of the page at an address."""
        return (self.output / file_of(address)).read_text("utf-8")

    def main_of(self, address: str) -> str:
        """Return the words of a page's main part: the frame around it may change."""
        found = re.search(r"<main\b.*?</main>", self.page(address), re.DOTALL)
        assert found, address
        return " ".join(re.sub(r"<[^>]*>", " ", found[0]).split())

    def changed(self) -> set[str]:
        """Return the files that the last build wrote, removed or touched in any way."""
        now = stamps_below(self.output)
        return {path for path in {*now, *self.before} if now.get(path) != self.before.get(path)}

    def unchanged(self) -> Self:
        """The last build touched nothing."""
        assert self.changed() == set()
        return self

    def unchanged_except(self, *patterns: str) -> Self:
        """The last build touched something, and nothing that none of these patterns fits."""
        changed = self.changed()
        assert changed
        assert not [path for path in changed if not any(re.search(p, path) for p in patterns)]
        return self

    def says(self, *texts: str) -> Self:
        """The last command said all of this."""
        for text in texts:
            assert text in self.out + self.err, f"{text!r} not in\n{self.out}{self.err}"
        return self
