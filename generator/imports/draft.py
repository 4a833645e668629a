"""The draft: metadata from fields, title and letter; what is wrong as open problems.

In: an outline and what was found around it. Out: a Manuscript that is a draft, with entries. Not its
business: reading the source.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.imports import naming
from generator.imports.entries import Action, Entry, entry
from generator.imports.imprint import UNPRINTED, Printed
from generator.imports.metadata import Field
from generator.messages import wording
from generator.model.manuscript import Manuscript, Metadata, OpenProblem, StatedAttachment
from generator.official.figures.dates import iso_date
from generator.official.folding import without_blanks
from generator.official.heading import kind_in, years_in
from generator.official.structure.attached import attached_in
from generator.official.structure.outline import Outline
from generator.official.structure.signature import signature_of, signers_of
from generator.problems import Problem, Severity, Span, problem

_STATUS = {"现行有效": "有效", "是": "有效", "已失效": "失效", "已废止": "废止", "否": "失效"}
_KNOWN_STATUS = ("有效", "已修改", "失效", "废止")
_NONE = re.compile(r"[（(]?(?:无|暂无|没有|空|[-—–－_/／\\\\]{1,4})[）)]?")
"""What an information block prints where it has nothing."""
_TOPIC_MARKS = str.maketrans(dict.fromkeys("、,，;；/\\|", " "))
_DATES = ("written", "published")
_NAMES = ("issuer", "source", "doc_no", "topics")


STYLE = frozenset({"half-width-punctuation", "stray-blanks", "repeated-punctuation"})
"""Reported, but no reason to keep a plan from the public."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What was found around the text."""

    fields: tuple[Field, ...] = ()
    column: tuple[str, ...] = ()
    printed: Printed = UNPRINTED
    attachments: tuple[StatedAttachment, ...] = ()


Values = dict[str, str]
_Guess = tuple[str, str, int]
"""A value, what it was concluded from, and the line of that."""


def metadata_of(outline: Outline, around: Around) -> tuple[Metadata, tuple[Entry, ...]]:
    """Return the draft's metadata: stated fields first, then what the text says; nothing invented."""
    stated, entries = _stated(around.fields)
    title = outline.title.value or stated.get("title", "")
    notice = outline.notice.title if outline.notice else None
    titles = [(title, outline.title.at.line), *([(notice.value, notice.at.line)] if notice else [])]
    guesses = _guesses(outline, titles, stated)
    values = {key: value for key, (value, _, _) in guesses.items()} | stated
    entries += [_guessed(key, guess) for key, guess in guesses.items() if key not in stated]
    doc_no, mended = _whole_number(values.get("doc_no", ""), guesses, around.fields)
    entries += mended
    written = values.get("written", "")
    entries += _printed(around.printed) if not written and around.printed.date else []
    named = _named(outline, around.attachments)
    entries += [_unsent(each) for each in named]
    year, last = _years(titles)
    meta = Metadata(
        title=title,
        kind=values.get("kind", ""),
        year=year or naming.year_of_number(doc_no),
        end_year=last,
        issuer=values.get("issuer", ""),
        index_no=values.get("index_no", ""),
        doc_no=doc_no,
        written=written or around.printed.date,
        published=values.get("published", ""),
        status=values.get("status", ""),
        source=values.get("source", ""),
        addressees=outline.addressees,
        column=around.column,
        topics=tuple(values.get("topics", "").translate(_TOPIC_MARKS).split()),
        attachments=(*around.attachments, *named),
        draft=True,
        places=_places(around.fields, outline),
    )
    return meta, (*entries, *_year_entry(meta, year))


def _whole_number(
    printed: str, guesses: Mapping[str, _Guess], fields: Sequence[Field]
) -> tuple[str, list[Entry]]:
    """Return a document number without the blanks inside it (〔2023〕8 号), and an entry where it had some."""
    whole = without_blanks(printed)
    if whole == printed:
        return printed, []
    stated = (field.line for field in fields if field.name == "doc_no")
    line = next(stated, guesses["doc_no"][2] if "doc_no" in guesses else 1)
    return whole, [entry(Action.REPAIRED, "import-doc-no-blanks", line, value=whole)]


def _named(outline: Outline, linked: Sequence[StatedAttachment]) -> tuple[StatedAttachment, ...]:
    """Return the attachments that the text names and the page does not link."""
    known = "".join(each.title for each in linked)
    titles = (each for each in attached_in(outline.closing) if each.value not in known)
    return tuple(StatedAttachment(title=each.value, at=each.at) for each in titles)


def _unsent(named: StatedAttachment) -> Entry:
    return entry(Action.PROBLEM, "import-named-attachment", named.at.line, title=named.title)


def _printed(printed: Printed) -> list[Entry]:
    return [entry(Action.GUESSED, "import-printed-date", printed.line, value=printed.date)]


def _places(fields: Sequence[Field], outline: Outline) -> tuple[tuple[str, Span], ...]:
    path = outline.title.path
    known = {field.name: Span(path, field.line) for field in fields if field.name and field.value}
    titled = {"title": outline.title.at} if outline.title else {}
    return tuple((known | titled).items())


def _stated(fields: Sequence[Field]) -> tuple[Values, list[Entry]]:
    """Return the values of the information block as a plan keeps them."""
    values: Values = {}
    entries: list[Entry] = []
    for field in fields:
        what = {"label": field.label, "value": field.value}
        if not field.name:
            entries.append(entry(Action.DROPPED, "import-field-dropped", field.line, **what))
            continue
        value = _typed(field)
        if _NONE.fullmatch(field.value):
            entries.append(entry(Action.DROPPED, "import-field-dropped", field.line, **what))
        elif not field.value:
            entries.append(
                entry(Action.PROBLEM, "import-field-empty", field.line, label=field.label)
            )
        elif not value:
            entries.append(entry(Action.PROBLEM, "import-field-unreadable", field.line, **what))
        elif values.setdefault(field.name, value) != value:
            entries.append(entry(Action.DROPPED, "import-field-dropped", field.line, **what))
        else:
            entries.append(entry(Action.TAKEN, "import-field", field.line, **what))
    return values, entries


def _typed(field: Field) -> str:
    """Return a field's value in the form that a plan keeps, or "" where it cannot be read."""
    if field.name in _DATES:
        date = iso_date(field.value)
        return date if field.name == "published" else date[:10]
    if field.name in _NAMES and (":" in field.value or "：" in field.value):
        # another label that was swallowed: 云澜市教育局发文日期：2024年3月1日
        return ""
    if field.name == "status":
        status = _STATUS.get(field.value, field.value)
        return status if status in _KNOWN_STATUS else ""
    return field.value


def _guesses(
    outline: Outline, titles: Sequence[tuple[str, int]], stated: Values
) -> dict[str, _Guess]:
    """Return what title, letter and signature tell, by key; only what is not stated is used."""
    guesses: dict[str, _Guess] = {}
    for title, line in titles:
        for key, value in (("kind", kind_in(title)), ("issuer", naming.certain_issuer(title))):
            if value:
                guesses.setdefault(key, (value, title[:40], line))
    line = outline.notice.title.at.line if outline.notice else titles[0][1]
    if outline.issuer:
        guesses["issuer"] = (outline.issuer, outline.issuer, line)
    signature = outline.notice.signature if outline.notice else signature_of(outline.closing)
    for name in signers_of(signature):
        if "issuer" not in guesses and naming.is_organisation(name):
            guesses["issuer"] = (name, name, signature[0].at.line)
    if outline.doc_no:
        guesses["doc_no"] = (outline.doc_no, outline.doc_no, line)
    if outline.written and "written" not in stated:
        guesses["written"] = (outline.written, outline.written, line)
    return guesses


def _guessed(key: str, guess: _Guess) -> Entry:
    value, source, line = guess
    match key:
        case "doc_no":
            return entry(Action.TAKEN, "import-doc-no", line, value=value)
        case "written":
            return entry(Action.TAKEN, "import-written", line, value=value)
        case "issuer":
            return entry(Action.GUESSED, "import-issuer", line, value=value, source=source)
        case _:
            return entry(Action.GUESSED, "import-kind", line, value=value, source=source)


def _years(titles: Sequence[tuple[str, int]]) -> tuple[int | None, int | None]:
    years = (years_in(title) for title, _ in titles)
    return next((pair for pair in years if pair[0]), (None, None))


def _year_entry(meta: Metadata, titled: int | None) -> Iterator[Entry]:
    line = meta.place("title").line
    if meta.year is None:
        yield entry(Action.PROBLEM, "import-no-year", line)
        return
    source = meta.title if titled else meta.doc_no
    yield entry(Action.GUESSED, "import-year", line, value=meta.year, source=source[:40])


def with_open_problems(
    manuscript: Manuscript, problems: Sequence[Problem], entries: Sequence[Entry]
) -> Manuscript:
    """Return the draft with everything that a person has to resolve before it may be published."""
    serious = (p for p in problems if p.severity is not Severity.NOTE and p.code not in STYLE)
    opened = [*(_opened(p) for p in serious), *_from_entries(entries)]
    opened.sort(key=lambda found: (found.at.line, found.code))
    return replace(manuscript, meta=replace(manuscript.meta, open_problems=tuple(opened)))


def _opened(found: Problem) -> OpenProblem:
    note = problem("import-open-note", found.at, line=found.at.line, text=wording(found))
    return OpenProblem(code=found.code, note=wording(note), at=found.at)


def _from_entries(entries: Sequence[Entry]) -> Iterator[OpenProblem]:
    """Yield the open problems of the import itself.

    Advertisements and hidden text are not repeated in their notes: nothing of them may get into a draft.
    """
    for found in entries:
        if found.code == "spam":
            cut = problem("import-spam-cut", Span("", found.line))
            yield replace(_opened(cut), code="spam")
        elif found.code == "import-concealed":
            yield _opened(problem("import-concealed", Span("", found.line), what="……"))
        elif found.action is Action.PROBLEM and found.code != "import-field-empty":
            yield _opened(Problem(Span("", found.line), found.code, Severity.ERROR, found.values))
