"""The information block of a plan (索引号, 发文机关, 发文字号 …), without its empty lines.

In: a plan and what is around it. Out: `Fact`s. The order follows the State Council's block as copied from
国办发〔2017〕47号: who, number, dates, validity; what else there is comes after.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.manuscript import Metadata
from generator.model.site import LinkedPlan
from generator.portable import portable
from generator.show.around import Around, years_of
from generator.show.rows import Link
from generator.urls import topic_url, unit_url, year_url


@portable
@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the information block: the message key of its name, and its values."""

    key: str
    values: tuple[Link, ...]
    """An empty address: words that lead nowhere."""


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
    yield from _fact("updated", moment(last_change(meta)))
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


def last_change(meta: Metadata) -> str:
    """Return when the plan was changed for the last time since it was published, as its editor notes; "" for never."""
    return max((change.date for change in meta.changes), default="")


def moment(date: str) -> str:
    """Return an ISO date and time as readers write it: 2021-03-11 15:40."""
    return date.replace("T", " ")[:16]
