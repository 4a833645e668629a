"""Every page of the site, in a fixed order: its address, its template and the view that it shows.

In: a Site. Out: `Page`s. A page depends on nothing but its view, so its key tells whether it changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.registers import SiteConfig
from generator.model.site import LinkedPlan, Site
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
    time_line,
    unit_pages,
)
from generator.show.around import Around, around
from generator.show.data import twins
from generator.show.frame import Frame, frame_of
from generator.show.list_views import CodeView, NotFoundView
from generator.show.listed import rows_of
from generator.show.outline import Bundle, Outline, Sheaf, lone
from generator.show.plan_view import Word, plan_view
from generator.show.register_files import files_for, register_files, years_of
from generator.show.site_map import site_map
from generator.urls import file_of


@portable
@dataclass(frozen=True, slots=True)
class Page:
    """A page to be rendered."""

    address: str
    template: str
    view: object
    site: Frame

    @property
    def path(self) -> str:
        """Relative to the output folder."""
        return file_of(self.address)


def bare_code(problem: Problem) -> str:
    """Return the problem's code: for those who have no catalogue at hand."""
    return problem.code


def pages_of(site: Site, word: Word = bare_code) -> Iterator[Page]:
    """Yield all pages of the site; `word` words the problems that pages of drafts list."""
    frame = frame_of(site)
    for _, sheaf in sheaves_of(site, word):
        for outlines in sheaf.values():
            yield from (page_of(each, frame) for each in outlines if isinstance(each, Outline))


def page_of(outline: Outline, frame: Frame) -> Page:
    """Return a page with its frame."""
    return Page(outline.address, outline.template, outline.view, frame)


def sheaves_of(site: Site, word: Word = bare_code, recall: Recall = anew) -> Iterator[Bundle]:
    """Yield all pages of the site, and the data of each plan, those together that are made of the same values."""
    rows = rows_of(site, recall)
    years = years_of(site, recall)
    yield list_pages.home(site, rows, recall)
    yield plans(site, word, recall)
    yield "twins", twins(site, recall)
    yield compare_view.comparisons(site, recall)
    yield cascade.levels(site, recall)
    yield list_pages.plans(site, rows, recall)
    yield from catalogue.catalogue(site, recall)
    yield list_pages.tasks(site, rows, files_for("tasks", years), recall)
    yield list_pages.targets(site, rows, files_for("targets", years), recall)
    sheets = recall.later("sheet rows", (rows.own,), None, lambda key: rows.own[key].sheet)
    yield register_files(site, years, sheets, recall)
    yield site_map(site, years, recall)
    yield from measure_pages.measures(site, rows, recall)
    yield from unit_pages.units(site, rows, recall)
    yield from entity_pages.topics(site, rows, sheets, recall)
    yield from entity_pages.years(site, rows, recall)
    yield from time_line.time_line(site, rows, recall)
    yield from entity_pages.places(site, rows, recall)
    yield from entity_pages.policies(site, rows, sheets, recall)
    yield list_pages.search(site, recall)
    yield lone(recall, "404", (Outline("404.html", "pages/notfound.html.j2", NotFoundView()),))


def plans(site: Site, word: Word, recall: Recall) -> Sheaf:
    """Return the page of every plan, and the picture that leads to it."""
    config = site.config
    others = around(site, recall)
    return "plans", recall.later(
        "plan pages",
        (site.plans, others),
        (config.language, config.base_url, config.manuscripts),
        lambda key: tuple(_plan(site.plans[key], others[key], word, config)),
    )


def _plan(linked: LinkedPlan, beside: Around, word: Word, config: SiteConfig) -> Iterator[Outline]:
    view = plan_view(linked, beside, word, config.manuscripts and not linked.is_draft)
    yield Outline(view.address, "pages/plan.html.j2", view)
    if config.base_url and not linked.is_draft:
        yield Outline(view.code, "pages/qr.svg.j2", CodeView(view.address))
