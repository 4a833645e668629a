"""An existing document into the draft of a plan: the whole way.

In: a file's name and bytes. Out: `Imported`. Not its business: where the file was and where the draft goes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.imports import chrome, metadata, noise, paragraphs
from generator.imports.draft import Around, metadata_of, with_open_problems
from generator.imports.edits import edited
from generator.imports.encoding import decode
from generator.imports.entries import Action, Entry, entry
from generator.imports.flow import Blocks, Flow, as_lines, over_lines, over_texts
from generator.imports.html import Page, read_html
from generator.imports.markup import is_html, lines_of, without_tags
from generator.imports.metadata import Field
from generator.imports.naming import plan_id, stem_of
from generator.imports.rows import read_rows
from generator.model.manuscript import Manuscript, Text
from generator.official.blocks import Block
from generator.official.checks import check_manuscript, check_text
from generator.official.damage import TO_BE_ADDED
from generator.official.numbering import mark_of
from generator.official.outline import Outline, outline_of
from generator.official.spam import spam_spans
from generator.problems import Problem, in_order

__all__ = ["Action", "Entry", "Imported", "import_document"]

_MOST_OF_A_CODE = 20
_HEAD_LINES = 60
_TAIL_LINES = 12
_PAGE_TAGS = {"ArticleTitle": "title", "PubDate": "published", "ContentSource": "source"}


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a document."""

    source: str
    """The file's name."""
    plan_id: str
    """A name for the draft's file: a-z, 0-9 and -."""
    manuscript: Manuscript
    entries: tuple[Entry, ...]
    """The report, by line."""


def import_document(name: str, data: bytes) -> Imported:
    """Return the draft of a plan that a document holds, and what was taken, repaired, guessed, dropped.

    Never fails: what cannot be read gives an empty draft and an entry that says why.
    """
    decoded = decode(data)
    page = _page(name, decoded.text)
    cleaned, mended = _cleaned(page.blocks)
    framed, around, found = _unframed(cleaned, page)
    blocks, joined = _paragraphs(framed)
    outline = outline_of(blocks)
    meta, guessed = metadata_of(outline, around)
    draft = _manuscript(name, replace(outline, problems=()), blocks)
    draft = replace(draft, meta=meta)
    noted = (*decoded.entries, *page.entries, *mended, *found, *joined, *guessed)
    noted = (*noted, *_emptiness(draft, noted))
    problems = tuple(_problems(draft, blocks, noted)) if draft.body or draft.opening else ()
    reported = (*noted, *_limited(p for p in (*outline.problems, *problems)))
    return Imported(
        source=name,
        plan_id=plan_id(meta.issuer, meta.year, meta.kind, stem_of(name)),
        manuscript=with_open_problems(draft, _few(problems), noted),
        entries=tuple(sorted(reported, key=lambda e: (e.line, e.action, e.code, e.values))),
    )
