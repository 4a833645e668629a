"""Every page of the site, in a fixed order: its address, its template and the view that it shows.

In: a Site. Out: `Page`s. A page depends on nothing but its view, so its key tells whether it changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.model.site import Site
from generator.portable import portable
from generator.problems import Problem
from generator.recall import Recall, anew
from generator.show import (
    cascade,
    catalogue,
    compare_view,
    entity_pages,
    list_pages,
    measure_pages,
    unit_pages,
)
from generator.show.around import around
from generator.show.frame import Frame, frame_of
from generator.show.list_views import CodeView, NotFoundView
from generator.show.outline import Outline
from generator.show.plan_view import Word, plan_view
from generator.show.rows import rows_of


@portable
@dataclass(frozen=True, slots=True)
class Page:
    """A page to be rendered."""

    address: str
    template: str
    view: object
    site: Frame


def bare_code(problem: Problem) -> str:
    """Return the problem's code: for those who have no catalogue at hand."""
    return problem.code


def pages_of(site: Site, word: Word = bare_code, recall: Recall = anew) -> Iterator[Page]:
    """Yield all pages of the site; `word` words the problems that pages of drafts list."""
    frame = frame_of(site)
    for outline in _outlines(site, word, recall):
        yield Page(outline.address, outline.template, outline.view, frame)


def _outlines(site: Site, word: Word, recall: Recall) -> Iterator[Outline]:
    rows = rows_of(site, recall)
    years = frozenset(entry.year for entry in site.years)
    yield list_pages.home(site, rows)
    for key, linked in site.plans.items():
        beside = around(site, linked, years)
        make = partial(plan_view, linked, beside, word)
        view = recall(f"view {key}", linked, (beside, site.config.language), make)
        yield Outline(view.address, "pages/plan.html.j2", view)
        if site.config.base_url and not linked.is_draft:
            yield Outline(view.code, "pages/qr.svg.j2", CodeView(view.address))
    yield from compare_view.comparisons(site)
    yield from cascade.levels(site)
    yield from list_pages.plans(site, rows)
    yield from catalogue.catalogue(site)
    yield from list_pages.tasks(site, rows)
    yield from list_pages.targets(site, rows)
    yield from measure_pages.measures(site, rows)
    yield from unit_pages.units(site, rows)
    yield from entity_pages.topics(site, rows)
    yield from entity_pages.years(site, rows)
    yield from entity_pages.policies(site, rows)
    yield list_pages.search(site)
    yield Outline("404.html", "pages/notfound.html.j2", NotFoundView())
