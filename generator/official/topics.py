"""Topics that suggest themselves for a task by the words of the topics register."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from generator.model.registers import Topic

_IN_TITLE = 3
"""A word in the title counts as much as three in the text."""
_ENOUGH = 3
_MOST = 2


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of all topics, by how they begin: of two hundred words, a task's text begins a handful."""

    ids: tuple[str, ...]
    words: Mapping[tuple[str, str], tuple[tuple[str, int], ...]]
    """By the first two characters: each word, and the order of its topic."""
    single: tuple[tuple[str, int], ...]
    """The words of one character."""
    begins: re.Pattern[str]
    """Finds two characters, of which the first begins some word and the second goes on with some."""


@lru_cache(maxsize=4)
def vocabulary(topics: tuple[Topic, ...]) -> Vocabulary:
    """Return the words of topics, made once for all plans."""
    words: dict[tuple[str, str], tuple[tuple[str, int], ...]] = {}
    for order, topic in enumerate(topics):
        for word in filter(None, topic.words or (topic.name,)):
            begin = (word[:1], word[1:2])
            words[begin] = (*words.get(begin, ()), (word, order))
    single = tuple(each for begin, found in words.items() if not begin[1] for each in found)
    firsts, seconds = (re.escape("".join(sorted({begin[n] for begin in words}))) for n in (0, 1))
    begins = re.compile(f"([{firsts}])(?=([{seconds}]))" if seconds else "(?!)")
    return Vocabulary(tuple(topic.id for topic in topics), words, single, begins)


def suggested(title: str, text: str, known: Vocabulary) -> tuple[str, ...]:
    """Return the ids of at most two topics whose words stand in the title or at least three times in the text."""
    weighed = "\n".join((*[title] * _IN_TITLE, text))
    scores: dict[int, int] = {}
    begun = (known.words.get(begin, ()) for begin in set(known.begins.findall(weighed)))
    for word, order in chain(known.single, *begun):
        if count := weighed.count(word):
            scores[order] = scores.get(order, 0) + count
    ranked = sorted((-score, order) for order, score in scores.items() if score >= _ENOUGH)
    return tuple(known.ids[order] for _, order in ranked[:_MOST])
