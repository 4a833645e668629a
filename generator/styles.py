"""Style sheets that are written in parts and published as one, shorter.

In: the parts of a sheet, in order. Out: one sheet without comments and without blanks that mean nothing; sheets that it
imports stand in it, because a page waits for each sheet that it links to. Not its business: what the sheet says: no
rule is moved, merged or left out. How CSS is cut into pieces: CSS Syntax Level 3, §4.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

_TEXT: Final = r"\"(?:\\[\s\S]|[^\"\\\n])*\"?|'(?:\\[\s\S]|[^'\\\n])*'?"
_ADDRESS: Final = r"url\([^\"'\s)](?:\\[\s\S]|[^)\\])*\)?"
_PIECE: Final = re.compile(
    rf"(?P<note>/\*[\s\S]*?(?:\*/|\Z))|(?P<blank>\s+)|(?P<sign>[{{}};,])"
    rf"|(?P<words>(?:{_TEXT}|{_ADDRESS}|\\[\s\S]|(?!/\*|[{{}};,\s])[\s\S])+)"
)
_SIGNS: Final = frozenset("{};,")
_IMPORT: Final = re.compile(r'^@import "([\w.-]+)";', re.MULTILINE)


def joined(parts: Iterable[str]) -> bytes:
    """Return the parts as one sheet."""
    return ("".join(_shortened("\n".join(parts))) + "\n").encode()


def whole(sheet: str, others: Mapping[str, str]) -> str:
    """Return a sheet with those of the others that it imports by name in their place."""
    return _IMPORT.sub(lambda found: others.get(found[1], found[0]), sheet)


def _shortened(sheet: str) -> Iterator[str]:
    """Yield what has to stand in the sheet: between words of one value a blank, or at least a comment, parts them."""
    last, gap = "{", ""
    for piece in _PIECE.finditer(sheet):
        text = piece[0]
        if piece.lastgroup == "blank":
            gap = " "
        elif piece.lastgroup == "note":
            gap = gap or "/**/"
        else:
            if last == ";" and text not in (";", "}"):
                yield ";"
            if _parts(last, text):
                yield gap
            if text != ";":
                yield text
            last, gap = text, ""


def _parts(last: str, text: str) -> bool:
    """Return whether what stands between two pieces matters: not beside a sign, and not in front of a value."""
    if last.endswith(":"):
        return text in _SIGNS  # the empty value of a custom property is a blank
    return last not in _SIGNS and text not in _SIGNS
