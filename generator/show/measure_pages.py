"""Targets compared: a page for what several plans set targets for, and the list of these pages.

In: a Site and its rows. Out: `Sheaf`s. What belongs together was decided in `link.measures`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from generator.model.plan import Target
from generator.model.site import Measure, Reading, Site
from generator.portable import portable
from generator.recall import Recall, gist, renewed
from generator.show.charts import Chart, Scales, chart_of, is_drawable, scales_of
from generator.show.listed import Rows
from generator.show.numbers import number_text
from generator.show.outline import Outline, Sheaf, lone
from generator.show.paging import Pager, Slice, slices
from generator.show.rows import Figure, Link, PlanRow, TaskRow, figure_of
from generator.urls import MEASURES, measure_url, readings_url, unit_url

_INDEX = 4
"""An entry of the index is two short lines, so its pages hold that many times more."""


@portable
@dataclass(frozen=True, slots=True)
class Aim:
    """A target in a series."""

    year: str
    figure: Figure
    change: str
    """The difference from the year before it in the series, with its sign; "" where it cannot be told."""
    task: Link
    plan: str


@portable
@dataclass(frozen=True, slots=True)
class Series:
    """The targets of one issuer."""

    issuer: Link
    chart: tuple[Chart, ...]
    """None or one."""
    aims: tuple[Aim, ...]


@portable
@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared, between which years, by how many."""

    measure: Link
    unit: str
    first: str
    last: str
    issuers: int
    targets: int


@portable
@dataclass(frozen=True, slots=True)
class MeasureView:
    """A page of targets that measure the same."""

    about: Compared
    series: tuple[Series, ...]
    sheet: str
    """The address of all that is compared as a table."""
    pager: Pager


@portable
@dataclass(frozen=True, slots=True)
class ReadingsView:
    """All that is compared, as a table: what the pages show."""

    pages: tuple[MeasureView, ...]


@portable
@dataclass(frozen=True, slots=True)
class MeasuresView:
    """A page of the list of measures."""

    entries: tuple[Compared, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class _Shown:
    """What one page of a measure is made of."""

    id: str
    entry: Compared
    scales: Scales | None
    part: Slice[Reading]
    rows: tuple[tuple[TaskRow, PlanRow], ...]
    """Of each reading."""


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages of a measure, and what they were made of."""

    shown: Sequence[_Shown]
    outlines: tuple[Outline, ...]
    """The pages, then the table."""


def measures(site: Site, rows: Rows, recall: Recall) -> Iterator[Sheaf]:
    """Yield the list of measures, those with most targets first, and the pages of each."""
    if not site.measures:
        return
    size = site.config.page_size
    own = {measure.id: measure for measure in site.measures}
    entries = gist(recall, "measure entries", (own,), None, lambda key: _entry(own[key]))
    index = recall("measures listed", entries, size, lambda: [*_index(entries.values(), size)])
    yield lone(recall, "index of measures", index)

    made = renewed(
        recall,
        "pages of measures",
        (own,),
        size,
        lambda key, before: _pages(own[key], size, rows, before),
    )
    yield "measures", recall.later("measure pages", (made,), None, lambda k: made[k].outlines)


def _pages(measure: Measure, size: int, rows: Rows, before: "_Pages | None") -> "_Pages":
    """Return the pages of a measure; one that shows what it showed is the very same."""
    entry, scales = _entry(measure), _scales(measure)
    shown = [
        _Shown(
            measure.id,
            entry,
            scales,
            part,
            tuple((rows.task(r.ref), rows.plans[r.ref.plan]) for r in part.rows),
        )
        for part in slices(entry.measure.address, measure.readings, size)
    ]
    known = before.shown if before else ()
    outlines = (
        before.outlines[n]
        if before and n < len(known) and known[n] == each
        else Outline(each.part.address, "pages/measure.html.j2", _measure(each))
        for n, each in enumerate(shown)
    )
    pages = tuple(outlines)
    table = ReadingsView(tuple(each.view for each in pages if isinstance(each.view, MeasureView)))
    return _Pages(
        shown, (*pages, Outline(readings_url(measure.id), "pages/readings.csv.j2", table))
    )


def _index(entries: Iterable[Compared], size: int) -> Iterator[Outline]:
    for part in slices(MEASURES, sorted(entries, key=lambda e: -e.targets), size * _INDEX):
        view = MeasuresView(part.rows, part.pager)
        yield Outline(part.address, "pages/measures.html.j2", view)


def _entry(measure: Measure) -> Compared:
    years = [reading.year for reading in measure.readings]
    return Compared(
        measure=Link(measure.name, measure_url(measure.id)),
        unit=measure.unit,
        first=str(min(years)),
        last=str(max(years)),
        issuers=len({reading.issuer.id for reading in measure.readings}),
        targets=len(measure.readings),
    )


def _scales(measure: Measure) -> Scales | None:
    """Return the scales that all charts of the measure share; None where nothing can be drawn."""
    drawn = [(r.year, value) for r in measure.readings for value in _values(r)]
    return scales_of(drawn) if drawn else None


def _measure(shown: _Shown) -> MeasureView:
    readings = zip(shown.part.rows, shown.rows, strict=True)
    groups = groupby(readings, key=lambda each: each[0].issuer.id)
    return MeasureView(
        about=shown.entry,
        series=tuple(_series(tuple(group), shown.scales) for _, group in groups),
        sheet=readings_url(shown.id),
        pager=shown.part.pager,
    )


def _values(reading: Reading) -> tuple[Decimal, ...]:
    """Return what a chart draws of a target: its value, or both ends of its range."""
    ends = (reading.target.value, reading.target.upper)
    return tuple(value for value in ends if value is not None and is_drawable(value))


def _series(
    shown: tuple[tuple[Reading, tuple[TaskRow, PlanRow]], ...], scales: Scales | None
) -> Series:
    readings = tuple(reading for reading, _ in shown)
    issuer = readings[0].issuer
    drawn = [(r.year, value) for r in readings for value in _values(r)]
    return Series(
        issuer=Link(issuer.name, unit_url(issuer.id)),
        chart=(chart_of(drawn, scales),) if scales and drawn else (),
        aims=tuple(_aim(readings, n, *rows) for n, (_, rows) in enumerate(shown)),
    )


def _aim(readings: Sequence[Reading], n: int, task: TaskRow, plan: PlanRow) -> Aim:
    reading = readings[n]
    return Aim(
        year=str(reading.year),
        figure=figure_of(reading.target),
        change=_change(readings, n),
        task=Link(task.title, task.address),
        plan=plan.title,
    )


def _change(readings: Sequence[Reading], n: int) -> str:
    """Return the difference from the target before; "" where one of both years has several targets, or a range."""
    near = readings[max(n - 2, 0) : n + 2]
    years = [reading.year for reading in near]
    if n == 0 or any(years.count(reading.year) > 1 for reading in readings[n - 1 : n + 1]):
        return ""
    return difference(readings[n - 1].target, readings[n].target)


def difference(old: Target, new: Target) -> str:
    """Return how far a target moved: +2.5, −1, 0; "" where either is a range or no number."""
    if old.upper is not None or new.upper is not None:
        return ""
    if not (is_drawable(old.value) and is_drawable(new.value)):
        return ""
    moved = new.value - old.value
    sign = "+" if moved > 0 else "−" if moved < 0 else ""
    return f"{sign}{number_text(abs(moved))}"
