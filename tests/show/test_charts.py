"""Charts as numbers: every dot inside its picture, whatever the values."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from generator.show.charts import HEIGHT, WIDTH, chart_of, is_drawable, scales_of

VALUES = st.decimals(allow_nan=False, allow_infinity=False, places=2).filter(is_drawable)
POINTS = st.lists(st.tuples(st.integers(1, 9999), VALUES), min_size=1, max_size=30)


@given(POINTS)
def test_dots_stay_inside(points: list[tuple[int, Decimal]]) -> None:
    points.sort()
    chart = chart_of(points, scales_of(points))
    assert len(chart.dots) == len(points)
    assert all(0 < dot.x < WIDTH and 20 < dot.y < HEIGHT - 20 for dot in chart.dots)


def test_higher_values_stand_higher_and_later_years_further_right() -> None:
    points = [(2020, Decimal(48)), (2021, Decimal("52.5")), (2023, Decimal(66))]
    chart = chart_of(points, scales_of(points))
    assert [dot.text for dot in chart.dots] == ["48", "", "66"]
    assert chart.dots[0].y > chart.dots[1].y > chart.dots[2].y
    assert chart.dots[0].x < chart.dots[1].x < chart.dots[2].x
    assert chart.line.count(",") == 3
    assert (chart.first, chart.last) == ("2020", "2023")


def test_a_year_with_two_values_is_not_on_the_line() -> None:
    points = [(2020, Decimal(48)), (2021, Decimal(50)), (2021, Decimal(60))]
    assert chart_of(points, scales_of(points)).line == ""


def test_what_is_no_number_is_not_drawn() -> None:
    assert not is_drawable(Decimal("NaN"))
    assert not is_drawable(Decimal("1E+99999"))
