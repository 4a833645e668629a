"""Reads the data files of the tests of targets and deadlines: a new case is a new line or file."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from generator.model.plan import Deadline, Target

CASES = Path(__file__).parent / "cases"


def cases(folder: str, *, without: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """Return all cases below a folder, in order of their files' names."""
    files = [f for f in sorted((CASES / folder).glob("*.yaml")) if f.stem not in without]
    return [case for file in files for case in yaml.safe_load(file.read_text("utf-8"))]


def _printed(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def target_line(target: Target) -> str:
    """Return a target as the data files write it."""
    value = "—".join(filter(None, (_printed(target.value), _printed(target.upper))))
    line = f"{target.comparator} {value} {target.unit} | {target.subject}"
    return f"{line} | {target.year}" if target.year else line


def deadline_line(deadline: Deadline) -> str:
    """Return a deadline as the data files write it."""
    return f"{deadline.kind} {deadline.value} | {deadline.text}"
