"""Decoded text into the document's own paragraphs and tables, and what stood around them.

In: a name and a text. Out: `Reading`. Not its business: bytes before, and the outline after.
Each step takes blocks and gives blocks with entries; `_STEPS` is their order.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.imports import noise, paragraphs
from generator.imports.chrome import Framed, without_chrome
from generator.imports.draft import Around
from generator.imports.edits import edited
from generator.imports.entries import Action, Entry, entry
from generator.imports.flow import Blocks, Flow, over_lines, over_texts
from generator.imports.html import Page, read_html
from generator.imports.imprint import without_imprint
from generator.imports.markup import is_html, lines_of, without_tags
from generator.imports.metadata import Field, is_labelled, read_block
from generator.imports.rows import read_rows
from generator.imports.tabbed import with_tables
from generator.model.manuscript import StatedAttachment, Table, Text
from generator.official.checking.damage import TO_BE_ADDED
from generator.official.checking.spam import spam_spans
from generator.official.structure.blocks import Block, lines
from generator.official.structure.numbering import mark_of

_HEAD_LINES = 60
_TAIL_LINES = 12
_PAGE_TAGS = {"ArticleTitle": "title", "PubDate": "published", "ContentSource": "source"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A document without its frame and noise."""

    blocks: Blocks
    around: Around
    entries: tuple[Entry, ...]


def read_document(name: str, source: str) -> Reading:
    """Return the paragraphs and tables of a document, what stood around them, and what was done."""
    page = _page(name, source)
    blocks, entries = page.blocks, list(page.entries)
    for step in _CLEANING:
        blocks, done = over_texts(blocks, step)
        entries += done
    blocks = tuple(block for part in blocks for block in _unlaid(part))
    blocks, done = over_lines(blocks, read_rows)
    framed, frames = _unframed(blocks)
    fields, rest = _fields(framed)
    for unroll in _JOINING:
        rest, done_here = over_lines(rest, _as_blocks(unroll))
        entries += done_here
    rest, mended = over_texts(rest, noise.without_stray_blanks)
    rest, printed, records = without_imprint(rest)
    around = Around(
        fields=(*fields, *_tagged(page)),
        column=next((frame.column for frame in frames if frame.column), ()),
        printed=printed,
        attachments=tuple(attachment for attachment, _ in page.attachments),
    )
    entries += [
        *done,
        *mended,
        *records,
        *(e for frame in frames for e in frame.entries),
        *_linked(page.attachments),
    ]
    return Reading(rest, around, tuple(entries))


def _page(name: str, source: str) -> Page:
    if is_html(source):
        return read_html(name, source)
    plain, entries = without_tags(lines_of(name, source))
    return Page(blocks=with_tables(plain), entries=entries)


def _without_spam(texts: Sequence[Text]) -> noise.Cleaned:
    """Return the texts with each advertisement replaced by 〔待补〕, so that it is never published."""
    kept: list[Text] = []
    found: list[Entry] = []
    for text in texts:
        spans = spam_spans(text.value)
        kept.append(edited(text, [(start, end, TO_BE_ADDED) for start, end in spans]))
        for start, end in spans:
            what = text.value[start:end][:60]
            found.append(entry(Action.PROBLEM, "spam", text.place(start).line, what=what))
    return tuple(kept), tuple(found)


_CLEANING: tuple[Callable[[Sequence[Text]], noise.Cleaned], ...] = (
    noise.tidy,
    noise.without_pinyin,
    noise.simplified,
    _without_spam,
)
_JOINING: tuple[Callable[[Sequence[Text]], paragraphs.Step], ...] = (
    paragraphs.without_contents,
    paragraphs.without_page_numbers,
    paragraphs.without_repeated_lead,
    paragraphs.joined,
)


def _as_blocks(
    step: Callable[[Sequence[Text]], paragraphs.Step],
) -> Callable[[tuple[Text, ...]], Flow]:
    def stepped(texts: tuple[Text, ...]) -> Flow:
        kept, entries = step(texts)
        return lines(kept), entries

    return stepped


def _unlaid(block: Block) -> Blocks:
    """Return a table that only lays out the information block as lines, any other block as it is."""
    if block.table is None:
        return (block,) if block.text else ()
    rows = tuple(_row_line(row) for row in _rows(block.table))
    return lines(rows) if sum(is_labelled(row.value) for row in rows) * 2 > len(rows) else (block,)


def _rows(table: Table) -> tuple[tuple[tuple[Text, ...], ...], ...]:
    head = tuple((Text(name, table.at.path, ((0, table.at.line, 1),)),) for name in table.columns)
    return (head, *table.rows)


def _row_line(row: Sequence[Sequence[Text]]) -> Text:
    texts = [text for cell in row for text in cell if text]
    value = " ".join(text.value for text in texts)
    return Text(value, texts[0].path, texts[0].marks[:1]) if texts else Text("")


def _unframed(blocks: Blocks) -> tuple[Blocks, tuple[Framed, ...]]:
    frames: list[Framed] = []

    def step(texts: tuple[Text, ...]) -> Flow:
        framed = without_chrome(texts)
        frames.append(framed)
        return lines(framed.lines), ()

    kept, _ = over_lines(blocks, step)
    return kept, tuple(frames)


def _fields(blocks: Blocks) -> tuple[tuple[Field, ...], Blocks]:
    """Return the fields around the document: in front of its first number, and at its very end."""
    first = next((i for i, b in enumerate(blocks) if b.table or mark_of(b.text.value)), len(blocks))
    numbered = [i for i, b in enumerate(blocks) if b.table or mark_of(b.text.value)]
    head = min(first, _HEAD_LINES)
    tail = max(head, numbered[-1] + 1 if numbered else head, len(blocks) - _TAIL_LINES)
    front = read_block([block.text for block in blocks[:head]])
    back = read_block([block.text for block in blocks[tail:]])
    kept = (*lines(front.rest), *blocks[head:tail], *lines(back.rest))
    return (*front.fields, *back.fields), kept


def _tagged(page: Page) -> tuple[Field, ...]:
    """Return the fields that the page states in its <meta> tags."""
    named = ((_PAGE_TAGS.get(name), name, value) for name, value in page.tags)
    return tuple(Field(field, name, value, 1) for field, name, value in named if field and value)


def _linked(attachments: Sequence[tuple[StatedAttachment, str]]) -> tuple[Entry, ...]:
    return tuple(
        entry(Action.PROBLEM, "import-attachment", a.at.line, title=a.title, address=address)
        for a, address in attachments
    )
