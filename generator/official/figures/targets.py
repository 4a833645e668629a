"""Targets: numbers to reach, read from the text of a task.

In: a text. Out: value, comparator, unit, subject and year of each, with the clause as printed. Not its
business: what editors state themselves. Sources of the forms and traps: counts over 351 published plans
and reports. Precision before recall: what is not clearly a goal is left out.

翻一番 is 2 倍; 三分之二 is 66.67 %; 全覆盖 is 100 %; 清零 is 0; 每天一小时 is 1 小时/天. The subject of
a difference keeps its verb (巩固率提高 for 提高2个百分点), so that it is not taken for a level.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import repeat
from sys import intern
from typing import Final, NamedTuple

from generator.model.manuscript import Text
from generator.model.plan import DeadlineKind, Target
from generator.official.figures import subjects
from generator.official.figures.absolutes import ALL_OR_NONE, absolutes
from generator.official.figures.clauses import (
    Clause,
    Sentence,
    clauses,
    clauses_with,
    plain,
    sentences_of,
)
from generator.official.figures.dates import year_in
from generator.official.figures.deadlines import moments_in
from generator.official.figures.goals import (
    TELLS,
    covers,
    is_goal,
    is_past,
    is_relative,
    report,
    tells,
)
from generator.official.figures.groups import Group, groups_of
from generator.official.figures.quantities import UNIT_STARTS, Quantity, quantities
from generator.official.figures.times import YEAR

_SIGN: Final = re.compile(
    "[0-9０-９番零覆分成一二两三四五六七八九十百千万亿](?:"
    rf"(?<=[0-9０-９])(?:\s?[％十百千万亿余多至到~～—–－:：∶{UNIT_STARTS}-](?<![0-9０-９]年)|年[，。；、以左])"
    "|(?<=[番零])|(?<=全覆)盖|(?<=分)之|(?<=[一二两三四五六七八九]成)[以左的，。；、]"
    "|(?<=一)(?:[名所场次家处倍万亿]|[小课学]时)"
    "|(?<=[二两三四五六七八九十百千万亿])(?:[万亿元所名人场家处次倍]|[小课学]时|学位|平方|个百))"
)
"""Begins with a class, so that the search skips most of a text at the speed of C."""
_NUMERIC: Final = re.compile("[0-9一二两三四五六七八九十百千零翻覆]")
_NAMED_ZERO: Final = re.compile("零(?!发生|发案|增长)([一-龥]{2})$")
_NEVER_YEARS: Final = (DeadlineKind.YEARLY, DeadlineKind.ONGOING)
_YEAR_FIRST: Final = re.compile(rf"\s?({YEAR})\s?年")
_YEAR_OF_NUMBER: Final = re.compile(
    rf"(?<![0-9])({YEAR})年\s?(?=(?:达到?|为|保持|完成|新增|建成)?\s?[0-9]{{1,9}}[.%万亿个所名人处家])"
)
"""其中2024年2200个、2025年1900个."""
_DURATIONS: Final = ("小时", "分钟")
_COVERED: Final = re.compile("(?![和及与])[^0-9、,;。()]{0,16}全覆盖")
_CLAUSES_BACK: Final = 3


class _Goal(NamedTuple):
    """A number to reach, with what it measures."""

    group: Group
    number: Quantity
    subject: str

    @property
    def unit(self) -> str:
        """What it is counted in."""
        return self.number.unit


class _Reading(NamedTuple):
    """A sentence in the midst of being read: its words made `plain`, and their clauses."""

    sentence: Sentence
    words: str
    clauses: tuple[Clause, ...]


def _reading(sentence: Sentence) -> _Reading:
    words = plain(sentence.words)
    return _Reading(sentence, words, clauses(words))


def _is_scope(words: str, one: Quantity) -> bool:
    """Return whether a number counts what is to be covered: 实现29所学校全覆盖 has one goal."""
    return not one.stated and one.unit != "%" and bool(_COVERED.match(words, one.end))


def _in_clause(words: str, clause: Clause) -> list[Quantity]:
    """Return all quantities of a clause in printed order, none inside another."""
    found = quantities(words, clause.start, clause.end)
    if any(map(words.__contains__, ALL_OR_NONE)):
        own = (q for q in found if not _is_scope(words, q))
        found = [*absolutes(words, clause.start, clause.end), *own]
    if len(found) > 1:
        found.sort(key=lambda q: (q.start, -q.end))
        found = [q for n, q in enumerate(found) if n == 0 or q.start >= found[n - 1].end]
    return found


def _goals(words: str, clause: Clause, last: Quantity | None) -> list[Quantity]:
    """Return the goals of a clause; `last` is the goal in which the clause before it ended."""
    goals: list[Quantity] = []
    numbers = _in_clause(words, clause)
    if not numbers or is_past(words, clause):
        return goals
    for found in numbers:
        if is_goal(words, clause, found, last is not None and last.unit == found.unit):
            last = found
            goals.append(found)
    return goals


def _is_change(words: str, goal: Quantity) -> bool:
    """Return whether a number says by how much, not how much: 提高2个百分点, not 提高到95%."""
    return not goal.stated and words[goal.start] not in "到至为是达"


def _is_payment(goal: Quantity) -> bool:
    """Return whether a number is paid to each of many: it measures no counted thing (学校118所，每生5元)."""
    return goal.per and goal.unit.startswith("元")


def _earlier_subject(reading: _Reading, group: Group) -> subjects.Place:
    """Return what the clauses before speak of: 公办园占比稳步提高，达到55%."""
    if group.start != reading.clauses[group.clause].start:
        return 0, 0
    first = max(0, group.clause - _CLAUSES_BACK)
    for clause in reversed(reading.clauses[first : group.clause]):
        numbers = _in_clause(reading.words, clause)
        end = numbers[0].start if numbers else clause.end
        if _is_payment(group.goals[0]) and numbers and "元" not in numbers[0].unit:
            return 0, 0
        place = subjects.before(reading.words, clause.start, end)
        if place[0] < place[1]:
            return subjects.acting(reading.words, *place)
    return 0, 0


def _subject(reading: _Reading, group: Group) -> subjects.Place:
    """Return the place of what a group's numbers measure, an empty place where nothing says it."""
    words, goal, end = reading.words, group.goals[0], group.goals[-1].end
    counts = not is_relative(goal.unit)
    counted = subjects.after(words, end, group.end)
    follows = counts and "元" not in goal.unit and not goal.stated
    is_object = (
        follows
        or words.startswith(("至少", "最少"), goal.start)
        or (goal.unit == "%" and covers(words, group.start, goal.start))
        or subjects.ends_in_verb(words, group.start, goal.start)
    )
    if (is_object or goal.unit.startswith(_DURATIONS)) and counted[0] < counted[1]:
        return counted
    change = _is_change(words, goal)
    place = subjects.before(words, group.start, goal.start, changed=change, counted=counts)
    return place if place[0] < place[1] else counted


def _fallback(reading: _Reading, group: Group, before: _Goal | None) -> str:
    """Return the subject of a number that has none beside it.

    After 创建6所示范校 comes 再创建8所, also of 示范校; 投资3亿元 measures 投资 itself.
    """
    goal = group.goals[0]
    if before is not None and before.unit == goal.unit and not goal.stated:
        return before.subject
    verb = subjects.verb(reading.words, group.start, goal.start)
    earlier = _earlier_subject(reading, group)
    places = (earlier, verb) if goal.stated else (verb, earlier)
    source = reading.sentence.words
    return next((source[slice(*place)] for place in places if place[0] < place[1]), "")


def _names(reading: _Reading, group: Group, before: _Goal | None) -> tuple[str, ...]:
    """Return the subject of each number of a group; `before` is the goal in front of it."""
    place = slice(*_subject(reading, group))
    subject = subjects.named(reading.sentence.words[place].strip())
    subject = subject or _fallback(reading, group, before)
    if len(group.goals) > 1:
        return subjects.each(subject, len(group.goals))
    goal = group.goals[0]
    if before is not None and before.unit == goal.unit:
        subject = subjects.continued(before.subject, subject)
    zero = _NAMED_ZERO.search(reading.words, goal.start, goal.end)
    return (subject + (zero[1] if zero else ""),)


def _target(sentence: Sentence, goal: _Goal, year: int | None) -> Target:
    """Return a goal as a target, its words at their place."""
    words, at = sentence.part(goal.group.start, goal.group.end)
    return Target(
        value=goal.number.value,
        upper=goal.number.upper,
        comparator=goal.number.comparator,
        unit=intern(goal.unit),
        subject=intern(goal.subject),
        year=year,
        text=words,
        at=at,
    )


def _telling(reading: _Reading) -> set[int]:
    """Return the numbers of the clauses that tell what is so, not what is to be."""
    telling: set[int] = set()
    if TELLS.search(reading.words):
        for number, clause in enumerate(reading.clauses):
            if tells(reading.words, clause, number - 1 in telling):
                telling.add(number)
    return telling


def _groups(reading: _Reading) -> list[Group]:
    """Return the goals of a sentence in groups that share their words, past ones too where only their year tells."""
    found: list[Group] = []
    telling = _telling(reading)
    for number, clause in clauses_with(reading.words, _NUMERIC):
        if number in telling:
            continue
        last = found[-1].goals[-1] if found and found[-1].clause == number - 1 else None
        if goals := _goals(reading.words, clause, last):
            found += groups_of(reading.words, number, clause, goals)
    return found


def _named(reading: _Reading, groups: Sequence[Group]) -> list[_Goal]:
    """Return every goal of a sentence with what it measures."""
    found: list[_Goal] = []
    for group in groups:
        names = _names(reading, group, found[-1] if found else None)
        found += map(_Goal, repeat(group), group.goals, names)
    return found


def _named_times(reading: _Reading, year: int | None) -> list[tuple[int, int | None]]:
    """Return where each time is named, and its year; 年内 is of the plan's own year.

    Here a year in front of a clause counts even where it is no deadline: 2020年全市巩固率为95% is past.
    """
    times: dict[int, int | None] = {}
    if "年" in reading.words:
        for clause in reading.clauses:
            if match := _YEAR_FIRST.match(reading.words, clause.start, clause.end):
                times[clause.start] = year_in(match[1])
        for match in _YEAR_OF_NUMBER.finditer(reading.words):
            times[match.start()] = year_in(match[1])
    for moment in moments_in(reading.words, year):
        if moment.kind not in _NEVER_YEARS:
            times[moment.start] = moment.year or year
    return sorted(times.items())


def _year_at(times: Sequence[tuple[int, int | None]], at: int) -> int | None:
    """Return the year that a sentence named last in front of a place."""
    index = bisect_right(times, at, key=lambda time: time[0])
    return times[index - 1][1] if index else None


def _targets(reading: _Reading, goals: Sequence[_Goal], year: int | None) -> Iterator[Target]:
    """Yield the targets of one sentence, each with the year that is named in front of it."""
    times = _named_times(reading, year)
    present = report(reading.words)
    for goal in goals:
        if goal.group.start >= present:
            break
        named = _year_at(times, goal.group.goals[0].start)
        if named is None or year is None or named >= year:
            yield _target(reading.sentence, goal, named)


def targets_in_each(texts: Sequence[Text], year: int | None = None) -> list[list[Target]]:
    """Return the targets in each of several running texts, in printed order.

    `year` is the plan's: what 年内 means, and before which a result is past. A target's own year is the
    one that its sentence names in front of it; where it names none, it is None.
    """
    targets: list[list[Target]] = [[] for _ in texts]
    readings = [
        (found, _reading(sentence))
        for found, text in zip(targets, texts, strict=True)
        for sentence in sentences_of(text, _SIGN)
    ]
    grouped = [(found, reading, _groups(reading)) for found, reading in readings]
    named = [(found, reading, _named(reading, own)) for found, reading, own in grouped if own]
    for found, reading, goals in named:
        found.extend(_targets(reading, goals, year))
    return targets


def targets_in(text: Text, year: int | None = None) -> tuple[Target, ...]:
    """Return the targets in a running text."""
    return tuple(targets_in_each([text], year)[0])
