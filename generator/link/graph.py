"""Parsed plans and registers → one linked Site: the whole life of linking in `link`.

What a plan's names refer to depends on the other plans in few ways, each of which is a value: the units and documents
that no register knows and so need an id of their own, the topics that only plans state, which plans there are. So a
plan is linked anew where it or one of these is another than in the last build.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.files import FileFact, Parsed
from generator.link.attachments import attachment_problems, attachments_of
from generator.link.disclosure import disclosure_problems
from generator.link.measures import measures_of
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
    targets_of,
    topics_with_tasks,
    units_with_tasks,
    years_with_plans,
)
from generator.link.sequence import Shown, neighbours, newest_first, superseders
from generator.link.topics import stated_topics
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
from generator.problems import Problem, in_order, problem
from generator.recall import Recall, anew, recalled, settled

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
    ids: frozenset[str]
    """Of the plans on the site."""
    hidden: frozenset[str]
    """Ids of plans that are not."""


@dataclass(frozen=True, slots=True)
class _Sequence:
    """How plans follow and replace one another, by id."""

    beside: Mapping[str, tuple[str, str]]
    replaced: Mapping[str, str]
    drafts: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Around:
    """All that the links of a plan depend on, besides itself."""

    units: KnownUnits
    made_units: MadeUnits
    policies: KnownPolicies
    made_policies: MadePolicies
    topics: tuple[Topic, ...]
    previous: str
    following: str
    supersedes: str
    superseded_by: str
    absent_links: tuple[str, ...]
    is_draft: bool
    problems: tuple[Problem, ...]
    attachments: tuple[LinkedAttachment, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A linked plan, and what did not fit."""

    linked: LinkedPlan
    of_units: tuple[Problem, ...]
    of_policies: tuple[Problem, ...]


def link(
    parsed: Sequence[Parsed[Plan]],
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
    shown, repeated = _shown(parsed, today, drafts)
    names = _names(parsed, shown, registers, recall)
    sequence = _sequence([plan for plan, _ in shown], today)
    each = ((s[0].id, s[0], _around(s, names, sequence, files)) for s in shown)
    found = dict(recalled(recall, "linking", each, _linked))
    made = ((key, one.linked.plan, one.linked) for key, one in found.items())
    plans = dict(recalled(recall, "linked", made, lambda _, linked: linked))
    site = _site(plans, registers, names, recall)
    known = known_of(site, names.hidden, registers.topics, recall)
    problems = (
        *repeated,
        *register_problems(registers.units),
        *(each for one in found.values() for each in one.of_units),
        *(each for one in found.values() for each in one.of_policies),
        *disclosure_problems(site),
        *_unfitting(shown, site, files, known, recall),
    )
    return site, in_order(problems)


def _names(
    parsed: Sequence[Parsed[Plan]], shown: Sequence[Shown], registers: Registers, recall: Recall
) -> _Names:
    plans = [plan for plan, _ in shown]
    ids = frozenset(plan.id for plan in plans)
    of_units = known_units(registers.units, registers.config.region, recall)
    of_policies = known_policies(registers.policies, recall)
    topics = (*registers.topics, *stated_topics(plans, registers.topics, recall))
    return _Names(
        units=of_units,
        made_units=made_units(of_units, plans, recall),
        policies=of_policies,
        made_policies=made_policies(of_policies, plans, recall),
        topics=settled(recall, "topics known", topics),
        ids=ids,
        hidden=frozenset(each.value.id for each in parsed if each.value) - ids,
    )


def _sequence(plans: Sequence[Plan], today: str) -> _Sequence:
    drafts = frozenset(plan.id for plan in plans if not is_public(plan, today))
    return _Sequence(neighbours(plans), superseders(plans), drafts)


def _around(
    shown: Shown, names: _Names, sequence: _Sequence, files: Mapping[str, FileFact]
) -> _Around:
    plan, problems = shown
    previous, following = sequence.beside[plan.id]
    return _Around(
        units=names.units,
        made_units=names.made_units[plan.id],
        policies=names.policies,
        made_policies=names.made_policies[plan.id],
        topics=names.topics,
        previous=previous,
        following=following,
        supersedes=plan.meta.supersedes if plan.meta.supersedes in names.ids else "",
        superseded_by=sequence.replaced.get(plan.id, ""),
        absent_links=absent_links(plan, names.hidden),
        is_draft=plan.id in sequence.drafts,
        problems=problems,
        attachments=attachments_of(plan, files),
    )


def _linked(plan: Plan, around: _Around) -> _Found:
    of_units = UnitLinks(around.units, around.units.region_of(plan), around.made_units)
    of_policies = PolicyLinks(around.policies, around.made_policies)
    by_id = {topic.id: topic for topic in around.topics}
    linked = LinkedPlan(
        plan=plan,
        issuer=of_units.issuer(plan),
        tasks=tuple(_task(plan, task, of_units, of_policies, by_id) for task in plan.tasks),
        topics=_topics(plan, by_id),
        policies=_distinct(map(of_policies.link, plan.citations)),
        attachments=around.attachments,
        previous=around.previous,
        following=around.following,
        supersedes=around.supersedes,
        superseded_by=around.superseded_by,
        absent_links=around.absent_links,
        is_draft=around.is_draft,
        problems=around.problems,
    )
    return _Found(linked, tuple(of_units.problems), tuple(of_policies.problems))


def _site(
    plans: dict[str, LinkedPlan], registers: Registers, names: _Names, recall: Recall
) -> Site:
    measures, measured = measures_of(plans, recall)
    return Site(
        config=registers.config,
        plans=plans,
        units=units_with_tasks(plans, registers.units, recall),
        topics=topics_with_tasks(plans, names.topics, recall),
        policies=policies_with_tasks(plans, recall),
        years=years_with_plans(plans, recall),
        targets=targets_of(plans, measured, recall),
        synonyms=registers.synonyms,
        measures=measures,
        measured=measured,
    )


def _shown(
    parsed: Sequence[Parsed[Plan]], today: str, drafts: bool
) -> tuple[list[Shown], list[Problem]]:
    """Return the plans to show, newest first, with their problems; an id used twice is a problem."""
    kept: dict[str, Shown] = {}
    repeated = []
    for each in sorted(
        (p for p in parsed if p.value), key=lambda p: p.value.path if p.value else ""
    ):
        plan = each.value
        if plan is None or not (drafts or is_public(plan, today)):
            continue
        same = kept.setdefault(plan.id.lower(), (plan, each.problems))[0]
        if same is not plan:
            at = plan.meta.place("id") if plan.meta.id else plan.at
            repeated.append(problem("repeated-plan-id", at, value=plan.id, first=same.path))
    return newest_first(kept.values()), repeated


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
    shown: Sequence[Shown], site: Site, files: Mapping[str, FileFact], known: Known, recall: Recall
) -> Iterator[Problem]:
    plans = [plan for plan, _ in shown]
    for plan in plans:
        yield from attachment_problems(plan, files)
    yield from reference_problems(plans, site, known, recall)
