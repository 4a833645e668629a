"""The pieces of a script: what is a comment, a text, a pattern, a name, and what a name is.

In: a script in ES2019. Out: tokens. Not its business: what they become (see `scopes` and the package itself).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
KEYWORDS: Final = frozenset(_WORDS.split())
_SIGNS: Final = "( , = : [ ? && ||"
_BEFORE_OBJECT: Final = frozenset((*_SIGNS.split(), "...", "return", "const", "let"))
_BEFORE_PATTERN: Final = frozenset((*_SIGNS.split(), "!", "&", "|", "{", "}", ";", "=>", "return"))


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a script."""

    kind: str
    text: str
    role: str = ""
    """Of a name: variable, property, or both at once (`{ name }`). Of a `{`: object, class, or nothing for a block."""


NAMING: Final = ("variable", "both")
"""Roles of names that something is declared under."""


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
            kept[n] = Token("sign", text, open_[-1])
        elif kept[n].kind == "sign" and text in (")", "]", "}") and open_:
            open_.pop()
        elif kept[n].kind == "name" and text not in KEYWORDS:
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
