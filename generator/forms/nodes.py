"""YAML text → plain values of text, lists and mappings, each with its place. Nothing is guessed.

Scalars stay what the editor typed (`no`, `010`, `15:42`): the type that a key must have reads them later, so
none of the surprises of YAML 1.1 occurs. Anchors, tags and excessive nesting are problems, not features.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from generator.model.manuscript import Text, text
from generator.problems import Problem, Span, problem

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 40
"""Levels; a plan needs about ten."""

Plain = str | list["Plain"] | dict[str, "Plain"]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML document as plain values, and where each value and key stands."""

    value: Plain
    places: dict[Path, Span]
    """By path: keys and indexes from the top."""
    problems: tuple[Problem, ...]

    def texts(self) -> Iterator[Text]:
        """Yield every text of the document at its place."""
        for path, value in _leaves(self.value, ()):
            yield text(value, self.place(path))

    def place(self, path: Path) -> Span:
        """Return where the value at `path` stands, or else its nearest known parent."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Span())


def _leaves(value: Plain, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
        return
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in inner:
        yield from _leaves(each, (*path, key))


def read_yaml(source: str, path: str, first_line: int = 1) -> Document:
    """Return the document of `source`, whose first line is `first_line` of the file. Never raises."""
    try:
        node = yaml.compose(source, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        return Document(
            {}, {(): Span(path, first_line)}, (_syntax(error, source, path, first_line),)
        )
    except yaml.YAMLError:
        at = _unreadable(source, path, first_line)
        return Document({}, {(): at}, (problem("yaml-character", at),))
    except RecursionError:
        at = Span(path, first_line)
        return Document({}, {(): at}, (problem("yaml-too-deep", at, limit=_DEEPEST),))
    reader = _Reader(path, first_line)
    value = reader.read(node, ()) if node is not None else {}
    reader.places.setdefault((), Span(path, first_line))
    return Document(value, reader.places, tuple(reader.problems))


class _Reader:
    """Walks the composed nodes once; collects places and problems."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.shift = first_line
        self.places: dict[Path, Span] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def read(self, node: Any, path: Path) -> Plain:
        at = self._span(node)
        self.places.setdefault(path, at)
        if not str(node.tag).startswith("tag:yaml.org,2002:") or "python" in str(node.tag):
            self.problems.append(problem("yaml-needs-quotes", at))
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if id(node) in self._seen:
            self.problems.append(problem("yaml-alias", self.places[path]))
            return ""
        self._seen.add(id(node))
        if len(path) > _DEEPEST:
            self.problems.append(problem("yaml-too-deep", at, limit=_DEEPEST))
            return ""
        if isinstance(node, yaml.SequenceNode):
            return [self.read(child, (*path, i)) for i, child in enumerate(node.value)]
        return dict(self._pairs(node, path))

    def _scalar(self, node: Any) -> str:
        value = str(node.value)
        return "" if not node.style and value in ("~", "null", "Null", "NULL") else value

    def _pairs(self, node: Any, path: Path) -> Iterator[tuple[str, Plain]]:
        first: dict[str, Span] = {}
        for key_node, value_node in node.value:
            at = self._span(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(problem("yaml-key-not-text", at))
                continue
            key = str(key_node.value)
            if key in first:
                values = {"key": key, "line": first[key].line}
                self.problems.append(problem("duplicate-key", at, **values))
                continue
            first[key] = at
            self.places[(*path, key)] = at
            yield key, self.read(value_node, (*path, key))

    def _span(self, node: Any) -> Span:
        mark = node.start_mark
        return Span(self.path, mark.line + self.shift, mark.column + 1)


def _syntax(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    rows = text.split("\n")
    near = next((n for n in (line, line - 1) if 0 <= n < len(rows) and _wide_colon(rows[n])), None)
    if near is not None:
        return problem("yaml-wide-colon", Span(path, near + first_line, rows[near].index("：") + 1))
    at = Span(path, line + first_line, column + 1)
    return problem(_code(error, rows[line] if line < len(rows) else ""), at)


def _wide_colon(row: str) -> bool:
    return bool(re.match(r"^\s*[\w\u4e00-\u9fff]{1,12}：", row)) and ": " not in row


_SAID = (
    ("mapping values are not allowed", "yaml-second-colon"),
    ("cannot start any token", "yaml-needs-quotes"),
    ("directive", "yaml-needs-quotes"),
    ("unknown escape", "yaml-needs-quotes"),
    ("alias", "yaml-needs-quotes"),
    ("anchor", "yaml-needs-quotes"),
    ("tag", "yaml-needs-quotes"),
    ("exceeded", "yaml-nested"),
    ("another document", "yaml-two-documents"),
    ("single document", "yaml-two-documents"),
)
"""What libyaml's scanner, parser and composer say, and the message for it."""


def _code(error: yaml.MarkedYAMLError, row: str) -> str:
    """Return the message that fits what editors do most often."""
    said = f"{error.problem or ''} {error.context or ''}"
    if "\t" in row or "'\\t'" in said or "tab" in said:
        return "yaml-tab"
    return next((code for words, code in _SAID if words in said), "yaml-syntax")


_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML 1.1 §5.1 does not allow in a stream."""


def _unreadable(text: str, path: str, first_line: int) -> Span:
    """Return the place of the first character that YAML forbids."""
    found = _UNREADABLE.search(text)
    before = text[: found.start()] if found else ""
    return Span(path, before.count("\n") + first_line, len(before) - before.rfind("\n"))


def mapping_problem(document: Document) -> Problem | None:
    """Return what is wrong where the document is not a mapping: mostly a full-width colon."""
    if document.problems or isinstance(document.value, dict):
        return None
    at = document.place(())
    if isinstance(document.value, str) and "：" in document.value:
        shifted = Span(at.path, at.line, at.column + document.value.index("："))
        return problem("yaml-wide-colon", shifted)
    return problem("not-a-mapping", at)
