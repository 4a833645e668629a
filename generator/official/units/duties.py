"""The words by which official text says what a unit does in a task: 牵头单位：, …负责, …配合.

In: the inside of a clause about units. Out: where each unit's name stands, with its duty. Not its
business: where such clauses are (see `responsibilities`).
"""

import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from generator.official.endings import ending, endings
from generator.official.expressions import first_of, rest_of
from generator.official.units.lists import Range, is_unit_like, names_in, pieces, trimmed


class Duty(Enum):
    """What a clause says of a unit."""

    LEAD = auto()
    COOPERATING = auto()
    RESPONSIBLE = auto()
    """责任单位, 负责: leads, unless another unit is said to lead."""
    IN_ORDER = auto()
    """牵头及配合单位: the first leads, the others cooperate."""


class Label(NamedTuple):
    """牵头单位：, 【牵头单位】 and the like. No duty: a label of something else, such as 完成时限."""

    start: int
    end: int
    duty: Duty | None


class Named(NamedTuple):
    """A unit's name in a clause."""

    at: Range
    duty: Duty


_BODY = r"(?:单位|部门|处室|科室|股室|机构|机关|主体)"
_LEAD = ("牵头", "主责", "主办", "主管")
_COOP = ("配合", "协助", "协办", "协同", "参加", "参与", "联合", "支持", "共同")
_DUTY = ("责任", "落实", "实施", "承办", "负责", "承担", "执行", "组织实施")
_DONE = ("完成", "办结", "整改")
_TIME = ("时限", "时间", "期限")
_WHO = ("责任", "牵头", "分管", "主管", "包保", "联系")
_OTHERS = ("时间节点", "时间安排", "进度安排", "联系电话", "备注")
_LABEL = re.compile(
    first_of(*_LEAD, *_COOP, *_DUTY, *_DONE, *_TIME, *_WHO, *_OTHERS)
    + r"(?:(?P<open>(?<=[【\[〔].))|)"
    rf"(?:(?P<order>{rest_of('牵头', '主办')}{_BODY}?[和及与、/](?:责任|配合|参加|协办|参与){_BODY})"
    rf"|(?P<lead>{rest_of(*_LEAD)}(?:责任|负责|实施|落实|主办)?{_BODY})"
    rf"|(?P<coop>{rest_of(*_COOP)}(?:责任|实施|落实|配合|参与)?{_BODY})"
    rf"|(?P<duty>{rest_of(*_DUTY)}(?:责任|落实|实施)?{_BODY})"
    rf"|(?:{rest_of(*_DONE)}(?:{'|'.join(_TIME)})|{rest_of(*_TIME)})(?:要求)?|{rest_of(*_OTHERS)}"
    rf"|{rest_of(*_WHO)}(?:市|县|区|局)?(?:领导|人员|人))"
    r"(?:[（(][^（）()]{1,20}[）)])?"
    r"(?(open)[】\]〕]\s?[:：]?|(?:\s{0,3}[:：﹕∶]|\s{1,3}(?=[市省县区州][\u4e00-\u9fff])))"
)
"""A label in brackets of its own is found by the words behind the bracket."""
_DUTIES = {
    "order": Duty.IN_ORDER,
    "lead": Duty.LEAD,
    "coop": Duty.COOPERATING,
    "duty": Duty.RESPONSIBLE,
}
"""By the group of `_LABEL` that holds the words."""
_ENDS_LABEL = re.compile(r"[位门室构关体限间求点排导员人话注）)][:：﹕∶\s】\]〕]")
"""Stands where a label ends, and in few other places."""
_TAILS = (
    "按职责分工", "按照职责分工", "按各自职责", "按照各自职责", "按职责", "按照职责", "等相关部门",
    "等有关部门和单位", "等相关部门和单位", "等有关部门", "等相关单位", "等有关单位", "等单位", "等部门",
    "及相关部门", "及有关部门", "及有关单位", "及相关单位", "分工", "分别", "共同", "协同", "密切", "积极",
    "具体", "牵头", "主办", "主责", "负责", "落实", "实施", "承办", "配合", "协办", "协助", "参与", "参加",
    "抓好", "等", "。", ".",
)  # fmt: skip
_TAILS_BY_END = endings(_TAILS)
_MOST_TAILS = 8
_LONGEST_NOTE = 40
_VERBS = (
    (Duty.LEAD, ("牵头", "主办", "主责")),
    (Duty.COOPERATING, ("配合", "协同", "协办", "协助", "参与", "参加")),
    (Duty.RESPONSIBLE, ("负责", "落实", "实施", "承办", "职责", "分工")),
)
_TOGETHER = re.compile(r"会同|商(?=[市省县区])")
_BEFORE = re.compile(r"(?:具体)?由|请|其中|[:：]")
_WHEN = re.compile(r"\d{4}年|\d月|年底|年内|学期|长期|持续|每年")
"""（2021年底前完成，市教育局负责）: the time limit is no unit."""
_NOTE_BEHIND = re.compile(r"\s*[（(〔\[【]([^（）()〔〕\[\]【】]{2,24})[）)〕\]】]\s*$")
_BRACKETS = "（(〔[【）)〕]】"
_OPENED = re.compile(r"[（(〔\[【\s]+$")
_NOTE = re.compile(r"\s*[（(〔\[]([^（）()〔〕\[\]]{2,12})[）)〕\]]$")


@lru_cache(
    maxsize=256
)  # asked about the same clause by those who look for it, read it and check it
def labels_in(value: str, at: Range) -> tuple[Label, ...]:
    """Return the labels between two offsets, in order."""
    if not _ENDS_LABEL.search(value, *at):
        return ()
    return tuple([_label(found) for found in _LABEL.finditer(value, *at)])


def named_in(value: str, at: Range, duty: Duty | None) -> tuple[Named, ...]:
    """Return the units listed behind labels; `duty` is that of the units in front of the first label."""
    found: list[Named] = []
    start = at[0]
    for label in (*labels_in(value, at), Label(at[1], at[1], None)):
        if duty is not None:
            for (first, last), own in _listed(value[start : label.start]):
                found.append(Named((start + first, start + last), own or duty))
        start, duty = label.end, label.duty
    return tuple(found)


def prose_in(value: str, at: Range) -> tuple[Named, ...] | None:
    """Return the units of …牵头，…配合 or …负责; None unless all of the text reads so."""
    found: list[Named] = []
    waiting: list[Range] = []
    for names, duty in _parts(value, at):
        if duty is None:
            waiting.extend(one for one in names if not _WHEN.search(value, *one))
            continue
        found.extend(Named(one, duty) for one in (*waiting, *names))
        waiting = []
    if waiting and not any(one.duty is Duty.LEAD for one in found):
        return None
    found.extend(Named(one, Duty.COOPERATING) for one in waiting)
    is_clause = found and all(is_unit_like(value[slice(*one.at)]) for one in found)
    return tuple(found) if is_clause else None


def _label(found: re.Match[str]) -> Label:
    opened = found["open"] is not None
    return Label(found.start() - opened, found.end(), _DUTIES.get(found.lastgroup or ""))


@lru_cache(maxsize=1 << 12)  # the same few hundred lists, many times over
def _listed(words: str) -> tuple[tuple[Range, Duty | None], ...]:
    """Return where the names of a list stand, each with what is said of it there."""
    found: list[tuple[Range, Duty | None]] = []
    for names, own in _parts(words, (0, len(words))):
        for name in names:
            end, noted = _without_note(words, name)
            found.append(((name[0], end), noted or own))
    return tuple(found)


def _without_note(value: str, at: Range) -> tuple[int, Duty | None]:
    """Return where a name ends in front of （牵头） and the like, and what that says."""
    note = _NOTE.search(value[slice(*at)]) if value[at[1] - 1] in "）)〕]" else None
    noted = _duty_in(note[1]) if note else None
    return (at[0] + note.start() if note and noted else at[1]), noted


def _parts(value: str, at: Range) -> Iterator[tuple[tuple[Range, ...], Duty | None]]:
    """Yield the names between ， and ；with what is said of them there."""
    for part in pieces(value, at, "，,；;。"):
        bare, duty = _without_tail(value, part)
        two = _TOGETHER.search(value, *bare)
        if two and duty:
            yield names_in(value, trimmed(value, (bare[0], two.start()))), Duty.LEAD
            yield names_in(value, trimmed(value, (two.end(), bare[1]))), Duty.COOPERATING
        else:
            yield names_in(value, bare), duty


def _without_tail(value: str, at: Range) -> tuple[Range, Duty | None]:
    """Return a list without the verbs behind it and 由 before it, and what the verbs say."""
    start, end = at[0], _end_of_list(value, at)
    before = _BEFORE.match(value, start, end)
    start = before.end() if before else start
    for _ in range(_MOST_TAILS):
        tail = ending(value, start, end, _TAILS_BY_END)
        if not tail:
            break
        end -= len(tail)
    return trimmed(value, (start, end)), _duty_in(value[end : at[1]])


def _end_of_list(value: str, at: Range) -> int:
    """Return where a list ends: in front of （2024年底前完成） or a bracket that opens behind it."""
    if at[0] == at[1] or value[at[1] - 1] not in _BRACKETS:
        return at[1]
    start = max(at[0], at[1] - _LONGEST_NOTE)
    note = _NOTE_BEHIND.search(value, start, at[1])
    if note and _WHEN.search(note[1]):
        return note.start()
    opened = _OPENED.search(value, start, at[1])
    return opened.start() if opened else at[1]


def _duty_in(words: str) -> Duty | None:
    if not words:
        return None
    return next((duty for duty, verbs in _VERBS if any(verb in words for verb in verbs)), None)
