"""Every text of a manuscript, in reading order."""

from collections.abc import Iterator

from generator.model.manuscript import Item, Manuscript, Text


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
