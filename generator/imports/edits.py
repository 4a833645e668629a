"""Changing a text while its lines in the source stay known.

In: a Text and what to put where. Out: a new Text. Columns become approximate, lines never do.
"""

import re
from collections.abc import Callable, Sequence

from generator.model.manuscript import Text

Edit = tuple[int, int, str]
"""Start, end and replacement."""

MOST_MARKS = 50
"""More lines than a paragraph has; keeps looking up a place cheap on hostile text."""


def edited(text: Text, edits: Sequence[Edit]) -> Text:
    """Return `text` with each span replaced; the edits are in order and do not overlap."""
    if not edits:
        return text
    pieces: list[str] = []
    moved: list[tuple[int, int, int]] = []
    marks = list(text.marks)
    end, shift = 0, 0
    for start, stop, replacement in [*edits, (len(text.value), len(text.value), "")]:
        while marks and marks[0][0] <= start:
            offset, line, column = marks.pop(0)
            moved.append((offset + shift if offset >= end else end + shift, line, column))
        pieces += [text.value[end:start], replacement]
        shift += len(replacement) - (stop - start)
        end = stop
    return Text("".join(pieces), text.path, tuple(moved)).cut(0)


def replaced(
    text: Text, pattern: re.Pattern[str], to: str | Callable[[re.Match[str]], str]
) -> Text:
    """Return `text` with every match of `pattern` replaced."""
    change = to if callable(to) else (lambda _: to)
    found = pattern.finditer(text.value)
    return edited(text, [(m.start(), m.end(), change(m)) for m in found])


def line_of(text: Text) -> int:
    """Return the line of the source where a text begins."""
    return text.at.line
