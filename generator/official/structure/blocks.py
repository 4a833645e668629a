"""The blocks a document consists of before anything is understood: lines of text, headings, tables, rules."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.model.manuscript import Table, Text
from generator.official.structure.numbering import Mark, mark_of
from generator.portable import portable


class Form(StrEnum):
    """What an editor wrote a block as."""

    LINE = "line"
    HEADING = "heading"
    LIST = "list"
    TABLE = "table"
    RULE = "rule"
    LITERAL = "literal"
    """Plain text, whatever it looks like."""


@portable
@dataclass(frozen=True, slots=True)
class Block:
    """One block. `attributes` are the editor's own ({#t3 .task lead="…"}), in printed order."""

    text: Text
    form: Form = Form.LINE
    level: int = 0
    """Of a heading, 1 to 6."""
    table: Table | None = None
    attributes: tuple[tuple[str, str], ...] = ()

    def attribute(self, name: str) -> str | None:
        """Return the value of an attribute, or None."""
        return dict(self.attributes).get(name) if self.attributes else None


def lines(paragraphs: Iterable[Text]) -> tuple[Block, ...]:
    """Return the paragraphs as blocks of plain lines; empty ones are left out."""
    return tuple(Block(paragraph) for paragraph in paragraphs if paragraph)


_ENDS = frozenset("。！？；：…”’）)】》〉!?;:.")
_TITLE = re.compile(r"^[^。！？；：!?;:]{1,80}$")
_SHORT = 25
"""Characters; a line that ends without punctuation and is longer was broken, not ended."""


def is_title_like(line: str) -> bool:
    """Return whether a line may be a title: no sentence punctuation, no mark, at most 80 characters."""
    return bool(_TITLE.match(line)) and mark_of(line) is None


def continues(line: str, following: str) -> bool:
    """Return whether `following` goes on with the sentence that `line` broke off (hard-wrapped text)."""
    if line.rstrip()[-1:] in _ENDS or len(line) < _SHORT or mark_of(following):
        return False
    return not (mark_of(line) and is_title_like(following) and len(following) < _SHORT // 2)


def join(pieces: Sequence[Text]) -> Text:
    """Return lines as one text; a blank goes between two only where both edges are Latin letters."""
    if len(pieces) == 1:
        return pieces[0]
    value, marks = "", []
    for piece in pieces:
        glue = " " if value and _latin(value[-1]) and _latin(piece.value[:1]) else ""
        offset = len(value) + len(glue)
        marks += [(offset + start, line, column) for start, line, column in piece.marks]
        value += glue + piece.value
    return Text(value, pieces[0].path, tuple(marks) or ((0, 1, 1),))


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def split_runs(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks, cutting a line where the next number of its own numbering stands inside it.

    About one document in seven holds …。（二）… in the middle of a paragraph.
    """
    for block in blocks:
        if block.form is not Form.LINE:
            yield block
            continue
        rest: Block | None = block
        while rest is not None:
            head, rest = _cut_run(rest)
            yield head


_INNER = re.compile(r"[。；）)]\s*(?=[（(一二三四五六七八九十0-9])")


def _next(mark: Mark) -> tuple[int, str, int | None]:
    return mark.rank, mark.above, mark.value + 1 if mark.value is not None else None


def _cut_run(block: Block) -> tuple[Block, Block | None]:
    mark = mark_of(block.text.value)
    if mark is None or mark.value is None:
        return block, None
    for inner in _INNER.finditer(block.text.value, max(0, mark.end - 1)):
        following = mark_of(block.text.value[inner.end() : inner.end() + 12])
        if following and _next(mark) == (following.rank, following.above, following.value):
            head = Block(block.text.cut(0, inner.start() + 1), attributes=())
            return head, Block(block.text.cut(inner.end()), attributes=block.attributes)
    return block, None
