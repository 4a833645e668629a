"""The words that a site's texts are put together of: what they say again and again, and single characters.

In: some of the texts. Out: a `Vocabulary`, and the script that carries it. Not its business: which texts it is learned
from (`texts.sample_of`), and how a text is written with it (`coding`).

No words of a dictionary: 、市教育局 is one, and so is what stands between two fields of a row. The two signs that stand
side by side most often become one, again and again (P. Gage, "A New Algorithm for Data Compression", 1994).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from generator.files import Artifact
from generator.portable import portable
from generator.search.characters import codes_of
from generator.search.packing import packed_script, varint
from generator.search.shards import in_order
from generator.search.spelling import front_coded

FEW: Final = 240
"""The most frequent words, of one byte each; the bytes from here on, but the last, begin a word of two."""
MOST: Final = FEW + (0xFF - FEW) * 256
PHRASES: Final = 1_200
"""Pairs that become one. More would gain a little in each text and cost every visitor's first search."""
LEAST: Final = 4
"""A pair is put together, and a word kept, that is said so often."""
LONGEST: Final = 12
SHARE: Final = 5
"""Pairs are put together at once that are said at least a fifth as often as the first, and share no sign."""
_BREAK: Final = "\n"
"""Stands in no text, and in no word."""
_SIGNS: Final = 0x100000
"""The signs of pairs are characters that have no meaning by themselves."""
_BITS: Final = 21
"""Of a sign, in a pair of them that is one number."""
_RESERVED: Final = re.compile("[\U00100000-\U0010ffff]")


@portable
@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words, each list in JavaScript's order; their places are their codes."""

    few: tuple[str, ...] = ()
    many: tuple[str, ...] = ()


def learned(texts: Sequence[str]) -> Vocabulary:
    """Return the words of which these texts are best put together."""
    text = _RESERVED.sub(_BREAK, _BREAK.join(texts))
    words: dict[str, str] = {}
    lengths = np.ones(_SIGNS + PHRASES, np.uint8)
    lengths[ord(_BREAK)] = LONGEST
    while len(words) < PHRASES and (pairs := _frequent(text, lengths)):
        for pair in pairs[: PHRASES - len(words)]:
            sign = chr(_SIGNS + len(words))
            words[sign] = _word(pair, words)
            lengths[ord(sign)] = len(words[sign])
            text = text.replace(pair, sign)
    counts = Counter[str]()
    for sign, count in Counter(text).items():
        counts[_word(sign, words)] += count
    kept = sorted(
        (-count, word) for word, count in counts.items() if count >= LEAST and word != _BREAK
    )
    found = [word for _, word in kept[:MOST]]
    return Vocabulary(tuple(in_order(found[:FEW])), tuple(in_order(found[FEW:])))


def _word(signs: str, words: dict[str, str]) -> str:
    return "".join(words.get(sign, sign) for sign in signs)


def _frequent(text: str, lengths: NDArray[np.uint8]) -> list[str]:
    """Return the pairs to put together next, the most frequent first; `lengths`: of the word of each sign."""
    signs = codes_of(text).astype(np.int64)
    pairs, counts = np.unique(signs[:-1] << _BITS | signs[1:], return_counts=True)
    firsts, seconds = pairs >> _BITS, pairs & (1 << _BITS) - 1
    may_be = (counts >= LEAST) & (lengths[firsts] + lengths[seconds] <= LONGEST)
    firsts, seconds, counts = firsts[may_be], seconds[may_be], counts[may_be]
    order = np.argsort(-counts, kind="stable")
    order = order[counts[order] * SHARE >= counts.max(initial=0)]
    taken: set[int] = set()
    found: list[str] = []
    for pair in zip(firsts[order].tolist(), seconds[order].tolist(), strict=True):
        if taken.isdisjoint(pair):
            taken.update(pair)
            found.append("".join(map(chr, pair)))
    return found


def vocabulary_script(vocabulary: Vocabulary) -> Artifact:
    """Return the script that carries both lists: how many there are, then each as what it has more than the last."""
    lists = (vocabulary.few, vocabulary.many)
    return packed_script(*map(_list, lists))


def _list(words: Sequence[str]) -> bytes:
    return varint(len(words)) + (front_coded(words, (0,)).data if words else b"")
