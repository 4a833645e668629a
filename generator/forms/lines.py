"""Lines of Markdown → blocks. Numbering is left to the official reader, inline markup to the pages."""

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.forms.attributes import Attributes, read_attributes, split_attributes
from generator.forms.fields import clean, is_id
from generator.model.manuscript import Table, Text
from generator.official.structure.blocks import Block, Form, continues, join
from generator.official.structure.stated import KEYS
from generator.official.tables.cells import cell_lines, filled_down, split_row
from generator.problems import Problem, problem

_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_LIST = re.compile(r"[-*+]\s+(?=\S)")
_RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,})$")
_DELIMITER = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$")
_TRIMMED = " \t\r\n\f\v\u3000\u00a0\u2002\u2003\u2009\ufeff\u200b"
_KEYS = frozenset({
    "id", "class", "lead", "cooperating", "deadlines", "topics", "number", "level", "outside", "caption", *KEYS,
})  # fmt: skip


def read_blocks(rows: Sequence[Text]) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """Return the blocks of a body, and what is wrong with its tables and attributes."""
    reader = _Reader()
    index = 0
    while index < len(rows):
        index = reader.take(rows, index)
    reader.flush()
    return tuple(reader.blocks), tuple(reader.problems)


class _Reader:
    """Collects blocks line by line; `_open` holds the lines of the paragraph that is being read."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self._open: list[Text] = []
        self._form = Form.LINE
        self._level = 0
        self._table: Attributes = ()

    def take(self, rows: Sequence[Text], index: int) -> int:
        """Read the line at `index`; return the index of the next one to read."""
        line = _trimmed(rows[index])
        if not line:
            self.flush()
            return index + 1
        if line.value.startswith("|") and _is_table(rows, index):
            self.flush()
            return self._take_table(rows, index)
        if _RULE.match(line.value):
            self.flush()
            self.blocks.append(Block(line.cut(0, 0), Form.RULE))
        elif line.value.startswith("{.table") and read_attributes(line.value[1:-1]):
            self.flush()
            self._table = self._checked(line, read_attributes(line.value[1:-1]))
        else:
            self._take_line(line)
        return index + 1

    def _take_line(self, line: Text) -> None:
        if heading := _HEADING.match(line.value):
            self._begin(line.cut(heading.end()), Form.HEADING, len(heading.group(1)))
            self.flush()
        elif bullet := _LIST.match(line.value):
            self._begin(line.cut(bullet.end()), Form.LIST, 0)
        elif line.value.startswith("\\"):
            self._begin(line.cut(1), Form.LITERAL, 0)
            self.flush()
        elif self._open and continues(self._open[-1].value, line.value):
            self._open.append(line)
        else:
            quoted = line.value.startswith(">")
            self._begin(line.cut(1) if quoted else line, Form.LINE, 0)

    def _begin(self, line: Text, form: Form, level: int) -> None:
        self.flush()
        self._open, self._form, self._level = [line], form, level

    def flush(self) -> None:
        """End the paragraph that is being read."""
        if not self._open:
            return
        text = _cleaned(join(self._open))
        self._open = []
        attributes: Attributes = ()
        if self._form is not Form.LITERAL:
            text, attributes = split_attributes(text)
            attributes = self._checked(text, attributes)
        if text or attributes:
            self.blocks.append(Block(text, self._form, self._level, attributes=attributes))

    def _checked(self, line: Text, attributes: Attributes) -> Attributes:
        for key, value in attributes:
            if key not in _KEYS:
                self.problems.append(problem("unknown-attribute", line.at, key=key))
            elif key == "id" and not is_id(value):
                self.problems.append(problem("bad-id", line.at, key="id", value=value))
        return attributes

    def _take_table(self, rows: Sequence[Text], index: int) -> int:
        head = [clean(cell.value) for cell in _heads(rows[index])]
        end = index + 2
        lines = []
        while end < len(rows) and _trimmed(rows[end]).value.startswith("|"):
            lines.append(_trimmed(rows[end]))
            end += 1
        cells = [[cell_lines(_cleaned(cell)) for cell in split_row(line)] for line in lines]
        for line, row in zip(lines, cells, strict=True):
            if len(row) != len(head):
                values = {"cells": len(row), "columns": len(head)}
                self.problems.append(problem("row-width", line.at, **values))
                return end
        table = Table(columns=tuple(head), rows=filled_down(cells), at=rows[index].at)
        attributes, self._table = self._table, ()
        caption = dict(attributes).get("caption")
        table = replace(table, caption=caption) if caption else table
        self.blocks.append(Block(Text(""), Form.TABLE, table=table, attributes=attributes))
        return end


def _heads(row: Text) -> list[Text]:
    return [
        Text(" ".join(line.value for line in cell_lines(cell)), cell.path, cell.marks)
        for cell in split_row(_trimmed(row))
    ]


def _is_table(rows: Sequence[Text], index: int) -> bool:
    if index + 1 >= len(rows):
        return False
    below = _trimmed(rows[index + 1]).value
    return "-" in below and "|" in below and bool(_DELIMITER.match(below))


def _trimmed(row: Text) -> Text:
    if len(row.value.strip(_TRIMMED).strip()) == len(row.value):
        return row
    value = row.value.rstrip(_TRIMMED)
    start = len(value) - len(value.lstrip(_TRIMMED))
    return row.cut(start, len(value))


def _cleaned(line: Text) -> Text:
    """Return the line without control characters and doubled blanks; its place is that of its start."""
    value = clean(line.value)
    return line if value == line.value else Text(value, line.path, line.marks)
