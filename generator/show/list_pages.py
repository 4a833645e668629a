"""The pages that list the whole site: home, plans, tasks, targets, search.

In: a Site and its rows. Out: `Outline`s.
"""

from collections.abc import Iterator

from generator.model.site import Site, TaskRef
from generator.show.entries import busiest, topic_entry, unit_entry, year_links
from generator.show.list_views import HomeView, PlansView, SearchView, TargetsView, TasksView
from generator.show.outline import Outline
from generator.show.paging import slices
from generator.show.rows import Link, Rows, grouped
from generator.urls import measure_url, topic_url, unit_url

_NEWEST = 10
_BUSIEST = 12
_TOPICS = 24
_SEARCH_UNITS = 60


def home(site: Site, rows: Rows) -> Outline:
    """Return the home page: what is new, and the ways into the site."""
    view = HomeView(
        description=site.config.description,
        plans=tuple(rows.plans[key] for key in list(site.plans)[:_NEWEST]),
        plan_total=len(rows.plans),
        task_total=len(rows.tasks),
        years=year_links(site),
        topics=tuple(topic_entry(found) for found in site.topics[:_TOPICS]),
        units=tuple(unit_entry(found) for found in busiest(site, _BUSIEST)),
    )
    return Outline("", "pages/home.html.j2", view)


def plans(site: Site, rows: Rows) -> Iterator[Outline]:
    """Yield the pages of the list of plans, newest first."""
    years = year_links(site)
    for part in slices("plans/", tuple(rows.plans.values()), site.config.page_size):
        view = PlansView(part.rows, years, part.pager)
        yield Outline(part.address, "pages/plans.html.j2", view)


def tasks(site: Site, rows: Rows) -> Iterator[Outline]:
    """Yield the pages of the register of tasks, newest plan first."""
    refs = tuple(TaskRef(plan, task) for plan, task in rows.tasks)
    for part in slices("tasks/", refs, site.config.page_size):
        view = TasksView(grouped(rows, part.rows), part.pager)
        yield Outline(part.address, "pages/tasks.html.j2", view)


def targets(site: Site, rows: Rows) -> Iterator[Outline]:
    """Yield the pages of the table of targets."""
    found = tuple(zip(rows.targets, site.targets, strict=True))
    for part in slices("targets/", found, site.config.page_size):
        view = TargetsView(
            rows=tuple(row for row, _ in part.rows),
            series=tuple(measure_url(one.measure) if one.measure else "" for _, one in part.rows),
            has_measures=bool(site.measures),
            pager=part.pager,
        )
        yield Outline(part.address, "pages/targets.html.j2", view)


def search(site: Site) -> Outline:
    """Return the search page."""
    view = SearchView(
        years=year_links(site),
        topics=tuple(Link(found.topic.name, topic_url(found.topic.id)) for found in site.topics),
        units=tuple(
            Link(found.unit.name, unit_url(found.unit.id)) for found in busiest(site, _SEARCH_UNITS)
        ),
    )
    return Outline("search/", "pages/search.html.j2", view)
