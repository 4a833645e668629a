"""Phrases of a plan that its search has to find: the proof looks them up (`proof`).

In: the documents of a plan. Out: terms, and where they have to stand.
"""

from collections.abc import Iterator, Sequence
from typing import Final
from zlib import crc32

from generator.search.documents import Document
from generator.search.tokens import APART, Link, links

WINDOW: Final = 3
"""Neighbouring terms that make a phrase here."""
Sample = tuple[str, int, int, int, str]
"""A term; the field of a document that it stands in, counted through the plan; its units; the phrase it is part of."""


def sampled(documents: Sequence[Document]) -> Iterator[Sample]:
    """Yield the terms of some phrases: of the plan's title, and of the text of a task, in each plan another one."""
    number = crc32(documents[0].plan.encode()) % len(documents)
    texts = ((0, documents[0].title), (number * 4 + 3, "\n".join(documents[number].body)))
    for field, text in texts:
        for phrase in _phrases(text):
            words = " ".join(term for term, _, _ in phrase)
            yield from ((term, field, left, right, words) for term, left, right in phrase)


def _phrases(text: str) -> Iterator[Sequence[Link]]:
    """Yield a phrase from the middle, one across punctuation, one across Chinese and letters or digits."""
    found = [link for link in links(text) if link[1] != APART]
    bridges = [n for n, (term, _, _) in enumerate(found) if _is_bridge(term)]
    ends = [
        n for n, (term, _, _) in enumerate(found[:-1]) if len(term) == 1 and n + 1 not in bridges
    ]
    start = max(0, (len(found) - WINDOW) // 2)
    yield found[start : start + WINDOW]
    yield from (found[at : at + 2] for at in _middle(ends))
    yield from (found[max(0, at - 1) : at + 2] for at in _middle(bridges))


def _is_bridge(term: str) -> bool:
    return len(term) == 2 and term[0].isascii() != term[1].isascii()  # noqa: PLR2004


def _middle(places: Sequence[int]) -> Sequence[int]:
    return places[len(places) // 2 :][:1]
