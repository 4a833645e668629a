"""Points in time inside a sentence that something is to be done by: 到2025年, 12月底前, 每年.

In: a clause of a text made `clauses.plain`. Out: the kind, value and place of each. Not its business:
whole values such as a table's cell (see `deadlines`), and dates of documents (see `dates`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.model.plan import DeadlineKind
from generator.official.figures.clauses import Clause
from generator.official.figures.dates import calendar_date, number, year_in

YEAR: Final = "[0-9]{4}|[一二][〇零○◯O一二三四五六七八九]{3}"
"""A year in digits or digit by digit in Chinese, for a group of a regular expression."""

_DAY: Final = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_BY: Final = r"(?:年?[底末])?(?:之前|以前|前|内)?"
_DATED: Final = re.compile(
    rf"(?P<hope>力争|争取|确保|计划|预计|努力|力求)?(?P<to>到|至|于|在)?\s?(?<![0-9])(?P<year>{YEAR})\s?年度?\s?"
    rf"(?:(?P<season>[春秋])(?:季学期|季开学|季)|(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度"
    rf"|(?P<month>{_DAY})\s?月份?\s?(?:(?P<day>{_DAY})\s?[日号])?)?(?P<by>{_BY})"
)
_SPAN: Final = re.compile(
    rf"(?<![0-9])(?P<first>{YEAR})\s?年?\s?(?:-|—|–|~|至|到)\s?(?P<year>{YEAR})\s?年(?P<by>期间|内)?"
)
_PERIOD: Final = re.compile(
    "(?P<to>到)?“?十(?P<number>[一二三四五六七八九]?)五”?(?P<by>期间|时期|末期|末)(?!以来)"
)
_RELATIVE: Final = re.compile(
    r"(?P<to>到|至|于|在)?(?P<this>今年|本年度?)?(?P<by>年[底末](?:之前|以前|前)?|(?<![0-9])年内)"
    r"|(?P<now>今年)(?P<now_by>[底末内](?:之前|以前|前)?)?"
)
_MONTHLY: Final = re.compile(
    rf"(?P<to>到|至|于|在)?(?P<this>今年)?(?P<month>{_DAY})月份?(?:(?P<day>{_DAY})日)?"
    r"(?P<by>[底末]?(?:之前|以前|前)|[底末])"
)
_TERMLY: Final = re.compile(
    r"(?P<to>到|于|在|从|自)?(?P<this>今年|本年)?(?:(?P<half>[上下])半年|(?P<season>[春秋])季(?:学期|开学))"
    r"(?P<by>之前|以前|前|底|末|起|开始)?"
)
_YEARLY: Final = re.compile(
    r"(?<!人)(?<!生)(?<!名)每(?:一?个?学[年期]|一?年)(?:[0-9]{1,2}月[底末]?前?)?(?!\s?[0-9.]+[万亿]?元|/|每)"
)
_ONGOING: Final = re.compile("长期坚持|坚持长期|长期推进|持续推进|长期")
_UNDATED: Final = re.compile("[月季]|半年")
_SIGN: Final = re.compile("年|月|学[期年]|十.?五”?[期时末]|长期|持续推进|季开学")

_GOALS: Final = re.compile(
    "力争|争取|确保|完成|实现|通过|建成|达到|不低于|不少于|超过|以上|新建|改建|扩建|创建|争创|新增|"
    "接受|启动|推进|全面|基本|出台|投入使用|开展|组织|举办|培训|招聘"
)
_REACHED: Final = re.compile("[均都全]?(?:达到|实现|完成|建成|不低于|不少于|提高到|控制在|基本)")
_NO_GOALS: Final = re.compile("基础上|基础之上|总体要求|工作要点|工作思路|指导思想|以来")
_IS_A_START: Final = re.compile("起|以来|之?以?后|开始|至今|的")
_INDENT: Final = 8
_VERBS_ENDING_IN_TO: Final = ("达", "得", "提", "看", "遇", "受", "感", "收")


@dataclass(frozen=True, slots=True)
class Moment:
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


def _closes(plain: str, clause: Clause, end: int) -> bool:
    """Return whether nothing but blanks follows in the clause."""
    while end < clause.end and plain[end] == " ":
        end += 1
    return end == clause.end


def _is_adverb(plain: str, clause: Clause, match: re.Match[str]) -> bool:
    """Return whether a bare time says when: alone before a comma, or in front of what is to be done."""
    if match.start() - clause.start > _INDENT or plain[clause.start : match.start()].strip():
        return False
    if _closes(plain, clause, match.end()):
        return plain[clause.end : clause.end + 1] == ","
    return _GOALS.search(plain, match.end(), clause.end) is not None


def _is_due(plain: str, clause: Clause, match: re.Match[str]) -> bool:
    """Return whether words around a time make it a limit: 到…, 力争…, …底, …前; or its place does."""
    said = match.groupdict()
    if _IS_A_START.match(plain, match.end()):
        return False
    if said.get("hope") or said.get("by"):
        return True
    if said.get("to") in ("到", "至"):
        return plain[match.start() - 1 : match.start()] not in _VERBS_ENDING_IN_TO
    return bool(_REACHED.match(plain, match.end())) or _is_adverb(plain, clause, match)


def _words(match: re.Match[str]) -> tuple[int, int]:
    """Return the place of the words without 力争 and the like."""
    hope = match.groupdict().get("hope")
    return match.start() + len(hope or ""), match.end()


def _with_year(plain: str, clause: Clause) -> Iterator[Moment]:
    """Yield 到2025年, 2025年6月底前, 2022年秋季学期, 2025年上半年."""
    for match in _DATED.finditer(plain, clause.start, clause.end):
        year = year_in(match["year"])
        read = dated(match, year) if year else None
        if read and (_is_due(plain, clause, match) or match["season"]):
            yield Moment(*_words(match), *read)


def _spans(plain: str, clause: Clause) -> Iterator[Moment]:
    """Yield 2021—2025年 where it says when, with its last year."""
    for match in _SPAN.finditer(plain, clause.start, clause.end):
        year = year_in(match["year"])
        if year and year_in(match["first"]) and _is_due(plain, clause, match):
            yield Moment(*match.span(), DeadlineKind.YEAR, str(year))


def _periods(plain: str, clause: Clause) -> Iterator[Moment]:
    """Yield “十四五”期间, with the last year of that period."""
    for match in _PERIOD.finditer(plain, clause.start, clause.end):
        yield Moment(*match.span(), DeadlineKind.YEAR, end_of_period(match["number"] or "〇"))


def _in_this_year(plain: str, clause: Clause, year: int | None) -> Iterator[Moment]:
    """Yield 年内, 年底前, 今年: of the plan's year, without a value where that is not known."""
    for match in _RELATIVE.finditer(plain, clause.start, clause.end):
        before = plain[max(clause.start, match.start() - 1) : match.start()]
        if before and before in "0123456789一二两三四五六七八九十几每去上前往次明多全近半年":
            continue
        if match["by"] or match["now_by"] or _is_adverb(plain, clause, match):
            yield Moment(*match.span(), DeadlineKind.YEAR, str(year or ""))


def _without_year(plain: str, clause: Clause, year: int | None) -> Iterator[Moment]:
    """Yield 6月底前, 9月30日前, 上半年, 秋季学期开始: of the plan's year, as above."""
    for pattern in (_MONTHLY, _TERMLY):
        for match in pattern.finditer(plain, clause.start, clause.end):
            read = dated(match, year)
            due = match["by"] or match["this"] or _is_due(plain, clause, match)
            if read and due and plain[match.start() - 1 : match.start()] not in ("年", "每"):
                yield Moment(*match.span(), *read)


def _without_value(plain: str, clause: Clause) -> Iterator[Moment]:
    """Yield 每年 and 每学期 (not 每人每年1200元, a rate), and 长期坚持 at the end of a clause."""
    for match in _YEARLY.finditer(plain, clause.start, clause.end):
        yield Moment(*match.span(), DeadlineKind.YEARLY, "")
    for match in _ONGOING.finditer(plain, clause.start, clause.end):
        if _closes(plain, clause, match.end()):
            yield Moment(*match.span(), DeadlineKind.ONGOING, "")


def _is_past(moment: Moment, year: int | None) -> bool:
    return year is not None and moment.year is not None and moment.year < year


def moments(
    plain: str, clause: Clause, year: int | None, named: int | None = None
) -> tuple[Moment, ...]:
    """Return what a clause says about when, in printed order; `year` is the plan's own.

    `named` is the year that the sentence named last: in 2025年6月底前…，12月底前… both are of 2025.
    Left out: years before the plan's, what has been reached (在2018年完成的基础上), and starts (2021年起).
    """
    if not _SIGN.search(plain, clause.start, clause.end):
        return ()
    if _NO_GOALS.search(plain, clause.start, clause.end):
        return ()
    found = list(_without_value(plain, clause))
    if plain.find("年", clause.start, clause.end) >= 0:
        found += [*_spans(plain, clause), *_with_year(plain, clause)]
        found += _in_this_year(plain, clause, year)
    if plain.find("五", clause.start, clause.end) >= 0:
        found += _periods(plain, clause)
    if _UNDATED.search(plain, clause.start, clause.end):
        found += _without_year(plain, clause, named or year)
    found.sort(key=lambda m: (m.start, -m.end))
    apart: list[Moment] = []
    for moment in found:
        if not apart or moment.start >= apart[-1].end:
            apart.append(moment)
    return tuple(moment for moment in apart if not _is_past(moment, year))
