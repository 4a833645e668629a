import json
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from generator.model.plan import Role, UnitName
from generator.show.data import data_artifacts
from generator.show.twin import number, plan_twin
from tests.show.sample import CONFIG, linked_plan, sample_site

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FIRST = [
    "id",
    "title",
    "kind",
    "year",
    "issuer",
    "index_no",
    "doc_no",
    "written",
    "published",
    "status",
]
FIRST += ["source", "addressees", "column", "parts", "tasks", "attachments"]
TASK = ["id", "number", "parts", "title", "text", "measures", "lead", "cooperating", "deadlines"]
TASK += ["targets", "citations", "topics"]


def files(base_url: str = CONFIG.base_url) -> dict[str, bytes]:
    site = sample_site(config=replace(CONFIG, base_url=base_url))
    return {artifact.path: artifact.data for artifact in data_artifacts(site)}


def twin(plan: str = "jyj-2022") -> dict[str, object]:
    found: dict[str, object] = json.loads(files()[f"plans/{plan}/plan.json"])
    return found


def test_keys_come_in_the_fixed_order() -> None:
    found = twin()
    assert list(found)[: len(FIRST)] == FIRST
    tasks = found["tasks"]
    assert isinstance(tasks, list)
    assert list(tasks[0])[: len(TASK)] == TASK


def test_a_unit_spelt_twice_stands_once_as_first_printed() -> None:
    linked = linked_plan(2022)
    found = linked.tasks[0]
    spelt = (
        UnitName(name=found.units[0].name, role=Role.LEAD),
        UnitName(name=found.units[0].unit.name, role=Role.COOPERATING),
    )
    twice = replace(found, task=replace(found.task, units=spelt), units=found.units[:1])
    tasks = plan_twin(replace(linked, tasks=(twice,)))["tasks"]
    assert isinstance(tasks, list)
    task = tasks[0]
    assert isinstance(task, dict)
    assert (task["lead"], task["cooperating"]) == ([found.units[0].name], [])


def test_a_task_is_all_there() -> None:
    tasks = twin()["tasks"]
    assert isinstance(tasks, list)
    task = tasks[2]
    assert task["id"] == "t3"
    assert task["parts"] == ["二", "一"]
    assert task["lead"] == ["市卫健委"]
    assert task["measures"][0].startswith("（1）2022年")
    assert task["targets"][1] | {} == {
        "value": 65, "comparator": ">=", "unit": "%", "subject": "公办园覆盖面",
        "text": "公办园覆盖面达到65%以上", "upper": None, "year": 2022, "recognised": True,
    }  # fmt: skip
    assert task["deadlines"][0]["kind"] == "term"
    assert task["citations"][0]["issuer"] == "中共江岳省委、江岳省人民政府"
    assert task["topics"] == ["学前教育"]


@pytest.mark.parametrize(
    ("value", "found"),
    [("65", "65"), ("65.0", "65"), ("98.5", "98.5"), ("0.1", "0.1"), ("3E+8", "300000000"),
     ("NaN", "null"), ("1E+9999", "null")],
)  # fmt: skip
def test_numbers_stay_what_they_are(value: str, found: str) -> None:
    assert json.dumps(number(Decimal(value))) == found


def test_feed_is_dated_by_the_documents() -> None:
    feed = ElementTree.fromstring(files()["feed.xml"])
    dates = [entry.findtext(f"{ATOM}updated") for entry in feed.iter(f"{ATOM}entry")]
    assert dates == ["2022-05-01T00:00:00+08:00", "2021-05-01T00:00:00+08:00"]
    assert feed.findtext(f"{ATOM}updated") == dates[0]
    assert feed.findtext(f"{ATOM}id") == CONFIG.base_url
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}published") == "2022-03-11T15:40:00+08:00"


def test_feed_of_a_site_without_address() -> None:
    feed = ElementTree.fromstring(files("")["feed.xml"])
    ids = [node.text or "" for node in feed.iter(f"{ATOM}id")]
    assert all(name.startswith("urn:uuid:") and len(name) == 45 for name in ids)
    assert len(set(ids)) == len(ids)
    links = [node.attrib["href"] for node in feed.iter(f"{ATOM}link")]
    assert "plans/jyj-2022/index.html" in links


def test_drafts_are_in_neither_feed_nor_sitemap() -> None:
    for path in ("feed.xml", "sitemap.xml"):
        assert b"jyj-2023" not in files()[path]
        assert b"plans/hostile" not in files()[path]


def test_sitemap() -> None:
    root = ElementTree.fromstring(files()["sitemap.xml"])
    places = [node.text for node in root.iter(f"{MAP}loc")]
    assert places[0] == CONFIG.base_url
    assert f"{CONFIG.base_url}plans/jyj-2022/" in places
    assert len(set(places)) == len(places)
    assert root.findtext(f"{MAP}url/{MAP}lastmod") == "2022-05-01"  # the last change that was noted


def test_any_character_survives() -> None:
    plan = linked_plan(2022)
    meta = replace(plan.plan.meta, title="a\x00\ud800\uffff<&\U0001f600")
    odd = replace(plan, plan=replace(plan.plan, title=meta.title, meta=meta))
    found = {a.path: a.data for a in data_artifacts(sample_site(odd))}
    ElementTree.fromstring(found["feed.xml"])
    json.loads(found["plans/jyj-2022/plan.json"])
