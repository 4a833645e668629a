"""Bytes into text.

In: the bytes of a file. Out: its text, or none with the reason. Not its business: what the text says.
Editors' files are UTF-8, or GB18030 (GBK, GB2312) from older Windows programs; UTF-16 says so itself.
"""

import codecs
import re
from dataclasses import dataclass

from generator.imports.entries import Action, Entry, entry

MOST_BYTES = 50 * 1024 * 1024
"""A text of this size is no plan."""

_FORMATS = (
    (b"PK\x03\x04", "docx/xlsx"),
    (b"\xd0\xcf\x11\xe0", "doc/xls/wps"),
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpg"),
)
_BIG5 = re.compile(rb"charset\s{0,5}=\s{0,5}[\"']?big5", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_MOST_CONTROLS = 0.05
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file; empty where it could not be read, and then an entry says why."""

    text: str
    entries: tuple[Entry, ...] = ()


def decode(data: bytes) -> Decoded:
    """Return the text of `data`, without control characters, and how it was read."""
    if len(data) > MOST_BYTES:
        size = MOST_BYTES // 1024 // 1024
        return Decoded("", (entry(Action.PROBLEM, "import-too-large", 1, size=size),))
    for start, name in _FORMATS:
        if data.startswith(start):
            return Decoded("", (entry(Action.PROBLEM, "import-unsupported", 1, format=name),))
    return _cleaned(*_read(data))


def _read(data: bytes) -> tuple[str, str]:
    """Return the text and the name of the encoding."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), "UTF-16"
    for encoding in _candidates(data):
        try:
            return data.decode(encoding), encoding.upper().removesuffix("-SIG")
        except UnicodeDecodeError:
            continue
    attempts = [(data.decode(name, "replace"), name.upper()) for name in ("utf-8", "gb18030")]
    return min(attempts, key=lambda attempt: attempt[0].count("\ufffd"))


def _candidates(data: bytes) -> tuple[str, ...]:
    head = data[:_HEAD]
    if len(head) > 1 and head[1::2].count(0) * 4 > len(head):
        return ("utf-16-le",)
    return ("utf-8-sig", "big5hkscs" if _BIG5.search(head) else "gb18030")


def _cleaned(text: str, encoding: str) -> Decoded:
    """Return the text without control characters; a text full of them is not a text."""
    controls = len(_CONTROLS.findall(text))
    if controls > len(text) * _MOST_CONTROLS:
        return Decoded("", (entry(Action.PROBLEM, "import-not-text", 1),))
    found = []
    if encoding != "UTF-8":
        found.append(entry(Action.REPAIRED, "import-encoding", 1, encoding=encoding))
    if "\ufffd" in text:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        count = text.count("\ufffd")
        found.append(entry(Action.PROBLEM, "import-undecodable", line, count=count))
    if controls:
        found.append(entry(Action.DROPPED, "import-controls", 1, count=controls))
    return Decoded(_CONTROLS.sub("", text), tuple(found))
