"""The files of the search: what they hold, that they never change by themselves, that small changes stay small."""

import json
from collections import Counter
from dataclasses import replace
from random import Random

from hypothesis import example, given
from hypothesis import strategies as st

from generator.digests import digest_bytes
from generator.model.site import LinkedPlan, Site
from generator.search.digests import FIELDS, pieces_by_field
from generator.search.documents import plan_documents
from generator.search.index import SMALL, search_artifacts
from generator.search.shards import in_order
from generator.search.tokens import links
from tests.search.reading import Numbers, boot_of, eights, plans, postings, rows, shards, unpacked
from tests.show.sample import linked_plan, linked_site, sample_site

SITE = sample_site()
ARTIFACTS = search_artifacts(SITE)


def test_boot_names_all_other_files() -> None:
    boot = boot_of(ARTIFACTS)
    kinds = ("directories", "columns", "facets", "latin", "values", "characters")
    more = ("suggestions", "synonyms", "questions", "origins", "vocabulary")
    named = {name for kind in (*kinds, *more) for name in eights(boot[kind])}
    named |= set(shards(ARTIFACTS).values())
    named |= {
        f"{key}-{version}-{block}"
        for key, version, tasks in plans(ARTIFACTS)
        for block in range(len(tasks) // 8 + 1)
    }
    paths = {a.path for a in ARTIFACTS}
    assert {f"search/{name}.js" for name in named | {"boot"}} | {"search/lunr.json"} == paths
    assert all(a.digest == digest_bytes(a.data) for a in ARTIFACTS)


def test_the_same_site_gives_the_same_bytes() -> None:
    assert search_artifacts(sample_site()) == ARTIFACTS


def test_shards_hold_every_term_and_how_it_touches() -> None:
    found = postings(ARTIFACTS)
    for number, linked in enumerate(reversed(list(SITE.plans.values()))):
        for n, document in enumerate(plan_documents(linked)):
            for field, pieces in enumerate(pieces_by_field(document).values()):
                expected: dict[str, list[tuple[int, int]]] = {}
                for term, left, right in links("\n".join(pieces)):
                    expected.setdefault(term, []).append((left, right))
                for term, own in expected.items():
                    assert found[term][number, n * len(FIELDS) + field] == own
    assert list(found) == in_order(found)


@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=40), max_size=6))
@example(["的" * 500, "a" * 300, "百分之九十", "\ud842𠮷家𠮷"])
def test_any_text_comes_back(texts: list[str]) -> None:
    linked = linked_plan(2022)
    site = sample_site(replace(linked, plan=replace(linked.plan, opening=tuple(texts))))
    artifacts = search_artifacts(site)
    documents = plan_documents(site.plans[linked.plan.id])
    found = postings(artifacts)
    expected: dict[str, list[tuple[int, int]]] = {}
    for term, left, right in links("\n".join(documents[0].body)):
        expected.setdefault(term, []).append((left, right))
    assert {term: own[0, 3] for term, own in found.items() if (0, 3) in own} == expected


def test_rows_hold_every_document() -> None:
    found = rows(ARTIFACTS)
    assert list(found) == list(reversed(list(SITE.plans)))
    for key, linked in SITE.plans.items():
        for document in plan_documents(linked):
            assert found[key][document.task][1] == document.title


def test_only_small_sites_publish_lunrs_own_index() -> None:
    plans = {f"jyj-{year}": linked_plan(year) for year in range(2000, 2000 + SMALL)}
    few = dict(list(plans.items())[1:])
    assert not any(a.path.endswith("lunr.json") for a in search_artifacts(linked_site(plans)))
    assert any(a.path.endswith("lunr.json") for a in search_artifacts(linked_site(few)))


def test_no_plans() -> None:
    site = replace(sample_site(linked_plan(2022)), plans={}, units=(), topics=(), years=())
    boot = boot_of(search_artifacts(site))
    assert boot["directories"] == boot["firsts"] == boot["columns"] == ""
    assert boot["documents"] == 0


def test_facets_say_what_narrows_a_search() -> None:
    boot = boot_of(ARTIFACTS)
    values = json.loads(unpacked(ARTIFACTS, boot["values"]))
    numbers = Numbers(unpacked(ARTIFACTS, boot["facets"]))

    def some(facet: str) -> list[str]:
        return [values[facet][numbers.next()][0] for _ in range(numbers.next())]

    assert some("year") == ["2021"]
    assert (some("kind"), some("issuer")) == (["工作要点"], ["云澜市教育局"])
    documents = [[some(facet) for facet in ("unit", "unit", "topic", "due")] for _ in range(4)]
    lead, cooperating, topics, due = documents[3]
    assert (lead, topics, due) == (["u6"], ["preschool"], ["term"])
    assert cooperating == ["u7", "u8", "u9", "u10", "u0", "u1", "u2", "u3", "u4"]


def large(seed: int) -> Site:
    """Return a site of many words."""
    chance = Random(seed)
    words = [chr(chance.randrange(0x4E00, 0x5200)) for _ in range(400)]

    def told(linked: LinkedPlan) -> LinkedPlan:
        tasks = (
            replace(t, task=replace(t.task, text=("".join(chance.choices(words, k=200)),)))
            for t in linked.tasks
        )
        return replace(linked, tasks=tuple(tasks))

    return linked_site({f"jyj-{year}": told(linked_plan(year)) for year in range(2000, 2040)})


def test_an_edit_leaves_most_files_as_they_are() -> None:
    before = large(3)
    linked = before.plans["jyj-2017"]
    task = linked.tasks[2]
    text = task.task.text[0]
    edited = replace(task, task=replace(task.task, text=(text[:90] + "教育" + text[90:],)))
    tasks = (*linked.tasks[:2], edited, *linked.tasks[3:])
    after = replace(before, plans={**before.plans, "jyj-2017": replace(linked, tasks=tasks)})
    old, new = search_artifacts(before), search_artifacts(after)
    names = {a.path for a in old}
    sizes = Counter[bool]()
    for artifact in new:
        sizes[artifact.path in names and artifact.path != "search/boot.js"] += len(artifact.data)
    assert len(shards(new)) > 10
    assert len(set(shards(old)) ^ set(shards(new))) < len(shards(old)) / 20
    assert sizes[True] > 0


def test_traditional_text_carries_its_simplified_twin() -> None:
    linked = linked_plan(2022)
    site = sample_site(replace(linked, plan=replace(linked.plan, opening=("辦好學前教育。",))))
    own = rows(search_artifacts(site))[linked.plan.id]
    assert "辦好學前教育。" in own[""][5]
    assert "办好学前教育。" in own[""][9].split("\n")
    assert all(len(row) == 9 for task, row in own.items() if task)
