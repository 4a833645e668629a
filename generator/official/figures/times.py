"""Values of points in time: a year, a month, a term, in the form of ISO 8601 and of `DeadlineKind`.

In: years, months, parts of a year as numbers or printed words. Out: a kind and its value. Not its
business: finding them in a sentence (see `moments`, `terms`).

A quarter is its last month. A school year is its last term: 2024—2025学年 and 2024学年 (the one that begins
in 2024) are 2025-spring. What is due before a term begins has that term's value, as its words say 前.
"""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from generator.model.plan import DeadlineKind
from generator.official.figures.dates import calendar_date, number, year_in

YEAR: Final = "[0-9]{4}|[一二][〇零○◯O一二三四五六七八九]{3}"
"""A year in digits or digit by digit in Chinese, for a group of a regular expression."""

DAY: Final = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
"""A month or day, likewise."""


class Moment(NamedTuple):
    """A point in time that a sentence names, and the place of its words."""

    start: int
    end: int
    kind: DeadlineKind
    value: str

    @property
    def year(self) -> int | None:
        """The year it lies in; None where it recurs, goes on, or is not known."""
        return int(self.value[:4]) if self.value else None


def in_month(year: int | None, month: int | None) -> str | None:
    """Return YYYY-MM, "" where the year is unknown, None where there is no such month."""
    if month is None or not 1 <= month <= 12:  # noqa: PLR2004
        return None
    return f"{year}-{month:02}" if year else ""


def in_part(year: int | None, part: str) -> str:
    """Return the ISO value of 上 or 下 half year (2025-H1), of 春 or 秋 term (2025-autumn)."""
    names = {"上": "H1", "下": "H2", "春": "spring", "秋": "autumn"}
    return f"{year}-{names[part]}" if year else ""


def in_quarter(year: int | None, quarter: str) -> str:
    """Return the last month of a quarter written 一, 二, 三, 四 or 1–4; "" without a year."""
    return f"{year}-{3 * (number(quarter) or 1):02}" if year else ""


def end_of_period(numeral: str) -> str:
    """Return the last year of a five-year plan's period: 十四五 ends in 2025; numeral is 四 here."""
    return str(2005 + 5 * (number(numeral) or 0))


def meant_year(said: Mapping[str, str | None], year: int | None, named: int | None) -> int | None:
    """Return the year that 明年, 今年, 次年 or nothing means in a plan for `year`, `named` before."""
    word = said.get("this") or said.get("now") or said.get("next") or ""
    if word[:1] in ("明", "次"):
        base = year if word[0] == "明" else named
        return None if base is None else base + 1
    return year if word else named


def in_school_year(match: re.Match[str]) -> str | None:
    """Return a term of a match with groups first (optional), last, term; its last term without one."""
    last = year_in(match["last"])
    first = year_in(match["first"]) if match["first"] else last
    if last is None or first is None:
        return None
    last = last if match["first"] else last + 1
    return in_part(first, "秋") if (match["term"] or " ") in "一上1" else in_part(last, "春")


def in_holidays(said: Mapping[str, str | None], year: int | None) -> tuple[DeadlineKind, str]:
    """Return when holidays begin or end: 寒假前 is the autumn term, 暑假期间 is August.

    The winter holidays of 2025 begin in January 2025; 寒假前 in a plan for 2024 means those behind its
    autumn term, 寒假期间 there may be those before or behind it, so that has no value.
    """
    begin = (said.get("by") or "").endswith("前") and "结束" not in (said.get("by") or "")
    winter = said.get("holiday") == "寒"
    is_named = bool(said.get("year") or (said.get("this") or "").startswith("明"))
    if begin:
        autumn = year - 1 if year and is_named else year
        return DeadlineKind.TERM, in_part(autumn, "秋") if winter else in_part(year, "春")
    known = year if is_named or not winter else None
    return DeadlineKind.MONTH, f"{known}-{2 if winter else 8:02}" if known else ""


def dated(match: re.Match[str], year: int | None) -> tuple[DeadlineKind, str] | None:
    """Return kind and value of a match with groups month, day, season, half, quarter (each optional)."""
    said = match.groupdict()
    if said.get("season"):
        return DeadlineKind.TERM, in_part(year, said["season"])
    if said.get("half"):
        return DeadlineKind.HALF, in_part(year, said["half"])
    if said.get("quarter"):
        return DeadlineKind.MONTH, in_quarter(year, said["quarter"])
    if not said.get("month"):
        return DeadlineKind.YEAR, str(year or "")
    value = in_month(year, number(said["month"]))
    if value is None or not said.get("day"):
        return None if value is None else (DeadlineKind.MONTH, value)
    # A leap year stands for the unknown one: whether the day exists is then still checked.
    day = calendar_date(year or 2000, number(said["month"]), number(said["day"]))
    return (DeadlineKind.DATE, day if year else "") if day else None
