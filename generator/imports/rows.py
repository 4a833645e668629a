"""Tables that were copied as lines, one cell a paragraph, back into tables.

In: lines. Out: blocks, with a table where one could be read. Not its business: tables that are tables.
A head is 序号 and the names of columns, up to the first running number; a row is a running number 1, 2, 3 …
and the lines up to the next. Inside a row the deadline is found by its words; units stand behind it,
tasks and measures before it. What cannot be read stays lines, and is reported.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.imports.entries import Action, Entry, entry
from generator.model.manuscript import Cell, Table, Text
from generator.official.blocks import Block, Form, is_title_like, join, lines


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
_HEAD_END = re.compile(
    "(?:任务|措施|举措|时限|期限|时间|单位|部门|科室|内容|备注|目标|要求|责任人|领导|进度|指标|项目|名称|事项|要点|成效|节点|序号)$"
)
_DEADLINE = re.compile(
    "长期坚持|长期|持续推进|持续|常年|常态化|全年|每年|每学年|每学期|立即|年内|年底前?|即时|按要求|按时限"
    r"|(?:20\d\d ?年?)?(?:[一二三四]季度|上半年|下半年|[春秋]季学期|\d{1,2} ?月(?:份|底|\d{1,2} ?日)?"
    r"|年?底|年末)?(?:前|以前|之前|起|完成)?"
)
_NUMBERED = re.compile(r"[（(]?\d{1,2}(?:[)）]|[.．、,，])|[①-⑳]")
_NUMBER = re.compile(r"\d{1,3}")
_LONGEST_HEAD = 14
_MOST_HEADS = 24
_FEWEST_ROWS = 2
_LONGEST_UNIT = 30
_SENTENCE_END = ("。", "；", ";", ".", "！")


@dataclass(frozen=True, slots=True)
class _Found:
    """Where a printed table stands: its caption's index, its head, its rows' indexes, its end."""

    begin: int
    columns: tuple[str, ...]
    starts: tuple[int, ...]
    end: int


def read_rows(texts: tuple[Text, ...]) -> tuple[list[Block], list[Entry]]:
    """Return the lines as blocks, with a table in place of the lines of each printed table."""
    blocks: list[Block] = []
    entries: list[Entry] = []
    done = 0
    for found in _tables_in(texts):
        table = _table(texts, found)
        line = texts[found.begin].at.line
        if table is None:
            entries.append(entry(Action.PROBLEM, "import-table-unreadable", line))
            continue
        blocks += [*lines(texts[done : found.begin]), Block(Text(""), Form.TABLE, table=table)]
        done = found.end
        entries += _report(table, line)
    return [*blocks, *lines(texts[done:])], entries


def _report(table: Table, line: int) -> Iterator[Entry]:
    count = len(table.rows)
    yield entry(
        Action.GUESSED, "import-table-rebuilt", line, rows=count, columns="、".join(table.columns)
    )
    roles = tuple(role_of(column) for column in table.columns)
    if Role.LEAD in roles and Role.COOPERATING in roles:
        yield entry(Action.PROBLEM, "import-lead-column-lost", line, rows=count)


def role_of(column: str) -> Role:
    """Return what a column holds, by the words of its name."""
    return next((role for role, words in _ROLES if words.search(column)), Role.OTHER)


def _tables_in(texts: tuple[Text, ...]) -> Iterator[_Found]:
    past = 0
    for index, text in enumerate(texts):
        if index < past or role_of(text.value) is not Role.NUMBER:
            continue
        found = _table_at(texts, index, past)
        if found:
            yield found
            past = found.end


def _table_at(texts: tuple[Text, ...], index: int, past: int) -> _Found | None:
    """Return the printed table whose head begins at `index`, if there is one."""
    first = index
    while first < len(texts) and first - index < _MOST_HEADS and texts[first].value != "1":
        if len(texts[first].value) > _LONGEST_HEAD:
            return None
        first += 1
    columns = _columns([text.value for text in texts[index:first]])
    starts = tuple(_starts(texts, first))
    if len(starts) < _FEWEST_ROWS or not {role_of(c) for c in columns} & {Role.TASK, Role.MEASURE}:
        return None
    return _Found(max(past, _with_caption(texts, index)), columns, starts, _end(texts, starts[-1]))


def _columns(heads: Sequence[str]) -> tuple[str, ...]:
    """Return the names of columns; a piece that ends no name goes on in the next: 完成 + 时限."""
    columns: list[str] = []
    open_name = ""
    for head in heads:
        open_name += head
        if _HEAD_END.search(open_name):
            columns.append(open_name)
            open_name = ""
    return (*columns, open_name) if open_name else tuple(columns)


def _starts(texts: tuple[Text, ...], first: int) -> Iterator[int]:
    """Yield where the rows begin, up to the next head: one look at each line, whatever the text."""
    expected = 1
    for index in range(first, len(texts)):
        if role_of(texts[index].value) is Role.NUMBER:
            return
        if texts[index].value == str(expected):
            yield index
            expected += 1


def _with_caption(texts: tuple[Text, ...], index: int) -> int:
    """Return where the table begins with its caption, and the bare 附件 above that."""
    begin = index
    if (
        begin
        and is_title_like(texts[begin - 1].value)
        and texts[begin - 1].value.endswith(("表", "清单", "台账"))
    ):
        begin -= 1
        if begin and re.fullmatch(r"附 ?[件表] ?\d{0,2} ?[:：]?", texts[begin - 1].value):
            begin -= 1
    return begin


def _end(texts: tuple[Text, ...], last: int) -> int:
    """Return the index behind the last row: it ends with the last short line after its deadline."""
    end = last + 1
    while end < len(texts) and not _DEADLINE.fullmatch(texts[end].value):
        end += 1
    if end == len(texts):
        return end
    end += 1
    while end < len(texts) and _is_unit(texts[end].value):
        end += 1
    return end


def _is_unit(value: str) -> bool:
    return (
        len(value) <= _LONGEST_UNIT
        and not value.endswith(_SENTENCE_END)
        and not _NUMBER.match(value)
    )


def _table(texts: tuple[Text, ...], found: _Found) -> Table | None:
    roles = tuple(role_of(column) for column in found.columns)
    ends = (*found.starts[1:], found.end)
    rows = [_row(texts[start:end], roles) for start, end in zip(found.starts, ends, strict=True)]
    if any(row is None for row in rows):
        return None
    caption = texts[found.begin].value
    if re.match("附 ?[件表]", caption):
        caption = texts[found.begin + 1].value
    has_caption = role_of(caption) is not Role.NUMBER
    return Table(
        caption=caption if has_caption else "",
        columns=found.columns,
        rows=tuple(row for row in rows if row is not None),
        at=texts[found.begin].at,
    )


def _row(texts: tuple[Text, ...], roles: tuple[Role, ...]) -> tuple[Cell, ...] | None:
    """Return the cells of a row, or None where its lines cannot be told apart."""
    number, body = texts[0], texts[1:]
    split = _split(body, roles)
    if split is None:
        return None
    work, deadline, units = split
    tasks = [index for index, role in enumerate(roles) if role is Role.TASK]
    measures = [index for index, role in enumerate(roles) if role is Role.MEASURE]
    cells = _work_cells(work, tasks, measures)
    if cells is None:
        return None
    for role, found in (
        (Role.NUMBER, (number,)),
        (Role.DEADLINE, deadline),
        (_units_role(roles), units),
    ):
        if role in roles:
            cells[len(roles) - 1 - roles[::-1].index(role)] = found
    return tuple(cells.get(index, ()) for index in range(len(roles)))


def _units_role(roles: tuple[Role, ...]) -> Role:
    """Return the column that takes all units of a row.

    Where there are two, lines do not tell which unit stood in which; the lead unit is never guessed.
    """
    return Role.COOPERATING if Role.COOPERATING in roles else Role.LEAD


def _split(body: tuple[Text, ...], roles: tuple[Role, ...]) -> tuple[Cell, Cell, Cell] | None:
    """Return the lines of tasks and measures, of the deadline, and of units."""
    if Role.DEADLINE in roles:
        for index in range(len(body) - 1, 0, -1):
            if _DEADLINE.fullmatch(body[index].value):
                return body[:index], (body[index],), body[index + 1 :]
        return None
    end = len(body)
    has_units = Role.LEAD in roles or Role.COOPERATING in roles
    while has_units and end > 1 and _is_unit(body[end - 1].value):
        end -= 1
    return body[:end], (), body[end:]


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
    while count < len(work) and count < 4 and is_title_like(work[count].value):  # noqa: PLR2004
        if len(work[count].value) > _LONGEST_HEAD or work[count].value.endswith(_SENTENCE_END):
            break
        count += 1
    return count
