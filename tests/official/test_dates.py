"""Calendar dates as editors and documents write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.official.figures.dates import iso_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2021-03-10", "2021-03-10"), ("2021/3/10", "2021-03-10"), ("2021.3.10", "2021-03-10"),
        ("2021年3月10日", "2021-03-10"), ("２０２１年３月１０日", "2021-03-10"), (" 2021 年 3 月 10 日 ", "2021-03-10"),
        ("二〇二一年三月十日", "2021-03-10"), ("二○一一年二月二十四日", "2011-02-24"),
        ("二O二一年十二月三十一日", "2021-12-31"),
        ("2021-03-10 15:42", "2021-03-10T15:42"), ("2021年3月10日 9:05", "2021-03-10T09:05"),
        ("2021-03-10T15:42:30", "2021-03-10T15:42"), ("2021-03-10 15：42", "2021-03-10T15:42"),
        ("2024-02-29", "2024-02-29"),
        ("2021-02-29", ""), ("2021-02-30", ""), ("2021-13-01", ""), ("2021310", ""), ("3134-01-02", ""),
        ("0400年1月2日", ""),
        ("2021-03-10 25:00", ""), ("2021年3月", ""), ("2021", ""), ("成文于2021年3月10日", ""),
        ("2021-03-10号", ""), ("", ""),
    ],
)  # fmt: skip
def test_iso_date(text: str, iso: str) -> None:
    assert iso_date(text) == iso


@given(st.dates())
def test_every_day(day: object) -> None:
    printed = str(day)
    assert iso_date(printed) == (printed if "1949" <= printed[:4] <= "2099" else "")


@given(st.text(max_size=70) | st.text("0123456789年月日-/.: 〇一二十", max_size=24))
def test_any_text(value: str) -> None:
    assert iso_date(value) in ("", iso_date(iso_date(value)))
