"""Brackets of official text, of any kind and however paired: （…） 〔…) 【…】.

In: text. Out: where bracketed pieces stand. Not its business: what is in them.
"""

import re
from collections.abc import Iterator

OPENING, CLOSING = "（(〔[【﹝", "）)〕]】﹞"
_BRACKET = re.compile(f"[{re.escape(OPENING + CLOSING)}]")
_DEEPEST = 2
"""Real clauses hold one more bracket at most (各县（市、区））; deeper ones are left alone, to stay linear."""

Range = tuple[int, int]


def groups_in(value: str, longest: int) -> tuple[Range, ...]:
    """Return the bracketed pieces, brackets included, by their start: outer before inner.

    A bracket that is never closed reaches to the next full stop or the end.
    """
    found = [
        (start, end)
        for start, end, height in _paired(value)
        if height <= _DEEPEST and end - start <= longest
    ]
    return tuple(sorted(found))


def is_closed(value: str, at: Range) -> bool:
    """Return whether a piece from `groups_in` ends with its bracket."""
    return at[1] - at[0] > 1 and value[at[1] - 1] in CLOSING


def _paired(value: str) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and height (brackets inside one another) of each piece."""
    waiting: list[int] = []
    heights: list[int] = []
    for found in _BRACKET.finditer(value):
        offset, character = found.start(), found[0]
        if character in OPENING:
            waiting.append(offset)
            heights.append(0)
        elif character in CLOSING and waiting:
            start, height = waiting.pop(), heights.pop()
            yield start, offset + 1, height
            if heights:
                heights[-1] = max(heights[-1], height + 1)
    if waiting:
        yield waiting[-1], _stop(value, waiting[-1]), heights[-1]


def _stop(value: str, start: int) -> int:
    found = value.find("。", start)
    return len(value) if found < 0 else found
