"""Scripts of the browser that are written in parts and published as one.

In: the parts of a script, in order. Out: one script, its comments and indentation left out. A visitor on a slow line
pays for every request and every byte; who reads the code reads the parts. Not its business: names and statements,
which stay as they are, so that what runs is what was written.
"""

import re
from collections.abc import Iterable
from typing import Final

from generator.digests import digest_bytes
from generator.files import Artifact

_TEXT: Final = r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`"
_COMMENT: Final = r"/\*[\s\S]*?\*/|//[^\n]*"
_PATTERN: Final = r"/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*"
_SIGN: Final = r"(?:=>|\|\||&&|[=?:|&{(,;!\[])"
_PIECE: Final = re.compile(
    rf"({_TEXT})|{_COMMENT}| *({_SIGN}) *({_PATTERN})?| *([<>)}}\]]) *|\s*\n\s*"
)
"""A text; a comment; a sign and its blanks, perhaps with a regular expression behind it, which never stands behind a
value; a sign that ends a value; a line's end.
"""


def joined(path: str, parts: Iterable[str]) -> Artifact:
    """Return the script at `path`."""
    data = "\n".join(map(stripped, parts)).encode() + b"\n"
    return Artifact(path, data, digest_bytes(data))


def stripped(script: str) -> str:
    """Return a script without comments, indentation, and blanks around signs; lines stay lines."""
    bare = _PIECE.sub(_kept, script)
    return re.sub(r"\n\n+", "\n", bare).strip()


def _kept(found: re.Match[str]) -> str:
    kept = "".join(filter(None, found.groups()))
    return kept or ("\n" if "\n" in found[0] and not found[0].startswith("/*") else "")
