"""Topics that suggest themselves for a task by the words of the topics register."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.model.registers import Topic

_IN_TITLE = 3
"""A word in the title counts as much as three in the text."""
_ENOUGH = 3
_MOST = 2


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of all topics, by how they begin: of two hundred words, a task's text may hold some twenty."""

    ids: tuple[str, ...]
    words: Mapping[str, tuple[tuple[str, int], ...]]
    """By the first two characters, those of one character by none: each word, and the order of its topic."""
    begins: re.Pattern[str]
    """Finds a character that goes on with some word, and tells it with the one before, which begins some."""


@lru_cache(maxsize=4)
def vocabulary(topics: tuple[Topic, ...]) -> Vocabulary:
    """Return the words of topics, made once for all plans."""
    words: dict[str, tuple[tuple[str, int], ...]] = {}
    for order, topic in enumerate(topics):
        for word in filter(None, topic.words or (topic.name,)):
            begin = word[:2] if len(word) > 1 else ""
            words[begin] = (*words.get(begin, ()), (word, order))
    firsts, seconds = ({pair[at] for pair in words if pair} for at in (0, 1))
    begins = f"{_class_of(seconds)}(?<=({_class_of(firsts)}.))" if firsts else "(?!)"
    ids = tuple(topic.id for topic in topics)
    return Vocabulary(ids, words, re.compile(begins, re.DOTALL))


def _class_of(characters: set[str]) -> str:
    return f"[{re.escape(''.join(sorted(characters)))}]"


def suggested(title: str, text: str, known: Vocabulary) -> tuple[str, ...]:
    """Return the ids of at most two topics whose words stand in the title or at least three times in the text."""
    weighed = "\n".join((*[title] * _IN_TITLE, text))
    scores: dict[int, int] = {}
    once = (_IN_TITLE - 1) * len(f"{title}\n")
    for begin in {"", *known.begins.findall(weighed, once)}:
        for word, order in known.words.get(begin, ()):
            if count := weighed.count(word):
                scores[order] = scores.get(order, 0) + count
    ranked = sorted((-score, order) for order, score in scores.items() if score >= _ENOUGH)
    return tuple(known.ids[order] for _, order in ranked[:_MOST])
