"""Scripts of the browser that are written in parts and published as one, shorter.

In: the parts of a script, in order. Out: one script without comments, indentation and long names of its own. A visitor
on a slow line pays for every request and every byte; who reads the code reads the parts. Not its business: what the
script does: statements stay as they are, and names get others one for one, so none can come to mean another's thing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from generator.scripts.scopes import gathered, short_names
from generator.scripts.tokens import Token, tokens_of, with_roles

_END: Final = Token("line", "\n")
_NEEDLESS: Final = (";", ",", "\n")
"""At the end of a block or an object."""
_GOING_ON: Final = ("\n", "{", ";", ",", "(", "[", "=>", "&&", "||")
_LINKS: Final = (Token("name", "import"), Token("name", "export"))


def joined(parts: Iterable[str]) -> bytes:
    """Return the parts as one script. Modules become one function: what they import from each other is in it."""
    tokens = [token for part in parts for token in (*tokens_of(part), _END)]
    if any(token in _LINKS for token in tokens):
        tokens = [
            *tokens_of('(function () {"use strict";'),
            *_unlinked(tokens),
            *tokens_of("})();"),
        ]
    ready = with_roles(tokens)
    return (spelled(gathered(ready), short_names(ready)).strip() + "\n").encode()


def _unlinked(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens without imports, and without the word export."""
    is_import = False
    for token in tokens:
        if is_import:
            is_import = token.text != ";"
        elif token not in _LINKS:
            yield token
        else:
            is_import = token.text == "import"


def spelled(tokens: Sequence[Token], names: Mapping[int, str]) -> str:
    """Return the script, a blank only where two words or signs would become one, no sign that ends nothing."""
    parts: list[str] = []
    last = ""
    for n, token in enumerate(tokens):
        text = _said(token, names.get(n, ""), last)
        if not text:
            continue
        if text == "}" and last in _NEEDLESS:
            parts.pop()
        elif last and text != "${" and _would_merge(last[-1], text[0]):
            text = f" {text}"
        parts.append(text)
        last = text
    return "".join(parts)


def _said(token: Token, name: str, last: str) -> str:
    """Return a token as it is written behind another, with its shorter name if it has one."""
    if token.kind == "line":
        return "" if last.endswith(_GOING_ON) else "\n"
    if name and token.role == "both":
        return f"{token.text}:{name}"
    return name or token.text


def _would_merge(one: str, other: str) -> bool:
    are_words = (one.isalnum() or one in "_$") and (other.isalnum() or other in "_$")
    return are_words or (one == other and one in "+-/")
