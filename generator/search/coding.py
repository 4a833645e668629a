"""A text written with the words of a vocabulary, so that little is left of it when it is deflated.

In: a text and a `Vocabulary`. Out: bytes. At each place the longest word that fits: of one byte, or of two. What no
word stands for follows LACKING in UTF-16, the low byte first. Not its business: which words there are.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import chain
from typing import Any, Final

from generator.search.vocabulary import FEW, Vocabulary

LACKING: Final = b"\xff"
"""Before each half of a character (in UTF-16) that no word stands for."""
_TOGETHER: Final = 32
"""So many first characters are tried one by one, after one look whether it is any of them."""
Coder = Callable[[str], bytes]


@lru_cache(maxsize=2)
def coder_of(vocabulary: Vocabulary) -> Coder:
    """Return what writes a text with these words."""
    words = (*vocabulary.few, *vocabulary.many)
    codes = _Codes(zip(words, map(_code, range(len(words))), strict=True))
    split = re.compile(_pattern([word for word in words if len(word) > 1]), re.DOTALL).findall
    return lambda text: b"".join(map(codes.__getitem__, split(text)))


def _code(number: int) -> bytes:
    if number < FEW:
        return bytes([number])
    page, place = divmod(number - FEW, 256)
    return bytes([FEW + page, place])


class _Codes(dict[str, bytes]):
    """Words with their codes; also characters that are none, when they are met."""

    def __missing__(self, character: str) -> bytes:
        units = character.encode("utf-16-le", "surrogatepass")
        halves = (LACKING + units[at : at + 2] for at in range(0, len(units), 2))
        return self.setdefault(character, b"".join(halves))


_Tree = dict[str, Any]
"""Character → what may follow it; "" where a word ends."""


def _pattern(words: list[str]) -> str:
    """Return what finds the longest of the words, or one character.

    A pattern that tries one word after another is slow where there are a thousand: this one is a tree.
    """
    tree: _Tree = {}
    for word in words:
        branch = tree
        for character in word:
            branch = branch.setdefault(character, {})
        branch[""] = {}
    for rest in tree.values():
        rest[""] = {}  # where no word goes on, the character is found by itself
    heads = list(tree)
    groups = (heads[start : start + _TOGETHER] for start in range(0, len(heads), _TOGETHER))
    found = (f"(?={_any(group)}){_branches({c: tree[c] for c in group})}" for group in groups)
    first = [f"[^{_set(heads)}]"] if heads else []
    return "|".join(chain(first, found)) or "."


def _set(characters: list[str]) -> str:
    return "".join(map(re.escape, characters))


def _any(characters: list[str]) -> str:
    return f"[{_set(characters)}]"


def _branches(tree: _Tree) -> str:
    """Return what finds a word of the tree, the longest that fits. Nothing, as the last choice, is quicker than `?`."""
    found = [re.escape(c) + _branches(rest) for c, rest in tree.items() if c]
    return f"(?:{'|'.join([*found, ''] if '' in tree else found)})" if found else ""
