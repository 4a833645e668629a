"""What flows between the stages: a source read, a document parsed, an artifact to be written."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from generator.portable import portable
from generator.problems import Problem

T = TypeVar("T")


@portable
@dataclass(frozen=True, slots=True)
class Source:
    """A text file of the content folder."""

    path: str
    """Relative to the content folder, forward slashes."""
    text: str = field(repr=False)
    digest: str
    """Digest of the file's bytes."""


@portable
@dataclass(frozen=True, slots=True)
class FileFact:
    """A file that is published as it is: what pages say about it, without its bytes."""

    path: str
    """Relative to the content folder, forward slashes."""
    size: int
    """Bytes."""
    digest: str


@portable
@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """What a source says, and what is wrong with it. `value` is None where it cannot be read at all."""

    value: T | None
    problems: tuple[Problem, ...] = ()


@portable
@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of the output folder."""

    path: str
    """Relative to the output folder, forward slashes."""
    data: bytes = field(repr=False)
    digest: str
