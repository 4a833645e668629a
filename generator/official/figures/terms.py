"""Points in time that the school and the financial calendar name: 秋季学期, 2024学年, 寒假前, 第一季度, 上半年.

In: a clause of a text made `clauses.plain`. Out: the kind, value and place of each that is a limit. Not
its business: months and years (see `moments`), and what the values mean (see `times`).
"""

import re
from collections.abc import Iterator
from typing import Final

from generator.model.plan import DeadlineKind
from generator.official.figures.clauses import Clause
from generator.official.figures.dates import year_in
from generator.official.figures.limits import is_due
from generator.official.figures.times import (
    YEAR,
    Moment,
    dated,
    in_holidays,
    in_school_year,
    meant_year,
)

_PARTS: Final = re.compile(
    r"(?P<to>到|于|在|从|自)?(?P<this>今年|本年|明年)?(?<![0-9])"
    "(?:(?P<half>[上下])半年|(?P<season>[春秋])季(?:学期|开学)|第?(?P<quarter>[一二三四1-4])季度)"
    "(?P<by>结束前|之前|以前|前|底|末|内|起|开始)?"
)
_SCHOOL_YEAR: Final = re.compile(
    rf"(?P<to>到|至|于|在)?(?<![0-9])(?:(?P<first>{YEAR})\s?年?\s?[-—–~至/]{{1,2}}\s?)?(?P<last>{YEAR})\s?学年度?"
    "(?:第?(?P<term>[一二12上下])学期)?(?P<by>结束前|之?前|[底末])?"
)
_HOLIDAYS: Final = re.compile(
    rf"(?P<to>到|于|在)?(?:(?<![0-9])(?P<year>{YEAR})\s?年|(?P<this>今年|本年|明年))?(?<!寒)"
    "(?P<holiday>[寒暑])(?:假|(?<=暑)期)(?P<by>结束前|(?:之|以|放假)?前|(?P<during>期间|[内中里]))"
)


def parts(plain: str, clause: Clause, year: int | None, named: int | None) -> Iterator[Moment]:
    """Yield 上半年, 秋季学期开始, 第一季度: of the plan's year, or of the one named before."""
    for match in _PARTS.finditer(plain, clause.start, clause.end):
        read = dated(match, meant_year(match.groupdict(), year, named))
        due = match["by"] or match["this"] or is_due(plain, clause, match)
        if read and due and plain[match.start() - 1 : match.start()] not in ("年", "每"):
            yield Moment(*match.span(), *read)


def school_years(plain: str, clause: Clause, *_: int | None) -> Iterator[Moment]:
    """Yield 2024—2025学年, 2024学年第一学期."""
    for match in _SCHOOL_YEAR.finditer(plain, clause.start, clause.end):
        value = in_school_year(match)
        if value and is_due(plain, clause, match):
            yield Moment(*match.span(), DeadlineKind.TERM, value)


def holidays(plain: str, clause: Clause, year: int | None, named: int | None) -> Iterator[Moment]:
    """Yield 寒假前, 2025年暑假期间."""
    for match in _HOLIDAYS.finditer(plain, clause.start, clause.end):
        said = match.groupdict()
        meant = year_in(match["year"]) if match["year"] else meant_year(said, year, named)
        if match["year"] and meant is None:
            continue
        if not match["during"] or is_due(plain, clause, match):
            yield Moment(*match.span(), *in_holidays(said, meant))
