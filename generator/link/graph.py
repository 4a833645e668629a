"""Parsed plans and registers → one linked Site: the whole life of linking in `link`."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.files import FileFact, Parsed
from generator.link.attachments import attachment_problems, attachments_of
from generator.link.disclosure import disclosure_problems
from generator.link.measures import measured, measures_of
from generator.link.policies import PolicyLinks, policy_links
from generator.link.public import is_public
from generator.link.references import Known, absent_links, addresses_of, reference_problems
from generator.link.relations import (
    policies_with_tasks,
    targets_of,
    topics_with_tasks,
    units_with_tasks,
    years_with_plans,
)
from generator.link.sequence import Shown, neighbours, newest_first, superseders
from generator.link.topics import stated_topics
from generator.link.units import UnitLinks, register_problems, unit_links
from generator.model.plan import Plan, Task
from generator.model.registers import Registers, Topic
from generator.model.site import LinkedPlan, LinkedTask, PolicyLink, Site, UnitLink
from generator.problems import Problem, in_order, problem

Linked = tuple[Site, tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class _Names:
    """What the names in plans may refer to."""

    units: UnitLinks
    policies: PolicyLinks
    topics: tuple[Topic, ...]
    """Registered ones, then those that only plans state."""
    topics_by_id: Mapping[str, Topic]
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


def link(
    parsed: Sequence[Parsed[Plan]],
    registers: Registers,
    files: Mapping[str, FileFact],
    today: str,
    drafts: bool,
) -> Linked:
    """Return the site of all plans that are public at `today` (ISO, local), and what does not fit.

    `drafts` shows what is not public as well, marked as a draft. Only dictionaries are used here, no text
    work, so that linking stays cheap on every build.
    """
    shown, repeated = _shown(parsed, today, drafts)
    names = _names(parsed, shown, registers)
    sequence = _sequence([plan for plan, _ in shown], today)
    plans = {each[0].id: _linked(each, names, sequence, files) for each in shown}
    site = _site(plans, registers, names)
    known = Known(addresses_of(site), names.hidden, registers.topics)
    found = (
        *repeated,
        *register_problems(registers.units),
        *names.units.problems,
        *names.policies.problems,
        *disclosure_problems(site),
        *_unfitting(shown, site, files, known),
    )
    return site, in_order(found)


def _names(parsed: Sequence[Parsed[Plan]], shown: Sequence[Shown], registers: Registers) -> _Names:
    plans = [plan for plan, _ in shown]
    topics = (*registers.topics, *stated_topics(plans, registers.topics))
    ids = frozenset(plan.id for plan in plans)
    return _Names(
        units=unit_links(registers.units, registers.config.region, plans),
        policies=policy_links(registers.policies),
        topics=topics,
        topics_by_id={topic.id: topic for topic in topics},
        ids=ids,
        hidden=frozenset(each.value.id for each in parsed if each.value) - ids,
    )


def _sequence(plans: Sequence[Plan], today: str) -> _Sequence:
    drafts = frozenset(plan.id for plan in plans if not is_public(plan, today))
    return _Sequence(neighbours(plans), superseders(plans), drafts)


def _linked(
    shown: Shown, names: _Names, sequence: _Sequence, files: Mapping[str, FileFact]
) -> LinkedPlan:
    plan, problems = shown
    previous, following = sequence.beside[plan.id]
    return LinkedPlan(
        plan=plan,
        issuer=names.units.issuer(plan),
        tasks=tuple(_task(plan, task, names) for task in plan.tasks),
        topics=_topics(plan, names),
        policies=_cited(plan, names.policies),
        attachments=attachments_of(plan, files),
        previous=previous,
        following=following,
        supersedes=plan.meta.supersedes if plan.meta.supersedes in names.ids else "",
        superseded_by=sequence.replaced.get(plan.id, ""),
        absent_links=absent_links(plan, names.hidden),
        is_draft=plan.id in sequence.drafts,
        problems=problems,
    )


def _site(plans: dict[str, LinkedPlan], registers: Registers, names: _Names) -> Site:
    measures = measures_of(plans)
    beside_others = measured(plans, measures)
    return Site(
        config=registers.config,
        plans=plans,
        units=units_with_tasks(plans, registers.units),
        topics=topics_with_tasks(plans, names.topics),
        policies=policies_with_tasks(plans),
        years=years_with_plans(plans),
        targets=targets_of(plans, beside_others),
        synonyms=registers.synonyms,
        measures=measures,
        measured=beside_others,
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


def _task(plan: Plan, task: Task, names: _Names) -> LinkedTask:
    region = names.units.region_of(plan)
    linked: dict[str, UnitLink] = {}
    for name in task.units:
        each = names.units.link(name, region)
        linked.setdefault(each.unit.id, each)
    return LinkedTask(
        plan=plan.id,
        task=task,
        units=tuple(linked.values()),
        policies=_distinct(names.policies.link(citation) for citation in task.citations),
        topics=tuple(filter(None, (_topic(name, names.topics_by_id) for name in task.topics))),
    )


def _topic(name: str, topics: Mapping[str, Topic]) -> Topic | None:
    return topics.get(name) or next((each for each in topics.values() if each.name == name), None)


def _cited(plan: Plan, policies: PolicyLinks) -> tuple[PolicyLink, ...]:
    return _distinct(policies.link(citation) for citation in plan.citations)


def _distinct(links: Iterable[PolicyLink]) -> tuple[PolicyLink, ...]:
    return tuple({link.policy.id: link for link in reversed(list(links))}.values())[::-1]


def _topics(plan: Plan, names: _Names) -> tuple[Topic, ...]:
    """Return the plan's stated topics, then those of its tasks, the most frequent first."""
    counts = Counter(name for task in plan.tasks for name in task.topics)
    order = {topic.id: index for index, topic in enumerate(names.topics)}
    frequent = sorted(counts, key=lambda name: (-counts[name], order.get(name, len(order)), name))
    found = (_topic(name, names.topics_by_id) for name in (*plan.meta.topics, *frequent))
    return tuple({topic.id: topic for topic in found if topic is not None}.values())


def _unfitting(
    shown: Sequence[Shown],
    site: Site,
    files: Mapping[str, FileFact],
    known: Known,
) -> Iterable[Problem]:
    for plan, _ in shown:
        yield from attachment_problems(plan, files)
        yield from reference_problems(plan, site.plans, known)
