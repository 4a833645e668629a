"""Numbers as officials print them.

In: a decimal number. Out: its text. Not its business: what is counted.
"""

from decimal import Decimal
from functools import lru_cache

_GROUPED = 10_000
"""From here on the digits of a number stand in groups."""
_SCALES = ((Decimal(10**8), "亿"), (Decimal(10**4), "万"))
_DECIMALS = 2
_LONGEST = 30
"""A number of more digits is shown as it is."""
_KNOWN = 4096
"""Numbers that are remembered as shown: a few make up most of all."""


def number_text(value: Decimal) -> str:
    """Return a number for readers: 65, 98.5, 12,345; round large ones as officials print them: 2600万, 3亿."""
    return shown_number(str(value))  # not by value: 98.5 and 98.50 are equal


@lru_cache(_KNOWN)
def shown_number(written: str) -> str:
    """Return the same of a number that is written in digits."""
    value = Decimal(written)
    if not value.is_finite() or abs(value.adjusted()) > _LONGEST:
        return str(value)
    if value == value.to_integral_value():
        value = value.to_integral_value()
    for scale, word in _SCALES:
        scaled = value / scale
        if abs(scaled) >= 1 and scaled == round(scaled, _DECIMALS):
            return f"{scaled.normalize():f}{word}"
    return f"{value:,f}" if abs(value) >= _GROUPED else f"{value:f}"


def digits_of(value: Decimal) -> str:
    """Return a number in digits alone, as programs read it: 65, 98.5, 26000000; "" for what has none."""
    if not value.is_finite() or abs(value.adjusted()) > _LONGEST:
        return ""
    return f"{value.to_integral_value() if value == value.to_integral_value() else value:f}"
