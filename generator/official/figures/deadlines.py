"""Deadlines: when a task is due, read from its text or from a stated value such as a table's cell.

In: a text, and the year of its plan. Out: typed deadlines with the words as printed. Not its business:
deciding between what is stated and what is recognised. Sources of the forms: counts over 351 published
plans and reports; 长期坚持 is a value of its own, not a missing date.

A deadline that names no year (年底前, 6月底前) is of the plan's year; where that is not known, its kind is
known and its value is "". “十四五”期间 is the period's last year. 每学期 is yearly: no term is named.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from sys import intern
from typing import Final

from generator.model.manuscript import Text
from generator.model.plan import Deadline, DeadlineKind
from generator.official.figures.clauses import Clause, Sentence, clauses_with, plain, sentences_of
from generator.official.figures.dates import iso_date, year_in
from generator.official.figures.moments import SIGN, is_past, moments
from generator.official.figures.times import YEAR, Moment, dated, end_of_period

_SIGN: Final = re.compile(
    "年(?:(?<=[0-9０-９今明每一 \u00a0\u3000]年)|(?<=[〇○零OＯ一二三四五六七八九]{2}年)|(?<=[每0-9０-９]学年)|[底内末])"
    "|月(?<=[每个0-9０-９一二三四五六七八九十]月)|五”?[期时末]|期(?<=[学暑]期)|假(?<=[寒暑]假)|半年|季(?:学期|开学|度)"
    r"|长期(?=坚持|推进|\s*(?:[，。；,;）)]|$))|态(?<=常态)"
    r"|续(?<=持续)(?=(?:推进|实施|开展|落实|深化|坚持)\s*(?:[，。；,;）)]|$))"
    r"|限(?<=[时期]限)(?=\s?[]：:】〕])|间(?=\s?[]：:】〕])"
)
"""Each choice begins with a character of its own: the search skips to these, and tries only one, at the speed of C."""
_LABEL: Final = (
    "(?:(?:完成|办理|落实)?(?:时限|期限)|时间要求|时间节点|时间安排|进度安排|(?:完成|办结)时间)"
)
_LABEL_SIGN: Final = re.compile("[时期进](?:(?<=[时期])限|(?<=时)间|(?<=进)度安排)")
_ANYTHING: Final = re.compile("")
_ENDS_IN_LABEL: Final = re.compile(rf"{_LABEL}\s?$")
_PIECE: Final = re.compile("[^、和及]{1,60}")
_LABELLED: Final = re.compile(rf"{_LABEL}:?")
_LEAD: Final = re.compile("力争|争取|确保|计划|预计|截至|截止|[于在到至]")
_TAIL: Final = (
    "之前", "以前", "前", "底", "末", "内", "上旬", "中旬", "下旬", "完成", "落实", "到位", "实施", "达标", "办结",
    ",", "。", ";", "、", ".", ")",
)  # fmt: skip
_LONGEST: Final = 60
"""Characters of a stated value; what is longer is running text."""

_MONTH: Final = "[0-9]{1,2}|[一二三四五六七八九十]{1,2}"
_VALUE: Final = re.compile(
    rf"(?:(?P<year>{YEAR})(?:年度?)?|(?P<this>[今本当全]?年度?))?"
    r"(?:(?P<season>[春秋])(?:季?学期|季?开学|季)|(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度"
    rf"|(?P<month>{_MONTH})月份?(?:(?P<day>{_MONTH}|[一二三]?十[一-九])[日号])?)?"
)
_ISO_FORMS: Final = (
    (re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})"), r"\1年\2月"),
    (re.compile(r"([0-9]{4})-H1"), r"\1年上半年"),
    (re.compile(r"([0-9]{4})-H2"), r"\1年下半年"),
    (re.compile(r"([0-9]{4})-autumn"), r"\1年秋季"),
    (re.compile(r"([0-9]{4})-spring"), r"\1年春季"),
    (re.compile(rf"({YEAR})年?[-—–~至/]+(?:{YEAR})学年(?:第[一1]|上)学期"), r"\1年秋季"),
    (re.compile(rf"(?:{YEAR})年?[-—–~至/]+({YEAR})学年度?(?:(?:第[二2]|下)学期)?"), r"\1年春季"),
)
_SPAN: Final = re.compile(
    "(?P<first>[0-9年月日.一二三四五六七八九十〇]{1,12})[-—–~至到]{1,2}(?P<last>.+)"
)
_PERIOD: Final = re.compile("“?十([一二三四五六七八九]?)五”?(?:期间|时期|末期|规划期)?")
_YEARLY: Final = re.compile(
    "每(?:一?个?学[年期]|一?年|个?季度|半年|个?月|周|[天日]).{0,16}|年度|逐年"
)
_ONGOING: Final = re.compile(
    "长期(?:坚持|推进|实施|落实|执行|任务)?|坚持长期|(?:长期)?(?:持续|坚持)(?:推进|实施|开展|落实|深化)?"
    "|常态化?(?:推进|实施|开展|落实|坚持)?|常年(?:坚持|开展)?|长效(?:坚持|推进)?|长期持续(?:推进)?"
)

_WITHOUT_VALUE: Final = (DeadlineKind.YEARLY, DeadlineKind.ONGOING)

_Read = tuple[DeadlineKind, str]
_Found = dict[_Read, Deadline]


def _bare(value: str) -> str:
    """Return a stated value without label, 于 and 前, 完成 and the like: 于2025年底前完成 is 2025年."""
    value = _LABELLED.sub("", value.replace(" ", ""), count=1)
    while match := _LEAD.match(value):
        value = value[match.end() :]
    while tail := next((t for t in _TAIL if value.endswith(t)), ""):
        value = value.removesuffix(tail)
    return value


def _calendar(value: str, year: int | None) -> _Read | None:
    """Return kind and value of 2025年, 12月, 2022年秋季学期, 今年; None for anything else."""
    for form, spelled_out in _ISO_FORMS:
        if form.fullmatch(value):
            value = form.sub(spelled_out, value)
    match = _VALUE.fullmatch(value)
    if not value or match is None:
        return None
    if match["year"] and not year_in(match["year"]):
        return None
    return dated(match, year_in(match["year"] or "") or year)


def _of_span(value: str, year: int | None) -> _Read | None:
    """Return the end of 2021—2025年, 2021年3月至12月, 1—12月."""
    match = _SPAN.fullmatch(value)
    if match is None:
        return None
    first = _calendar(match["first"], year) or _calendar(match["first"] + "月", year)
    known = int(first[1][:4]) if first and first[1] else year_in(match["first"]) or year
    return _calendar(match["last"], known)


def _without_date(value: str) -> _Read | None:
    """Return kind and value of “十四五”期间, 每年, 长期坚持; None for anything else."""
    if period := _PERIOD.fullmatch(value):
        return DeadlineKind.YEAR, end_of_period(period[1] or "〇")
    if _YEARLY.fullmatch(value):
        return DeadlineKind.YEARLY, ""
    return (DeadlineKind.ONGOING, "") if _ONGOING.fullmatch(value) else None


def _whole(value: str, year: int | None) -> _Read | None:
    if date := iso_date(value)[:10]:
        return DeadlineKind.DATE, date
    return _without_date(value) or _calendar(value, year) or _of_span(value, year)


def deadline_of(text: Text, year: int | None = None) -> Deadline | None:
    """Return what a whole stated value means: 2025年底, 2025-06, 长期坚持; None if not understood.

    `year` is the plan's. 立即 and 三年内 name no time that has a type, so they are not understood; so are
    several deadlines in one value (see `deadlines_in`) and damaged years (outside 1949–2099).
    """
    value = plain(text.value).strip(" ()、,。;")
    if not value or len(value) > _LONGEST:
        return None
    read = _whole(value, year) or _whole(_bare(value), year) or _only_one(value, year)
    if read is None:
        return None
    return Deadline(kind=read[0], value=read[1], text=text.value.strip(), at=text.at)


def _only_one(value: str, year: int | None) -> _Read | None:
    """Return the only moment in a value; alone it says when, as an adverb before a comma does."""
    said = f"{value},"
    found = {
        (m.kind, m.value): None
        for _, clause in clauses_with(said, SIGN)
        for m in moments(said, clause, year, since=year)
    }
    return next(iter(found)) if len(found) == 1 else None


def _labelled(words: str, clause: Clause, year: int | None) -> tuple[Moment, ...]:
    """Return what stands after 完成时限： or 【完成时限】, read as whole values."""
    head = words[max(0, clause.start - len("完成时限 :") - 1) : clause.start]
    if not head.endswith((":", ")")) or not _ENDS_IN_LABEL.search(head[:-1]):
        return ()
    value = words[clause.start : clause.end]
    if stated := deadline_of(Text(value), year):
        return (Moment(clause.start, clause.end, stated.kind, stated.value),)
    return _listed(value, clause.start, year)


def _listed(value: str, start: int, year: int | None) -> tuple[Moment, ...]:
    """Return each of 4月、10月; none where one of them is not understood."""
    found: list[Moment] = []
    for piece in _PIECE.finditer(value[:_LONGEST]):
        stated = deadline_of(Text(piece[0]), year)
        if stated is None:
            return ()
        place = (start + piece.start(), start + piece.end())
        found.append(Moment(*place, stated.kind, stated.value))
    return tuple(found)


def moments_in(words: str, year: int | None, since: int | None = None) -> tuple[Moment, ...]:
    """Return each moment of a sentence made `plain`, in printed order, none before the year `since`."""
    found = _moments_in(words, year, None)
    if since is None or not any(is_past(moment, since) for moment in found):
        return found
    return _moments_in(words, year, since)


@lru_cache(maxsize=512)  # deadlines and targets ask for the same sentences
def _moments_in(words: str, year: int | None, since: int | None) -> tuple[Moment, ...]:
    has_label = _LABEL_SIGN.search(words) is not None
    found: list[Moment] = []
    named = None
    for _, clause in clauses_with(words, _ANYTHING if has_label else SIGN):
        stated = _labelled(words, clause, year) if has_label else ()
        for moment in stated or moments(words, clause, year, named, since):
            named = moment.year or named
            found.append(moment)
    return tuple(found)


def _deadline(sentence: Sentence, moment: Moment) -> Deadline:
    words, at = sentence.part(moment.start, moment.end)
    return Deadline(kind=moment.kind, value=intern(moment.value), text=intern(words), at=at)


def deadlines_in_each(texts: Sequence[Text], year: int | None = None) -> list[tuple[Deadline, ...]]:
    """Return the deadlines in each of several running texts, in printed order, each kind and value once."""
    deadlines: list[_Found] = [{} for _ in texts]
    sentences = [
        (found, sentence, plain(sentence.words))
        for found, text in zip(deadlines, texts, strict=True)
        for sentence in sentences_of(text, _SIGN)
    ]
    for found, sentence, words in sentences:
        for moment in moments_in(words, year, year):
            deadline = _deadline(sentence, moment)
            unknown = not deadline.value and deadline.kind not in _WITHOUT_VALUE
            named = deadline.text if unknown else deadline.value
            found.setdefault((deadline.kind, named), deadline)
    return [tuple(found.values()) for found in deadlines]


def deadlines_in(text: Text, year: int | None = None) -> tuple[Deadline, ...]:
    """Return the deadlines in a running text."""
    return deadlines_in_each([text], year)[0]
