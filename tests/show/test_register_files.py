"""The registers to take away: every task and every target once, in the files of one year, as table and as data."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from generator.model.site import Site
from generator.recall import anew
from generator.show.list_views import TargetsView, TasksView
from generator.show.outline import Outline, Raw
from generator.show.pages import Page, pages_of
from generator.show.register_files import YearFiles, files_for, register_files, years_of
from generator.show.render import render_page
from generator.show.task_sheets import sheets_of
from tests.show.loading import templates
from tests.show.sample import PAYLOAD, linked_plan, sample_site


def taken_away(site: Site) -> dict[str, bytes]:
    """Return the files of both registers."""
    _, bundle = register_files(site, years_of(site, anew), sheets_of(site, anew), anew)
    found = {}
    for each in (file for files in bundle.values() for file in files):
        found[each.path] = each.make().data if isinstance(each, Raw) else rendered(site, each)
    return found


def rendered(site: Site, outline: Outline) -> bytes:
    (page,) = (page for page in pages_of(site) if page.address == outline.address)
    result = render_page(templates(), page)
    assert result.value is not None, result.problems
    return result.value.data


def lines(data: bytes) -> list[dict[str, str]]:
    text = data.decode()
    assert text.startswith("\ufeff")
    return [*csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))]


def below(found: dict[str, bytes], kind: str, ending: str) -> Iterator[bytes]:
    return (data for path, data in found.items() if path.startswith(kind) and path.endswith(ending))


def test_every_task_stands_once_in_the_files_of_its_year() -> None:
    site = sample_site()
    found = taken_away(site)
    listed = [task for data in below(found, "tasks/", "json") for task in json.loads(data)["tasks"]]
    wanted = {(key, each.task.id) for key, plan in site.plans.items() for each in plan.tasks}
    assert len(listed) == len(wanted)
    assert {(task["plan"], task["task"]) for task in listed} == wanted
    rows = [row for data in below(found, "tasks/", "csv") for row in lines(data)]
    base = site.config.base_url
    assert [row["网址"] for row in rows] == [f"{base}{task['page']}" for task in listed]
    assert [row["规划网址"] for row in rows] == [f"{base}plans/{t['plan']}/" for t in listed]
    assert [row["效力状态"] for row in rows] == [task["status"] for task in listed]
    assert [row["配合"] for row in rows] == ["、".join(task["cooperating"]) for task in listed]
    assert any(row["效力状态"] for row in rows)
    for path, data in found.items():
        if path.startswith("tasks/2") and path.endswith("csv"):
            assert {row["年份"] for row in lines(data)} == {path[6:10]}
    assert PAYLOAD in {cell for row in rows for cell in row.values()}


def test_every_target_stands_once_with_its_number_and_its_words() -> None:
    site = sample_site()
    found = taken_away(site)
    listed = [
        each for data in below(found, "targets/", "json") for each in json.loads(data)["targets"]
    ]
    rows = [row for data in below(found, "targets/", "csv") for row in lines(data)]
    assert len(listed) == len(rows) == sum(head.targets for head in site.heads.values()) > 0
    for row, each in zip(rows, listed, strict=True):
        assert row["数值"] == ("" if each["value"] is None else str(each["value"]))
        assert row["计量单位"] == ("百分比" if each["unit"] == "%" else each["unit"])
        assert row["网址"] == f"{site.config.base_url}{each['page']}"


def test_years_come_newest_first_and_plans_without_one_last() -> None:
    plan = linked_plan(2022)
    odd = replace(plan, plan=replace(plan.plan, year=None))
    site = sample_site(odd, linked_plan(2021), linked_plan(2023))
    years = years_of(site, anew)
    assert files_for("tasks", years) == (
        YearFiles("2023", "tasks/2023.csv", "tasks/2023.json"),
        YearFiles("2021", "tasks/2021.csv", "tasks/2021.json"),
        YearFiles("", "tasks/undated.csv", "tasks/undated.json"),
    )
    data = json.loads(taken_away(site)["tasks/undated.json"])
    assert {task["plan_year"] for task in data["tasks"]} == {None}


def test_each_page_of_a_register_leads_to_all_files() -> None:
    site = sample_site()
    years = years_of(site, anew)
    pages: list[Page] = [*pages_of(site)]
    for kind, view in (("tasks", TasksView), ("targets", TargetsView)):
        own = [page for page in pages if isinstance(page.view, view)]
        assert own
        for page in own:
            result = render_page(templates(), page)
            assert result.value is not None
            text = result.value.data.decode()
            for files in files_for(kind, years):
                name = files.sheet.rpartition("/")[2]
                assert f'{name}" download=' in text.replace("../", "")


def test_a_site_without_tasks_has_no_files() -> None:
    plan = linked_plan(2022)
    bare = replace(plan, plan=replace(plan.plan, tasks=(), targets=()), tasks=())
    assert taken_away(sample_site(bare)) == {}


@pytest.mark.parametrize("address", ["topics/preschool/", "policies/xueqian/"])
def test_what_many_tasks_belong_to_has_a_table_of_them(address: str) -> None:
    for years, is_there in ((3, False), (10, True)):
        site = sample_site(*(linked_plan(2030 - n) for n in range(years)))
        found = {page.address: page for page in pages_of(site)}
        table = found.get(f"{address}tasks.csv")
        assert (table is not None) == is_there
        result = render_page(templates(), found[address])
        assert result.value is not None
        assert (b'href="tasks.csv" download' in result.value.data) == is_there
        if table is not None:
            whole = render_page(templates(), table)
            assert whole.value is not None
            assert len(lines(whole.value.data)) == years
