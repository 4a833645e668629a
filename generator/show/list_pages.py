"""The pages that list the whole site: home, plans, tasks, targets, search.

In: a Site and its rows. Out: `Sheaf`s.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby, islice, repeat
from operator import eq

from generator.model.site import Site
from generator.recall import Recall, recalled, taken
from generator.show.entries import busiest, place_entry, topic_entry, unit_entry, year_links
from generator.show.list_views import HomeView, PlansView, SearchView, TargetsView, TasksView
from generator.show.listed import OwnTargets, Rows
from generator.show.outline import Outline, Sheaf, lone
from generator.show.paging import Slice
from generator.show.register_files import YearFiles
from generator.show.rows import Link, PlanRow, TargetRow, TaskGroup, TaskRow
from generator.show.stretches import parts_of
from generator.urls import measure_url, topic_url, unit_url

_NEWEST = 10
_BUSIEST = 12
_TOPICS = 24
_PLACES = 24
_SEARCH_UNITS = 60


def home(site: Site, rows: Rows, recall: Recall) -> Sheaf:
    """Return the home page: what is new, and the ways into the site."""
    view = HomeView(
        description=site.config.description,
        plans=tuple(rows.plans[key] for key in islice(site.heads, _NEWEST)),
        plan_total=len(rows.plans),
        counts=tuple(_counts(site)),
        years=year_links(site),
        topics=tuple(topic_entry(found) for found in site.topics[:_TOPICS]),
        places=tuple(place_entry(*each) for each in islice(site.places.items(), _PLACES)),
        has_more_places=len(site.places) > _PLACES,
        is_dated=bool(site.due_years),
        units=tuple(unit_entry(found) for found in busiest(site, _BUSIEST)),
    )
    return lone(recall, "home", (Outline("", "pages/home.html.j2", view),))


def _counts(site: Site) -> Iterator[tuple[str, int]]:
    """Yield how much there is of what plans say."""
    found = (
        ("tasks", sum(head.tasks for head in site.heads.values())),
        ("targets", sum(head.targets for head in site.heads.values())),
        ("units", len(site.units)),
        ("policies", len(site.policies)),
    )
    yield from (each for each in found if each[1])


def plans(site: Site, rows: Rows, recall: Recall) -> Sheaf:
    """Return the pages of the list of plans, newest first."""
    years = year_links(site)
    own = recalled(recall, "plans listed", (rows.plans,), None, lambda key: (rows.plans[key],))
    parts = parts_of(recall, "plans/", own, dict.fromkeys(own, 1), site.config.page_size)
    name = "list of plans"
    return name, recall.later(name, (parts,), years, lambda key: _plans(parts[key], years))


def _plans(part: Slice[PlanRow], years: tuple[Link, ...]) -> tuple[Outline]:
    view = PlansView(part.rows, years, part.pager)
    return (Outline(part.address, "pages/plans.html.j2", view),)


def tasks(site: Site, rows: Rows, files: tuple[YearFiles, ...], recall: Recall) -> Sheaf:
    """Return the pages of the register of tasks, newest plan first."""
    counts = taken(recall, "tasks counted", site.heads, lambda head: head.tasks)

    def listed(key: str) -> tuple[tuple[PlanRow, TaskRow], ...]:
        return tuple((rows.plans[key], row) for row in rows.own[key].tasks.values())

    own = recall.later("tasks listed", (rows.own, rows.plans), None, listed, eq)
    parts = parts_of(recall, "tasks/", own, counts, site.config.page_size)
    name = "list of tasks"
    return name, recall.later(name, (parts,), files, lambda key: _tasks(parts[key], files))


def _tasks(part: Slice[tuple[PlanRow, TaskRow]], files: tuple[YearFiles, ...]) -> tuple[Outline]:
    groups = groupby(part.rows, key=lambda found: found[0].address)
    view = TasksView(tuple(_group(tuple(found)) for _, found in groups), files, part.pager)
    return (Outline(part.address, "pages/tasks.html.j2", view),)


def _group(found: tuple[tuple[PlanRow, TaskRow], ...]) -> TaskGroup:
    return TaskGroup(found[0][0], tuple(task for _, task in found))


def targets(site: Site, rows: Rows, files: tuple[YearFiles, ...], recall: Recall) -> Sheaf:
    """Return the pages of the table of targets."""
    has_measures = bool(site.measures)
    counts = taken(recall, "targets counted", site.heads, lambda head: head.targets)
    none = dict[str, tuple[str, ...]]()

    def listed(key: str) -> tuple[tuple[TargetRow, str], ...]:
        return tuple(_measured(rows.own[key].targets(), site.measured.get(key, none)))

    own = recall.later("targets listed", (rows.own, site.measured), None, listed, eq)
    parts = parts_of(recall, "targets/", own, counts, site.config.page_size)
    name = "list of targets"
    return name, recall.later(
        name,
        (parts,),
        (has_measures, files),
        lambda key: _targets(parts[key], has_measures, files),
    )


def _measured(
    own: OwnTargets, measured: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[TargetRow, str]]:
    """Yield the targets of a plan, each with its measure, or ""."""
    for task, targets in groupby(own, key=lambda each: each[0]):
        ids = measured.get(task) or repeat("")
        yield from ((row, measure) for (_, row), measure in zip(targets, ids, strict=False))


def _targets(
    part: Slice[tuple[TargetRow, str]], has_measures: bool, files: tuple[YearFiles, ...]
) -> tuple[Outline]:
    view = TargetsView(
        rows=tuple(row for row, _ in part.rows),
        series=tuple(measure_url(measure) if measure else "" for _, measure in part.rows),
        has_measures=has_measures,
        files=files,
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
    return lone(recall, "search", (Outline("search/", "pages/search.html.j2", view),))
