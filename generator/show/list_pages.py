"""The pages that list the whole site: home, plans, tasks, targets, search.

In: a Site and its rows. Out: `Sheaf`s.
"""

from collections.abc import Iterator
from itertools import groupby

from generator.model.site import Site, SiteTarget
from generator.recall import Recall
from generator.show.entries import busiest, topic_entry, unit_entry, year_links
from generator.show.list_views import HomeView, PlansView, SearchView, TargetsView, TasksView
from generator.show.outline import Outline, Sheaf, lone
from generator.show.paging import Slice, slices
from generator.show.rows import Link, PlanRow, Rows, TargetRow, TaskGroup, TaskRow
from generator.urls import measure_url, topic_url, unit_url

_NEWEST = 10
_BUSIEST = 12
_TOPICS = 24
_SEARCH_UNITS = 60


def home(site: Site, rows: Rows, recall: Recall) -> Sheaf:
    """Return the home page: what is new, and the ways into the site."""
    view = HomeView(
        description=site.config.description,
        plans=tuple(rows.plans[key] for key in list(site.plans)[:_NEWEST]),
        plan_total=len(rows.plans),
        task_total=sum(len(own.tasks) for own in rows.own.values()),
        years=year_links(site),
        topics=tuple(topic_entry(found) for found in site.topics[:_TOPICS]),
        units=tuple(unit_entry(found) for found in busiest(site, _BUSIEST)),
    )
    return lone(recall, Outline("", "pages/home.html.j2", view))


def plans(site: Site, rows: Rows, recall: Recall) -> Iterator[Sheaf]:
    """Yield the pages of the list of plans, newest first."""
    years = year_links(site)
    parts = slices("plans/", tuple(rows.plans.values()), site.config.page_size)
    yield from recall.later(
        "plans",
        ((part.address, None, (part, years)) for part in parts),
        lambda _, shown: _plans(*shown),
    )


def _plans(part: Slice[PlanRow], years: tuple[Link, ...]) -> tuple[Outline]:
    view = PlansView(part.rows, years, part.pager)
    return (Outline(part.address, "pages/plans.html.j2", view),)


def tasks(site: Site, rows: Rows, recall: Recall) -> Iterator[Sheaf]:
    """Yield the pages of the register of tasks, newest plan first."""
    parts = slices("tasks/", rows.tasks, site.config.page_size)
    items = ((part.address, None, part) for part in parts)
    yield from recall.later("tasks", items, _tasks)


def _tasks(around: None, part: Slice[tuple[PlanRow, TaskRow]]) -> tuple[Outline]:
    groups = groupby(part.rows, key=lambda found: found[0].address)
    view = TasksView(tuple(_group(tuple(found)) for _, found in groups), part.pager)
    return (Outline(part.address, "pages/tasks.html.j2", view),)


def _group(found: tuple[tuple[PlanRow, TaskRow], ...]) -> TaskGroup:
    return TaskGroup(found[0][0], tuple(task for _, task in found))


def targets(site: Site, rows: Rows, recall: Recall) -> Iterator[Sheaf]:
    """Yield the pages of the table of targets."""
    size, has_measures = site.config.page_size, bool(site.measures)
    shown = slices("targets/", rows.targets, size)
    found = slices("targets/", site.targets, size)
    yield from recall.later(
        "targets of tables",
        (
            (part.address, None, (part, own.rows, has_measures))
            for part, own in zip(shown, found, strict=True)
        ),
        lambda _, shown: _targets(*shown),
    )


def _targets(
    part: Slice[TargetRow], found: tuple[SiteTarget, ...], has_measures: bool
) -> tuple[Outline]:
    view = TargetsView(
        rows=part.rows,
        series=tuple(measure_url(one.measure) if one.measure else "" for one in found),
        has_measures=has_measures,
        pager=part.pager,
    )
    return (Outline(part.address, "pages/targets.html.j2", view),)


def search(site: Site, recall: Recall) -> Sheaf:
    """Return the search page."""
    view = SearchView(
        years=year_links(site),
        topics=tuple(Link(found.topic.name, topic_url(found.topic.id)) for found in site.topics),
        units=tuple(
            Link(found.unit.name, unit_url(found.unit.id)) for found in busiest(site, _SEARCH_UNITS)
        ),
    )
    return lone(recall, Outline("search/", "pages/search.html.j2", view))
