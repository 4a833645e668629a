"""Formatter, linter and type checker are part of the suite: their findings are failures."""

import subprocess
import sys
from pathlib import Path

import pytest

CHECKED = ("generator", "build.py", "tests", "benchmarks")


@pytest.mark.parametrize(
    "command",
    ["ruff check --no-fix .", "ruff format --check .", "mypy"],
    ids=lambda c: c[:11].strip(),
)
def test_style(repo: Path, command: str) -> None:
    paths = [name for name in CHECKED if (repo / name).exists()] if command == "mypy" else []
    done = subprocess.run(
        [sys.executable, "-m", *command.split(), *paths],
        cwd=repo,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        pytest.fail(f"{command}\n{done.stdout}{done.stderr}", pytrace=False)
