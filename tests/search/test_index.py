"""The files of the search: what they hold, that they never change by themselves, that small changes stay small."""

import json
from collections import Counter
from dataclasses import replace
from random import Random

from generator.digests import digest_bytes
from generator.model.site import LinkedPlan, Site
from generator.search.digests import FIELDS, pieces_by_field
from generator.search.documents import plan_documents
from generator.search.index import SMALL, search_artifacts
from generator.search.shards import in_order
from generator.search.tokens import placed, tokens
from tests.search.reading import boot_of, postings, rows, unpacked
from tests.show.sample import linked_plan, linked_site, sample_site

SITE = sample_site()
ARTIFACTS = search_artifacts(SITE)


def test_boot_names_all_other_files() -> None:
    boot = boot_of(ARTIFACTS)
    kinds = ("shards", "columns", "facets", "latin", "names", "characters")
    named = {f"search/{name}.js" for kind in kinds for name in boot[kind].split()}
    texts = {
        f"search/{name}.js"
        for column in boot["columns"].split()
        for *_, name in json.loads(unpacked(ARTIFACTS, column)[2:].partition(b"]]")[0] + b"]]")
    }
    paths = {a.path for a in ARTIFACTS}
    assert named | texts | {"search/boot.js", "search/lunr.json"} <= paths
    assert all(a.digest == digest_bytes(a.data) for a in ARTIFACTS)


def test_the_same_site_gives_the_same_bytes() -> None:
    assert search_artifacts(sample_site()) == ARTIFACTS


def test_shards_hold_every_term_with_its_places() -> None:
    found = postings(ARTIFACTS)
    for number, linked in enumerate(reversed(list(SITE.plans.values()))):
        for n, document in enumerate(plan_documents(linked)):
            for field, pieces in enumerate(pieces_by_field(document).values()):
                expected: dict[str, list[int]] = {}
                terms, places, bridges = placed("\n".join(pieces))
                for term, place in [*zip(terms, places, strict=True), *bridges]:
                    expected.setdefault(term, []).append(place)
                for term, own in expected.items():
                    assert found[term][number, n * len(FIELDS) + field] == sorted(own)
    assert list(found) == in_order(found)


def test_averages_are_those_of_lunr() -> None:
    documents = [d for linked in SITE.plans.values() for d in plan_documents(linked)]
    for place, name in enumerate(FIELDS):
        sizes = [len(tokens("\n".join(pieces_by_field(d)[name]))) for d in documents]
        assert boot_of(ARTIFACTS)["averages"][place] == sum(sizes) / len(sizes)


def test_rows_hold_every_document() -> None:
    found = rows(ARTIFACTS)
    assert list(found) == list(reversed(list(SITE.plans)))
    for key, linked in SITE.plans.items():
        for document in plan_documents(linked):
            assert found[key][document.task][2] == document.title


def test_only_small_sites_publish_lunrs_own_index() -> None:
    plans = {f"p{n}": linked_plan(2000 + n) for n in range(SMALL)}
    few = dict(list(plans.items())[1:])
    assert not any(a.path.endswith("lunr.json") for a in search_artifacts(linked_site(plans)))
    assert any(a.path.endswith("lunr.json") for a in search_artifacts(linked_site(few)))


def test_no_plans() -> None:
    site = replace(sample_site(linked_plan(2022)), plans={}, units=(), topics=(), years=())
    boot = boot_of(search_artifacts(site))
    assert boot["shards"] == boot["columns"] == ""
    assert boot["documents"] == 0


def test_facets_say_what_narrows_a_search() -> None:
    name = boot_of(ARTIFACTS)["facets"]
    years, kind, issuer, documents = json.loads(unpacked(ARTIFACTS, name))[0]
    assert (years, kind, issuer) == ([2021], "工作要点", "云澜市教育局")
    assert documents[3] == ["u6", "u7 u8 u9 u10 u0 u1 u2 u3 u4", "preschool", "term", 1]


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

    return linked_site({f"p{n}": told(linked_plan(2000 + n)) for n in range(40)})


def test_an_edit_leaves_most_files_as_they_are() -> None:
    before = large(3)
    linked = before.plans["p17"]
    task = linked.tasks[2]
    text = task.task.text[0]
    edited = replace(task, task=replace(task.task, text=(text[:90] + "教育" + text[90:],)))
    tasks = (*linked.tasks[:2], edited, *linked.tasks[3:])
    after = replace(before, plans={**before.plans, "p17": replace(linked, tasks=tasks)})
    old, new = search_artifacts(before), search_artifacts(after)
    names = {a.path for a in old}
    sizes = Counter[bool]()
    for artifact in new:
        sizes[artifact.path in names and artifact.path != "search/boot.js"] += len(artifact.data)
    assert len(boot_of(new)["shards"].split()) > 10
    assert set(boot_of(old)["firsts"].split()) ^ set(boot_of(new)["firsts"].split()) <= {"教育"}
    assert sizes[True] > 0


def test_traditional_text_carries_its_simplified_twin() -> None:
    linked = linked_plan(2022)
    site = sample_site(replace(linked, plan=replace(linked.plan, opening=("辦好學前教育。",))))
    own = rows(search_artifacts(site))[linked.plan.id]
    assert "辦好學前教育。" in own[""][6]
    assert "办好学前教育。" in own[""][9].split("\n")
    assert all(row[9] == "" for task, row in own.items() if task)
