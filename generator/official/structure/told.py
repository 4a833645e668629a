"""Measures told inside a paragraph: 一是…；二是…, 1.…；2.…, （1）…（2）…, ①…②.

In: the paragraphs of a task that has no measures of its own. Out: the measures, their text at its place; the
paragraphs stay as they are. Not its business: measures on lines of their own (see `tree`).
"""

import re
from collections.abc import Iterator, Sequence

from generator.model.manuscript import Measure, Text
from generator.official.structure.numbering import MEASURES, Depth, Mark, mark_of

Placed = tuple[int, Mark]

_KINDS = MEASURES | {Depth.ARABIC, Depth.BRACKETED_HAN}
_PLACE = (
    r"\s?(?=[一二三四五六七八九十]{1,2}[是要]|第[一二三四五六七八九十]{1,2}[，,]|[（(][0-9０-９一二三四五六七八九十]|"
    r"[0-9０-９]{1,2}(?:[.．、]|[）)])|[①-⑳⑴-⒛])"
)
_FIRST_PLACE = re.compile(_PLACE)
_LATER_PLACE = re.compile(f"[。；;：:，,）)]{_PLACE}")
_SECOND = re.compile(
    r"[二2２②⑵⒉](?:(?<=第二)|(?<=二)(?:[是要]|\s?[）)])|(?<=[2２])\s?[.．、）)]|(?<=[.．][2２])|(?<=[②⑵⒉]))"
)
"""A second mark: what has none tells no measures."""
_NEAR = 14
"""Characters that a mark and what makes it one may take."""
_LEAST = 2


def told_in(paragraphs: Sequence[Text]) -> tuple[Measure, ...]:
    """Return the measures of the first paragraph that counts at least two from one; () where none does."""
    return next((found for text in paragraphs if (found := _told(text))), ())


def _told(text: Text) -> tuple[Measure, ...]:
    if not _SECOND.search(text.value):
        return ()
    marks = _series(tuple(_marks(text.value)))
    if not marks:
        return ()
    ends = [*(start for start, _ in marks[1:]), _end(text.value, marks[-1][0])]
    return tuple(
        Measure(mark=mark.printed, text=text.cut(start + mark.end, end))
        for (start, mark), end in zip(marks, ends, strict=True)
    )


def _marks(value: str) -> Iterator[Placed]:
    first = _FIRST_PLACE.match(value)
    for place in (*((first,) if first else ()), *_LATER_PLACE.finditer(value)):
        mark = mark_of(value[place.end() : place.end() + _NEAR])
        if mark is not None and mark.depth in _KINDS:
            yield place.end(), mark


def _series(marks: Sequence[Placed]) -> tuple[Placed, ...]:
    """Return the marks of the first kind that counts from one to two and on."""
    for rank in dict.fromkeys(mark.rank for _, mark in marks):
        counted: list[Placed] = []
        for place, mark in marks:
            if mark.rank == rank and mark.value == len(counted) + 1:
                counted.append((place, mark))
        if len(counted) >= _LEAST:
            return tuple(counted)
    return ()


def _end(value: str, start: int) -> int:
    """Return where the last measure ends: at its full stop, in front of a clause about units."""
    stop = value.find("。", start)
    return len(value) if stop < 0 else stop + 1
