"""Topics that suggest themselves for a task by the words of the topics register."""

from collections.abc import Sequence

from generator.model.registers import Topic

_IN_TITLE = 3
"""A word in the title counts as much as three in the text."""
_ENOUGH = 3
_MOST = 2


def suggested(title: str, text: str, topics: Sequence[Topic]) -> tuple[str, ...]:
    """Return the ids of at most two topics whose words stand in the title or at least three times in the text."""
    weighed = "\n".join((*[title] * _IN_TITLE, text))
    scored = []
    for order, topic in enumerate(topics):
        score = sum(map(weighed.count, topic.words or (topic.name,)))
        if score >= _ENOUGH:
            scored.append((-score, order, topic.id))
    return tuple(topic_id for _, _, topic_id in sorted(scored)[:_MOST])
