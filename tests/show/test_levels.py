"""Who carries out what, level by level; a topic across years and places."""

from dataclasses import replace

import pytest

from generator.model.registers import Policy
from generator.recall import anew
from generator.show.cascade import LevelsView, cascade, levels, upper_columns
from generator.show.entries import place_links
from generator.show.levels import CITY, COUNTY, NATION, PROVINCE, UNKNOWN, level_stated
from generator.show.listed import rows_of
from generator.show.pages import pages_of
from generator.show.spread import spread
from tests.show.sample import linked_plan, sample_site


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("国家", NATION), ("国家意见", NATION), ("省级重点任务", PROVINCE), ("自治区", PROVINCE), ("市", CITY),
        ("县（区）", COUNTY), ("部门", UNKNOWN), ("", UNKNOWN),
    ],
)  # fmt: skip
def test_levels_are_what_words_say(text: str, level: int) -> None:
    assert level_stated(text) == level


def test_a_topic_is_counted_by_issuer_and_year_and_each_number_leads_to_tasks() -> None:
    site = sample_site()
    pages = {page.address: page for page in pages_of(site)}
    found = [topic for topic in site.topics if spread(site, topic, place_links(site))]
    assert found
    for topic in found:
        (table,) = spread(site, topic, place_links(site))
        assert list(table.years) == sorted(table.years, reverse=True)
        assert sum(row.total for row in table.rows) <= len(topic.tasks)
        assert table.has_places == (len({row.place.text for row in table.rows}) > 1)
        for row in table.rows:
            assert row.place.address in pages
            counted = [int(cell.text) for cell in row.cells if cell.text]
            assert sum(counted) == row.total
            for cell in row.cells:
                assert bool(cell.text) == bool(cell.address)
                assert not cell.address or cell.address.partition("#")[0] in pages


def test_one_issuer_in_one_year_needs_no_table() -> None:
    site = sample_site()
    topic = site.topics[0]
    one = replace(topic, tasks=tuple(ref for ref in topic.tasks if ref.plan == topic.tasks[0].plan))
    assert spread(site, one, {}) == ()


def test_a_document_is_followed_down_to_the_parts_of_plans() -> None:
    site = sample_site()
    rows = rows_of(site)
    for found in site.policies.values():
        steps = cascade(site, found, rows)
        assert [step.level for step in steps] == sorted(step.level for step in steps)
        listed = {task.address for step in steps for task in step.tasks}
        assert not steps or len(listed) >= min(1, len(found.tasks))
    assert (
        cascade(site, replace(next(iter(site.policies.values())), tasks=(), plans=()), rows) == ()
    )


def test_documents_of_other_levels_stand_with_those_they_are_cited_with() -> None:
    site = sample_site()
    found = next(policy for policy in site.policies.values() if policy.tasks)
    key = found.tasks[0].plan
    linked = site.plans[key]
    lower = Policy(id="lower", title="实施方案", level="省")
    tasks = tuple(
        replace(task, policies=(*task.policies, replace(task.policies[0], policy=lower)))
        if any(link.policy.id == found.policy.id for link in task.policies)
        else task
        for task in linked.tasks
    )
    more = replace(site, plans={**site.plans, key: replace(linked, tasks=tasks)})
    national = replace(found, policy=replace(found.policy, level="国家"))
    assert "《实施方案》" in {step.document.text for step in cascade(more, national, rows_of(more))}


def test_columns_of_higher_levels_have_a_page() -> None:
    site = sample_site()
    pages = [page for own in levels(site, anew)[1].values() for page in own]
    having = [key for key, linked in site.plans.items() if upper_columns(linked)]
    assert [page.address for page in pages] == [
        f"plans/{key}/levels/{name}" for key in having for name in ("", "tasks.csv")
    ]
    for page in pages:
        assert isinstance(page.view, LevelsView)
        assert all(len(row.upper) == len(page.view.columns) for row in page.view.rows)
    assert upper_columns(linked_plan(2021)) == ()
