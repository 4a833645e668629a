"""Numbers as official documents print them: 一百二十, 二〇二一, １２, 百分之六十五.

In: a numeral, alone. Out: its value, or None where the text is not wholly a numeral. Not its
business: finding numerals inside a sentence (see `quantities`).
"""

import re
from decimal import Decimal
from typing import Final

ZEROS: Final = "〇零○◯OＯoｏ0"
"""What is typed for 〇 in 二〇二一: GB/T 15835 has 〇, keyboards give the circle, letter and digit."""

_VALUES: Final = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
}
_FULL_WIDTH: Final = {ord("０") + n: str(n) for n in range(10)}
_DIGIT_WISE: Final = (
    _FULL_WIDTH
    | {ord(zero): "0" for zero in ZEROS}
    | {ord(digit): str(value) for digit, value in _VALUES.items() if digit != "两"}
)
_LONGEST: Final = 15
"""More digits than any real figure has; keeps int() far from its own limit."""

_DIGIT: Final = "[一二三四五六七八九]"
_BELOW_10000: Final = re.compile(
    rf"(?:(?P<n1000>{_DIGIT}|两)千(?P<zero1000>零)?)?"
    rf"(?:(?P<n100>{_DIGIT}|两)百(?P<zero100>零)?)?"
    rf"(?:(?P<n10>{_DIGIT})?(?P<ten>十))?"
    rf"(?P<n1>{_DIGIT}|两)?"
)


def _below_10000(text: str) -> int | None:
    match = _BELOW_10000.fullmatch(text)
    if not text or match is None:
        return None
    thousands, hundreds, tens, ones = (
        _VALUES.get(match[name] or "", 0) for name in ("n1000", "n100", "n10", "n1")
    )
    if match["ten"] and not tens:
        tens = 1
    value = thousands * 1000 + hundreds * 100 + tens * 10 + ones
    return value if _gaps_are_marked(match, value) else None


def _gaps_are_marked(match: re.Match[str], value: int) -> bool:
    """Return whether 零 stands exactly where a place is left out: 一百零五, never 一百五 or 零五."""
    two_alone = match["n1"] != "两" or value == _VALUES["两"]
    after_thousands = bool(match["zero1000"]) == (0 < value % 1000 < 100)  # noqa: PLR2004
    after_hundreds = bool(match["zero100"]) == (0 < value % 100 < 10)  # noqa: PLR2004
    return (
        two_alone
        and (match["n1000"] is None or after_thousands)
        and (match["n100"] is None or after_hundreds)
    )


def _scaled(text: str, scale: str, factor: int) -> tuple[int, str] | None:
    """Return what stands before `scale`, multiplied, and the rest; None where that is no numeral."""
    head, found, rest = text.partition(scale)
    if not found:
        return 0, text
    value = _below_10000(head)
    return None if value is None else (value * factor, rest.removeprefix("零"))


def from_chinese(text: str) -> int | None:
    """Return the value of a Chinese numeral up to 亿: 九十九, 一百二十, 三万; None for anything else."""
    if text in ("〇", "零"):
        return 0
    if not text or len(text) > 2 * _LONGEST:
        return None
    total, rest = 0, text
    for scale, factor in (("亿", 10**8), ("万", 10**4)):
        step = _scaled(rest, scale, factor)
        if step is None:
            return None
        total, rest = total + step[0], step[1]
    if not rest:
        return total
    last = _below_10000(rest)
    return None if last is None else total + last


def from_digits(text: str) -> int | None:
    """Return a number written digit by digit: 2021, １２, 二〇二一, 二○二一, 二O二一; else None."""
    if len(text) > _LONGEST:
        return None
    if text.isascii() and text.isdigit():
        return int(text)
    if not any(c in _VALUES or c.isdigit() for c in text):
        return None
    plain = text.translate(_DIGIT_WISE)
    return int(plain) if plain.isascii() and plain.isdigit() else None


def amount_in_words(text: str) -> Decimal | None:
    """Return a number in digits or Chinese numerals, with an optional fraction: 95.5, 九十五点五."""
    if text.isascii() and text.isdecimal() and len(text) <= _LONGEST:
        return Decimal(text)
    whole, point, fraction = text.replace("点", ".").partition(".")
    value = from_digits(whole) if whole.translate(_FULL_WIDTH).isascii() else from_chinese(whole)
    if value is None or not point:
        return None if value is None else Decimal(value)
    places = from_digits(fraction)
    return None if places is None else Decimal(value) + Decimal(places).scaleb(-len(fraction))


def percent_in_words(text: str) -> Decimal | None:
    """Return the value of 百分之六十五 (65), 百分之百 (100), 百分之九十五点五 (95.5); else None."""
    _, found, number = text.partition("百分之")
    if not found or not text.startswith("百分之"):
        return None
    return Decimal(100) if number == "百" else amount_in_words(number)
