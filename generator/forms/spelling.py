r"""How the elements of a plan are spelt in Markdown: as printed, guarded, or saying what they are.

In: one element. Out: its lines. Not its business: which spelling an element needs (see `composed`).
"""

import re
from collections.abc import Iterator

from generator.forms.attributes import write_attributes
from generator.model.manuscript import Item, Measure, Part, Table
from generator.official.structure.sentences import lead_end

_SENTENCE = re.compile(r"[，,；;：:]")
"""A title with one of these is a sentence and ends with its full stop; others are headings."""


class Plain:
    """The official text as it is printed."""

    def paragraph(self, value: str) -> str:
        """Return a paragraph of text."""
        return value

    def part(self, part: Part) -> str:
        """Return the line of a part."""
        return _line(part.mark, part.title.value)

    def task(self, item: Item, text: list[str]) -> str:
        """Return the first line of a task; the paragraph that it takes is removed from `text`."""
        title = item.title.value
        first = text.pop(0) if text else ""
        heads = lead_end(f"{title}{first}") == len(title) and not _SENTENCE.search(title)
        stop = "" if first and heads else "。"
        attributes = write_attributes([("id", item.id)] if item.id else [])
        return " ".join(filter(None, (_line(item.mark, f"{title}{stop}{first}"), attributes)))

    def measure(self, measure: Measure) -> str:
        """Return the line of a measure."""
        if not measure.mark:
            return f"- {measure.text.value}"
        return _line(measure.mark, measure.text.value)

    def table_head(self, table: Table) -> str:
        """Return what stands in front of a table, if anything."""
        return table.caption

    def part_lines(self, part: Part) -> Iterator[str]:
        """Yield a part with the paragraphs below it."""
        yield self.part(part)
        yield from (self.paragraph(each.value) for each in part.text)

    def task_lines(self, item: Item) -> Iterator[str]:
        """Yield a task with its paragraphs and measures."""
        text = [each.value for each in item.text]
        yield self.task(item, text)
        yield from (self.paragraph(each) for each in text)
        yield from (self.measure(each) for each in item.measures)


class Guarded(Plain):
    """As printed, but what could be taken for something else is marked as text."""

    def paragraph(self, value: str) -> str:
        """Return a paragraph that is text whatever it looks like."""
        return f"\\{value}"

    def table_head(self, table: Table) -> str:
        """Return the attributes of a table."""
        return write_attributes([("class", "table"), ("caption", table.caption)])


class Tagged(Guarded):
    """As printed, with a word behind each line that says what it is."""

    def part(self, part: Part) -> str:
        """Return the line of a part, tagged."""
        return f"{super().part(part)} {{.part}}"

    def task(self, item: Item, text: list[str]) -> str:
        """Return the first line of a task, tagged; all of `text` is left."""
        kind = [*_id(item), ("class", "task"), *_outside(item)]
        return f"{_line(item.mark, item.title.value)} {write_attributes(kind)}"

    def measure(self, measure: Measure) -> str:
        """Return the line of a measure, tagged."""
        return f"{super().measure(measure)} {{.measure}}"


class Explicit(Guarded):
    """Every line says what it is, and which number it has."""

    def part(self, part: Part) -> str:
        """Return a heading with everything about the part."""
        kind = [("class", "part"), ("level", str(part.level)), ("number", part.mark or part.number)]
        return f"## {part.title.value} {write_attributes(kind)}"

    def task(self, item: Item, text: list[str]) -> str:
        """Return a heading with everything about the task; all of `text` is left."""
        kind = [*_id(item), ("class", "task"), ("number", item.mark or item.number)]
        return f"### {item.title.value} {write_attributes([*kind, *_outside(item)])}"

    def measure(self, measure: Measure) -> str:
        """Return a list item with everything about the measure."""
        kind = [("class", "measure"), ("number", measure.mark)]
        return f"- {measure.text.value} {write_attributes(kind)}"


def _id(item: Item) -> list[tuple[str, str]]:
    return [("id", item.id)] if item.id else []


def _outside(item: Item) -> list[tuple[str, str]]:
    return [("outside", str(item.outside))] if item.outside else []


def _line(mark: str, value: str) -> str:
    blank = " " if mark.endswith((".", *"0123456789章编篇节条分")) else ""
    return f"{mark}{blank}{value}"
