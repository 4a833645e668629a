"""Topics that suggest themselves for a task by the words of the topics register."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.model.registers import Topic

_IN_TITLE = 3
"""A word in the title counts as much as three in the text."""
_ENOUGH = 3
_MOST = 2


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of all topics, by their first characters: of two hundred words, a task's text begins some thirty."""

    ids: tuple[str, ...]
    words: Mapping[str, tuple[tuple[str, int], ...]]
    """By first character: each word, and the order of its topic."""
    firsts: re.Pattern[str]


def vocabulary(topics: Sequence[Topic]) -> Vocabulary:
    """Return the words of topics, made once for all tasks of a plan."""
    words: dict[str, tuple[tuple[str, int], ...]] = {}
    for order, topic in enumerate(topics):
        for word in filter(None, topic.words or (topic.name,)):
            words[word[0]] = (*words.get(word[0], ()), (word, order))
    firsts = re.compile(f"[{re.escape(''.join(words))}]" if words else "(?!)")
    return Vocabulary(tuple(topic.id for topic in topics), words, firsts)


def suggested(title: str, text: str, known: Vocabulary) -> tuple[str, ...]:
    """Return the ids of at most two topics whose words stand in the title or at least three times in the text."""
    weighed = "\n".join((*[title] * _IN_TITLE, text))
    scores: dict[int, int] = {}
    for first in set(known.firsts.findall(weighed)):
        for word, order in known.words[first]:
            if count := weighed.count(word):
                scores[order] = scores.get(order, 0) + count
    ranked = sorted((-score, order) for order, score in scores.items() if score >= _ENOUGH)
    return tuple(known.ids[order] for _, order in ranked[:_MOST])
