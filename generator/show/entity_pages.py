"""The pages of units, topics, years and policies, each kind with its index.

In: a Site and its rows. Out: `Outline`s. The index of a kind comes before its entities.
"""

from collections.abc import Iterable, Iterator, Sequence

from generator.model.plan import Role
from generator.model.registers import Unit
from generator.model.site import PolicyTasks, Site, TaskRef, TopicTasks, UnitTasks, YearPlans
from generator.show.entries import (
    by_note,
    policy_entry,
    topic_entry,
    unit_entry,
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
    UnitView,
    YearView,
)
from generator.show.outline import Outline
from generator.show.paging import Slice, slices
from generator.show.rows import Link, PlanRow, Rows, grouped, title_class
from generator.urls import policy_url, topic_url, unit_url, year_url

_INDEX = 10
"""An index entry takes a line, not a card, so its pages hold that many times more."""

Assignment = tuple[Role, TaskRef]


def _index(kind: str, entries: Sequence[Entry], size: int) -> Iterator[Outline]:
    for part in slices(f"{kind}/", entries, size):
        groups = by_note(part.rows) if kind == "units" else (Entries("", part.rows),)
        view = IndexView(kind, groups, part.pager)
        yield Outline(part.address, "pages/index.html.j2", view)


def _plans(rows: Rows, keys: Iterable[str]) -> tuple[PlanRow, ...]:
    return tuple(rows.plans[key] for key in keys)


def units(site: Site, rows: Rows) -> Iterator[Outline]:
    """Yield the index of units and the pages of each."""
    size = site.config.page_size
    yield from _index("units", tuple(unit_entry(found) for found in site.units), size * _INDEX)
    families = _families(site)
    for found in site.units:
        assigned: tuple[Assignment, ...] = (
            *((Role.LEAD, ref) for ref in found.lead),
            *((Role.COOPERATING, ref) for ref in found.cooperating),
        )
        for part in slices(unit_url(found.unit.id), assigned, size, found.issued):
            view = _unit(found, part, rows, families)
            yield Outline(part.address, "pages/unit.html.j2", view)


Families = tuple[dict[str, Unit], dict[str, list[Link]]]
"""The units that have a page, by id; and the units below each."""


def _families(site: Site) -> Families:
    known = {found.unit.id: found.unit for found in site.units}
    children: dict[str, list[Link]] = {}
    for unit in known.values():
        children.setdefault(unit.parent, []).append(Link(unit.name, unit_url(unit.id)))
    return known, children


def _unit(found: UnitTasks, part: Slice[Assignment], rows: Rows, families: Families) -> UnitView:
    known, children = families
    unit, is_first = found.unit, part.pager.number == 1
    parent = known.get(unit.parent)
    return UnitView(
        name=unit.name,
        aliases=unit.aliases if is_first else (),
        kind=unit.kind,
        region=unit.region,
        parent=() if parent is None else (Link(parent.name, unit_url(parent.id)),),
        children=tuple(children.get(unit.id, ())) if is_first else (),
        is_registered=unit.registered,
        issued=_plans(rows, part.plans),
        lead_total=len(found.lead),
        cooperating_total=len(found.cooperating),
        lead=grouped(rows, (ref for role, ref in part.rows if role is Role.LEAD)),
        cooperating=grouped(rows, (ref for role, ref in part.rows if role is Role.COOPERATING)),
        pager=part.pager,
    )


def topics(site: Site, rows: Rows) -> Iterator[Outline]:
    """Yield the index of topics and the pages of each."""
    size = site.config.page_size
    yield from _index("topics", tuple(topic_entry(found) for found in site.topics), size * _INDEX)
    for found in site.topics:
        for part in slices(topic_url(found.topic.id), found.tasks, size, found.plans):
            yield Outline(part.address, "pages/topic.html.j2", _topic(found, part, rows))


def _topic(found: TopicTasks, part: Slice[TaskRef], rows: Rows) -> TopicView:
    return TopicView(
        name=found.topic.name,
        plans=_plans(rows, part.plans),
        total=len(found.tasks),
        groups=grouped(rows, part.rows),
        pager=part.pager,
    )


def years(site: Site, rows: Rows) -> Iterator[Outline]:
    """Yield the index of years and the pages of each."""
    size = site.config.page_size
    yield from _index("years", tuple(year_entry(found) for found in site.years), size * _INDEX)
    for found in site.years:
        for part in slices(year_url(found.year), found.plans, size):
            yield Outline(part.address, "pages/year.html.j2", _year(site, found, part, rows))


def _year(site: Site, found: YearPlans, part: Slice[str], rows: Rows) -> YearView:
    return YearView(
        year=str(found.year),
        plans=_plans(rows, part.rows),
        years=year_links(site, without=found.year),
        pager=part.pager,
    )


def policies(site: Site, rows: Rows) -> Iterator[Outline]:
    """Yield the index of policies and the pages of each."""
    size = site.config.page_size
    yield from _index("policies", tuple(policy_entry(found) for found in site.policies), size)
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
        plans=_plans(rows, part.plans),
        total=len(found.tasks),
        groups=grouped(rows, part.rows),
        pager=part.pager,
    )
