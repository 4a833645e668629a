"""Who works with whom: which units the matrix has, all pairs to take away, the way from a number to its tasks."""

import csv
import io
from dataclasses import replace
from urllib.parse import parse_qs

from generator.model.plan import Role
from generator.model.registers import Unit
from generator.model.site import LinkedPlan, LinkedTask, Site, UnitLink, UnitTasks
from generator.recall import anew
from generator.show.both import names_of, query_for
from generator.show.pages import pages_of
from generator.show.render import render_page
from generator.show.together import TogetherView
from generator.urls import PAIRS, TOGETHER
from tests.show.loading import templates
from tests.show.sample import linked_plan, sample_site


def site_of(*tasks: tuple[str, ...]) -> Site:
    """Return a site of one plan whose tasks name these units, `id` or `id=as printed`; the first leads."""
    plan = linked_plan(2022)
    named = sorted({each.partition("=")[0] for task in tasks for each in task})
    units = {name: Unit(id=name, name=f"单位{name}") for name in named}
    own = tuple(_task(plan, n, task, units) for n, task in enumerate(tasks))
    site = sample_site(replace(plan, plan=replace(plan.plan, tasks=()), tasks=own))
    names = {found.unit.id: found.names for found in site.units}
    listed = (UnitTasks(unit, (), (), (), names[unit.id]) for unit in units.values())
    return replace(site, units=tuple(listed))


def _task(plan: LinkedPlan, n: int, task: tuple[str, ...], units: dict[str, Unit]) -> LinkedTask:
    links = []
    for m, each in enumerate(task):
        key, _, printed = each.partition("=")
        role = Role.COOPERATING if m else Role.LEAD
        links.append(UnitLink(printed or units[key].name, units[key], role, recognised=False))
    linked = plan.tasks[0]
    return replace(linked, task=replace(linked.task, id=f"m{n}"), units=tuple(links))


def view_of(site: Site) -> TogetherView:
    (page,) = (page for page in pages_of(site) if page.address == TOGETHER)
    assert isinstance(page.view, TogetherView)
    return page.view


def test_no_line_of_the_matrix_is_empty() -> None:
    """Two units share most with ones that work with nobody else: they stand in no matrix of the others."""
    busy = [("a", "b")] * 3 + [(f"x{n}", f"y{n}") for n in range(20) for _ in range(2)]
    view = view_of(site_of(*busy, ("b", "c"), ("c", "d")))
    assert [line.unit.text for line in view.lines] == ["单位a", "单位b", "单位c", "单位d"]
    assert all(any(cell.tasks for cell in line.cells) for line in view.lines)
    assert [bool(cell.query) for cell in view.lines[0].cells] == [False, True, False, False]


def test_all_pairs_can_be_taken_away() -> None:
    site = site_of(("a", "b"), ("b", "a", "c"), ("a", "b"))
    (page,) = (page for page in pages_of(site) if page.address == PAIRS)
    result = render_page(templates(), page)
    assert result.value is not None
    text = result.value.data.decode().removeprefix("\ufeff")
    _, *rows = csv.reader(io.StringIO(text, newline=""))
    assert [row[:5] for row in rows] == [
        ["单位a", "单位b", "3", "2", "1"],
        ["单位a", "单位c", "1", "0", "0"],
        ["单位b", "单位c", "1", "1", "0"],
    ]
    assert rows[0][5:] == [f"{site.config.base_url}units/{unit}/" for unit in "ab"]
    assert view_of(site).total == len(rows)


def test_the_unit_that_is_always_called_the_same_is_asked_for_in_words() -> None:
    site = site_of(
        ("a=市人社局", "b=市财政局"), ("a=市人力资源局", "b=云澜市财政局"), ("b=市财政局",)
    )
    printed = names_of(site, anew)
    assert (printed["b"].word, printed["b"].missed) == ("市财政局", 0)
    assert printed["a"].missed == 0.5
    for query in (query_for(printed, "a", "b"), query_for(printed, "b", "a")):
        assert parse_qs(query.removeprefix("?")) == {"unit": ["a"], "q": ['单位:"市财政局"']}
