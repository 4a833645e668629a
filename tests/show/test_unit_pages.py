"""What a unit's page has besides its lists: dates ahead, partners, a table and a calendar to take away."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.plan import Deadline, DeadlineKind
from generator.model.registers import Unit
from generator.model.site import Site
from generator.official.figures.last_days import last_day
from generator.recall import anew
from generator.show.due_view import SHOWN
from generator.show.list_views import UnitView
from generator.show.listed import rows_of
from generator.show.pages import Page, pages_of
from generator.show.render import render_page
from generator.show.sheets import csv_line, ics_line
from generator.show.together import Together, TogetherView, partners, together_of
from tests.show.loading import templates
from tests.show.sample import PAYLOAD, linked_plan, sample_site


def page(address: str) -> Page:
    return next(page for page in pages_of(sample_site()) if page.address == address)


def text(address: str) -> str:
    result = render_page(templates(), page(address))
    assert result.value is not None, result.problems
    return result.value.data.decode()


def unfolded(calendar: str) -> list[tuple[str, str]]:
    """Return the properties of a calendar, as any reader takes them."""
    lines = calendar.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    return [(name, value) for name, _, value in (line.partition(":") for line in lines)]


@pytest.mark.parametrize(
    ("kind", "value", "day"),
    [
        (DeadlineKind.DATE, "2025-06-01", "2025-06-01"),
        (DeadlineKind.MONTH, "2024-02", "2024-02-29"),
        (DeadlineKind.MONTH, "2024-13", ""),
        (DeadlineKind.YEAR, "2025", "2025-12-31"),
        (DeadlineKind.HALF, "2025-H1", "2025-06-30"),
        (DeadlineKind.YEARLY, "", ""),
        (DeadlineKind.ONGOING, "", ""),
    ],
)
def test_the_last_day(kind: DeadlineKind, value: str, day: str) -> None:
    assert last_day(Deadline(kind=kind, value=value)) == day


def test_terms_stand_between_the_months_around_them() -> None:
    spring, autumn = (
        last_day(Deadline(kind=DeadlineKind.TERM, value=value))
        for value in ("2022-spring", "2022-autumn")
    )
    assert "2022-07-31" < spring < "2022-08-01"
    assert "2022-12-31" < autumn < "2023-01-01"


def test_dates_ahead_are_those_of_the_newest_year() -> None:
    view = page("units/u6/").view  # leads t3 (a term of 2022) in the plans of 2021 to 2023
    assert isinstance(view, UnitView)
    shown = [row.due.end for group in view.due for row in group.rows]
    assert shown == sorted(shown)
    assert all(end >= "2023" for end in shown)
    assert len(shown) <= SHOWN


def test_a_calendar_holds_every_day_once_and_folds_between_characters() -> None:
    calendar = text("units/u7/deadlines.ics")
    assert all(len(line.encode()) <= 75 for line in calendar.split("\r\n"))
    found = unfolded(calendar)
    assert found[0] == ("BEGIN", "VCALENDAR")
    assert found[-1] == ("END", "VCALENDAR")
    ids = [value for name, value in found if name == "UID"]
    assert len(ids) == len(set(ids)) > 0
    assert {name for name, _ in found} >= {"DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY", "PRODID"}
    assert ("DTSTART;VALUE=DATE", "20251231") in found


def test_a_table_has_every_task_and_runs_nothing() -> None:
    sheet = text("units/u0/tasks.csv")
    assert sheet.startswith("\ufeff规划,")
    rows = list(csv.reader(io.StringIO(sheet.removeprefix("\ufeff"), newline="")))
    view = page("units/u0/").view
    assert isinstance(view, UnitView)
    assert len(rows) == 1 + view.lead_total + view.cooperating_total
    assert {len(row) for row in rows} == {13}
    assert PAYLOAD in {
        cell for row in csv.reader(io.StringIO(text("units/x/tasks.csv"))) for cell in row
    }


@given(st.lists(st.text(max_size=20), min_size=2, max_size=4))
def test_any_cells_come_back(cells: list[str]) -> None:
    (row,) = csv.reader(io.StringIO(str(csv_line(cells)), newline=""))
    assert len(row) == len(cells)
    assert not any(cell[:1] in set("=+-@") for cell in row)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1"])
def test_a_formula_stays_text(cell: str) -> None:
    (row,) = csv.reader(io.StringIO(str(csv_line([cell, "x"])), newline=""))
    assert row[0].startswith("'")


@given(st.text(max_size=200))
def test_any_text_fits_a_calendar(value: str) -> None:
    line = str(ics_line("SUMMARY", value))
    assert line.endswith("\r\n")
    pieces = line.removesuffix("\r\n").split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert "\r" not in "".join(pieces)
    assert "\n" not in "".join(pieces)


def who_works_with_whom(site: Site) -> Together:
    """Return which units share tasks."""
    return together_of(site, rows_of(site).own, lambda own: own.shared(), anew)


def test_partners_are_counted_by_who_leads() -> None:
    together = who_works_with_whom(sample_site(linked_plan(2022)))
    first = partners(together, together.shared["u0"])
    assert [p.tasks for p in first] == sorted((p.tasks for p in first), reverse=True)
    for partner in first:
        assert partner.leads + partner.helps <= partner.tasks
        back = next(
            p
            for p in partners(together, together.shared[_id(partner.unit.address)])
            if p.unit.address == "units/u0/"
        )
        assert (back.tasks, back.leads, back.helps) == (partner.tasks, partner.helps, partner.leads)


def _id(address: str) -> str:
    return address.split("/")[1]


def test_the_matrix_is_symmetric() -> None:
    view = page("units/together/").view
    assert isinstance(view, TogetherView)
    numbers = [[cell.tasks for cell in line.cells] for line in view.lines]
    assert numbers == [list(column) for column in zip(*numbers, strict=True)]
    assert all(numbers[n][n] == 0 for n in range(len(numbers)))
    assert view.couples[0].tasks == max(max(row) for row in numbers)


def test_a_crowd_says_nothing_about_any_two() -> None:
    plan = linked_plan(2022)
    link = plan.tasks[0].units[0]
    crowd = tuple(replace(link, unit=Unit(id=f"c{n}", name=f"单位{n}")) for n in range(61))
    site = sample_site(replace(plan, tasks=(replace(plan.tasks[0], units=crowd),)))
    assert not site.shares_tasks
    assert who_works_with_whom(site).shared == {}
    assert "units/together/" not in {page.address for page in pages_of(site)}
