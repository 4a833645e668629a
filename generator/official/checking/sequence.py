"""Whether the numbers of parts and tasks follow one another.

In: the body of a manuscript. Out: a warning for each gap and each repetition. Not its business: which
lines are parts or tasks. Numbers may run on across parts or begin again in each (both are usual: in
120 real documents 44 ran on, 76 began again).
"""

from collections.abc import Iterator, Sequence

from generator.model.manuscript import Item, Part
from generator.official.figures.numerals import from_chinese, from_digits
from generator.official.structure.numbering import (
    RANKS_OF_A_DEPTH,
    Depth,
    mark_of,
    mark_of_number,
)
from generator.problems import Problem, Severity, Span, problem

Series = tuple[int, str]
"""How deep a mark stands (lower ones stand above) and, of 3.3.1, the 3.3 that it counts in."""
Counted = tuple[Series, int, str, Span]
"""The series that a number belongs to, its value, as printed, and where."""


def number_problems(body: Sequence[Part | Item]) -> Iterator[Problem]:
    """Yield a warning for each number that is left out or stands twice in its series."""
    last: dict[Series, int] = {}
    begun: set[Series] = set()
    for element in body:
        for series, value, printed, at in _counted(element):
            before = last.get(series, 0)
            begins_again = value == 1 and series not in begun
            if printed and value != before + 1 and not begins_again:
                yield _fault(value, before, printed, at)
            last[series] = value
            begun = {s for s in begun if s[0] < series[0]} | {series}


def _fault(value: int, before: int, printed: str, at: Span) -> Problem:
    if value == before:
        return problem("number-repeated", at, Severity.WARNING, number=printed)
    return problem("number-gap", at, Severity.WARNING, number=printed, expected=before + 1)


def _counted(element: Part | Item) -> Iterator[Counted]:
    """Yield the element's own number, then, unprinted, those of paragraphs that are no tasks.

    Past results below a part are numbered as the tasks are, and the tasks may run on from them.
    """
    value = _value(element)
    if value is not None:
        yield _series(element), value, element.mark or element.number, element.title.at
    for paragraph in element.text if isinstance(element, Part) else ():
        mark = mark_of(paragraph.value)
        if mark and mark.value is not None and mark.depth <= Depth.ARABIC:
            yield (mark.rank, mark.above), mark.value, "", paragraph.at


def _series(element: Part | Item) -> Series:
    """Return the series by the kind of mark: （一） may be a task and （二） a part beside it."""
    mark = mark_of_number(element.mark)
    if mark:
        return mark.rank, mark.above
    depth = element.level if isinstance(element, Part) else Depth.ARABIC
    return depth * RANKS_OF_A_DEPTH, ""


def _value(element: Part | Item) -> int | None:
    if not element.number:
        return None
    mark = mark_of_number(element.mark) if element.mark else None
    if mark and mark.value is not None:
        return mark.value
    digits = from_digits(element.number)
    return digits if digits is not None else from_chinese(element.number)
