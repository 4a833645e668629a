"""The information block of a plan (索引号, 发文机关, 发文字号 …), without its empty lines.

In: a Site and one of its plans. Out: `Fact`s. The order follows the State Council's block as copied from
国办发〔2017〕47号: who, number, dates, validity; what else there is comes after.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.plan import Plan
from generator.model.site import LinkedPlan, Site
from generator.portable import portable
from generator.show.rows import Link
from generator.urls import plan_url, topic_url, unit_url, year_url


@portable
@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the information block: the message key of its name, and its values."""

    key: str
    values: tuple[Link, ...]
    """An empty address: words that lead nowhere."""


@portable
@dataclass(frozen=True, slots=True)
class Around:
    """What the page of a plan says of other plans; links to them, or nothing where they are not shown."""

    previous: tuple[Link, ...]
    following: tuple[Link, ...]
    supersedes: tuple[Link, ...]
    superseded_by: tuple[Link, ...]
    years: frozenset[int]
    """Of the plan's own years, those that have a page."""


def around(site: Site, linked: LinkedPlan, years: frozenset[int]) -> Around:
    """Return what the page of a plan says of others; `years` are all that have a page."""
    return Around(
        previous=to_plan(site, linked.previous),
        following=to_plan(site, linked.following),
        supersedes=to_plan(site, linked.supersedes),
        superseded_by=to_plan(site, linked.superseded_by),
        years=years.intersection(years_of(linked.plan)),
    )


def facts(linked: LinkedPlan) -> tuple[Fact, ...]:
    """Return the lines that a reader on a phone sees at once."""
    return tuple(_facts(linked))


def more_facts(linked: LinkedPlan, beside: Around) -> tuple[Fact, ...]:
    """Return the other lines."""
    return tuple(_more_facts(linked, beside))


def _facts(linked: LinkedPlan) -> Iterator[Fact]:
    plan, meta = linked.plan, linked.plan.meta
    if plan.issuer:
        address = unit_url(linked.issuer.id) if linked.issuer else ""
        yield Fact("issuer", (Link(plan.issuer, address),))
    for key, value in (("doc_no", meta.doc_no), ("written", meta.written)):
        yield from _fact(key, value)
    if meta.published and not meta.written:
        yield from _fact("published", moment(meta.published))
    yield from _fact("status", meta.status)


def _more_facts(linked: LinkedPlan, beside: Around) -> Iterator[Fact]:
    plan, meta = linked.plan, linked.plan.meta
    yield from _fact("index_no", meta.index_no)
    if meta.published and meta.written:
        yield from _fact("published", moment(meta.published))
    yield from _fact("kind", plan.kind)
    years = tuple(Link(str(year), year_url(year)) for year in years_of(plan))
    if years:
        known = beside.years
        shown = tuple(Link(y.text, y.address if int(y.text) in known else "") for y in years)
        yield Fact("year", shown)
    if linked.topics:
        yield Fact("topics", tuple(Link(t.name, topic_url(t.id)) for t in linked.topics))
    yield from _fact("source", meta.source)
    yield from _fact("column", " › ".join(meta.column))
    if not plan.notice:
        yield from _fact("addressees", "、".join(meta.addressees))
    if beside.supersedes:
        yield Fact("supersedes", beside.supersedes)


def _fact(key: str, value: str) -> Iterator[Fact]:
    if value:
        yield Fact(key, (Link(value, ""),))


def years_of(plan: Plan) -> tuple[int, ...]:
    """Return the first and, where it is another, the last year of the plan."""
    years = (plan.year, plan.end_year)
    return tuple(dict.fromkeys(year for year in years if year is not None))


def to_plan(site: Site, plan: str) -> tuple[Link, ...]:
    """Return a link to the plan, or nothing where it is not part of the site."""
    found = site.plans.get(plan)
    return () if found is None else (Link(found.plan.title, plan_url(plan)),)


def moment(date: str) -> str:
    """Return an ISO date and time as readers write it: 2021-03-11 15:40."""
    return date.replace("T", " ")[:16]
