r"""Bytes of a text file → text, or a problem that says what to do.

In: bytes. Out: text with `\n` line ends. Not its business: which files there are.
"""

import codecs

from generator.problems import Problem, Span, problem

LARGEST = 5_000_000
"""Bytes. A plan of a city has about 30,000; what is larger is not a plan but a mistake."""
HEAD, SOME = 4096, 8
"""How much is looked at for U+0000, and one in how many characters makes UTF-16."""
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(path: str, data: bytes) -> str | Problem:
    """Return the text of a UTF-8 file, with or without a byte order mark, or what is wrong with it."""
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return not_utf8(path, data, error.start)
    if "\0" in text:
        return not_utf8(path, data, data.index(0))
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def not_utf8(path: str, data: bytes, offset: int) -> Problem:
    """Return the problem of a file whose byte at `offset` is not UTF-8 text; another encoding is named.

    U+0000 is UTF-8, but no text has it: UTF-16 without a mark is full of it, damaged files are.
    """
    at = place(path, data, offset)
    name = likely_encoding(data)
    return problem("other-encoding", at, encoding=name) if name else problem("not-utf8", at)


def likely_encoding(data: bytes) -> str:
    """Return the encoding that Windows programs here use instead of UTF-8, where it fits, or ""."""
    if data.startswith(codecs.BOM_UTF32_LE):
        return "UTF-32"
    head = data[:HEAD]
    if data.startswith(UTF16) or head.count(0) * SOME > len(head):
        return "UTF-16"
    if 0 in data:
        return ""
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "GB18030"


def place(path: str, data: bytes, offset: int) -> Span:
    """Return the line and column of the byte at `offset`."""
    before = data[:offset]
    line_start = before.rfind(b"\n") + 1
    column = len(before[line_start:].decode("utf-8", "replace")) + 1
    return Span(path, before.count(b"\n") + 1, column)
