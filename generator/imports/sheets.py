"""Style sheets taken apart, as far as concealment needs it.

In: the text of a sheet or a style attribute. Out: rules with selectors and declarations. Every step looks at each
character once, whatever the text. Not its business: what declarations mean (see `concealment`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

Declarations = dict[str, tuple[str, bool]]
"""Property → its value in small letters, and whether it is !important."""

LONGEST_SHEET = 1_000_000
"""Characters."""
_PIECES = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|[{};]|[^{};\"']+|[\"']")
_ESCAPE = re.compile(r"\\([0-9A-Fa-f]{1,6})\s?|\\(.)", re.DOTALL)
_IMPORTANT = re.compile(r"\s{0,20}!\s{0,20}important\s{0,20}$")
_NESTING = ("@media", "@supports", "@layer", "@container", "@scope", "@document")
_CHARACTERS = 0x110000


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, and on what it depends."""

    selectors: tuple[str, ...]
    declarations: Declarations
    conditions: tuple[str, ...] = ()
    """Preludes of the at-rules that it stands in: @media print."""

    @property
    def is_for_print(self) -> bool:
        """Whether it never holds on a screen."""
        return any(_is_for_print(each) for each in self.conditions)

    @property
    def is_conditional(self) -> bool:
        """Whether it holds in some browsers only."""
        return any(not _always_holds(each) for each in self.conditions)


def _is_for_print(condition: str) -> bool:
    if not condition.startswith("@media"):
        return False
    queries = condition.removeprefix("@media").split(",")
    return all(re.match(r"\s*(?:only\s+)?print\b|\s*not\s+screen\s*$", query) for query in queries)


_ALWAYS = re.compile(
    r"(?:(?:only )?(?:screen|all)|not print)?(?: ?and ?)?(?:\(min-(?:device-)?width: ?[01]?(?:px|em)?\))?"
)


def _always_holds(condition: str) -> bool:
    if condition.startswith("@layer"):
        return True
    queries = " ".join(condition.removeprefix("@media").split()).split(",")
    return any(_ALWAYS.fullmatch(query.strip()) for query in queries)


def rules_in(sheet: str) -> Iterator[Rule]:
    """Yield the rules of a style sheet in order."""
    prelude: list[str] = []
    open_: list[str] = []  # the preludes of blocks that are not closed yet
    for piece in _PIECES.findall(without_comments(sheet[:LONGEST_SHEET])):
        if piece == "{":
            open_.append("".join(prelude).strip())
            prelude = []
        elif piece == "}":
            yield from _closed(open_, "".join(prelude))
            del open_[-1:]
            prelude = []
        elif piece == ";" and not _is_in_rule(open_):
            prelude = []  # @import, @charset
        else:
            prelude.append(piece)
    yield from _closed(open_, "".join(prelude))  # a browser closes what the sheet leaves open


def _is_in_rule(blocks: list[str]) -> bool:
    return bool(blocks) and not blocks[-1].lower().startswith(_NESTING)


def _closed(blocks: list[str], body: str) -> Iterator[Rule]:
    """Yield the rule that ends here, unless it is an at-rule of another kind (@font-face, @keyframes)."""
    if not _is_in_rule(blocks) or any(_is_other(each) for each in blocks):
        return
    conditions = tuple(each.lower() for each in blocks[:-1] if each.startswith("@"))
    selectors = tuple(s for each in _commas(blocks[-1]) if (s := each.strip()))
    if found := declared(body):
        yield Rule(selectors, found, conditions)


def _is_other(prelude: str) -> bool:
    return prelude.startswith("@") and not prelude.lower().startswith(_NESTING)


def _commas(selectors: str) -> Iterator[str]:
    """Yield the selectors of a list; commas in brackets, as in :is(a, b), do not part them."""
    depth = start = 0
    for position, character in enumerate(selectors):
        if character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
        elif character == "," and depth <= 0:
            yield selectors[start:position]
            start = position + 1
    yield selectors[start:]


def declared(body: str) -> Declarations:
    """Return the declarations of a block or a style attribute; the last of a property counts."""
    found: Declarations = {}
    for declaration in without_comments(body).split(";"):
        name, colon, value = declaration.partition(":")
        plain = " ".join(_unescaped(value).lower().split())
        short = _IMPORTANT.sub("", plain) if plain.endswith("important") else plain
        if colon and short:
            key = _unescaped(name).strip().lower()
            if not found.get(key, ("", False))[1] or short != plain:
                found[key] = (short, short != plain)
    return found


def _unescaped(value: str) -> str:
    return _ESCAPE.sub(_character, value) if "\\" in value else value


def _character(found: re.Match[str]) -> str:
    if not found[1]:
        return found[2]
    number = int(found[1], 16)
    return chr(number) if 0 < number < _CHARACTERS else "\ufffd"


def without_comments(text: str) -> str:
    """Return a text of CSS without /* … */; one that is not closed goes on to the end."""
    first, *rest = text.split("/*")
    return " ".join((first, *(piece.partition("*/")[2] for piece in rest)))
