"""Plans as read and registers → one linked Site: the whole life of linking in `link`.

What a plan's names refer to depends on the other plans in few ways, each of which is a value: the units and documents
that no register knows and so need an id of their own, the topics that only plans state, which plans there are. So a
plan is linked anew where it or one of these is another than in the last build.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from generator.files import FileFact
from generator.link.attachments import attachment_problems, attachments_of
from generator.link.disclosure import disclosure_problems
from generator.link.measures import measures_of
from generator.link.places import places_with_plans
from generator.link.policies import (
    KnownPolicies,
    MadePolicies,
    PolicyLinks,
    known_policies,
    made_policies,
)
from generator.link.public import is_public
from generator.link.references import Known, absent_links, known_of, reference_problems
from generator.link.relations import (
    policies_with_tasks,
    topics_with_tasks,
    units_with_tasks,
    years_with_plans,
)
from generator.link.sequence import Beside, sequence_of
from generator.link.shown import Shown, shown_of
from generator.link.sketch import Read, Sketch
from generator.link.told import Told, told_by
from generator.link.topics import known_topics
from generator.link.units import (
    KnownUnits,
    MadeUnits,
    UnitLinks,
    known_units,
    made_units,
    register_problems,
)
from generator.model.plan import Plan, Task
from generator.model.registers import Registers, Topic
from generator.model.site import (
    LinkedAttachment,
    LinkedPlan,
    LinkedTask,
    PolicyLink,
    Site,
    UnitLink,
)
from generator.problems import Problem, in_order
from generator.recall import Opened, Recall, anew, gist, recalled, taken

Linked = tuple[Site, tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class _Names:
    """What the names in plans may refer to."""

    units: KnownUnits
    made_units: Mapping[str, MadeUnits]
    policies: KnownPolicies
    made_policies: Mapping[str, MadePolicies]
    topics: tuple[Topic, ...]
    """Registered ones, then those that only plans state."""


@dataclass(frozen=True, slots=True)
class _Around:
    """What the links of each plan depend on, besides itself and what all names may refer to."""

    beside: Mapping[str, Beside]
    drafts: Mapping[str, bool]
    absent_links: Mapping[str, tuple[str, ...]]
    attachments: Mapping[str, tuple[LinkedAttachment, ...]]


@dataclass(frozen=True, slots=True)
class _Found:
    """A linked plan, what it tells of others, and what did not fit."""

    linked: Opened[LinkedPlan]
    told: Told
    of_units: tuple[Problem, ...]
    of_policies: tuple[Problem, ...]


def link(
    read: Mapping[str, Read],
    registers: Registers,
    files: Mapping[str, FileFact],
    today: str,
    drafts: bool,
    recall: Recall = anew,
) -> Linked:
    """Return the site of all plans that are public at `today` (ISO, local), and what does not fit.

    `drafts` shows what is not public as well, marked as a draft. Only dictionaries are used here, no text
    work, so that linking stays cheap on every build.
    """
    shown = shown_of(read, today, drafts, recall)
    names = _names(shown.sketches, registers, recall)
    found = _found(shown, names, _around(shown, files, today, recall), recall)
    site = _site(found, registers, names, recall)
    known = known_of(site, shown.hidden, registers.topics, recall)
    problems = (
        *shown.repeated,
        *register_problems(registers.units),
        *(each for one in found.values() for each in one.of_units),
        *(each for one in found.values() for each in one.of_policies),
        *disclosure_problems(site),
        *_unfitting(shown, files, known, recall),
    )
    return site, in_order(problems)


def _names(sketches: Mapping[str, Sketch], registers: Registers, recall: Recall) -> _Names:
    of_units = known_units(registers.units, registers.config.region, recall)
    of_policies = known_policies(registers.policies, recall)
    return _Names(
        units=of_units,
        made_units=made_units(of_units, sketches, recall),
        policies=of_policies,
        made_policies=made_policies(of_policies, sketches, recall),
        topics=known_topics(sketches, registers.topics, recall),
    )


def _around(shown: Shown, files: Mapping[str, FileFact], today: str, recall: Recall) -> _Around:
    plans, hidden = shown.plans, shown.hidden
    of = (plans,)
    return _Around(
        beside=sequence_of(plans, recall),
        drafts=gist(recall, "drafts", of, today, lambda key: not is_public(plans[key], today)),
        absent_links=gist(
            recall, "links absent", of, hidden, lambda key: absent_links(plans[key], hidden)
        ),
        attachments=gist(
            recall, "attachments", of, files, lambda key: attachments_of(plans[key], files)
        ),
    )


def _found(shown: Shown, names: _Names, around: _Around, recall: Recall) -> Mapping[str, _Found]:
    """Return each plan, linked; it is linked anew where it or what its links depend on is another."""
    return recalled(
        recall,
        "linking",
        (
            shown.plans,
            shown.problems,
            names.made_units,
            names.made_policies,
            around.beside,
            around.drafts,
            around.absent_links,
            around.attachments,
        ),
        (names.units, names.policies, names.topics),
        lambda key: _linked(key, shown, names, around, recall),
    )


def _linked(key: str, shown: Shown, names: _Names, around: _Around, recall: Recall) -> _Found:
    plan, beside = shown.sketches[key].whole().value, around.beside[key]
    assert plan is not None
    of_units = UnitLinks(names.units, names.units.region_of(plan), names.made_units[key])
    of_policies = PolicyLinks(names.policies, names.made_policies[key])
    by_id = {topic.id: topic for topic in names.topics}
    issuer = of_units.issuer(plan)
    linked = LinkedPlan(
        plan=plan,
        issuer=issuer,
        tasks=tuple(_task(plan, task, of_units, of_policies, by_id) for task in plan.tasks),
        topics=_topics(plan, by_id),
        policies=_distinct(map(of_policies.link, plan.citations)),
        attachments=around.attachments[key],
        previous=beside.previous,
        following=beside.following,
        supersedes=beside.supersedes,
        superseded_by=beside.superseded_by,
        absent_links=around.absent_links[key],
        is_draft=around.drafts[key],
        problems=shown.problems[key],
        place=of_units.home(plan, issuer),
    )
    return _Found(
        recall.put(linked),
        told_by(linked, recall.compares),
        tuple(of_units.problems),
        tuple(of_policies.problems),
    )


def _site(found: Mapping[str, _Found], registers: Registers, names: _Names, recall: Recall) -> Site:
    opened = recalled(recall, "opened", (found,), None, lambda key: found[key].linked)
    plans = recall.later(
        "linked",
        (opened,),
        None,
        lambda key: opened[key](),
        lambda old, new: old.plan is new.plan and old == new,
    )
    heads = recalled(recall, "heads", (found,), None, lambda key: found[key].told.head)
    told = taken(recall, "told", found, lambda each: each.told)
    measures, measured = measures_of(told, recall)
    return Site(
        config=registers.config,
        plans=plans,
        heads=heads,
        units=units_with_tasks(told, registers.units, recall),
        topics=topics_with_tasks(told, names.topics, recall),
        policies=policies_with_tasks(told, recall),
        years=years_with_plans(heads, recall),
        places=places_with_plans(heads, recall),
        synonyms=registers.synonyms,
        measures=measures,
        measured=measured,
    )


def _task(
    plan: Plan,
    task: Task,
    of_units: UnitLinks,
    of_policies: PolicyLinks,
    topics: Mapping[str, Topic],
) -> LinkedTask:
    linked: dict[str, UnitLink] = {}
    for name in task.units:
        each = of_units.link(name)
        linked.setdefault(each.unit.id, each)
    return LinkedTask(
        plan=plan.id,
        task=task,
        units=tuple(linked.values()),
        policies=_distinct(map(of_policies.link, task.citations)),
        topics=tuple(filter(None, (_topic(name, topics) for name in task.topics))),
    )


def _topic(name: str, topics: Mapping[str, Topic]) -> Topic | None:
    return topics.get(name) or next((each for each in topics.values() if each.name == name), None)


def _distinct(links: Iterable[PolicyLink]) -> tuple[PolicyLink, ...]:
    return tuple({link.policy.id: link for link in reversed(list(links))}.values())[::-1]


def _topics(plan: Plan, topics: Mapping[str, Topic]) -> tuple[Topic, ...]:
    """Return the plan's stated topics, then those of its tasks, the most frequent first."""
    counts = Counter(name for task in plan.tasks for name in task.topics)
    order = {topic.id: index for index, topic in enumerate(topics.values())}
    frequent = sorted(counts, key=lambda name: (-counts[name], order.get(name, len(order)), name))
    found = (_topic(name, topics) for name in (*plan.meta.topics, *frequent))
    return tuple({topic.id: topic for topic in found if topic is not None}.values())


def _unfitting(
    shown: Shown,
    files: Mapping[str, FileFact],
    known: Known,
    recall: Recall,
) -> Iterator[Problem]:
    plans = shown.plans
    found = recalled(
        recall,
        "attachment problems",
        (plans,),
        files,
        lambda key: tuple(attachment_problems(plans[key], files)),
    )
    yield from chain.from_iterable(found.values())
    yield from reference_problems(shown.sketches, known, recall)
