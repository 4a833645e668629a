"""Which name means what in a script, and shorter names for those that are the script's own.

In: the tokens of a script. Out: the shorter names, wherever a name of the script's own is used. A name belongs to the
innermost function or block that declares it (ECMA-262, §8.2); whatever none declares is the browser's and stays. Names
are given from the outermost scope inwards; none is given that something else, used in the same scope, has.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, product
from typing import Final

from generator.scripts.tokens import KEYWORDS, NAMING, Token

_OPEN: Final = frozenset(("(", "[", "{", "${"))
_CLOSE: Final = frozenset((")", "]", "}"))
_BOUND: Final = ("const", "let")
_AGAIN: Final = [[";", word] for word in _BOUND]
_LET: Final = Token("name", "let")
_GONE: Final = Token("sign", "")
_LISTING: Final = frozenset(("const", "let", "var"))
_ENDS: Final = frozenset((",", ";")) | _CLOSE | _LISTING
"""Of a value."""
_HEADS: Final = frozenset(("if", "for", "while", "switch", "with"))
_LETTERS: Final = "etnrisoaclufdphmgbyvwkxjzqETNRISOACLUFDPHMGBYVWKXJZQ$_"
"""The most usual first: what is written often already costs least once more."""


@dataclass(slots=True, eq=False)
class Scope:
    """A function or a block: from where to where, and what it declares."""

    start: int
    end: int
    """Of the last token that is inside."""
    outer: "Scope | None" = None
    is_function: bool = False
    uses: dict[str, list[int]] = field(default_factory=dict)
    """Of each name that is declared here: where it stands, here and further in."""
    taken: set[str] = field(default_factory=set)
    """What is used here or further in and declared further out, or nowhere: as it is to be called."""


class Script:
    """The tokens that matter, and how their brackets belong together."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.places = [n for n, token in enumerate(tokens) if token.kind != "line"]
        self.tokens = [tokens[n] for n in self.places]
        self.texts = [token.text if token.kind in ("sign", "name") else "" for token in self.tokens]
        self.partner = _partners(self.texts)

    def value_end(self, at: int) -> int:
        """Return the place behind a value: of the sign or of the declaration that ends it."""
        choices = 0
        while at < len(self.texts):
            text = self.texts[at]
            if text in _ENDS:
                return at
            choices += (text == "?") - (text == ":")
            if choices < 0:
                return at
            at = self.partner.get(at, at) + 1
        return at

    def names(self, start: int, end: int) -> Iterator[int]:
        """Yield the places of the names that a pattern, or a list of them, declares."""
        at = start
        while at < end:
            if self.texts[at] == "=":
                at = self.value_end(at + 1)
            elif self.tokens[at].role in NAMING:
                yield at
            at += 1

    def listed(self, at: int) -> Iterator[int]:
        """Yield the places of the names that const, let or var at this place declares."""
        for start, end, _ in self._declared(at):
            yield from self.names(start, end)

    def listing_end(self, at: int) -> int:
        """Return the place behind all that const, let or var at this place declares."""
        *_, (_, _, end) = self._declared(at)
        return end

    def _declared(self, at: int) -> Iterator[tuple[int, int, int]]:
        """Yield from where to where each pattern reaches, and the place behind its value."""
        while True:
            start = at + 1
            end = at = self.partner.get(start, start) + 1
            if at < len(self.texts) and self.texts[at] == "=":
                at = self.value_end(at + 1)
            yield start, end, at
            if at >= len(self.texts) or self.texts[at] != ",":
                return


def _partners(texts: Sequence[str]) -> dict[int, int]:
    """Return where each opening bracket is closed."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for n, text in enumerate(texts):
        if text in _OPEN:
            waiting.append(n)
        elif text in _CLOSE and waiting:
            found[waiting.pop()] = n
    return found


def gathered(tokens: Sequence[Token]) -> list[Token]:
    """Return as many tokens, in which declarations that follow one another are one, and none is of a constant.

    Whether something changes is for who writes the script: what is published has no errors to find.
    """
    script, found = Script(tokens), list(tokens)
    for at, text in enumerate(script.texts):
        if text not in _BOUND:
            continue
        if found[script.places[at]] != _GONE:
            found[script.places[at]] = _LET
        end = script.listing_end(at)
        if script.texts[end : end + 2] in _AGAIN:
            found[script.places[end]] = Token("sign", ",")
            found[script.places[end + 1]] = _GONE
    return found


def short_names(tokens: Sequence[Token]) -> dict[int, str]:
    """Return the shorter names, by the place of the token."""
    script, scopes, around = _read(tokens)
    found: dict[int, str] = {}
    for scope in scopes:
        for name, short in _named(scope).items():
            found.update((script.places[at], short) for at in scope.uses[name])
            _take(scope, around, name, short)
    return found


def free_names(tokens: Sequence[Token]) -> set[str]:
    """Return the names that a script uses and does not declare: the browser's."""
    return _read(tokens)[1][0].taken


def own_names(tokens: Sequence[Token]) -> list[str]:
    """Return the names that a script declares outside of all functions and blocks."""
    return list(_read(tokens)[1][0].uses)


def _read(tokens: Sequence[Token]) -> tuple[Script, list[Scope], list[Scope]]:
    """Return the script, its scopes with what they declare, and the innermost scope of each place."""
    script = Script(tokens)
    scopes = _nested([Scope(0, len(script.texts), is_function=True), *_scopes(script)])
    around = _around(scopes, len(script.texts))
    _declare(script, around)
    _resolve(script, around)
    return script, scopes, around


def _scopes(script: Script) -> Iterator[Scope]:
    """Yield functions and blocks, those further out first where two begin together.

    The body of a function, or of a catch, is one scope with its head: neither may declare what the other does.
    """
    texts, tokens, partner = script.texts, script.tokens, script.partner
    bodies: set[int] = set()
    for at, text in enumerate(texts):
        end = partner.get(at, at)
        after = texts[end + 1] if end + 1 < len(texts) else ""
        if after == "=>" and (text == "(" or tokens[at].role):
            body = end + 2
            last = partner[body] if texts[body] == "{" else script.value_end(body) - 1
            bodies.add(body)
            yield Scope(at, last, is_function=True)
        elif text == "(" and after == "{" and _is_head(texts, at):
            if texts[at - 1] not in _HEADS:
                bodies.add(end + 1)
            yield Scope(at, partner[end + 1], is_function=texts[at - 1] not in (*_HEADS, "catch"))
        elif text == "{" and not tokens[at].role and at not in bodies:
            yield Scope(at, end)


def _is_head(texts: Sequence[str], at: int) -> bool:
    """Return whether a bracket that a block follows is the head of a function or of a statement."""
    return at > 0 and texts[at - 1] not in ("", *_CLOSE)


def _nested(scopes: list[Scope]) -> list[Scope]:
    """Return the scopes in the order in which they begin, each with the one that it stands in."""
    ordered = sorted(scopes, key=lambda scope: (scope.start, -scope.end))
    around: list[Scope] = []
    for scope in ordered:
        while around and around[-1].end < scope.start:
            around.pop()
        scope.outer = around[-1] if around else None
        around.append(scope)
    return ordered


def _around(scopes: Sequence[Scope], count: int) -> list[Scope]:
    """Return the innermost scope of each place."""
    found = [scopes[0]] * count
    for scope in scopes:
        found[scope.start : scope.end + 1] = [scope] * len(found[scope.start : scope.end + 1])
    return found


def _declare(script: Script, around: Sequence[Scope]) -> None:
    """Note in each scope what it declares."""
    texts = script.texts
    for at, text in enumerate(texts):
        scope = around[at]
        if text in _LISTING:
            home = _function(scope) if text == "var" else scope
            for name in script.listed(at):
                home.uses.setdefault(texts[name], [])
        elif text in ("function", "class") and script.tokens[at + 1].role:
            scope.uses.setdefault(texts[at + 1], [])
        elif scope.start == at and scope.outer and (scope.is_function or texts[at - 1] == "catch"):
            for name in script.names(at, script.partner.get(at, at) + 1):
                scope.uses.setdefault(texts[name], [])


def _function(scope: Scope) -> Scope:
    """Return the function that a scope belongs to."""
    while not scope.is_function and scope.outer:
        scope = scope.outer
    return scope


def _resolve(script: Script, around: Sequence[Scope]) -> None:
    """Note where each name is used; what none declares is taken in all scopes around."""
    for at, token in enumerate(script.tokens):
        if token.role not in NAMING:
            continue
        passed: list[Scope] = []
        scope: Scope | None = around[at]
        while scope and token.text not in scope.uses:
            passed.append(scope)
            scope = scope.outer
        if scope:
            scope.uses[token.text].append(at)
        else:
            for each in passed:
                each.taken.add(token.text)


def _named(scope: Scope) -> dict[str, str]:
    """Return the shorter names of what a scope declares, as it comes: then most scopes begin with the same few."""
    letters = chain(_LETTERS, map("".join, product(_LETTERS, repeat=2)))
    free = (name for name in letters if name not in scope.taken and name not in KEYWORDS)
    return dict(zip(scope.uses, free, strict=False))


def _take(scope: Scope, around: Sequence[Scope], name: str, short: str) -> None:
    """Note in all scopes further in which use a name what it is called."""
    for at in scope.uses[name]:
        inner: Scope | None = around[at]
        while inner and inner is not scope and short not in inner.taken:
            inner.taken.add(short)
            inner = inner.outer
