"""Topics that plans state and no register knows: each gets an id, so that its page can be linked."""

from collections.abc import Iterable, Iterator, Sequence

from generator.model.plan import Plan
from generator.model.registers import Topic
from generator.official.identity import initials
from generator.recall import Recall, recalled


def stated_topics(
    plans: Iterable[Plan], register: Sequence[Topic], recall: Recall
) -> Iterator[Topic]:
    """Yield a topic for each name that plans or tasks state and the register does not hold, by name."""
    known = {name for topic in register for name in (topic.id, topic.name)}
    of_plans = recalled(recall, "topics stated", ((p.id, p, None) for p in plans), _stated_in)
    stated = {name for _, names in of_plans for name in names}
    ids = {topic.id for topic in register}
    for name in sorted(stated - known):
        made, number = initials(name), 1
        while made in ids:
            number += 1
            made = f"{initials(name)}-{number}"
        ids.add(made)
        yield Topic(id=made, name=name)


def _stated_in(plan: Plan, around: None) -> frozenset[str]:
    return frozenset((*plan.meta.topics, *(name for task in plan.tasks for name in task.topics)))
