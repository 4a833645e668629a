"""A form filled in → the values of a Manuscript, each with its place in the file."""

from collections.abc import Mapping
from typing import TypeVar

from generator.forms.entries import (
    AttachmentForm,
    MetaForm,
    NoticeForm,
    StatedForm,
    TableForm,
)
from generator.forms.nodes import Document, Path
from generator.model.manuscript import (
    Change,
    Metadata,
    Notice,
    OpenProblem,
    Progress,
    Stated,
    StatedAttachment,
    StatedCitation,
    StatedTarget,
    Table,
    Text,
    text,
)
from generator.official.tables.cells import filled_down, structured_cell
from generator.problems import Problem, Span, problem

T = TypeVar("T")


class Places:
    """Looks up where a filled-in value stands, by its English path."""

    def __init__(self, document: Document, keys: Mapping[Path, Path]) -> None:
        self._document = document
        self._keys = keys

    def at(self, path: Path) -> Span:
        """Return where the value at `path` stands, or else its nearest known parent."""
        while path and path not in self._keys:
            path = path[:-1]
        return self._document.place(self._keys.get(path, ()))

    def text(self, value: str, path: Path) -> Text:
        """Return `value` as Text standing at `path`."""
        return text(value, self.at(path))

    def texts(self, values: tuple[str, ...], path: Path) -> tuple[Text, ...]:
        """Return paragraphs as Texts; those of a list stand at its members."""
        return tuple(self.text(value, (*path, i)) for i, value in enumerate(values))

    def top(self) -> tuple[tuple[str, Span], ...]:
        """Return the places of the top keys."""
        return tuple((str(path[0]), self.at(path)) for path in self._keys if len(path) == 1)


_COPIED = (
    "id", "title", "kind", "year", "end_year", "issuer", "index_no", "doc_no", "written", "published",
    "status", "source", "summary", "addressees", "column", "topics", "supersedes", "draft",
    "publish_at", "expires_at",
)  # fmt: skip


def metadata(form: MetaForm, places: Places) -> Metadata:
    """Return the information block."""
    copied = {key: getattr(form, key) for key in _COPIED}
    return Metadata(
        **copied,
        attachments=_attachments(form.attachments, places),
        changes=tuple(Change(date=each.date, note=each.note) for each in form.changes),
        progress=tuple(Progress(**each.model_dump()) for each in form.progress),
        open_problems=tuple(
            OpenProblem(code=each.code, note=each.note, at=places.at(("open_problems", i)))
            for i, each in enumerate(form.open_problems)
        ),
        places=places.top(),
    )


def _attachments(forms: tuple[AttachmentForm, ...], places: Places) -> tuple[StatedAttachment, ...]:
    return tuple(
        StatedAttachment(title=each.title, file=each.file, at=places.at(("attachments", i)))
        for i, each in enumerate(forms)
    )


def notice(form: NoticeForm | None, places: Places) -> Notice | None:
    """Return the letter in front of a plan."""
    if form is None:
        return None
    return Notice(
        title=places.text(form.title, ("notice", "title")),
        addressees=form.addressees,
        text=places.texts(form.text, ("notice", "text")),
        signature=places.texts(form.signature, ("notice", "signature")),
    )


def stated(form: StatedForm) -> Stated:
    """Return what the editor states about a task."""
    targets, citations = form.targets, form.citations
    return Stated(
        lead=form.lead,
        cooperating=form.cooperating,
        deadlines=form.deadlines,
        topics=form.topics,
        targets=None if targets is None else tuple(StatedTarget(**t.model_dump()) for t in targets),
        citations=None
        if citations is None
        else tuple(StatedCitation(**c.model_dump()) for c in citations),
    )


def table(form: TableForm, path: Path, places: Places) -> tuple[Table | None, tuple[Problem, ...]]:
    """Return a table; a row that is not as wide as the head is a problem."""
    width = len(form.columns)
    problems = tuple(
        problem("row-width", places.at((*path, "rows", i)), cells=len(row), columns=width)
        for i, row in enumerate(form.rows)
        if len(row) != width
    )
    if problems:
        return None, problems
    rows = tuple(
        tuple(
            structured_cell(places.texts(cell, (*path, "rows", i, j))) for j, cell in enumerate(row)
        )
        for i, row in enumerate(form.rows)
    )
    at = places.at(path)
    return Table(caption=form.caption, columns=form.columns, rows=filled_down(rows), at=at), ()
