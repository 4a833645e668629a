"""What the page of a plan says of the rest of the site.

In: a Site and one of its plans. Out: `Around`. With it the page is a function of its own plan: where both are as
before, so is the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.plan import Plan
from generator.model.site import Head, LinkedPlan, Site
from generator.portable import portable
from generator.recall import Recall, gist
from generator.show.compare_view import compare_address
from generator.show.rows import Link
from generator.urls import plan_url


@portable
@dataclass(frozen=True, slots=True)
class Around:
    """What the page of a plan says of other plans; links to them, or nothing where they are not shown."""

    previous: tuple[Link, ...]
    following: tuple[Link, ...]
    supersedes: tuple[Link, ...]
    superseded_by: tuple[Link, ...]
    compare: str
    """Where it stands beside the one before it, or ""."""
    measured: Mapping[str, tuple[str, ...]]
    """For each task with compared targets the ids of the measures."""
    years: frozenset[int]
    """Of the plan's own years, those that have a page."""


def around(site: Site, recall: Recall) -> Mapping[str, Around]:
    """Return what the page of each plan says of others."""
    heads, measured = site.heads, site.measured
    years = frozenset(entry.year for entry in site.years)
    titles = gist(recall, "titles", (heads,), None, lambda key: _told(heads[key]))
    return gist(
        recall,
        "around",
        (heads, measured),
        (titles, years),
        lambda key: _around(site, heads[key].linked, years),
    )


def _told(head: Head) -> tuple[str, bool]:
    """Return what the pages of other plans say of a plan: its title, and whether it has tasks to compare."""
    return head.linked.plan.title, bool(head.tasks)


def _around(site: Site, linked: LinkedPlan, years: frozenset[int]) -> Around:
    """Return what the page of a plan says of others; `years` are all that have a page."""
    return Around(
        previous=to_plan(site, linked.previous),
        following=to_plan(site, linked.following),
        supersedes=to_plan(site, linked.supersedes),
        superseded_by=to_plan(site, linked.superseded_by),
        compare=compare_address(site, linked.plan.id),
        measured=site.measured.get(linked.plan.id, {}),
        years=years.intersection(years_of(linked.plan)),
    )


def years_of(plan: Plan) -> tuple[int, ...]:
    """Return the first and, where it is another, the last year of the plan."""
    years = (plan.year, plan.end_year)
    return tuple(dict.fromkeys(year for year in years if year is not None))


def to_plan(site: Site, plan: str) -> tuple[Link, ...]:
    """Return a link to the plan, or nothing where it is not part of the site."""
    found = site.heads.get(plan)
    return () if found is None else (Link(found.linked.plan.title, plan_url(plan)),)
