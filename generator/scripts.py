"""Scripts of the browser that are written in parts and published as one, shorter.

In: the parts of a script, in order. Out: one script without comments, indentation and long names of its own. A visitor
on a slow line pays for every request and every byte; who reads the code reads the parts. Not its business: what the
script does: statements stay as they are, and names get others one for one, so none can come to mean another's thing.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product
from string import ascii_letters
from typing import Final

_TEXT: Final = r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'"
_TEMPLATE: Final = r"`(?:\\.|[^`\\])*`"
_PATTERN: Final = r"/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*"
_TOKEN: Final = re.compile(
    rf"(?P<note>/\*[\s\S]*?\*/|//[^\n]*)|(?P<text>{_TEXT})|(?P<template>{_TEMPLATE})|(?P<pattern>{_PATTERN})"
    r"|(?P<number>\d[\w.]*)|(?P<name>[\w$]+)|(?P<line>\s*\n\s*)|(?P<blank>\s+)"
    r"|(?P<sign>=>|\.\.\.|===|!==|[<>=!]=|&&|\|\||\+\+|--|[\s\S])"
)
_CODE: Final = re.compile(r"\$\{((?:[^{}]|\{[^{}]*\})*)\}")
"""What a template computes, with no more than one pair of braces within."""
_WORDS: Final = """
    as async await break case catch class const continue default delete do else false finally for function get if in
    instanceof let new null of return set static super switch this throw true try typeof undefined var void while with
    yield
"""
_KEYWORDS: Final = frozenset(_WORDS.split())
_SIGNS: Final = "( , = : [ ? && ||"
_BEFORE_OBJECT: Final = frozenset((*_SIGNS.split(), "...", "return", "const", "let"))
_BEFORE_PATTERN: Final = frozenset((*_SIGNS.split(), "!", "&", "|", "{", "}", ";", "=>", "return"))


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a script; `role` says what a name is: variable, property, or both at once (`{ name }`)."""

    kind: str
    text: str
    role: str = ""


def joined(parts: Iterable[str]) -> bytes:
    """Return the parts as one script."""
    tokens = with_roles([token for part in parts for token in (*tokens_of(part), _END)])
    return (spelled(tokens, short_names(tokens)).strip() + "\n").encode()


_END: Final = Token("line", "\n")


def tokens_of(script: str) -> Iterator[Token]:
    """Yield the pieces of a script, without comments."""
    before, at = "", 0
    while at < len(script):
        found = _TOKEN.match(script, at)
        assert found
        if found.lastgroup == "pattern" and before and before not in _BEFORE_PATTERN:
            yield Token("sign", "/")  # a division
            before, at = "/", at + 1
            continue
        at = found.end()
        kind, text = found.lastgroup or "", found[0]
        if kind == "template":
            yield from _template(text)
        elif kind != "note":
            yield Token(kind, text)
        if kind not in ("note", "line", "blank"):
            before = text


def _template(text: str) -> Iterator[Token]:
    for n, piece in enumerate(_CODE.split(text)):
        if n % 2:
            yield Token("sign", "${")
            yield from tokens_of(piece)
            yield Token("sign", "}")
        else:
            yield Token("text", piece)


def with_roles(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens, names with their roles, blanks left out."""
    kept = [token for token in tokens if token.kind != "blank"]
    solid = [n for n, token in enumerate(kept) if token.kind != "line"]
    open_: list[str] = []
    for place, n in enumerate(solid):
        before = kept[solid[place - 1]].text if place else ""
        after = kept[solid[place + 1]].text if place + 1 < len(solid) else ""
        text = kept[n].text
        if kept[n].kind == "sign" and text in ("(", "[", "{", "${"):
            open_.append(_bracket(kept, solid, place))
        elif kept[n].kind == "sign" and text in (")", "]", "}") and open_:
            open_.pop()
        elif kept[n].kind == "name" and text not in _KEYWORDS:
            kept[n] = Token("name", text, _role(before, after, open_[-1] if open_ else ""))
    return kept


def _bracket(tokens: Sequence[Token], solid: Sequence[int], place: int) -> str:
    """Return what a bracket holds: an object (or a pattern of one), a class, or anything else."""
    before = [tokens[n].text for n in solid[max(0, place - 2) : place]]
    if tokens[solid[place]].text != "{":
        return ""
    if before[:1] == ["class"]:
        return "class"
    return "object" if before[-1:] and before[-1] in _BEFORE_OBJECT else ""


def _role(before: str, after: str, inside: str) -> str:
    if before == ".":
        return "property"
    if inside == "class" and after == "(" and before in ("{", "}"):
        return "property"
    if inside == "object" and before in ("{", ",", "get", "async"):
        if after in (":", "("):
            return "property"
        if after in (",", "}", "="):
            return "both"
    return "variable"


Place = tuple[int, int]
"""Which statement of a part, and how many brackets are around."""
_STATEMENTS: Final = 2
"""Brackets around the statements of a part: those of its function, and of the call of it."""


def declared(tokens: Sequence[Token], places: Sequence[Place]) -> Iterator[tuple[str, bool]]:
    """Yield the names that the script declares, and whether for a whole part: all others are the browser's."""
    solid = [(t, place) for t, place in zip(tokens, places, strict=True) if t.kind != "line"]
    starts: list[int] = []
    for n, (token, (_, depth)) in enumerate(solid):
        after = solid[n + 1][0].text if n + 1 < len(solid) else ""
        if token.kind == "sign" and token.text in ("(", "[", "{", "${"):
            starts.append(n)
        elif token.kind == "sign" and token.text in (")", "]", "}") and starts:
            start = starts.pop()
            before = solid[start - 1][0] if start else token
            if _is_declaring(before, token.text, after):
                # What a function takes is its own; only the function around a part is around all of it.
                is_shared = depth + (token.text == ")") <= _STATEMENTS
                yield from ((t.text, is_shared) for t, _ in solid[start:n] if t.role in _NAMES)
        elif token.role and (after == "=>" or (n and solid[n - 1][0].text in _DECLARING)):
            yield token.text, after != "=>" and depth <= _STATEMENTS


def _is_declaring(before: Token, end: str, after: str) -> bool:
    """Return whether brackets hold the names of a pattern or of a function."""
    if end != ")":
        return before.text in ("const", "let")
    is_head = before.kind == "name" and before.text not in ("if", "for", "while", "switch")
    return after == "=>" or (is_head and after == "{")


_NAMES: Final = ("variable", "both")
_DECLARING: Final = frozenset(("const", "let", "function", "class"))


def short_names(tokens: Sequence[Token]) -> Sequence[Mapping[str, str]]:
    """Return for each token the shorter names that hold there, the shortest for the most used.

    What is declared inside a statement of a part is named anew in each, as it comes: then most begin with the same few.
    """
    places = places_of(tokens)
    found = set(declared(tokens, places))
    own = {name for name, _ in found}
    shared = {name for name, is_shared in found if is_shared}
    used = Counter(token.text for token in tokens if token.role in _NAMES)
    inner: dict[int, dict[str, None]] = {}
    for token, (statement, _) in zip(tokens, places, strict=True):
        if token.role in _NAMES and token.text in own - shared:
            inner.setdefault(statement, {})[token.text] = None
    taken = (set(used) - own) | _KEYWORDS
    letters = chain(ascii_letters, map("".join, product(ascii_letters, repeat=2)))
    free = [name for name in letters if name not in taken]
    most = max(map(len, inner.values()), default=0)
    ordered = (name for name, _ in used.most_common() if name in shared)
    everywhere = dict(zip(ordered, free[most:], strict=False))
    by_statement = {
        statement: {**everywhere, **dict(zip(names, free, strict=False))}
        for statement, names in inner.items()
    }
    return [by_statement.get(statement, everywhere) for statement, _ in places]


def places_of(tokens: Sequence[Token]) -> list[Place]:
    """Return for each token where it is. A bracket is outside itself."""
    found: list[Place] = []
    depth = statement = 0
    last = ""
    for token in tokens:
        is_sign = token.kind == "sign"
        if is_sign and token.text in (")", "]", "}"):
            depth -= 1
        found.append((statement, depth))
        if is_sign and token.text in ("(", "[", "{", "${"):
            depth += 1
        is_end = token.text == ";" or (token.kind == "line" and last == "}")
        if depth == _STATEMENTS and is_end:
            statement += 1
        last = token.text
    return found


def spelled(tokens: Sequence[Token], names: Sequence[Mapping[str, str]]) -> str:
    """Return the script, a blank only where two words or signs would become one."""
    parts: list[str] = []
    last = ""
    for token, shorter in zip(tokens, names, strict=True):
        text = token.text
        if token.kind == "line":
            text = "" if last.endswith(("\n", "{", ";", ",", "(", "[", "=>", "&&", "||")) else "\n"
        elif token.role == "variable":
            text = shorter.get(text, text)
        elif token.role == "both" and text in shorter:
            text = f"{text}:{shorter[text]}"
        if last and text and text != "${" and _would_merge(last[-1], text[0]):
            text = f" {text}"
        parts.append(text)
        last = text or last
    return "".join(parts)


def _would_merge(one: str, other: str) -> bool:
    are_words = (one.isalnum() or one in "_$") and (other.isalnum() or other in "_$")
    return are_words or (one == other and one in "+-/")
