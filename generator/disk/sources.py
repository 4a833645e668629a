"""Folders → what a build needs of them.

In: the content and the templates folder, and what was remembered. Out: `Inputs`, with every fault as a
problem. Texts are listed with their digests and read only when asked for: the memo may know the answer.
"""

import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from pathlib import Path, PurePosixPath

from generator import scripts, styles
from generator.digests import digest, digest_bytes
from generator.disk.listing import Listed, fact, listing_of, load
from generator.disk.stamps import Stamps, is_settled
from generator.disk.walk import Found, Looked, looked, touched
from generator.files import Artifact, FileFact, Source
from generator.problems import Problem, Span, problem
from generator.recall import Recall, anew, patched

TEMPLATE_ENDING = ".j2"
STATIC = "static/"
MESSAGES = "messages/"
JOINED = {".js": scripts.joined, ".css": styles.joined}
"""How parts become one file."""
TEMPLATES_MARK = "templates/"
"""In front of the paths of template problems, so that they are not taken for content."""


@dataclass(frozen=True, slots=True)
class Original:
    """A file on disk that is published as it is."""

    path: str
    """Relative to the output folder."""
    file: str
    """Where its bytes are."""
    digest: str


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates folder, as text."""

    sources: tuple[tuple[str, str], ...] = ()
    """Name and text of each template."""
    messages: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    """Language, and the keys and texts of its catalogues."""
    statics: tuple[Original | Artifact, ...] = ()
    key: str = field(init=False, compare=False, repr=False)
    """Digest of all of it, taken once."""

    def __post_init__(self) -> None:
        statics = tuple((s.path, s.digest) for s in self.statics)
        object.__setattr__(self, "key", digest(self.sources, self.messages, statics))

    def catalogue(self, language: str) -> tuple[tuple[str, str], ...]:
        """Return keys and texts of a language, or of the first there is."""
        known = dict(self.messages)
        return known.get(language) or next(iter(known.values()), ())


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that a build reads."""

    texts: Mapping[str, Listed]
    """By path."""
    files: Mapping[str, FileFact]
    templates: Templates
    load: Callable[[str], Source | Problem]
    """Read the text at a path of the content folder."""
    where: Callable[[str], str]
    """Return the file on disk that a path of the content folder names."""
    listed: str
    """Digest of texts and files."""
    problems: tuple[Problem, ...] = ()
    strayed: set[str] = field(default_factory=set)
    """Paths of texts that were no longer as listed when they were read: what was made is not of this input."""

    @property
    def digest(self) -> str:
        """Digest of all that can change the output."""
        return digest(self.listed, self.templates.key)


def read_inputs(
    content: Path,
    templates: Path,
    stamps: Stamps,
    recall: Recall = anew,
    changed: Collection[str] | None = None,
) -> Inputs:
    """Return what stands in both folders. What cannot be used is a problem, and is left out.

    `changed`: places on disk where something may have changed since it was recalled; None for anywhere.
    """
    known = changed if changed is None or all_below(changed, (content, templates)) else None
    there = look(content, "content", recall, known)
    listing = listing_of(there.found, stamps, recall)
    shown, template_problems = read_templates(
        look(templates, "templates", recall, known), stamps, recall
    )
    strayed: set[str] = set()

    def load_listed(path: str) -> Source | Problem:
        source = load(path, there.found[path].file)
        if not isinstance(source, Source) or source.digest != listing.texts[path].digest:
            strayed.add(path)
        return source

    return Inputs(
        texts=listing.texts,
        files=listing.files,
        templates=shown,
        load=load_listed,
        where=lambda path: there.found[path].place,
        listed=listing.digest,
        problems=(*there.problems, *listing.problems, *template_problems),
        strayed=strayed,
    )


def all_below(places: Iterable[str], folders: Iterable[Path]) -> bool:
    """Return whether these places lie in these folders."""
    inside = tuple(f"{folder}{os.sep}" for folder in folders)
    return all(place.startswith(inside) for place in places)


def look(folder: Path, name: str, recall: Recall, changed: Collection[str] | None) -> Looked:
    """Return what is in a folder; where it is known what may have changed, only that is looked at."""

    def made(before: Looked | None) -> Looked:
        if before is not None and changed is not None and before.root == folder:
            own = [place for place in changed if all_below((place,), (folder,))]
            others = touched(before, own)
            if others is not None:
                return replace(before, found=patched(recall, before.found, others))
        return looked(folder)

    return recall.since(f"{name} looked at", made)


def read_templates(
    there: Looked, stamps: Stamps, recall: Recall
) -> tuple[Templates, tuple[Problem, ...]]:
    """Return the templates, message catalogues and static files of a templates folder."""
    found, problems = tuple(there.found.values()), there.problems
    if not all(is_settled(each.stamp) for each in found):
        return templates_in(found, problems, stamps)
    make = partial(templates_in, found, problems, stamps)
    return recall("templates", None, (found, problems), make)


def templates_in(
    found: tuple[Found, ...], problems: tuple[Problem, ...], stamps: Stamps
) -> tuple[Templates, tuple[Problem, ...]]:
    """Return what the files of a templates folder are."""
    read = [(f, load(f.path, f.file)) for f in found if not f.path.startswith(STATIC)]
    texts = [(f.path, s.text) for f, s in read if isinstance(s, Source)]
    catalogues = [catalogue(path, text) for path, text in texts if path.startswith(MESSAGES)]
    files = [f for f in found if f.path.startswith(STATIC)]
    parts = [f for f in files if whole_of(f.path)]
    statics = [*(static(f, stamps) for f in files if f not in parts), *wholes(parts)]
    faults = (*(s for _, s in read), *catalogues, *statics, *problems)
    sources = tuple((path, text) for path, text in texts if path.endswith(TEMPLATE_ENDING))
    within = tuple(s for s in statics if isinstance(s, Artifact) and is_within(s.path, sources))
    shown = Templates(
        (*sources, *((s.path, as_template(s.data.decode())) for s in within)),
        by_language([c for c in catalogues if not isinstance(c, Problem)]),
        tuple(s for s in statics if not isinstance(s, Problem) and s not in within),
    )
    return shown, tuple(in_templates(item) for item in faults if isinstance(item, Problem))


def is_within(path: str, sources: Sequence[tuple[str, str]]) -> bool:
    """Return whether a template includes this file, which then stands in pages and is not published by itself."""
    return any(f'{{% include "{path}" %}}' in text for _, text in sources)


def as_template(text: str) -> str:
    """Return a template that is nothing but this text."""
    return f"{{% raw %}}{text}{{% endraw %}}"


def in_templates(found: Problem) -> Problem:
    """Return a problem of the templates folder with a path that says so."""
    at = Span(TEMPLATES_MARK + found.at.path, found.at.line, found.at.column)
    return Problem(at, found.code, found.severity, found.values)


def static(found: Found, stamps: Stamps) -> Original | Problem:
    """Return a static file. It keeps its path, so that pages can name it."""
    known = fact(Found(TEMPLATES_MARK + found.path, found.place, found.stamp), stamps)
    if isinstance(known, Problem):
        return known
    return Original(found.path, found.place, known.digest)


def whole_of(path: str) -> str:
    """Return the file that another is a part of, or a note beside its parts: that of its folder's name; or ""."""
    whole = PurePosixPath(path).parent
    return str(whole) if whole.suffix in JOINED else ""


def wholes(parts: Sequence[Found]) -> Iterator[Artifact | Problem]:
    """Yield the files that consist of these parts, in the order of their names, and the parts that are unreadable."""
    texts: dict[str, list[str]] = {}
    for path, own in groupby(parts, lambda part: whole_of(part.path)):
        ending = PurePosixPath(path).suffix
        read = [load(part.path, part.file) for part in own if part.path.endswith(ending)]
        yield from (part for part in read if isinstance(part, Problem))
        texts[path] = [part.text for part in read if isinstance(part, Source)]
    sheets = {path.removeprefix(STATIC): "\n".join(written) for path, written in texts.items()}
    for path, written in texts.items():
        ending = PurePosixPath(path).suffix
        data = JOINED[ending](styles.whole(t, sheets) if ending == ".css" else t for t in written)
        yield Artifact(path, data, digest_bytes(data))


Catalogue = tuple[str, dict[str, str]]


def catalogue(path: str, text: str) -> Catalogue | Problem:
    """Return the language and the texts of messages/<language>/<any>.json."""
    try:
        texts = json.loads(text)
    except (ValueError, RecursionError) as error:
        at = Span(path, getattr(error, "lineno", 1), getattr(error, "colno", 1))
        return problem("bad-catalogue", at)
    if not isinstance(texts, dict) or not all(isinstance(t, str) for t in texts.values()):
        return problem("bad-catalogue", Span(path))
    return PurePosixPath(path).parent.name, texts


def by_language(
    catalogues: Sequence[Catalogue],
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the catalogues of each language as one, in order."""
    merged: dict[str, dict[str, str]] = {}
    for language, texts in catalogues:
        merged.setdefault(language, {}).update(texts)
    return tuple((name, tuple(sorted(texts.items()))) for name, texts in sorted(merged.items()))
