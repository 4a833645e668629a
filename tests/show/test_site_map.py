"""The map of the site: every way in, all of them there, and no more of them on a larger site."""

from dataclasses import replace

from generator.model.site import UnitTasks
from generator.recall import anew
from generator.show.pages import pages_of
from generator.show.register_files import years_of
from generator.show.site_map import SiteMapView, site_map
from generator.urls import SITE_MAP
from tests.show.sample import UNITS, sample_site


def view_of(units: tuple[UnitTasks, ...] = ()) -> SiteMapView:
    site = sample_site()
    site = replace(site, units=units) if units else site
    _, pages = site_map(site, years_of(site, anew), anew)
    ((outline,),) = pages.values()
    assert isinstance(outline.view, SiteMapView)
    return outline.view


def test_it_leads_to_lists_and_entities_that_are_there() -> None:
    site = sample_site()
    there = {page.address for page in pages_of(site)}
    view = view_of()
    assert SITE_MAP in there
    assert {"plans/", "catalogue/", "tasks/", "targets/", "policies/"} <= set(view.registers)
    assert set(view.registers) <= there
    named = {link.address for ways in (*view.ways, *view.units) for link in ways.links}
    assert named <= there
    assert {ways.kind for ways in view.ways} == {"years", "topics", "places", "deadlines"}
    assert {each.sheet for each in (*view.tasks, *view.targets)} <= there
    assert view.pairs in there


def test_it_does_not_grow_with_the_site() -> None:
    unit = UNITS[0]
    many = tuple(
        UnitTasks(replace(unit, id=f"n{n}", name=f"单位{n}", kind=f"类别{n % 40}"), (), (), ())
        for n in range(4000)
    )
    view = view_of(many)
    assert len(view.units) == 12
    assert {len(ways.links) for ways in view.units} == {12}
    assert {ways.more for ways in view.units} == {88}
