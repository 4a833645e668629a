"""Attachments that the end of a document names: 附件：1.重点指标清单, below it 2.项目清单.

In: the closing lines. Out: their titles at their places. Not its business: annexes whose text follows, and files.
"""

import re
from collections.abc import Iterator, Sequence

from generator.model.manuscript import Text
from generator.official.structure.numbering import Depth, mark_of

_HEAD = re.compile(r"^附\s?件\s?[:：]\s*(?=\S)")
_INNER = re.compile(r"(?<=\S)\s*(?=[2-9１-９][0-9]?[.．、](?![0-9]))")
_LONGEST = 60


def attached_in(lines: Sequence[Text]) -> tuple[Text, ...]:
    """Return the titles of the attachments that the lines list, without their numbers."""
    start = next((i for i, line in enumerate(lines) if _HEAD.match(line.value)), None)
    if start is None:
        return ()
    return tuple(title for line in _listed(lines, start) if (title := _title(line)))


def _listed(lines: Sequence[Text], start: int) -> Iterator[Text]:
    """Yield each entry of the list: several may stand on one line, others follow with their numbers."""
    head = _HEAD.match(lines[start].value)
    first = lines[start].cut(head.end() if head else 0)
    yield from _apart(first)
    if _is_numbered(first):
        for line in lines[start + 1 :]:
            if not _is_numbered(line) or len(line.value) > _LONGEST:
                return
            yield from _apart(line)


def _apart(line: Text) -> Iterator[Text]:
    begin = 0
    if _is_numbered(line):
        for found in _INNER.finditer(line.value):
            yield line.cut(begin, found.start())
            begin = found.end()
    yield line.cut(begin)


def _is_numbered(line: Text) -> bool:
    mark = mark_of(line.value)
    return mark is not None and mark.depth is Depth.ARABIC


def _title(line: Text) -> Text | None:
    """Return an entry without its number, mark of a book title and stop; None for a sentence."""
    mark = mark_of(line.value)
    title = line.cut(mark.end if mark else 0)
    value = title.value.rstrip("。；;，,")
    is_title = value and len(value) <= _LONGEST and not re.search("[。；;]", value)
    return title.cut(0, len(value)) if is_title else None
