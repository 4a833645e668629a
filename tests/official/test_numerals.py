"""Chinese numerals, digit-wise numbers and shares."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.official.figures.numerals import (
    amount_in_words,
    from_chinese,
    from_digits,
    percent_in_words,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("九十九", 99), ("一百", 100), ("一百零五", 105),
        ("一百二十", 120), ("一百一十", 110), ("九百九十九", 999), ("〇", 0), ("零", 0), ("两", 2), ("两百", 200),
        ("一千零五十", 1050), ("三万", 30000), ("三万零五百", 30500), ("一亿二千万", 120_000_000),
        ("", None), ("abc", None), ("一一", None), ("十百", None), ("一百五", None), ("二十两", None), ("第一", None),
        ("一 ", None), ("零五", None), ("12", None), ("一千五十", None),
    ],
)  # fmt: skip
def test_from_chinese(text: str, value: int | None) -> None:
    assert from_chinese(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二〇二一", 2021), ("二○二一", 2021), ("二O二一", 2021), ("二零二五", 2025), ("１２", 12), ("2021", 2021),
        ("0400", 400), ("O", None), ("十", None), ("", None), ("٣", None), ("²", None), ("1" * 5000, None),
        ("1.5", None),
    ],
)  # fmt: skip
def test_from_digits(text: str, value: int | None) -> None:
    assert from_digits(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("百分之六十五", "65"), ("百分之百", "100"), ("百分之一百", "100"), ("百分之九十五点五", "95.5"),
        ("百分之65", "65"), ("百分之99.5", "99.5"), ("百分之", None), ("百分之一点", None), ("六十五", None),
        ("约百分之五", None),
    ],
)  # fmt: skip
def test_percent_in_words(text: str, value: str | None) -> None:
    assert percent_in_words(text) == (None if value is None else Decimal(value))


@given(st.text(max_size=40) | st.text("一二三十百千万亿零两点.１1", max_size=12))
def test_any_text(value: str) -> None:
    for read in (from_chinese, from_digits, amount_in_words, percent_in_words):
        found = read(value)
        assert found is None or found >= 0
