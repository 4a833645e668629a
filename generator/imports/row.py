"""One row of a table that was copied as lines: which line stood in which column.

In: the lines of a row and what its columns hold. Out: its cells. Not its business: finding rows (see `rows`).
The deadline is found by its words; tasks and measures stand before it, units before or behind it, as the
columns do.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.model.manuscript import Cell, Text
from generator.official.structure.blocks import is_title_like, join
from generator.official.units.lists import is_unit_like


class Role(StrEnum):
    """What a column holds, as far as reading its lines goes."""

    NUMBER = "number"
    TASK = "task"
    MEASURE = "measure"
    DEADLINE = "deadline"
    LEAD = "lead"
    COOPERATING = "cooperating"
    OTHER = "other"


_ROLES = (
    (Role.NUMBER, re.compile("^序 ?号$|^编 ?号$")),
    (Role.DEADLINE, re.compile("时限|期限|完成时间|时间要求|时间节点|进度")),
    (Role.COOPERATING, re.compile("(?:配合|参加|协办|协同|参与|协助)(?:单位|部门|科室)$")),
    (
        Role.LEAD,
        re.compile(
            "(?:牵头|责任|主办|主责|负责|承办|落实)(?:单位|部门|科室|领导)$|^责任人$|^单位$|^部门$"
        ),
    ),
    (Role.MEASURE, re.compile("措施|举措|做法|工作内容|具体内容|具体任务")),
    (Role.TASK, re.compile("任务|事项|项目|目标|要点|内容|意见|要求|工作")),
)
_DEADLINE = re.compile(
    "长期坚持|长期|持续推进|持续|常年|常态化|全年|每年|每学年|每学期|立即|年内|年底前?|即时|按要求|按时限"
    r"|(?:20\d\d ?年?)?(?:[一二三四]季度|上半年|下半年|[春秋]季学期|\d{1,2} ?月(?:份|底|\d{1,2} ?日)?"
    r"|年?底|年末)?(?:前|以前|之前|起|完成)?"
)
_NUMBERED = re.compile(r"[（(]?\d{1,2}(?:[)）]|[.．、,，])|[①-⑳]")
_LONGEST_HEADING = 14
_MOST_HEADING_LINES = 4
_SENTENCE_END = ("。", "；", ";", ".", "！")


def role_of(column: str) -> Role:
    """Return what a column holds, by the words of its name."""
    return next((role for role, words in _ROLES if words.search(column)), Role.OTHER)


def is_deadline(text: Text) -> bool:
    """Say whether a line is a deadline and nothing else."""
    return _DEADLINE.fullmatch(text.value) is not None


def is_unit(text: Text) -> bool:
    """Say whether a line names a unit, or several."""
    return is_unit_like(text.value)


def read_row(texts: tuple[Text, ...], roles: tuple[Role, ...]) -> tuple[Cell, ...] | None:
    """Return the cells of a row, or None where its lines cannot be told apart."""
    split = _split(texts[1:], roles)
    if split is None:
        return None
    tasks = [index for index, role in enumerate(roles) if role is Role.TASK]
    measures = [index for index, role in enumerate(roles) if role is Role.MEASURE]
    cells = _work_cells(split.work, tasks, measures)
    if cells is None:
        return None
    found = (
        (Role.NUMBER, texts[:1]),
        (Role.DEADLINE, split.deadline),
        (_units_role(roles), split.units),
        (Role.OTHER, split.remarks),
    )
    for role, cell in found:
        if role in roles:
            cells[_last(roles, role)] = cell
    return tuple(cells.get(index, ()) for index in range(len(roles)))


def _last(roles: tuple[Role, ...], role: Role) -> int:
    return len(roles) - 1 - roles[::-1].index(role)


def _units_role(roles: tuple[Role, ...]) -> Role:
    """Return the column that takes all units of a row.

    Where there are two, lines do not tell which unit stood in which; the lead unit is never guessed.
    """
    return Role.COOPERATING if Role.COOPERATING in roles else Role.LEAD


@dataclass(frozen=True, slots=True)
class _Split:
    """The lines of a row by what they are."""

    work: Cell
    deadline: Cell
    units: Cell
    remarks: Cell


def _split(body: tuple[Text, ...], roles: tuple[Role, ...]) -> _Split | None:
    """Return the lines of a row by what they are, or None where a deadline or a column is missing."""
    deadline = _deadline(body) if Role.DEADLINE in roles else slice(len(body), len(body))
    if deadline is None:
        return None
    before, after = body[: deadline.start], body[deadline.stop :]
    due = (join(body[deadline]),) if body[deadline] else ()
    units = _units_role(roles)
    if units in roles and (not due or roles.index(units) < roles.index(Role.DEADLINE)):
        cut = _units_begin(before)
        is_whole = not after or Role.OTHER in roles
        return _Split(before[:cut], due, _names(before[cut:]), after) if is_whole else None
    cut = len(after)
    while Role.OTHER in roles and cut and not is_unit(after[cut - 1]):
        cut -= 1
    return _Split(before, due, _names(after[:cut]), after[cut:])


def _deadline(body: tuple[Text, ...]) -> slice | None:
    """Return where the last deadline stands; 2022年 and 10月底前 may be lines of one cell."""
    for index in range(len(body) - 1, 0, -1):
        if is_deadline(body[index]):
            first = index
            while first > 1 and is_deadline(body[first - 1]):
                first -= 1
            return slice(first, index + 1)
    return None


def _units_begin(lines: tuple[Text, ...]) -> int:
    """Return where the units at the end of `lines` begin; the first line is never one."""
    begin = len(lines)
    while begin > 1 and (
        is_unit(lines[begin - 1]) or _is_broken_name(lines[begin - 1 : begin + 1])
    ):
        begin -= 1
    return begin


def _is_broken_name(lines: Cell) -> bool:
    """Say whether the first of two lines begins the name that the second ends: 市消防 + 救援支队."""
    whole = "".join(line.value for line in lines)
    begins = len(lines) > 1 and len(lines[0].value) <= _LONGEST_HEADING
    return begins and not is_unit(lines[0]) and is_unit_like(whole)


def _names(lines: Cell) -> Cell:
    """Return the units, a name that was broken over two lines as one."""
    names: list[Text] = []
    for line in lines:
        if names and _is_broken_name((names[-1], line)):
            names[-1] = join((names[-1], line))
        else:
            names.append(line)
    return tuple(names)


def _work_cells(
    work: Cell, tasks: Sequence[int], measures: Sequence[int]
) -> dict[int, Cell] | None:
    """Return the cells of the task and measure columns by index.

    First the heading (short lines, joined), then a sentence for each further task column, then measures.
    """
    columns = [*tasks, *measures]
    if not work or not columns:
        return None
    heading = _heading_length(work)
    rest = list(work[heading:])
    cells: dict[int, Cell] = {columns[0]: (join(work[:heading]),)}
    for index in columns[1:-1]:
        if not rest or _NUMBERED.match(rest[0].value):
            continue
        cells[index] = (rest.pop(0),)
    if rest and len(columns) == 1:
        cells[columns[0]] += tuple(rest)
    elif rest:
        cells[columns[-1]] = tuple(rest)
    return cells


def _heading_length(work: Cell) -> int:
    """Return how many lines the heading takes: at least one, then short ones without punctuation."""
    count = 1
    while count < len(work) and count < _MOST_HEADING_LINES and is_title_like(work[count].value):
        if len(work[count].value) > _LONGEST_HEADING or work[count].value.endswith(_SENTENCE_END):
            break
        count += 1
    return count
