"""What the import did, line by line.

In: nothing. Out: `Action`, `Entry`. Wording is `messages`'s business: an entry's code names a message there.
"""

from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """What was done with a piece of the source."""

    TAKEN = "taken"
    """Became a field of the plan."""
    REPAIRED = "repaired"
    """Was mended; the meaning cannot have changed."""
    GUESSED = "guessed"
    """Was concluded from something else; an editor should look."""
    DROPPED = "dropped"
    """Is not in the draft."""
    PROBLEM = "problem"
    """Needs an editor."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the import's report."""

    action: Action
    code: str
    """Names a message in the catalogue of problems; `values` fill its places."""
    line: int
    """In the source file."""
    values: tuple[tuple[str, str], ...] = ()


def entry(action: Action, code: str, line: int, /, **values: object) -> Entry:
    """Return an Entry; the values become text and are kept in the order of their names."""
    return Entry(action, code, line, tuple(sorted((k, str(v)) for k, v in values.items())))
