"""Whether the numbers of parts and tasks follow one another.

In: the body of a manuscript. Out: a warning for each gap and each repetition. Not its business: which
lines are parts or tasks. Numbers may run on across parts or begin again in each (both are usual: in
120 real documents 44 ran on, 76 began again).
"""

from collections.abc import Iterator, Sequence

from generator.model.manuscript import Item, Part
from generator.official.figures.numerals import from_chinese, from_digits
from generator.official.structure.numbering import Depth, mark_of
from generator.problems import Problem, Severity, Span, problem

Counted = tuple[int, int, str, Span]
"""The series that a number belongs to (lower ones stand above), its value, as printed, and where."""


def number_problems(body: Sequence[Part | Item]) -> Iterator[Problem]:
    """Yield a warning for each number that is left out or stands twice in its series."""
    last: dict[int, int] = {}
    begun: set[int] = set()
    for element in body:
        for series, value, printed, at in _counted(element):
            before = last.get(series, 0)
            begins_again = value == 1 and series not in begun
            if printed and value != before + 1 and not begins_again:
                yield _fault(value, before, printed, at)
            last[series] = value
            begun = {s for s in begun if s < series} | {series}


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
            yield mark.depth, mark.value, "", paragraph.at


def _series(element: Part | Item) -> int:
    """Return the series by the kind of mark: （一） may be a task and （二） a part beside it."""
    mark = mark_of(f"{element.mark}文")
    if mark:
        return mark.depth
    return element.level if isinstance(element, Part) else Depth.ARABIC


def _value(element: Part | Item) -> int | None:
    if not element.number or "." in element.number:
        return None
    mark = mark_of(f"{element.mark}文") if element.mark else None
    if mark and mark.value is not None:
        return mark.value
    digits = from_digits(element.number)
    return digits if digits is not None else from_chinese(element.number)
