"""Problems and results → lines for an editor.

In: problems, and the texts that they stand in. Out: text or JSON. Not its business: where it is printed.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from unicodedata import east_asian_width

from generator.disk.sources import TEMPLATES_MARK
from generator.messages import say, wording
from generator.problems import Problem, Severity

Lines = Callable[[str], Sequence[str]]
"""Return the lines of the text at a path; none where it cannot be read."""
Located = Callable[[str], str]
"""Return how a path of the content folder is named for someone in the current directory."""
WIDEST = 76
"""Columns of a source line that are shown; the caret is among them."""
MOST_OF_A_FAULT = 20
"""Problems of one code in one file that are shown as text; JSON holds all."""
STYLES = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def located(content: str, templates: str) -> Located:
    """Return how to name a problem's path, given how the two folders are named."""

    def name(path: str) -> str:
        if path.startswith(TEMPLATES_MARK):
            return joined(templates, path.removeprefix(TEMPLATES_MARK))
        return joined(content, path)

    return name


def joined(folder: str, path: str) -> str:
    """Return a path below a folder; the folder itself for an empty path."""
    folder = folder.replace("\\", "/").rstrip("/")
    return path if folder == "." and path else "/".join(part for part in (folder, path) if part)


def as_text(
    problems: Iterable[Problem], name: Located, lines: Lines, language: str, color: bool = False
) -> Iterator[str]:
    """Yield each problem with its place, its source line and a caret below it.

    Of one code in one file the first twenty, and where the others begin: five thousand brackets that are not
    closed are one thing to mend, and must not hide the next.
    """
    problems = tuple(problems)
    totals = Counter(map(_fault, problems))
    shown: Counter[tuple[str, str]] = Counter()
    for found in problems:
        fault, style = _fault(found), STYLES[found.severity] if color else ""
        shown[fault] += 1
        if shown[fault] <= MOST_OF_A_FAULT:
            yield painted(headline(found, name, language), style)
            yield from excerpt(found, lines)
        elif shown[fault] == MOST_OF_A_FAULT + 1:
            more = say("more-of-a-fault", language, count=totals[fault] - MOST_OF_A_FAULT)
            yield painted(f"{_heading(found, name, language)} {more}", style)


def _fault(found: Problem) -> tuple[str, str]:
    return found.at.path, found.code


def headline(found: Problem, name: Located, language: str) -> str:
    """Return `path:line:column: 错误[code] 文字`, as text editors recognise it."""
    return one_line(f"{_heading(found, name, language)} {wording(found, language)}")


def _heading(found: Problem, name: Located, language: str) -> str:
    place = f"{name(found.at.path)}:{found.at.line}:{found.at.column}"
    return one_line(f"{place}: {say(f'severity-{found.severity.value}', language)}[{found.code}]")


def excerpt(found: Problem, lines: Lines) -> Iterator[str]:
    """Yield the source line of a problem and a caret below its column."""
    text = lines(found.at.path) if found.at.path else ()
    if not 1 <= found.at.line <= len(text) or not text[found.at.line - 1].strip():
        return
    line = one_line(text[found.at.line - 1])
    column = min(max(found.at.column, 1), len(line) + 1)
    start = max(0, column - WIDEST // 3)
    cut = "…" if start else ""
    number = f"{found.at.line:>5} | "
    yield number + cut + fitting(line[start:])
    yield " " * (len(number) - 2) + "| " + " " * width(cut + line[start : column - 1]) + "^"


def fitting(text: str) -> str:
    """Return as much of a text as fits."""
    used = 0
    for position, character in enumerate(text):
        used += width(character)
        if used > WIDEST:
            return text[:position] + "…"
    return text


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def one_line(text: str) -> str:
    """Return a text without anything that moves a terminal's cursor or changes its colours."""
    if text.replace("\u3000", "").isprintable():  # nearly every line, and a large site has many
        return text
    return "".join(c if c.isprintable() or c == "\u3000" else " " for c in text)


def painted(text: str, style: str) -> str:
    """Return a text in a colour of the terminal, or as it is."""
    return f"\x1b[{style}m{text}\x1b[0m" if style else text


def as_json(problems: Iterable[Problem], name: Located, language: str) -> str:
    """Return all problems as JSON."""
    found = [
        {
            "path": name(p.at.path),
            "line": p.at.line,
            "column": p.at.column,
            "severity": p.severity.value,
            "code": p.code,
            "message": wording(p, language),
        }
        for p in problems
    ]
    return json.dumps({"problems": found}, ensure_ascii=False, indent=1)


def tally(problems: Iterable[Problem], language: str) -> str:
    """Return how many errors, warnings and notes there are, in words."""
    severities = [found.severity for found in problems]
    counts = {f"{kind.value}s": severities.count(kind) for kind in Severity}
    return say("tally", language, **counts)


def softened(problems: Iterable[Problem], harmless: frozenset[str]) -> tuple[Problem, ...]:
    """Return the problems with errors of drafts as warnings: they keep nothing from being published."""
    return tuple(
        Problem(p.at, p.code, Severity.WARNING, p.values)
        if p.severity is Severity.ERROR and p.at.path in harmless
        else p
        for p in problems
    )
