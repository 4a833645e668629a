"""Which files of the content folder are texts, which are not, and what is in them: their digests.

In: the files that were found, and what was remembered of them. Out: `Listing`. A text is read to be decoded where it
is not known; a file that changed just now is read again the next time, because its stamp proves nothing yet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import eq
from pathlib import Path
from typing import NamedTuple

from generator.digests import digest, digest_bytes
from generator.disk.stamps import Stamps, digest_file
from generator.disk.texts import LARGEST, decode
from generator.disk.walk import Found
from generator.files import FileFact, Source
from generator.problems import Problem, Span, problem
from generator.recall import Recall, recalled, settled_in, those

TEXT_ENDINGS = (".md", ".yaml", ".yml")
TOGETHER = 64
"""Texts whose digests are taken together: one that changes does not touch the digests of others."""


class Listed(NamedTuple):
    """A text file: enough to know whether it changed."""

    path: str
    digest: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a content folder, by path."""

    texts: Mapping[str, Listed]
    files: Mapping[str, FileFact]
    problems: tuple[Problem, ...]
    digest: str


def listing_of(looked_at: Mapping[str, Found], stamps: Stamps, recall: Recall) -> Listing:
    """Return what stands in the content folder. A file with the stamp that it had is not looked into again."""
    found = recall.filled(
        "found",
        (looked_at,),
        None,
        lambda paths: map(looked_at.__getitem__, paths),
        lambda old, new: old == new and bool(stamps.known(new.path, new.stamp)),
    )
    of_texts = those(recall, "texts found", found, lambda each: each if is_text(each) else None)
    others = those(recall, "files found", found, lambda each: None if is_text(each) else each)
    read = recall.filled(
        "texts read", (of_texts,), None, lambda paths: (listed(found[p], stamps) for p in paths), eq
    )
    facts = recall.filled(
        "files read", (others,), None, lambda paths: (fact(found[p], stamps) for p in paths), eq
    )
    texts = those(recall, "texts", read, lambda each: each if isinstance(each, Listed) else None)
    files = those(recall, "files", facts, lambda each: each if isinstance(each, FileFact) else None)
    problems = (
        *(each for each in read.values() if isinstance(each, Problem)),
        *(each for each in facts.values() if isinstance(each, Problem)),
    )
    return Listing(texts, files, problems, digest_of(texts, files, recall))


def is_text(found: Found) -> bool:
    """Return whether a file is a plan or a register, by its ending."""
    return found.path.lower().endswith(TEXT_ENDINGS)


def digest_of(texts: Mapping[str, Listed], files: Mapping[str, FileFact], recall: Recall) -> str:
    """Return the digest of all of it."""
    rows = tuple(texts.values())
    cut = {start: rows[start : start + TOGETHER] for start in range(0, len(rows), TOGETHER)}
    parts = settled_in(recall, "texts in parts", cut)
    own = recalled(recall, "digests of texts", (parts,), None, lambda start: of_part(parts[start]))
    facts = recall("digest of files", files, None, lambda: of_part([*files.values()]))
    return digest(*own.values(), facts)


def of_part(files: Sequence[Listed] | Sequence[FileFact]) -> str:
    """Return the digest of some files."""
    return digest(tuple((each.path, each.digest) for each in files))


def listed(found: Found, stamps: Stamps) -> Listed | Problem:
    """Return a text file with its digest. Only files that could be decoded are remembered."""
    if found.size > LARGEST:
        return too_large(found.path, found.size)
    if known := stamps.known(found.path, found.stamp):
        return Listed(found.path, known)
    source = load(found.path, found.file)
    if isinstance(source, Problem):
        return source
    stamps.learn(found.path, found.stamp, source.digest)
    return Listed(found.path, source.digest)


def load(path: str, file: Path) -> Source | Problem:
    """Return a text file, read, or why it cannot be."""
    try:
        data = file.read_bytes()
    except OSError as error:
        return unreadable(path, error)
    if len(data) > LARGEST:
        return too_large(path, len(data))
    text = decode(path, data)
    return text if isinstance(text, Problem) else Source(path, text, digest_bytes(data))


def fact(found: Found, stamps: Stamps) -> FileFact | Problem:
    """Return what pages say about a file."""
    known = stamps.known(found.path, found.stamp)
    if not known:
        try:
            known = digest_file(found.file)
        except OSError as error:
            return unreadable(found.path, error)
        stamps.learn(found.path, found.stamp, known)
    return FileFact(found.path, found.size, known)


def unreadable(path: str, error: OSError) -> Problem:
    """Return the problem of a file that the system does not hand out."""
    return problem("cannot-read", Span(path), reason=error.strerror or error)


def too_large(path: str, size: int) -> Problem:
    """Return the problem of a text that is too large to be a plan."""
    sizes = {"size": f"{size / 1e6:.1f}", "limit": f"{LARGEST / 1e6:.0f}"}
    return problem("file-too-large", Span(path), **sizes)
