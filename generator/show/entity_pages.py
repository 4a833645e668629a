"""The pages of topics, years and policies, each kind with its index; units have more to show (`unit_pages`).

In: a Site and its rows. Out: `Outline`s. The index of a kind comes before its entities.
"""

from collections.abc import Iterable, Iterator, Sequence

from generator.model.site import PolicyTasks, Site, TaskRef, TopicTasks, YearPlans
from generator.show.entries import (
    by_note,
    policy_entry,
    topic_entry,
    year_entry,
    year_links,
)
from generator.show.frame import web
from generator.show.list_views import (
    Entries,
    Entry,
    IndexView,
    PolicyView,
    TopicView,
    YearView,
)
from generator.show.outline import Outline
from generator.show.paging import Slice, slices
from generator.show.rows import PlanRow, Rows, grouped, title_class
from generator.urls import policy_url, topic_url, year_url

INDEX = 10
"""An index entry takes a line, not a card, so its pages hold that many times more."""


def index(kind: str, entries: Sequence[Entry], size: int, more: str = "") -> Iterator[Outline]:
    """Yield the pages of the index of a kind; `more` is the address of what else there is of it."""
    for part in slices(f"{kind}/", entries, size):
        groups = by_note(part.rows) if kind == "units" else (Entries("", part.rows),)
        view = IndexView(kind, groups, more, part.pager)
        yield Outline(part.address, "pages/index.html.j2", view)


def plan_rows(rows: Rows, keys: Iterable[str]) -> tuple[PlanRow, ...]:
    """Return the rows of these plans."""
    return tuple(rows.plans[key] for key in keys)


def topics(site: Site, rows: Rows) -> Iterator[Outline]:
    """Yield the index of topics and the pages of each."""
    size = site.config.page_size
    yield from index("topics", tuple(topic_entry(found) for found in site.topics), size * INDEX)
    for found in site.topics:
        for part in slices(topic_url(found.topic.id), found.tasks, size, found.plans):
            yield Outline(part.address, "pages/topic.html.j2", _topic(found, part, rows))


def _topic(found: TopicTasks, part: Slice[TaskRef], rows: Rows) -> TopicView:
    return TopicView(
        name=found.topic.name,
        plans=plan_rows(rows, part.plans),
        total=len(found.tasks),
        groups=grouped(rows, part.rows),
        pager=part.pager,
    )


def years(site: Site, rows: Rows) -> Iterator[Outline]:
    """Yield the index of years and the pages of each."""
    size = site.config.page_size
    yield from index("years", tuple(year_entry(found) for found in site.years), size * INDEX)
    for found in site.years:
        for part in slices(year_url(found.year), found.plans, size):
            yield Outline(part.address, "pages/year.html.j2", _year(site, found, part, rows))


def _year(site: Site, found: YearPlans, part: Slice[str], rows: Rows) -> YearView:
    return YearView(
        year=str(found.year),
        plans=plan_rows(rows, part.rows),
        years=year_links(site, without=found.year),
        pager=part.pager,
    )


def policies(site: Site, rows: Rows) -> Iterator[Outline]:
    """Yield the index of policies and the pages of each."""
    size = site.config.page_size
    yield from index("policies", tuple(policy_entry(found) for found in site.policies), size)
    for found in site.policies:
        for part in slices(policy_url(found.policy.id), found.tasks, size, found.plans):
            yield Outline(part.address, "pages/policy.html.j2", _policy(found, part, rows))


def _policy(found: PolicyTasks, part: Slice[TaskRef], rows: Rows) -> PolicyView:
    policy = found.policy
    return PolicyView(
        title=policy.title,
        title_class=title_class(policy.title),
        issuer=policy.issuer,
        number=policy.number,
        date=policy.date,
        level=policy.level,
        url=web(policy.url),
        aliases=policy.aliases,
        plans=plan_rows(rows, part.plans),
        total=len(found.tasks),
        groups=grouped(rows, part.rows),
        pager=part.pager,
    )
