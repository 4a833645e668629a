"""Peers' tools: what cannot be had is said."""

import shutil
import sys
from pathlib import Path

import pytest

from benchmarks import tools
from benchmarks.tools import Absent, cache_folder, from_npm, run


def test_without_npm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(Absent, match="npm is not installed"):
        from_npm("nothing-of-the-kind")


def test_what_an_installer_says_last() -> None:
    with pytest.raises(Absent, match="x: no network"):
        run("x", (sys.executable, "-c", "import sys; sys.exit('much\\nno network')"))
    with pytest.raises(Absent, match="FileNotFoundError"):
        run("x", ("no-such-program-here",))


def test_the_cache_is_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, repo: Path) -> None:
    monkeypatch.delenv(tools.VARIABLE, raising=False)
    assert not cache_folder().is_relative_to(repo)
    monkeypatch.setenv(tools.VARIABLE, str(tmp_path))
    assert cache_folder() == tmp_path
