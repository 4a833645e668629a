"""What a plan refers to by address or id: pages of the site, other plans, its own tasks, topics.

A reference to a plan that exists but is not public now is left out, without blocking anything: plans expire.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from generator.model.plan import Plan
from generator.model.registers import Topic
from generator.model.site import LinkedPlan, Site
from generator.problems import Problem, Severity, problem
from generator.urls import (
    CATALOGUE,
    MEASURES,
    TOGETHER,
    address_of,
    compare_url,
    measure_url,
    plan_url,
)


@dataclass(frozen=True, slots=True)
class Known:
    """What may be referred to."""

    addresses: frozenset[str]
    """Of all pages and files, without closing slashes."""
    hidden: frozenset[str]
    """Ids of plans that exist and are not public."""
    topics: Sequence[Topic]
    """Of the register; empty where there is none."""


def absent_links(plan: Plan, hidden: frozenset[str]) -> tuple[str, ...]:
    """Return the links of the plan's text, as written, that lead to plans that are not public now."""
    found = (link.target for link in plan.links if _plan_at(_address(plan, link.target)) in hidden)
    return tuple(dict.fromkeys(found))


def reference_problems(
    plan: Plan, plans: Mapping[str, LinkedPlan], known: Known
) -> Iterator[Problem]:
    """Yield what refers to nothing (an error), and what refers to something that is not public (a note)."""
    yield from _broken_links(plan, plans, known)
    replaced = plan.meta.supersedes
    if replaced and replaced not in plans:
        at = plan.meta.place("supersedes")
        if replaced in known.hidden:
            yield problem("hidden-plan", at, Severity.NOTE, value=replaced)
        else:
            yield problem("unknown-plan", at, value=replaced)
    ids = {task.id for task in plan.tasks}
    for each in plan.meta.progress:
        if each.task not in ids:
            yield problem("unknown-task", plan.meta.place("progress"), task=each.task)
    names = dict.fromkeys((*plan.meta.topics, *(t for task in plan.tasks for t in task.topics)))
    for name in names:
        if known.topics and not any(name in (topic.id, topic.name) for topic in known.topics):
            yield problem("unknown-topic", plan.meta.place("topics"), Severity.WARNING, value=name)


def _leads_somewhere(
    plan: Plan, target: str, address: str, plans: Mapping[str, LinkedPlan], known: Known
) -> bool:
    """Return whether there is such a page and, where the link names a task, such a task."""
    if (address or ".") not in known.addresses:
        return False
    fragment = unquote(target).partition("#")[2]
    there = plans.get(_plan_at(address))
    if there is None or not re.fullmatch(r"t\d+", fragment):
        return True
    return any(task.task.id == fragment for task in there.tasks)


def _broken_links(plan: Plan, plans: Mapping[str, LinkedPlan], known: Known) -> Iterator[Problem]:
    for link in plan.links:
        address = _address(plan, link.target)
        if address is None or _leads_somewhere(plan, link.target, address, plans, known):
            continue
        if _plan_at(address) in known.hidden:
            yield problem("hidden-plan", link.at, Severity.NOTE, value=link.target)
        else:
            yield problem("broken-link", link.at, link=link.target)


def _address(plan: Plan, target: str) -> str | None:
    """Return the address that a link leads to, without its fragment and closing slash; None for other sites."""
    if target.startswith("#"):
        return f"plans/{plan.id}"
    address = address_of(plan_url(plan.id), unquote(target))
    return None if address is None else address.partition("#")[0].rstrip("/")


def _plan_at(address: str | None) -> str:
    """Return the id of the plan at an address, or ""."""
    folder, _, rest = (address or "").partition("/")
    return rest.partition("/")[0] if folder == "plans" else ""


def addresses_of(site: Site) -> frozenset[str]:
    """Return the addresses that a link in a text may lead to, without closing slashes."""
    fixed = (".", "plans", "units", "topics", "years", "policies", "tasks", "targets", "search")
    return frozenset({
        *fixed,
        *_made(site),
        *(f"plans/{plan}" for plan in site.plans),
        *(f"plans/{plan}/plan.json" for plan in site.plans),
        *(file.address for plan in site.plans.values() for file in plan.attachments),
        *(f"units/{each.unit.id}" for each in site.units),
        *(f"topics/{each.topic.id}" for each in site.topics),
        *(f"years/{each.year}" for each in site.years),
        *(f"policies/{each.policy.id}" for each in site.policies),
    })  # fmt: skip


def _made(site: Site) -> Iterator[str]:
    """Yield the addresses of pages made from what several plans say."""
    yield CATALOGUE.rstrip("/")
    if site.measures:
        yield MEASURES.rstrip("/")
    if site.shares_tasks:
        yield TOGETHER.rstrip("/")
    yield from (measure_url(each.id).rstrip("/") for each in site.measures)
    yield from (compare_url(key).rstrip("/") for key, p in site.plans.items() if site.earlier(p))
