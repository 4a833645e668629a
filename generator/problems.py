"""What is wrong with the input, as values: where, how bad, and which message says what to do.

In: nothing. Out: `Span`, `Severity`, `Problem`. Not its business: wording (see `messages`) and printing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.portable import Choice, portable


@portable
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a source file. Lines and columns count from 1; columns are in characters."""

    path: str = ""
    """Relative to the content folder, with forward slashes; empty for a problem of the whole site."""
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Severity(Choice):
    """How bad a problem is."""

    ERROR = "error"
    """Nothing is published until it is resolved."""
    WARNING = "warning"
    """Published, but someone should look."""
    NOTE = "note"
    """What the program did or read by itself; worth knowing."""


@portable
@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `code` names its message in the catalogue; `values` fill the message's places."""

    at: Span
    code: str
    severity: Severity = Severity.ERROR
    values: tuple[tuple[str, str], ...] = ()


def problem(
    code: str, at: Span, severity: Severity = Severity.ERROR, /, **values: object
) -> Problem:
    """Return a Problem; the values become text, cut where very long, in the order of their names."""
    return Problem(at, code, severity, tuple(sorted((k, _short(v)) for k, v in values.items())))


_LONGEST = 160
"""Characters of a value; a message that quotes more is not read."""


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems sorted by place, then code, without repetitions."""
    return tuple(sorted(set(problems), key=lambda p: (p.at, p.code, p.values)))
