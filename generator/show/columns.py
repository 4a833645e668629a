"""What the columns of a table are, and what they need.

In: the names of the columns and the lines of each cell. Out: of each column what it is to its row, and how wide it is
where all of its cells are short. The others share what is left, so a running number takes no room from a name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.forms.inline import plain
from generator.portable import portable

Cells = tuple[tuple[str, ...], ...]
"""A row: the lines of each of its cells."""

_WIDTHS = (("few", 3.0), ("some", 6.5))
"""Classes of narrow columns, and how many characters their cells hold: as wide as the style sheet makes them."""
_EDGES = 0.65
"""What a cell adds on both sides, in characters."""
_LEAST = 3.0
"""Characters that any column needs."""
_ROOM = {True: 28.0, False: 11.0}
"""Characters on a line in the largest type, where it is narrowest: cards become a table from 768 px on, others are one
at 320."""
_LATIN = 0.56
"""The width of a figure or a letter beside that of a Chinese character."""
_HEADS = 2
"""A longer name of a column may take so many lines."""


@portable
@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    role: str = ""
    """number: it counts the rows; name: it says what its row is about."""
    width: str = ""
    """A class of the style sheet where all of its cells are short."""


def columns_of(names: Sequence[str], rows: Sequence[Cells], are_cards: bool) -> tuple[Column, ...]:
    """Return the columns."""
    needs = [_need(name, [row[n] for row in rows]) for n, name in enumerate(names)]
    return tuple(map(Column, names, _roles(names, rows), _widths(needs, _ROOM[are_cards])))


def _widths(needs: Sequence[float], room: float) -> Sequence[str]:
    """Return the classes of columns; none that would leave the others less than they need."""
    for _, most in reversed(_WIDTHS):
        widths = [_width(need, most) for need in needs]
        if sum(_characters(width) + _EDGES for width in widths) <= room:
            return widths
    return [""] * len(needs)


def _need(name: str, cells: Sequence[tuple[str, ...]]) -> float:
    """Return how many characters wide a column is, so that no line of its cells breaks."""
    longest = max((_long(plain(line)) for cell in cells for line in cell), default=0.0)
    head = _long(name)
    return max(longest, head if head <= _characters("some") else head / _HEADS)


def _long(text: str) -> float:
    return sum(_LATIN if char < "\u2000" else 1.0 for char in text)


def _width(need: float, most: float) -> str:
    """Return the class of the narrowest columns that hold so many characters; "" where none up to `most` does."""
    return next((name for name, limit in _WIDTHS if need <= limit <= most), "")


def _characters(width: str) -> float:
    """Return how many characters a column of this class holds at least."""
    return dict(_WIDTHS).get(width, _LEAST)


def _roles(names: Sequence[str], rows: Sequence[Cells]) -> Iterator[str]:
    """Yield what each column is to its row."""
    columns = [["".join(row[n]).strip() for row in rows] for n in range(len(names))]
    has_numbers = bool(rows) and len(names) > 1 and _counts(names[0], columns[0])
    for n, cells in enumerate(columns):
        if has_numbers and n == 0:
            yield "number"
        elif n == has_numbers and cells and all(cells) and len(set(cells)) == len(cells):
            yield "name"
        else:
            yield ""


def _counts(name: str, cells: Sequence[str]) -> bool:
    """Return whether a column is a mere running number."""
    return name == "序号" or [re.sub(r"\D+$", "", cell) for cell in cells] == [
        str(n) for n in range(1, len(cells) + 1)
    ]
