"""Every text of a manuscript, in reading order."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from generator.model.manuscript import NOTHING_STATED, Item, Manuscript, Text, text
from generator.problems import Span


def texts_of(manuscript: Manuscript) -> Iterator[Text]:
    """Yield every text of the manuscript: letter, opening, parts and tasks, tables, closing."""
    if manuscript.notice is not None:
        yield manuscript.notice.title
        yield from manuscript.notice.text
    yield from manuscript.opening
    for each in manuscript.body:
        yield each.title
        yield from each.text
        if isinstance(each, Item):
            yield from (measure.text for measure in each.measures)
    for table in manuscript.tables:
        for row in table.rows:
            for cell in row:
                yield from cell
    yield from manuscript.closing


def fields_of(manuscript: Manuscript) -> Iterator[Text]:
    """Yield every value that the editor wrote beside the text: information block, names, heads of tables."""
    meta = manuscript.meta
    for field in fields(meta):
        if field.name != "places" and (value := getattr(meta, field.name)):
            yield from _texts(value, meta.place(field.name))
    if manuscript.notice is not None:
        at = manuscript.notice.title.at
        yield from _texts(manuscript.notice.addressees, at)
        yield from manuscript.notice.signature
    for each in manuscript.body:
        if isinstance(each, Item) and each.stated != NOTHING_STATED:
            yield from _texts(each.stated, each.title.at)
    for table in manuscript.tables:
        yield from _texts((table.caption, table.columns), table.at)


def _texts(value: object, at: Span) -> Iterator[Text]:
    """Yield the texts inside a value: a text, a tuple or a dataclass of texts."""
    if isinstance(value, str):
        yield text(value, at)
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each, at)
    elif is_dataclass(value):
        place = getattr(value, "at", None)
        inner = place if isinstance(place, Span) and place.path else at
        for field in fields(value):
            yield from _texts(getattr(value, field.name), inner)
