"""What a plan refers to by address or id: pages of the site, other plans, its own tasks, topics.

A reference to a plan that exists but is not public now is left out, without blocking anything: plans expire.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from urllib.parse import unquote

from generator.link.sketch import Sketch
from generator.model.plan import Plan
from generator.model.registers import Topic
from generator.model.site import Site
from generator.problems import Problem, Severity, problem
from generator.recall import Recall, gist, recalled, taken, those
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
    sketches: Mapping[str, Sketch], known: Known, recall: Recall
) -> Iterator[Problem]:
    """Yield what refers to nothing (an error), and what refers to something that is not public (a note)."""
    for plan in those(recall, "plans that refer", sketches, _referring).values():
        yield from _broken_links(plan, sketches, known)
        if plan.meta.supersedes:
            yield from _replaced(plan, sketches, known)
    topics = known.topics
    inside = recalled(
        recall, "references", (sketches,), topics, lambda key: _inside(sketches[key], topics)
    )
    yield from chain.from_iterable(inside.values())


def _referring(sketch: Sketch) -> Plan | None:
    plan = sketch.plan
    return plan if plan.links or plan.meta.supersedes else None


def _replaced(plan: Plan, sketches: Mapping[str, Sketch], known: Known) -> Iterator[Problem]:
    replaced = plan.meta.supersedes
    if replaced not in sketches:
        at = plan.meta.place("supersedes")
        if replaced in known.hidden:
            yield problem("hidden-plan", at, Severity.NOTE, value=replaced)
        else:
            yield problem("unknown-plan", at, value=replaced)


def _inside(sketch: Sketch, topics: Sequence[Topic]) -> tuple[Problem, ...]:
    """Return what a plan says of tasks that it does not have, and of topics that the register does not have."""
    plan = sketch.plan
    at = plan.meta.place("progress")
    found = [
        problem("unknown-task", at, task=each.task)
        for each in plan.meta.progress
        if each.task not in sketch.tasks
    ]
    listed = {name for topic in topics for name in (topic.id, topic.name)}
    unknown = [name for name in sketch.topics if topics and name not in listed]
    at = plan.meta.place("topics")
    found += (problem("unknown-topic", at, Severity.WARNING, value=name) for name in unknown)
    return tuple(found)


def _leads_somewhere(
    plan: Plan, target: str, address: str, sketches: Mapping[str, Sketch], known: Known
) -> bool:
    """Return whether there is such a page and, where the link names a task, such a task."""
    if (address or ".") not in known.addresses:
        return False
    fragment = unquote(target).partition("#")[2]
    there = sketches.get(_plan_at(address))
    is_task = there is not None and re.fullmatch(r"t\d+", fragment)
    return there is None or not is_task or fragment in there.tasks


def _broken_links(plan: Plan, sketches: Mapping[str, Sketch], known: Known) -> Iterator[Problem]:
    for link in plan.links:
        address = _address(plan, link.target)
        if address is None or _leads_somewhere(plan, link.target, address, sketches, known):
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


def known_of(
    site: Site, hidden: frozenset[str], topics: tuple[Topic, ...], recall: Recall
) -> Known:
    """Return what links and ids in texts may refer to."""
    names = (
        ("plans", tuple(site.plans)),
        ("units", tuple(each.unit.id for each in site.units)),
        ("topics", tuple(each.topic.id for each in site.topics)),
        ("years", tuple(str(each.year) for each in site.years)),
        ("policies", tuple(site.policies)),
        ("places", tuple(site.places)),
        ("deadlines", tuple(map(str, site.due_years))),
    )
    made = (*_made(site), *_beside(site, recall))
    addresses = recall("addresses", None, (names, made), partial(_addresses, names, made))
    return Known(addresses, hidden, topics)


_FIXED = (".", "plans", "units", "topics", "years", "policies", "tasks", "targets", "search")


def _addresses(
    names: tuple[tuple[str, tuple[str, ...]], ...], made: tuple[str, ...]
) -> frozenset[str]:
    """Return the addresses that a link in a text may lead to, without closing slashes."""
    twins = (f"plans/{plan}/plan.json" for plan in dict(names)["plans"])
    named = (f"{folder}/{each}" for folder, own in names for each in own)
    return frozenset((*_FIXED, *made, *twins, *named))


def _made(site: Site) -> Iterator[str]:
    """Yield the addresses of files, and of pages made from what several plans say."""
    yield CATALOGUE.rstrip("/")
    if site.due_years:
        yield "deadlines"
    if site.places:
        yield "places"
    if site.measures:
        yield MEASURES.rstrip("/")
    if site.shares_tasks:
        yield TOGETHER.rstrip("/")
    yield from (measure_url(each.id).rstrip("/") for each in site.measures)


def _beside(site: Site, recall: Recall) -> Iterator[str]:
    """Yield the addresses of what lies beside the pages of plans: comparisons, and files."""
    heads = site.heads
    filled = taken(recall, "plans with tasks", heads, lambda head: bool(head.tasks))

    def own(key: str) -> tuple[str, ...]:
        compared = (compare_url(key).rstrip("/"),) if site.earlier(key) else ()
        return (*compared, *(file.address for file in heads[key].linked.attachments))

    found = gist(recall, "addresses beside", (heads,), filled, own)
    return chain.from_iterable(found.values())
