"""The files of the search: which there are, that they never change by themselves, that nothing breaks them."""

import json
from dataclasses import replace
from typing import Any

from generator.digests import digest_bytes
from generator.files import Artifact
from generator.model.site import Site
from generator.search.index import search_artifacts
from generator.search.scripts import content_script
from tests.show.sample import linked_plan, sample_site

CALL = b"plansite.search.take("


def value(artifact: Artifact) -> Any:
    """Return what the script hands over."""
    assert artifact.data.startswith(CALL)
    _, packed = artifact.data[len(CALL) : -len(b");\n")].decode().split(",", 1)
    return json.loads(packed)


def by_name(site: Site) -> dict[str, Artifact]:
    return {
        a.path.removeprefix("search/").split("-")[0].split(".")[0]: a
        for a in search_artifacts(site)
    }


def test_boot_names_all_other_files() -> None:
    artifacts = search_artifacts(sample_site())
    boot = value(artifacts[0])
    assert artifacts[0].path == "search/boot.js"
    named = [boot["index"], boot["catalogue"], boot["characters"], *boot["texts"]]
    assert [f"search/{name}" for name in named] == [a.path for a in artifacts[1:]]
    assert all(a.digest == digest_bytes(a.data) for a in artifacts)


def test_the_same_site_gives_the_same_bytes() -> None:
    assert search_artifacts(sample_site()) == search_artifacts(sample_site())


def test_a_change_renames_what_it_changes() -> None:
    linked = linked_plan(2022)
    edited = replace(linked, plan=replace(linked.plan, opening=("换了一句话。",)))
    before, after = by_name(sample_site(linked)), by_name(sample_site(edited))
    assert before["texts"].path != after["texts"].path
    assert before["catalogue"].path == after["catalogue"].path
    assert before["boot"].path == after["boot"].path


def test_no_plans() -> None:
    artifacts = by_name(
        replace(sample_site(linked_plan(2022)), plans={}, units=(), topics=(), years=())
    )
    assert value(artifacts["index"])["terms"] == ""
    assert value(artifacts["boot"])["texts"] == []
    assert value(artifacts["catalogue"])["documents"] == []


def test_the_catalogue_says_what_narrows_a_search() -> None:
    catalogue = value(by_name(sample_site())["catalogue"])
    assert ["preschool", "学前教育"] in catalogue["topics"]
    plan = catalogue["plans"][-1]
    assert plan[:4] == [
        "jyj-2021",
        "../plans/jyj-2021/index.html",
        "云澜市教育局2021年工作要点",
        "2021-03-11",
    ]
    assert plan[5:] == ["ended", [2021]]


def test_half_a_character_arrives_as_it_was() -> None:
    artifact = content_script("x", ["\ud800教\u2028"])
    artifact.data.decode()
    assert value(artifact) == ["\ud800教\u2028"]


def test_traditional_text_carries_its_simplified_twin() -> None:
    linked = linked_plan(2022)
    site = sample_site(replace(linked, plan=replace(linked.plan, opening=("辦好學前教育。",))))
    row = value(by_name(site)["texts"])[0]
    assert "辦好學前教育。" in row[5]
    assert "办好学前教育。" in row[8].split("\n")
    assert all(other[8] == "" for other in value(by_name(site)["texts"])[1:])
