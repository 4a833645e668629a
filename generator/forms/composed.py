r"""A Manuscript → Markdown that reads back as the same Manuscript.

The plainest spelling that does so is taken: the official text alone; else with `\` before paragraphs that
look like something else; else with every part, task and measure marked as what it is.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from generator.forms.attributes import write_attributes
from generator.forms.entries import FrontForm
from generator.forms.markdown import read_markdown
from generator.forms.structured import dump
from generator.forms.validate import in_chinese
from generator.forms.written import meta_entries, notice_entry, stated_entries
from generator.model.manuscript import Item, Manuscript, Measure, Notice, Part, Stated, Table, text
from generator.official.identity import task_ids
from generator.official.tables.cells import cell_text


def write_markdown(manuscript: Manuscript) -> str:
    """Return the manuscript as Markdown; `read_markdown` gives it back."""
    for style in (_Plain(), _Guarded()):
        written = _composed(manuscript, style)
        if read_markdown(written, "").value == manuscript:
            return written
    return _composed(manuscript, _Explicit())


_SENTENCE = re.compile(r"[，,；;：:]")
"""A title with one of these is a sentence and ends with its full stop; others are headings."""


class _Plain:
    """The official text as it is printed."""

    letter_in_front = False

    def paragraph(self, value: str) -> str:
        return value

    def part(self, part: Part) -> str:
        return _line(part.mark, part.title.value)

    def task(self, item: Item, text: list[str]) -> str:
        title = item.title.value
        first = text.pop(0) if text else ""
        heads = first.startswith(("（", "(", "〔", "【")) and not _SENTENCE.search(title)
        stop = "" if heads else "。"
        attributes = write_attributes([("id", item.id)] if item.id else [])
        return " ".join(filter(None, (_line(item.mark, f"{title}{stop}{first}"), attributes)))

    def measure(self, measure: Measure) -> str:
        return (
            _line(measure.mark, measure.text.value) if measure.mark else f"- {measure.text.value}"
        )

    def table_head(self, table: Table) -> str:
        return table.caption

    def before_closing(self, closing: bool) -> list[str]:
        return []


class _Guarded(_Plain):
    """As printed, but what could be taken for something else is marked as text."""

    letter_in_front = True

    def paragraph(self, value: str) -> str:
        return f"\\{value}"

    def table_head(self, table: Table) -> str:
        return _table_attributes(table)

    def before_closing(self, closing: bool) -> list[str]:
        return ["---"] if closing else []


class _Explicit(_Guarded):
    """Every line says what it is."""

    def part(self, part: Part) -> str:
        kind = [("class", "part"), ("level", str(part.level)), ("number", part.mark or part.number)]
        return f"## {part.title.value} {write_attributes(kind)}"

    def task(self, item: Item, text: list[str]) -> str:
        given = [("id", item.id)] if item.id else []
        kind = [*given, ("class", "task"), ("number", item.mark or item.number)]
        kind += [("outside", str(item.outside))] if item.outside else []
        return f"### {item.title.value} {write_attributes(kind)}"

    def measure(self, measure: Measure) -> str:
        kind = [("class", "measure"), ("number", measure.mark)]
        return f"- {measure.text.value} {write_attributes(kind)}"


def _composed(manuscript: Manuscript, style: _Plain) -> str:
    front = _front(manuscript, style)
    fence = f"---\n{dump(in_chinese(front, FrontForm)) if front else ''}---\n"
    return fence + "".join(f"\n{block}\n" for block in _blocks(manuscript, style))


def _front(manuscript: Manuscript, style: _Plain) -> dict[str, Any]:
    entries = meta_entries(manuscript.meta)
    if manuscript.notice is not None and style.letter_in_front:
        entries["notice"] = notice_entry(manuscript.notice)
    items = [each for each in manuscript.body if isinstance(each, Item)]
    stated = {
        key: stated_entries(item.stated)
        for key, item in zip(task_ids(items), items, strict=True)
        if item.stated != Stated()
    }
    return {**entries, "tasks": stated} if stated else entries


def _blocks(manuscript: Manuscript, style: _Plain) -> Iterator[str]:
    if manuscript.notice is not None and not style.letter_in_front:
        yield from _letter(manuscript.notice)
    for paragraph in manuscript.opening:
        yield style.paragraph(paragraph.value)
    for each in manuscript.body:
        yield from _part(each, style) if isinstance(each, Part) else _task(each, style)
    yield from style.before_closing(bool(manuscript.closing or manuscript.tables))
    for paragraph in manuscript.closing:
        yield style.paragraph(paragraph.value)
    for table in manuscript.tables:
        yield from filter(None, (style.table_head(table), "\n".join(_rows(table))))


def _letter(notice: Notice) -> Iterator[str]:
    yield notice.title.value
    if notice.addressees:
        yield "，".join(notice.addressees) + "："
    yield from (each.value for each in notice.text)
    yield from (each.value for each in notice.signature)
    yield "---"


def _part(part: Part, style: _Plain) -> Iterator[str]:
    yield style.part(part)
    yield from (style.paragraph(each.value) for each in part.text)


def _task(item: Item, style: _Plain) -> Iterator[str]:
    text = [each.value for each in item.text]
    yield style.task(item, text)
    yield from (style.paragraph(each) for each in text)
    yield from (style.measure(each) for each in item.measures)


def _line(mark: str, value: str) -> str:
    blank = " " if mark.endswith((".", *"0123456789章编篇节条分")) else ""
    return f"{mark}{blank}{value}"


def _table_attributes(table: Table) -> str:
    return write_attributes([("class", "table"), ("caption", table.caption)])


def _rows(table: Table) -> Iterator[str]:
    yield _row(cell_text((text(name),)) for name in table.columns)
    yield _row("---" for _ in table.columns)
    for row in table.rows:
        yield _row(cell_text(cell) for cell in row)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
