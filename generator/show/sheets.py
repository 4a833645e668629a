"""Lines of the files that a visitor downloads: tables for spreadsheets, dates for calendars.

In: cells, or a property and its value. Out: a line with its end. Templates write the files with these, so their
words come from the catalogues.

Sources: RFC 4180 (CSV); RFC 5545, sections 3.1 (folding) and 3.3.11 (escaping); OWASP, CSV injection.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from markupsafe import Markup

_FORMULA: Final = re.compile(r"[\s\ufeff]*[=+\-@|%＝＋－＠]")
"""What a spreadsheet may run: a cell that begins so is kept text by a quote in front of it."""
_NEEDS_QUOTES: Final = re.compile('[",\r\n]')
_UNWANTED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_BREAKS: Final = re.compile("\r\n?|\n")
_OCTETS: Final = 75
"""Of a calendar's line, without its end."""
_FOLLOWS: Final = 0x80
"""The two highest bits of an octet that goes on with a character."""
_KNOWN: Final = 1 << 14
"""So many cells and lines are remembered: a task stands in the files of each of its units."""


def csv_line(cells: Iterable[str]) -> Markup:
    """Return the cells as a line of CSV."""
    return Markup(",".join(map(_cell, cells)) + "\r\n")


def _cell(text: str) -> str:
    """Return a cell as it is written; most begin with a letter or a digit and hold nothing that means anything."""
    is_harmless = text[:1].isalnum() and text.isprintable()
    return text if is_harmless and '"' not in text and "," not in text else _guarded(text)


@lru_cache(_KNOWN)
def _guarded(text: str) -> str:
    text = _UNWANTED.sub("", text)
    if _FORMULA.match(text):
        text = f"'{text}"
    doubled = text.replace('"', '""')
    return f'"{doubled}"' if _NEEDS_QUOTES.search(text) else text


@lru_cache(_KNOWN)
def ics_line(name: str, value: str) -> Markup:
    """Return a property as lines of iCalendar: escaped, and folded between characters."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    value = _BREAKS.sub(r"\\n", _UNWANTED.sub("", escaped))
    return Markup("\r\n ".join(_folded(f"{name}:{value}")) + "\r\n")


def _folded(line: str) -> Iterable[str]:
    """Yield the pieces of a line; the blank before those that follow counts as one of their octets."""
    data = line.encode("utf-8")
    start, end = 0, _OCTETS
    while end < len(data):
        while data[end] & 0xC0 == _FOLLOWS:
            end -= 1
        yield data[start:end].decode("utf-8")
        start, end = end, end + _OCTETS - 1
    yield data[start:].decode("utf-8")
