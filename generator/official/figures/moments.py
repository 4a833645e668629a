"""Points in time inside a sentence that something is to be done by: 到2025年, 12月底前, 每年.

In: a clause of a text made `clauses.plain`. Out: the kind, value and place of each. Not its business:
whole values such as a table's cell (see `deadlines`), and dates of documents (see `dates`).
"""

import re
from collections.abc import Callable, Iterator
from itertools import chain
from string import digits
from typing import Final

from generator.model.plan import DeadlineKind
from generator.official.figures.clauses import Clause, trimmed
from generator.official.figures.dates import year_in
from generator.official.figures.limits import closes, is_adverb, is_due, stands_alone
from generator.official.figures.terms import holidays, parts, school_years
from generator.official.figures.times import (
    DAY,
    YEAR,
    Moment,
    dated,
    end_of_period,
    meant_year,
)
from generator.official.signs import Rules, signed

_BY: Final = r"(?:年?[底末初]|[上中下]旬)?(?:之前|以前|前|内)?"
_DATED: Final = re.compile(
    rf"(?P<hope>力争|争取|确保|计划|预计|努力|力求)?(?P<to>到|至|于|在)?\s?(?<![0-9])(?P<year>{YEAR})\s?年度?\s?"
    rf"(?:(?P<season>[春秋])(?:季学期|季开学|季)|(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度"
    rf"|(?P<month>{DAY})\s?月份?\s?(?:(?P<day>{DAY})\s?[日号])?)?(?P<by>{_BY})"
)
_SPAN: Final = re.compile(
    rf"(?<![0-9])(?P<first>{YEAR})\s?年?\s?(?:-|—|–|~|至|到)\s?(?P<year>{YEAR})\s?年(?P<by>期间|内)?"
)
_PERIOD: Final = re.compile(
    "(?P<to>到)?“?十(?P<number>[一二三四五六七八九]?)五”?(?P<by>期间|时期|末期|末)(?!以来)"
)
_RELATIVE: Final = re.compile(
    r"(?P<to>到|至|于|在)?(?P<this>今年|明年|本年度?)?(?P<by>年[底末](?:之前|以前|前)?|(?<![0-9])年内)"
    r"|(?P<now>今年|明年)(?P<now_by>[底末内](?:之前|以前|前)?)?"
)
_MONTHLY: Final = re.compile(
    rf"(?P<to>到|至|于|在)?(?P<this>今年|明年)?(?<![0-9])(?P<month>{DAY})月份?(?:(?P<day>{DAY})日)?"
    r"(?P<by>(?:[底末初]|[上中下]旬)?(?:之前|以前|前)|[底末]|[上中下]旬)?"
)
_MONTHS: Final = re.compile(
    rf"(?<![0-9])(?:(?P<first_year>{YEAR})\s?年\s?)?(?:{DAY})\s?(?:月份?\s?(?:(?:{DAY})\s?[日号])?)?\s?"
    rf"(?:-|—|–|~|至|到){{1,2}}\s?(?:(?P<year>{YEAR})\s?年\s?|(?P<next>次年|明年))?(?P<month>{DAY})\s?月份?(?!龄)"
    rf"\s?(?:(?P<day>{DAY})\s?[日号])?(?P<by>(?:[底末]|[上中下]旬)?(?:之前|以前|前)?)"
)
_DAYS: Final = re.compile(
    rf"(?<![0-9])(?:(?P<first_year>{YEAR})\s?年\s?)?(?P<month>{DAY})\s?月\s?(?:{DAY})\s?[日号]?\s?(?:-|—|–|~|至|到){{1,2}}\s?"
    rf"(?P<day>{DAY})\s?[日号](?P<by>之前|以前|前)?"
)
_YEARLY: Final = re.compile(
    r"每(?<![人生名户]每)(?:一?个?学[年期]|一?年(?!级)|半年|个?季度|个?月)"
    r"(?:[0-9]{1,2}月(?:[-—至到][0-9]{1,2}月)?[底末]?前?)?(?![^,。;]{0,4}?[0-9.]{1,12}[万亿]?元|/|每)"
)
_ONGOING: Final = re.compile("长期坚持|坚持长期|长期推进|持续推进|长期")
_STEADY: Final = re.compile(
    "(?:并|要|坚持|需要?)?(?:常态化?(?:长效)?化?(?:推进|开展|实施|落实|坚持|保持)|持续(?:实施|开展|落实|深化|坚持))"
)
SIGN: Final = re.compile("年|月|季|假|学期|暑期|长期|持续|常态|十.?五”?[期时末]")
"""Stands in every clause that says when."""
_TO: Final = "-—–~至到"
_OF_YEAR: Final = f"一二{digits}"
"""What a year begins with."""

_NO_GOALS: Final = re.compile("基础上|基础之上|总体要求|工作要点|工作思路|指导思想|以来")


def _words(match: re.Match[str]) -> tuple[int, int]:
    """Return the place of the words without 力争 and the like."""
    hope = match.groupdict().get("hope")
    return match.start() + len(hope or ""), match.end()


def _with_year(plain: str, clause: Clause, *_: int | None) -> Iterator[Moment]:
    """Yield 到2025年, 2025年6月底前, 2022年秋季学期, 2025年上半年."""
    for match in _DATED.finditer(plain, clause.start, clause.end):
        year = year_in(match["year"])
        read = dated(match, year) if year else None
        if read and (is_due(plain, clause, match) or match["season"]):
            yield Moment(*_words(match), *read)


def _spans(plain: str, clause: Clause, *_: int | None) -> Iterator[Moment]:
    """Yield 2021—2025年 where it says when, with its last year."""
    for match in _SPAN.finditer(plain, clause.start, clause.end):
        year = year_in(match["year"])
        if year and year_in(match["first"]) and is_due(plain, clause, match):
            yield Moment(*match.span(), DeadlineKind.YEAR, str(year))


def _periods(plain: str, clause: Clause, *_: int | None) -> Iterator[Moment]:
    """Yield “十四五”期间, with the last year of that period."""
    for match in _PERIOD.finditer(plain, clause.start, clause.end):
        yield Moment(*match.span(), DeadlineKind.YEAR, end_of_period(match["number"] or "〇"))


def _month_spans(plain: str, clause: Clause, _: int | None, year: int | None) -> Iterator[Moment]:
    """Yield 2024年3月—10月, 9月至次年1月, 6月8日至10日, where it says when, with its end."""
    for match in chain(
        *(form.finditer(plain, clause.start, clause.end) for form in (_MONTHS, _DAYS))
    ):
        said = match.groupdict()
        first = year_in(match["first_year"]) if match["first_year"] else year
        stated = said.get("year")
        last = year_in(stated) if stated else meant_year(said, year, first)
        read = dated(match, last) if last or not stated else None
        if read and (is_due(plain, clause, match) or stands_alone(plain, clause, match)):
            yield Moment(*match.span(), *read)


def _in_this_year(plain: str, clause: Clause, year: int | None, _: int | None) -> Iterator[Moment]:
    """Yield 年内, 年底前, 今年: of the plan's year, without a value where that is not known."""
    for match in _RELATIVE.finditer(plain, clause.start, clause.end):
        before = plain[max(clause.start, match.start() - 1) : match.start()]
        if before and before in "0123456789一二两三四五六七八九十几每去上前往次明多全近半年":
            continue
        if match["by"] or match["now_by"] or is_adverb(plain, clause, match):
            meant = meant_year(match.groupdict(), year, year)
            yield Moment(*match.span(), DeadlineKind.YEAR, str(meant or ""))


def _monthly(plain: str, clause: Clause, year: int | None, named: int | None) -> Iterator[Moment]:
    """Yield 6月底前, 9月30日前, 10月中旬: of the plan's year, as above."""
    for match in _MONTHLY.finditer(plain, clause.start, clause.end):
        read = dated(match, meant_year(match.groupdict(), year, named))
        bare = not match["day"] and match["to"] != "至"
        due = match["by"] or (bare and is_due(plain, clause, match))
        if read and due and plain[match.start() - 1 : match.start()] not in ("年", "每"):
            yield Moment(*match.span(), *read)


def _yearly(plain: str, clause: Clause, *_: int | None) -> Iterator[Moment]:
    """Yield 每年, 每学期, 每月 (not 每人每年1200元, a rate)."""
    for match in _YEARLY.finditer(plain, clause.start, clause.end):
        yield Moment(*match.span(), DeadlineKind.YEARLY, "")


def _ongoing(plain: str, clause: Clause, *_: int | None) -> Iterator[Moment]:
    """Yield 长期坚持 at the end of a clause."""
    for match in _ONGOING.finditer(plain, clause.start, clause.end):
        if closes(plain, clause, match.end()):
            yield Moment(*match.span(), DeadlineKind.ONGOING, "")
    start, end = trimmed(plain, clause.start, clause.end)
    if _STEADY.fullmatch(plain, start, end):
        yield Moment(start, end, DeadlineKind.ONGOING, "")


_Reader = Callable[[str, Clause, int | None, int | None], Iterator[Moment]]
_READERS: Final[Rules[_Reader]] = Rules(
    signed(_yearly, "每"),
    signed(_ongoing, "长持常", "期续态"),
    signed(_spans, "年", _OF_YEAR, _TO),
    signed(_with_year, "年", _OF_YEAR),
    signed(_in_this_year, "年", "底末内今明"),
    signed(_periods, "五"),
    signed(_month_spans, "月", _TO),
    signed(_monthly, "月"),
    signed(parts, "半季"),
    signed(school_years, "学", "年", _OF_YEAR),
    signed(holidays, "寒暑"),
)
"""Who reads which times: given a clause, the plan's year, and the year that is meant where none is named."""


def is_past(moment: Moment, year: int | None) -> bool:
    """Return whether a moment lies in a year before `year`."""
    return year is not None and moment.year is not None and moment.year < year


def moments(
    plain: str,
    clause: Clause,
    year: int | None,
    named: int | None = None,
    since: int | None = None,
) -> tuple[Moment, ...]:
    """Return what a clause with a `SIGN` says about when, in printed order; `year` is the plan's own.

    Of years before `since` nothing is due. `named` is the year that the sentence named last: in
    2025年6月底前…，12月底前… both are of 2025. Left out: what has been reached (在2018年完成的基础上), and
    starts (2021年起).
    """
    if _NO_GOALS.search(plain, clause.start, clause.end):
        return ()
    found: list[Moment] = []
    for read in _READERS.concerning(plain, clause.start, clause.end):
        found += read(plain, clause, year, named or year)
    apart = _apart(found) if len(found) > 1 else found
    return tuple([moment for moment in apart if not is_past(moment, since)])


def _apart(moments: list[Moment]) -> list[Moment]:
    """Return the moments in printed order without those that overlap an earlier or longer one."""
    apart: list[Moment] = []
    for moment in sorted(moments, key=lambda m: (m.start, -m.end)):
        if not apart or moment.start >= apart[-1].end:
            apart.append(moment)
    return apart
