"""The search benchmark, run whole on very few plans."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser


def test_ours_on_three_plans(repo: Path, tmp_path: Path) -> None:
    into = tmp_path / "search.json"
    command = [sys.executable, "-m", "benchmarks", "search", "3", "--runs", "1", "--queries", "1"]
    done = subprocess.run(
        [*command, "--engines", "ours", "--into", str(into)],
        cwd=repo,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(into.read_text("utf-8"))
    (row,) = found["rows"]
    assert row["engine"] == "ours"
    assert row["quality"]["unquoted"] == {"recall": 1, "precision": 1, "ndcg": 1}
    assert row["quality"]["quoted"] == {"recall": 1, "precision": 1, "ndcg": 1}
    for server in ("gzip", "plain"):
        assert row[server]["cold"]["bytes"] > 0
        assert row[server]["warm"]["bytes"] > 0
        assert row[server]["cold"]["requests"] > 3
        assert row[server]["cold"]["longest"] > 0
    assert row["plain"]["cold"]["bytes"] > row["gzip"]["cold"]["bytes"]


def test_a_few_intents_of_each_set(repo: Path, tmp_path: Path) -> None:
    into = tmp_path / "intents.json"
    command = [sys.executable, "-m", "benchmarks", "intents", "--no-peer", "--most", "9"]
    subprocess.run([*command, "--into", str(into)], cwd=repo, capture_output=True, check=True)
    sets = json.loads(into.read_text("utf-8"))["sets"]
    assert list(sets) == ["fresh", "tuned"]
    for found in sets.values():
        assert found["count"] == len(found["each"]) == 9
        assert found["ours"]["ndcg"] > 0
