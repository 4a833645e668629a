"""Calendar dates as editors and documents write them.

In: a date, alone. Out: ISO 8601, or "" where the text is not wholly a date that exists. Not its
business: what is due when (see `deadlines`), and finding dates inside a sentence.
"""

import re
from calendar import monthrange
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from generator.official.figures.numerals import from_chinese, from_digits

FIRST_YEAR: Final = 1949
LAST_YEAR: Final = 2099
"""Years outside are damaged text (0400, 3134 …), seen in 12 of 221 published plans: never typed."""

_NUMBER = r"[0-9〇零○◯O一二三四五六七八九十]"
_TIME = r"(?:\s{0,3}T?\s{0,3}(\d{1,2})[:时](\d{1,2})(?::\d{1,2}(?:\.\d{1,6})?|分)?)?"
_DATE = re.compile(
    rf"(?:({_NUMBER}{{4}})\s{{0,2}}年\s{{0,2}}({_NUMBER}{{1,3}})\s{{0,2}}月"
    rf"\s{{0,2}}({_NUMBER}{{1,3}})\s{{0,2}}日"
    rf"|(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}})){_TIME}",
    re.ASCII,
)
_LONGEST: Final = 60


@lru_cache(maxsize=256)  # months and days
def number(text: str) -> int | None:
    """Return a month or day: 3, 03, ３, 三, 二十四, 二四; None for anything else."""
    value = from_chinese(text)
    return from_digits(text) if value is None else value


@lru_cache(maxsize=256)  # few years, thousands of times
def year_in(text: str) -> int | None:
    """Return a year written 2021, ２０２１ or 二〇二一; None where it is outside 1949–2099."""
    value = from_digits(text) if len(text) == len("2021") else None
    return value if value is not None and FIRST_YEAR <= value <= LAST_YEAR else None


def calendar_date(year: int | None, month: int | None, day: int | None) -> str:
    """Return YYYY-MM-DD, or "" where a part is unknown or the calendar has no such day."""
    if year is None or month is None or day is None or not 1 <= month <= 12:  # noqa: PLR2004
        return ""
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= monthrange(year, month)[1] else ""


def _clock(hour: str | None, minute: str | None) -> str | None:
    """Return THH:MM, "" where no time was written, None where the time cannot be."""
    if hour is None or minute is None:
        return ""
    fits = int(hour) < 24 and int(minute) < 60  # noqa: PLR2004
    return f"T{int(hour):02}:{int(minute):02}" if fits else None


def iso_date(text: str) -> str:
    """Return a date as YYYY-MM-DD or YYYY-MM-DDTHH:MM; "" where it is not wholly a valid date.

    Reads 2021-03-10, 2021/3/10, 2021.3.10, 2021年3月10日, 二〇二一年三月十日, each with an optional
    time such as 15:42. A day that does not exist (2021-02-30) and damaged text (2021310) give "".
    """
    plain = normalize("NFKC", text.strip()) if len(text) <= _LONGEST else ""
    match = _DATE.fullmatch(plain)
    if match is None:
        return ""
    year, month, day = match.group(1, 2, 3) if match[1] else match.group(4, 5, 6)
    date = calendar_date(year_in(year), number(month), number(day))
    time = _clock(match[7], match[8])
    return "" if time is None or not date else date + time
