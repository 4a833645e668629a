"""Small line charts as numbers: where points, line and marks of the axes stand in an SVG.

In: (year, value) pairs and the scales that charts of one page share. Out: a `Chart` of whole numbers and texts.
Not its business: words, colours, the table beside the chart, which holds every number of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.portable import portable
from generator.show.numbers import number_text

WIDTH, HEIGHT = 320, 132
_LEFT, _RIGHT, _TOP, _BOTTOM = 22, 298, 34, 100
"""Where the plot stands: room for a number above its points, and for years below."""
_DIGITS = 12
"""Numbers beyond so many digits are slips; they are in the table, not in the chart."""


@dataclass(frozen=True, slots=True)
class Scales:
    """What the first and the last year, the least and the greatest value of all charts of a page are."""

    first: int
    last: int
    least: Decimal
    greatest: Decimal


@portable
@dataclass(frozen=True, slots=True)
class Dot:
    """A value; `text` stands above the first and the last one."""

    x: int
    y: int
    text: str
    anchor: str
    """start, middle or end: on which side of the dot the text has room."""


@portable
@dataclass(frozen=True, slots=True)
class Chart:
    """What a small chart draws."""

    dots: tuple[Dot, ...]
    line: str
    """The points of a polyline through the years with one value; empty where there are fewer than two."""
    first: str
    last: str
    """The years at both ends of the axis; the second is empty where there is one year."""


def is_drawable(value: Decimal) -> bool:
    """Return whether a number can stand in a chart."""
    return value.is_finite() and abs(value.adjusted()) < _DIGITS


def scales_of(points: Iterable[tuple[int, Decimal]]) -> Scales:
    """Return the scales that hold all points."""
    years, values = zip(*points, strict=True)
    return Scales(min(years), max(years), min(values), max(values))


def chart_of(points: Sequence[tuple[int, Decimal]], scales: Scales) -> Chart:
    """Return the chart of one line, its points in the order of years."""
    years = [year for year, _ in points]
    single = [(year, value) for year, value in points if years.count(year) == 1]
    ends = {0, len(points) - 1}
    return Chart(
        dots=tuple(
            Dot(
                _x(year, scales),
                _y(value, scales),
                number_text(value) if n in ends else "",
                _anchor(_x(year, scales)),
            )
            for n, (year, value) in enumerate(points)
        ),
        line=" ".join(f"{_x(y, scales)},{_y(v, scales)}" for y, v in single)
        if len(single) > 1
        else "",
        first=str(scales.first),
        last=str(scales.last) if scales.last > scales.first else "",
    )


def _x(year: int, scales: Scales) -> int:
    span = scales.last - scales.first
    return (
        (_LEFT + _RIGHT) // 2
        if not span
        else _LEFT + (_RIGHT - _LEFT) * (year - scales.first) // span
    )


def _y(value: Decimal, scales: Scales) -> int:
    span = scales.greatest - scales.least
    return (
        (_TOP + _BOTTOM) // 2
        if not span
        else _BOTTOM - int((_BOTTOM - _TOP) * (value - scales.least) / span)
    )


def _anchor(x: int) -> str:
    return "start" if x < WIDTH // 4 else "end" if x > WIDTH * 3 // 4 else "middle"
