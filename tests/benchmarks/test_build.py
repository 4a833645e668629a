"""The build benchmark: costs are measured of everything that runs, and the projects are there."""

import json
import sys
from pathlib import Path
from subprocess import CalledProcessError

import pytest

from benchmarks.build import preview
from benchmarks.build.measure import measured, row_of
from benchmarks.build.process import PROC, cost_of
from benchmarks.build.projects import PROJECTS, front
from benchmarks.corpus.plans import plan, plans
from benchmarks.tools import Absent

HOLD = "x = bytearray(60_000_000); import time; time.sleep(0.4)"
CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLD!r}])"


@pytest.mark.skipif(not PROC.is_dir(), reason="only Linux says what its processes hold")
@pytest.mark.parametrize("script", [HOLD, CHILD])
def test_cost_counts_what_a_command_starts(tmp_path: Path, script: str) -> None:
    cost = cost_of([[sys.executable, "-c", script]] * 2, tmp_path)
    assert cost.seconds > 0.8
    assert cost.bytes > 60_000_000


SHARED = """
import mmap, os, time
held = mmap.mmap(-1, 60_000_000)
held[::4096] = bytes(len(range(0, len(held), 4096)))
for _ in range(2):
    os.fork() or (held[::4096], time.sleep(1), os._exit(0))
os.wait(), os.wait()
"""


@pytest.mark.skipif(not (PROC / "self/smaps_rollup").exists(), reason="needs its PSS")
def test_what_processes_share_counts_once(tmp_path: Path) -> None:
    cost = cost_of([[sys.executable, "-c", SHARED]], tmp_path)
    assert 60_000_000 < cost.bytes < 2 * 60_000_000


def test_a_build_that_fails_is_no_figure(tmp_path: Path) -> None:
    with pytest.raises(CalledProcessError):
        cost_of([[sys.executable, "-c", "raise SystemExit(3)"]], tmp_path)


def test_an_absent_peer_is_a_row(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def absent(*_: object) -> None:
        raise Absent("hugo: no network")

    monkeypatch.setitem(PROJECTS, "hugo", absent)
    row = row_of("hugo", [], tmp_path, 1)
    assert row == {"plans": 0, "engine": "hugo", "absent": "hugo: no network"}


def test_front_matter_is_json() -> None:
    lines = front(plan(3), layout="a.njk").splitlines()
    assert lines[0] == lines[-1] == "---"
    assert json.loads(lines[1])["layout"] == "a.njk"


def test_ours_on_two_plans() -> None:
    said: list[str] = []
    (row,) = measured([2], 1, ("ours",), said.append)["rows"]
    assert row["plans"] == len(list(plans(2)))
    assert row["cold"]["seconds"] > row["again"]["seconds"] > 0
    assert row["output"]["files"] > 50
    assert said[0] == "ours, 2 plans"


def test_an_edit_shows_in_our_preview() -> None:
    (row,) = preview.measured([2], 2, ("ours",), lambda said: None)["rows"]
    assert 0 < row["page"] <= row["all"]
    assert len(row["each"]) == 2
