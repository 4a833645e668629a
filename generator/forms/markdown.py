"""Plans in Markdown: front matter and the official text, read into a Manuscript."""

from collections.abc import Mapping
from dataclasses import fields, replace

from generator.files import Parsed
from generator.forms.entries import FrontForm, StatedForm
from generator.forms.filled import Places, metadata, notice, stated
from generator.forms.lines import read_blocks
from generator.forms.nodes import mapping_problem, read_yaml
from generator.forms.validate import fill
from generator.model.manuscript import Item, Manuscript, Metadata, Part, Stated, Text
from generator.official.identity import task_ids
from generator.official.structure.outline import Outline, outline_of
from generator.problems import Problem, Severity, Span, problem

_FENCE = "---"


def read_markdown(source: str, path: str) -> Parsed[Manuscript]:
    """Return the Manuscript of a plan in Markdown."""
    rows = source.split("\n")
    end = _front_end(rows)
    if end is None:
        code = "no-front-matter" if rows[0].rstrip() != _FENCE else "open-front-matter"
        return Parsed(None, (problem(code, Span(path)),))
    document = read_yaml("\n".join(rows[1:end]), path, first_line=2)
    if wrong := mapping_problem(document):
        return Parsed(None, (wrong,))
    filled = fill(document, FrontForm)
    if filled.value is None:
        return Parsed(None, filled.problems)
    places = Places(document, filled.keys)
    front: FrontForm = filled.value
    blocks, faults = read_blocks(_body_lines(rows, end, path))
    outline = outline_of(blocks, front.title)
    body, unknown = _override(outline.body, front.tasks, places)
    manuscript = Manuscript(
        path=path,
        meta=_completed(metadata(front, places), outline),
        notice=notice(front.notice, places) or outline.notice,
        opening=outline.opening,
        body=body,
        tables=outline.tables,
        closing=outline.closing,
    )
    problems = (*faults, *outline.problems, *unknown)
    fatal = any(each.severity is Severity.ERROR for each in problems)
    return Parsed(None if fatal else manuscript, problems)


def _front_end(rows: list[str]) -> int | None:
    """Return the index of the line that closes the front matter."""
    if rows[0].rstrip() != _FENCE:
        return None
    return next((i for i, row in enumerate(rows[1:], 1) if row.rstrip() == _FENCE), None)


def _body_lines(rows: list[str], end: int, path: str) -> list[Text]:
    return [Text(row, path, ((0, end + 2 + i, 1),)) for i, row in enumerate(rows[end + 1 :])]


def _completed(meta: Metadata, outline: Outline) -> Metadata:
    """Return the information block with what only the text says."""
    return replace(
        meta,
        title=meta.title or outline.title.value,
        doc_no=meta.doc_no or outline.doc_no,
        written=meta.written or outline.written,
        issuer=meta.issuer or outline.issuer,
        addressees=meta.addressees or outline.addressees,
    )


def _override(
    body: tuple[Part | Item, ...], overrides: Mapping[str, StatedForm], places: Places
) -> tuple[tuple[Part | Item, ...], tuple[Problem, ...]]:
    """Return the body with what the front matter states about tasks; unknown ids are problems."""
    if not overrides:
        return body, ()
    items = [each for each in body if isinstance(each, Item)]
    ids = dict(zip(map(id, items), task_ids(items), strict=True))
    known = set(ids.values())
    unknown = tuple(
        problem("unknown-task", places.at(("tasks", key)), task=key)
        for key in overrides
        if key not in known
    )
    changed = tuple(
        replace(each, stated=_merged(each.stated, stated(overrides[ids[id(each)]])))
        if isinstance(each, Item) and ids[id(each)] in overrides
        else each
        for each in body
    )
    return changed, unknown


def _merged(attribute: Stated, front: Stated) -> Stated:
    given = {f.name: v for f in fields(front) if (v := getattr(front, f.name)) is not None}
    return replace(attribute, **given)
