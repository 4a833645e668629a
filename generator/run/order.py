"""What is asked of a build, and how it ended.

In: nothing. Out: `Order`, `Known`, `Outcome`, `Refusal`: values that the commands and the build share.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from generator.disk.memo import Store
from generator.disk.sources import Inputs
from generator.disk.stamps import Stamps
from generator.problems import Problem
from generator.recall import Recall, anew
from generator.run.settings import Settings
from generator.run.standing import Standing


class Refusal(Exception):
    """What was asked for cannot be done: `key` names a message of the command line, `status` the exit status."""

    def __init__(self, key: str, status: int = 2, /, **values: object) -> None:
        """Remember which message, and what fills it."""
        super().__init__(key)
        self.key = key
        self.status = status
        self.values = values


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Where a build reads and writes."""

    content: Path
    templates: Path
    output: Path
    cache: Path
    settings: Settings
    fresh: bool = False


@dataclass(slots=True)
class Known:
    """What is known from earlier builds, and what is learned in this one."""

    store: Store
    stamps: Stamps
    recall: Recall = anew
    standing: Standing = field(default_factory=Standing)
    changed: Collection[str] | None = None
    """Where on disk something may have changed since the last build; None for anywhere."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a build did."""

    plans: int = 0
    tasks: int = 0
    written: int = 0
    kept: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a build ended."""

    is_written: bool
    problems: tuple[Problem, ...]
    harmless: frozenset[str] = frozenset()
    """Paths of drafts: their problems keep nothing from being published."""
    counts: Counts = Counts()
    inputs: Inputs | None = None
    is_made: bool = True
    """Whether anything was made; else there was nothing to do, and what the build before made still holds."""
