"""A plan as its editor wrote it: metadata and text in order, nothing interpreted beyond numbering.

Markdown and YAML are two spellings of one `Manuscript`; both read into it and are written from it.
Positions travel with the text but never count: they are left out of comparison and of digests.
"""

from dataclasses import dataclass, field

from generator.portable import portable
from generator.problems import Span


@portable
@dataclass(frozen=True, slots=True)
class Text:
    """A run of text without line breaks, and where its characters stand in the source."""

    value: str
    path: str = field(default="", compare=False, repr=False)
    marks: tuple[tuple[int, int, int], ...] = field(default=((0, 1, 1),), compare=False, repr=False)
    """(offset, line, column), ascending: from `offset` on, characters stand at that place. Lines that
    were joined into one paragraph have a mark each."""

    def __str__(self) -> str:
        return self.value

    def __bool__(self) -> bool:
        return bool(self.value)

    @property
    def at(self) -> Span:
        """Where the text begins."""
        return self.place(0)

    def place(self, offset: int) -> Span:
        """Return where the character at `offset` stands in the source."""
        start, line, column = self._mark_at(offset)
        return Span(self.path, line, column + offset - start)

    def _mark_at(self, offset: int) -> tuple[int, int, int]:
        found = self.marks[-1]
        if offset < found[0]:
            found = self.marks[0]
            for mark in self.marks:
                if mark[0] > offset:
                    break
                found = mark
        return found

    def cut(self, start: int, end: int | None = None) -> "Text":
        """Return a part of the text, stripped of white space at its ends, at its own place."""
        piece = self.value[start:end]
        bare = piece.lstrip()
        start += len(piece) - len(bare)
        offset, line, column = self._mark_at(start)
        first = (0, line, column + start - offset)
        if start >= self.marks[-1][0]:
            return Text(bare.rstrip(), self.path, (first,))
        later = [(o - start, li, co) for o, li, co in self.marks if o > start]
        return Text(bare.rstrip(), self.path, (first, *later))


NO_TEXT = Text("")


def text(value: str, at: Span = Span()) -> Text:  # noqa: B008  (a frozen value)
    """Return `value` as Text that begins at `at`."""
    return Text(value, at.path, ((0, at.line, at.column),))


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class StatedTarget:
    """A target written out by the editor; fields as in `plan.Target`, as text."""

    value: str = ""
    comparator: str = "="
    unit: str = ""
    subject: str = ""
    year: str = ""
    text: str = ""


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class StatedCitation:
    """A cited document written out by the editor."""

    title: str = ""
    issuer: str = ""
    number: str = ""


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What the editor states about a task. None: not stated, so what is recognised in the text holds.

    An empty tuple states that there is none.
    """

    lead: tuple[str, ...] | None = None
    cooperating: tuple[str, ...] | None = None
    deadlines: tuple[str, ...] | None = None
    """As an editor writes them: 2025年底, 2025-06, 每年, 长期坚持."""
    targets: tuple[StatedTarget, ...] | None = None
    citations: tuple[StatedCitation, ...] | None = None
    topics: tuple[str, ...] | None = None


NOTHING_STATED = Stated()


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A numbered line below a task, or in a table cell."""

    mark: str = ""
    """The numbering as printed: （1）, ①, 一是; may be empty."""
    text: Text


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading above tasks, with the paragraphs directly below it."""

    mark: str = ""
    """As printed: 一、 or （一）."""
    number: str = ""
    """The bare numeral: 一."""
    title: Text
    level: int
    """1 for the outermost heading of the plan, counted by depth, not by kind of numbering."""
    text: tuple[Text, ...] = ()


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A task as written. `title` is the lead sentence without its full stop; `text` is what follows."""

    id: str = ""
    """Only where the editor gave one."""
    mark: str = ""
    number: str = ""
    title: Text
    text: tuple[Text, ...] = ()
    measures: tuple[Measure, ...] = ()
    stated: Stated = NOTHING_STATED
    outside: int = 0
    """How many of the parts that are open before it the task closes: 1 for （三） after the 1. and 2. of （二）."""


Cell = tuple[Text, ...]
"""The lines of a table cell. In a merged range each cell repeats the lines of the first."""


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as written; all rows are as wide as `columns`."""

    caption: str = ""
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    at: Span = field(default=Span(), compare=False, repr=False)


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The letter (印发通知) in front of a plan."""

    title: Text
    addressees: tuple[str, ...] = ()
    text: tuple[Text, ...] = ()
    signature: tuple[Text, ...] = ()
    """Who signed, then the date as printed, then notes such as （此件公开发布）."""


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class StatedAttachment:
    """A file that goes with the plan; `file` is relative to the plan's own file."""

    title: str
    file: str = ""
    at: Span = field(default=Span(), compare=False, repr=False)


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A note that tells readers what was changed after publication."""

    date: str
    """ISO 8601 date."""
    note: str


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What became of a task (落实情况)."""

    task: str
    """The task's id in this plan."""
    date: str
    status: str
    """done, ongoing, delayed or dropped."""
    text: str = ""
    link: str = ""


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class OpenProblem:
    """Something a person has to resolve before the plan may be published."""

    code: str
    note: str
    at: Span = field(default=Span(), compare=False, repr=False)


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The information block and how the plan is published. Unknown is "" or (); dates are ISO 8601."""

    id: str = ""
    title: str = ""
    kind: str = ""
    year: int | None = None
    end_year: int | None = None
    """The last year of a plan that covers several."""
    issuer: str = ""
    index_no: str = ""
    doc_no: str = ""
    written: str = ""
    published: str = ""
    """YYYY-MM-DD or YYYY-MM-DDTHH:MM."""
    status: str = ""
    source: str = ""
    summary: str = ""
    addressees: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    """Names or ids of topics."""
    attachments: tuple[StatedAttachment, ...] = ()
    supersedes: str = ""
    """The id of the plan that this one replaces."""
    draft: bool = False
    publish_at: str = ""
    expires_at: str = ""
    changes: tuple[Change, ...] = ()
    progress: tuple[Progress, ...] = ()
    open_problems: tuple[OpenProblem, ...] = ()
    places: tuple[tuple[str, Span], ...] = field(default=(), compare=False, repr=False)
    """Where each key that the editor wrote stands."""

    def place(self, key: str) -> Span:
        """Return where `key` stands, or else where the first key stands."""
        for name, at in self.places:
            if name == key:
                return at
        return self.places[0][1] if self.places else Span()


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """One plan as written."""

    path: str = field(default="", compare=False)
    meta: Metadata = Metadata()
    notice: Notice | None = None
    opening: tuple[Text, ...] = ()
    body: tuple[Part | Item, ...] = ()
    """In the order of the document; a part holds what follows it, up to the next part of its level."""
    tables: tuple[Table, ...] = ()
    closing: tuple[Text, ...] = ()
    """What follows the last task: a closing sentence, the signature, 附件 lines."""
