"""Lines of the files that a visitor downloads: tables for spreadsheets, dates for calendars.

In: cells, or a property and its value. Out: a line with its end. Templates write the files with these, so their
words come from the catalogues.

Sources: RFC 4180 (CSV); RFC 5545, sections 3.1 (folding) and 3.3.11 (escaping); OWASP, CSV injection.
"""

import re
from collections.abc import Iterable
from typing import Final

from markupsafe import Markup

_FORMULA: Final = re.compile(r"[\s\ufeff]*[=+\-@|%＝＋－＠]")
"""What a spreadsheet may run: a cell that begins so is kept text by a quote in front of it."""
_NEEDS_QUOTES: Final = re.compile('[",\r\n]')
_UNWANTED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_BREAKS: Final = re.compile("\r\n?|\n")
_OCTETS: Final = 75
"""Of a calendar's line, without its end."""


def csv_line(cells: Iterable[str]) -> Markup:
    """Return the cells as a line of CSV."""
    return Markup(",".join(_cell(cell) for cell in cells) + "\r\n")


def _cell(text: str) -> str:
    text = _UNWANTED.sub("", text)
    if _FORMULA.match(text):
        text = f"'{text}"
    doubled = text.replace('"', '""')
    return f'"{doubled}"' if _NEEDS_QUOTES.search(text) else text


def ics_line(name: str, value: str) -> Markup:
    """Return a property as lines of iCalendar: escaped, and folded between characters."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    value = _BREAKS.sub(r"\\n", _UNWANTED.sub("", escaped))
    return Markup("\r\n ".join(_folded(f"{name}:{value}")) + "\r\n")


def _folded(line: str) -> Iterable[str]:
    """Yield the pieces of a line; the blank before those that follow counts as one of their octets."""
    start, used = 0, 0
    for n, character in enumerate(line):
        size = len(character.encode("utf-8"))
        if used + size > _OCTETS - (start > 0):
            yield line[start:n]
            start, used = n, 0
        used += size
    yield line[start:]
