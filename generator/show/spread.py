"""A topic across years and places: how many tasks each issuer set in each year.

In: a Site and one of its topics. Out: a `Spread`, bounded, each number with the way to its tasks.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from generator.model.site import LinkedPlan, Site, TopicTasks
from generator.portable import portable
from generator.show.rows import Link
from generator.urls import list_url, topic_url, unit_url

_YEARS, _ISSUERS = 6, 20
Spot = tuple[str, int]
"""An issuer and a year."""


@portable
@dataclass(frozen=True, slots=True)
class SpreadRow:
    """What an issuer set: for each year a number that leads to the tasks, "" where there are none."""

    issuer: Link
    place: Link
    """Where it is; with an address where that has a page."""
    cells: tuple[Link, ...]
    total: int


@portable
@dataclass(frozen=True, slots=True)
class Spread:
    """Issuers by years, newest year first; the issuers with most tasks first."""

    years: tuple[str, ...]
    rows: tuple[SpreadRow, ...]
    has_places: bool
    """Whether they are of several places."""
    more: int
    """Issuers beyond those that are shown."""


def spread(site: Site, found: TopicTasks, places: Mapping[str, Link]) -> tuple[Spread, ...]:
    """Return the table of a topic; nothing where one issuer set all of it in one year. `places`: by name."""
    counts: Counter[Spot] = Counter()
    firsts: dict[Spot, str] = {}
    totals: Counter[str] = Counter()
    issuers: dict[str, tuple[Link, Link]] = {}
    n = 0
    for plan, refs in groupby(found.tasks, key=attrgetter("plan")):
        linked, tasks = site.heads[plan].linked, len([*refs])
        if linked.plan.year is not None and linked.plan.issuer:
            spot = (_issuer(linked, places, issuers), linked.plan.year)
            counts[spot] += tasks
            totals[spot[0]] += tasks
            if spot not in firsts:
                firsts[spot] = _place(site, found, n, plan)
        n += tasks
    years = sorted({year for _, year in counts}, reverse=True)[:_YEARS]
    if len(counts) <= 1:
        return ()
    order = [key for key, _ in totals.most_common(_ISSUERS)]
    rows = tuple(
        SpreadRow(*issuers[key], _cells(key, years, counts, firsts), totals[key]) for key in order
    )
    has_places = len({row.place.text for row in rows}) > 1
    more = max(len(totals) - _ISSUERS, 0)
    return (Spread(tuple(map(str, years)), rows, has_places, more),)


def _issuer(
    linked: LinkedPlan, places: Mapping[str, Link], known: dict[str, tuple[Link, Link]]
) -> str:
    """Return what stands for the issuer of a plan, who is then known with its place."""
    unit, name = linked.issuer, linked.plan.issuer
    key = unit.id if unit else name
    if key not in known:
        issuer = Link(unit.name, unit_url(unit.id)) if unit else Link(name, "")
        known[key] = issuer, places.get(linked.place, Link(linked.place, ""))
    return key


def _place(site: Site, found: TopicTasks, n: int, plan: str) -> str:
    """Return where the n-th task of a topic is listed: the page, and there its plan."""
    page = n // max(site.config.page_size, 1) + 1
    return f"{list_url(topic_url(found.topic.id), page)}#_{plan}"


def _cells(
    key: str, years: list[int], counts: Counter[Spot], firsts: dict[Spot, str]
) -> tuple[Link, ...]:
    spots = ((key, year) for year in years)
    return tuple(Link(str(counts[s] or ""), firsts.get(s, "")) for s in spots)
