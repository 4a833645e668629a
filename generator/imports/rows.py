"""Tables that were copied as lines, one cell a paragraph, back into tables.

In: lines. Out: blocks, with a table where one could be read. Not its business: tables that are tables.
A head is 序号 and the names of columns, up to the first running number; a row is a running number 1, 2, 3 …
and the lines up to the next. Inside a row the deadline is found by its words; units stand behind it,
tasks and measures before it. What cannot be read stays lines, and is reported.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.imports.entries import Action, Entry, entry
from generator.imports.row import Role, is_deadline, is_unit, read_row, role_of
from generator.model.manuscript import Table, Text
from generator.official.structure.blocks import Block, Form, is_title_like, lines

_HEAD_END = re.compile(
    "(?:任务|措施|举措|时限|期限|时间|单位|部门|科室|内容|备注|目标|要求|责任人|领导|进度|指标|项目|名称|事项|要点|成效|节点|序号)$"
)
_NUMBER = re.compile(r"\d{1,3}")
_LONGEST_HEAD = 14
_MOST_HEADS = 24
_FEWEST_ROWS = 2


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
    end = _end(texts, starts[-1], tuple(role_of(column) for column in columns))
    return _Found(max(past, _with_caption(texts, index)), columns, starts, end)


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


def _end(texts: tuple[Text, ...], last: int, roles: tuple[Role, ...]) -> int:
    """Return the index behind the last row, which no number ends: behind its deadline and its units."""
    ends_a_row = is_deadline if Role.DEADLINE in roles else is_unit
    end = last + 1
    while end < len(texts) and not ends_a_row(texts[end]):
        end += 1
    while end < len(texts) and (is_deadline(texts[end]) or is_unit(texts[end])):
        end += 1
    return end


def _table(texts: tuple[Text, ...], found: _Found) -> Table | None:
    roles = tuple(role_of(column) for column in found.columns)
    ends = (*found.starts[1:], found.end)
    rows = [
        read_row(texts[start:end], roles) for start, end in zip(found.starts, ends, strict=True)
    ]
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
