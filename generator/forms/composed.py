r"""A Manuscript → Markdown that reads back as the same Manuscript.

The plainest spelling that does so is taken: the official text as printed; where an element of it would be read
otherwise, that element with `\` before its paragraphs, else tagged as what it is ({.task}); and where that does
not do, every paragraph guarded, or every line marked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from generator.forms.entries import FrontForm
from generator.forms.markdown import read_markdown
from generator.forms.spelling import Explicit, Guarded, Plain, Tagged
from generator.forms.structured import dump
from generator.forms.validate import in_chinese
from generator.forms.written import meta_entries, notice_entry, stated_entries
from generator.model.manuscript import Item, Manuscript, Notice, Part, Stated, Table, text
from generator.official.identity import task_ids
from generator.official.structure.captions import is_numbered, names_attachment
from generator.official.tables.cells import cell_text

Spot = tuple[str, int]
"""An element: ("body", 3); of the letter, opening, tables and closing there is one each."""

_LADDER: tuple[Plain, ...] = (Plain(), Guarded(), Tagged())
_RUNGS = {"notice": 1, "opening": 1, "body": 2, "tables": 2, "closing": 1}
"""How often the spelling of an element can become less plain."""
_MOST_TRIES = 12
_LONGEST_TRIED = 60_000
"""Characters; each try reads the whole plan."""


@dataclass(frozen=True, slots=True)
class _Style:
    """How the elements of one plan are spelt: the same for all, but for the spots that need another."""

    body: Plain = _LADDER[0]
    spots: Mapping[Spot, int] = field(default_factory=dict)

    def rung(self, name: str) -> int:
        """Return how far from plain an element is that there is one of."""
        return self.spots.get((name, 0), _RUNGS[name] if self.body is not _LADDER[0] else 0)

    def at(self, name: str, index: int = 0) -> Plain:
        """Return the spelling of an element."""
        found = self.spots.get((name, index))
        return self.body if found is None else _LADDER[found]


def write_markdown(manuscript: Manuscript) -> str:
    """Return the manuscript as Markdown; `read_markdown` gives it back."""
    spots: dict[Spot, int] = {}
    for _ in range(_MOST_TRIES):
        written = _composed(manuscript, _Style(spots=spots))
        read = read_markdown(written, "").value
        if read == manuscript:
            return written
        spot = _difference(manuscript, read) if read and len(written) < _LONGEST_TRIED else None
        if spot is None or spots.get(spot, 0) == _RUNGS[spot[0]]:
            break
        spots[spot] = spots.get(spot, 0) + 1
    written = _composed(manuscript, _Style(Guarded()))
    if read_markdown(written, "").value == manuscript:
        return written
    return _composed(manuscript, _Style(Explicit()))


def _difference(manuscript: Manuscript, read: Manuscript) -> Spot | None:
    """Return the first element that was read otherwise than it was written."""
    if manuscript.notice != read.notice:
        return ("notice", 0)
    if manuscript.opening != read.opening:
        return ("opening", 0)
    pairs = zip_longest(manuscript.body, read.body)
    differing = next((i for i, (ours, theirs) in enumerate(pairs) if ours != theirs), None)
    if differing is not None:
        return ("body", min(differing, len(manuscript.body) - 1)) if manuscript.body else None
    if manuscript.tables != read.tables:
        return ("tables", 0)
    return ("closing", 0) if manuscript.closing != read.closing else None


def _composed(manuscript: Manuscript, style: _Style) -> str:
    front = _front(manuscript, style)
    fence = f"---\n{dump(in_chinese(front, FrontForm)) if front else ''}---\n"
    return fence + "".join(f"\n{block}\n" for block in _blocks(manuscript, style))


def _front(manuscript: Manuscript, style: _Style) -> dict[str, Any]:
    entries = meta_entries(manuscript.meta)
    if manuscript.notice is not None and style.rung("notice"):
        entries["notice"] = notice_entry(manuscript.notice)
    items = [each for each in manuscript.body if isinstance(each, Item)]
    stated = {
        key: stated_entries(item.stated)
        for key, item in zip(task_ids(items), items, strict=True)
        if item.stated != Stated()
    }
    return {**entries, "tasks": stated} if stated else entries


def _blocks(manuscript: Manuscript, style: _Style) -> Iterator[str]:
    if manuscript.notice is not None and not style.rung("notice"):
        yield from _letter(manuscript.notice)
    yield from (style.at("opening").paragraph(each.value) for each in manuscript.opening)
    for index, each in enumerate(manuscript.body):
        spelt = style.at("body", index)
        yield from spelt.part_lines(each) if isinstance(each, Part) else spelt.task_lines(each)
    inside = style.rung("tables") == 0 and _stand_in_the_text(manuscript)
    if inside:
        yield from _tables(manuscript, Plain())
    if style.rung("closing") and (manuscript.closing or manuscript.tables):
        yield "---"
    yield from (style.at("closing").paragraph(each.value) for each in manuscript.closing)
    if not inside:
        headed = Guarded() if style.rung("tables") == _RUNGS["tables"] else Plain()
        yield from _tables(manuscript, headed)


def _stand_in_the_text(manuscript: Manuscript) -> bool:
    """Return whether tables stand in front of the signature: not those of an annex, or with titles."""
    is_annexed = any(names_attachment(each.value) for each in manuscript.closing)
    return not is_annexed and all(
        is_numbered(t.caption) or not t.caption for t in manuscript.tables
    )


def _letter(notice: Notice) -> Iterator[str]:
    yield notice.title.value
    if notice.addressees:
        yield "，".join(notice.addressees) + "："
    yield from (each.value for each in notice.text)
    yield from (each.value for each in notice.signature)
    yield "---"


def _tables(manuscript: Manuscript, style: Plain) -> Iterator[str]:
    for table in manuscript.tables:
        yield from filter(None, (style.table_head(table), "\n".join(_rows(table))))


def _rows(table: Table) -> Iterator[str]:
    yield _row(cell_text((text(name),)) for name in table.columns)
    yield _row("---" for _ in table.columns)
    for row in table.rows:
        yield _row(cell_text(cell) for cell in row)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
