"""Parsed plans and registers → one linked Site: the whole life of linking in `link`."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from generator.files import FileFact, Parsed
from generator.link.attachments import attachment_problems, attachments_of
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
from generator.link.sequence import neighbours, newest_first, superseders
from generator.link.topics import stated_topics
from generator.link.units import UnitLinks, register_problems, unit_links
from generator.model.plan import Plan, Task
from generator.model.registers import Registers, Topic
from generator.model.site import LinkedPlan, LinkedTask, PolicyLink, Site, UnitLink
from generator.problems import Problem, in_order, problem

Linked = tuple[Site, tuple[Problem, ...]]


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
    units = unit_links(registers.units, registers.config.region, [plan for plan, _ in shown])
    policies = policy_links(registers.policies)
    register = (*registers.topics, *stated_topics([plan for plan, _ in shown], registers.topics))
    topics = {topic.id: topic for topic in register}
    beside = neighbours([plan for plan, _ in shown])
    replaced = superseders([plan for plan, _ in shown])
    ids = {plan.id for plan, _ in shown}
    hidden = frozenset(each.value.id for each in parsed if each.value) - ids
    plans: dict[str, LinkedPlan] = {}
    for plan, problems in shown:
        plans[plan.id] = LinkedPlan(
            plan=plan,
            issuer=units.issuer(plan),
            tasks=tuple(_task(plan, task, units, policies, topics) for task in plan.tasks),
            topics=_topics(plan, register),
            policies=_cited(plan, policies),
            attachments=attachments_of(plan, files),
            previous=beside[plan.id][0],
            following=beside[plan.id][1],
            supersedes=plan.meta.supersedes if plan.meta.supersedes in ids else "",
            superseded_by=replaced.get(plan.id, ""),
            absent_links=absent_links(plan, hidden),
            is_draft=not is_public(plan, today),
            problems=problems,
        )
    measures = measures_of(plans)
    beside_others = measured(plans, measures)
    site = Site(
        config=registers.config,
        plans=plans,
        units=units_with_tasks(plans, registers.units),
        topics=topics_with_tasks(plans, register),
        policies=policies_with_tasks(plans),
        years=years_with_plans(plans),
        targets=targets_of(plans, beside_others),
        synonyms=registers.synonyms,
        measures=measures,
        measured=beside_others,
    )
    found = (
        *repeated,
        *register_problems(registers.units),
        *units.problems,
        *policies.problems,
        *_unfitting(shown, site, files, Known(addresses_of(site), hidden, registers.topics)),
    )
    return site, in_order(found)


def _shown(
    parsed: Sequence[Parsed[Plan]], today: str, drafts: bool
) -> tuple[list[tuple[Plan, tuple[Problem, ...]]], list[Problem]]:
    """Return the plans to show, newest first, with their problems; an id used twice is a problem."""
    kept: dict[str, tuple[Plan, tuple[Problem, ...]]] = {}
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
    units: UnitLinks,
    policies: PolicyLinks,
    topics: Mapping[str, Topic],
) -> LinkedTask:
    region = units.region_of(plan)
    linked: dict[str, UnitLink] = {}
    for name in task.units:
        each = units.link(name, region)
        linked.setdefault(each.unit.id, each)
    return LinkedTask(
        plan=plan.id,
        task=task,
        units=tuple(linked.values()),
        policies=_distinct(policies.link(citation) for citation in task.citations),
        topics=tuple(topic for name in task.topics if (topic := _topic(name, topics)) is not None),
    )


def _topic(name: str, topics: Mapping[str, Topic]) -> Topic | None:
    return topics.get(name) or next((each for each in topics.values() if each.name == name), None)


def _cited(plan: Plan, policies: PolicyLinks) -> tuple[PolicyLink, ...]:
    return _distinct(policies.link(citation) for citation in plan.citations)


def _distinct(links: Iterable[PolicyLink]) -> tuple[PolicyLink, ...]:
    return tuple({link.policy.id: link for link in reversed(list(links))}.values())[::-1]


def _topics(plan: Plan, register: Sequence[Topic]) -> tuple[Topic, ...]:
    """Return the plan's stated topics, then those of its tasks, the most frequent first."""
    by_id = {topic.id: topic for topic in register}
    counts = Counter(name for task in plan.tasks for name in task.topics)
    order = {topic.id: index for index, topic in enumerate(register)}
    frequent = sorted(counts, key=lambda name: (-counts[name], order.get(name, len(order)), name))
    found = (_topic(name, by_id) for name in (*plan.meta.topics, *frequent))
    return tuple({topic.id: topic for topic in found if topic is not None}.values())


def _unfitting(
    shown: Sequence[tuple[Plan, tuple[Problem, ...]]],
    site: Site,
    files: Mapping[str, FileFact],
    known: Known,
) -> Iterable[Problem]:
    for plan, _ in shown:
        yield from attachment_problems(plan, files)
        yield from reference_problems(plan, site.plans, known)
