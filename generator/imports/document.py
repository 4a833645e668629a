"""An existing document into the draft of a plan: the whole way.

In: a file's name and bytes. Out: `Imported`. Not its business: where the file was and where the draft goes.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.imports.draft import metadata_of, with_open_problems
from generator.imports.encoding import decode
from generator.imports.entries import Action, Entry, entry
from generator.imports.naming import plan_id, stem_of
from generator.imports.reading import Reading, read_document
from generator.model.manuscript import Manuscript, Metadata
from generator.official.checking.checks import check_manuscript, check_texts
from generator.official.checking.damage import TO_BE_ADDED
from generator.official.structure.outline import Outline, outline_of
from generator.official.walk import texts_of
from generator.problems import Problem, Severity, in_order

__all__ = ["Action", "Entry", "Imported", "import_document"]

_MOST_OF_A_CODE = 20


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
    reading = read_document(name, decoded.text)
    outline = outline_of(reading.blocks)
    meta, guessed = metadata_of(outline, reading.around)
    draft = _manuscript(name, outline, meta)
    noted = (*decoded.entries, *reading.entries, *guessed)
    noted = (*noted, *_emptiness(draft, decoded.entries))
    problems = _problems(draft, outline, reading, noted)
    return Imported(
        source=name,
        plan_id=plan_id(meta.issuer, meta.year, meta.kind, stem_of(name)),
        manuscript=with_open_problems(draft, tuple(_few(problems)), noted),
        entries=_report((*noted, *(_reported(found) for found in problems))),
    )


def _manuscript(name: str, outline: Outline, meta: Metadata) -> Manuscript:
    return Manuscript(
        path=name,
        meta=meta,
        notice=outline.notice,
        opening=outline.opening,
        body=outline.body,
        tables=outline.tables,
        closing=outline.closing,
    )


def _is_empty(draft: Manuscript) -> bool:
    return not (draft.body or draft.opening or draft.tables or draft.closing or draft.notice)


def _emptiness(draft: Manuscript, noted: Iterable[Entry]) -> Iterator[Entry]:
    """Yield an entry for a document without text that no other entry explains."""
    if _is_empty(draft) and not any(e.action is Action.PROBLEM for e in noted):
        yield entry(Action.PROBLEM, "import-nothing", 1)


def _problems(
    draft: Manuscript, outline: Outline, reading: Reading, noted: Iterable[Entry]
) -> tuple[Problem, ...]:
    """Return what is wrong with the draft: in its paragraphs as they stood, in its tables, as a whole."""
    if _is_empty(draft):
        return ()
    paragraphs = [block.text for block in reading.blocks if block.table is None]
    cells = texts_of(Manuscript(tables=draft.tables))
    found = [*check_texts((*paragraphs, *cells))]
    known = {(p.code, p.values) for p in found}
    # a title or signature is checked as a paragraph and, without its place, as metadata
    whole = (p for p in check_manuscript(draft) if (p.code, p.values) not in known)
    cut = {e.line for e in noted if e.code == "spam"}
    every = in_order((*outline.problems, *found, *whole))
    return tuple(p for p in every if not _is_of_a_cut(p, cut))


def _is_of_a_cut(found: Problem, cut: set[int]) -> bool:
    """Say whether a problem is the 〔待补〕 that took the place of an advertisement."""
    return dict(found.values).get("what") == TO_BE_ADDED and found.at.line in cut


def _reported(found: Problem) -> Entry:
    action = Action.GUESSED if found.severity is Severity.NOTE else Action.PROBLEM
    return Entry(action, found.code, found.at.line, found.values)


def _few(found: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the first twenty of each code: a text full of one fault is one fault to an editor."""
    counts: Counter[str] = Counter()
    for one in found:
        counts[one.code] += 1
        if counts[one.code] <= _MOST_OF_A_CODE:
            yield one


def _report(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries by line, of each code the first twenty and how many more there are."""
    kept: list[Entry] = []
    counts: Counter[str] = Counter()
    for one in sorted(entries, key=lambda e: (e.line, e.action, e.code, e.values)):
        counts[one.code] += 1
        if counts[one.code] <= _MOST_OF_A_CODE:
            kept.append(one)
    last = kept[-1].line if kept else 1
    more = ((code, count - _MOST_OF_A_CODE) for code, count in sorted(counts.items()))
    kept += [entry(Action.PROBLEM, "import-more", last, code=c, count=n) for c, n in more if n > 0]
    return tuple(kept)
