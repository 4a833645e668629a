"""Topics that plans state and no register knows: each gets an id, so that its page can be linked."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from generator.link.sketch import Sketch
from generator.model.registers import Topic
from generator.official.identity import unused
from generator.recall import Recall, gist


def known_topics(
    sketches: Mapping[str, Sketch], register: tuple[Topic, ...], recall: Recall
) -> tuple[Topic, ...]:
    """Return registered topics, then one for each name that only plans or tasks state, by name."""
    stated = gist(recall, "topics stated", (sketches,), None, lambda key: sketches[key].topics)
    return recall(
        "topics known", stated, register, lambda: (*register, *_made(stated.values(), register))
    )


def _made(names: Iterable[tuple[str, ...]], register: tuple[Topic, ...]) -> Iterator[Topic]:
    known = {name for topic in register for name in (topic.id, topic.name)}
    stated = set(chain.from_iterable(names))
    ids = {topic.id for topic in register}
    for name in sorted(stated - known):
        made = unused(name, ids)
        ids.add(made)
        yield Topic(id=made, name=name)
