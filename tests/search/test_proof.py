"""The search proves itself, and a broken one is found out; what is not public stands in none of its files."""

from dataclasses import replace

import pytest

from generator.files import Artifact
from generator.model.site import LinkedPlan
from generator.problems import Problem
from generator.search.digests import digest_of
from generator.search.documents import Document, plan_documents
from generator.search.index import search_artifacts
from generator.search.proof import missed, unproved
from generator.search.shards import Named, named
from tests.search.reading import boot_of, readable, shards
from tests.show.sample import linked_plan, linked_site

SECRET = "蹊跷鼙鼓"


def site_of(
    *years: int,
) -> tuple[dict[str, tuple[str, tuple[Document, ...]]], tuple[Artifact, ...]]:
    site = linked_site({f"jyj-{year}": linked_plan(year) for year in years})
    plans = {key: (p.plan.path, plan_documents(p)) for key, p in site.plans.items()}
    return plans, search_artifacts(site)


def unproved_of(
    plans: dict[str, tuple[str, tuple[Document, ...]]], artifacts: tuple[Artifact, ...]
) -> list[Problem]:
    """Return what the proof says of these files, whatever plans they were made from."""
    scripts = {a.path: a for a in artifacts}
    ranges: list[Named] = [
        (first, scripts[f"search/{name}.js"]) for first, name in shards(artifacts).items()
    ]
    wanted = [
        (number, sample)
        for number, (_, documents) in enumerate(reversed(plans.values()))
        for sample in digest_of(documents)[-1]
    ]
    missing = [(plan, sample[4]) for plan, sample in missed(wanted, ranges)]
    paths = {key: path for key, (path, _) in plans.items()}
    return list(unproved(paths, artifacts, named(ranges), missing))


def test_a_range_that_no_directory_names_is_found_out() -> None:
    plans, artifacts = site_of(2023, 2022)
    paths = {key: path for key, (path, _) in plans.items()}
    assert len(list(unproved(paths, artifacts, [], []))) == len(plans)


def test_what_is_published_is_found() -> None:
    assert unproved_of(*site_of(2023, 2022, 2021)) == []


@pytest.mark.parametrize("years", [(2023, 2022), (2023, 2022, 2021, 2020)])
def test_a_plan_too_few_or_too_many_is_found_out(years: tuple[int, ...]) -> None:
    plans, _ = site_of(*years)
    _, artifacts = site_of(2023, 2022, 2021)
    assert [p.code for p in unproved_of(plans, artifacts)] == ["search-misses"]


def test_missing_terms_are_found_out() -> None:
    plans, artifacts = site_of(2023, 2022)
    other = linked_plan(2022)
    changed = replace(other, plan=replace(other.plan, title=SECRET))
    plans = {**plans, "jyj-2022": (changed.plan.path, plan_documents(changed))}
    found = unproved_of(plans, artifacts)
    assert [p.at.path for p in found] == ["plans/jyj-2022.md"]


def test_what_is_not_public_is_in_no_file() -> None:
    """A site holds what is public only; nothing else reaches the files of its search."""
    _, artifacts = site_of(2023, 2022)
    boot = boot_of(artifacts)
    texts = readable({a.path: a.data for a in artifacts if a.path.endswith(".js")}).values()
    assert boot["plans"] == 2
    assert any("jyj-2022" in text for text in texts)
    assert not any(secret in text for text in texts for secret in ("jyj-2021", SECRET[:2]))


def opening_with(text: str) -> tuple[str, LinkedPlan]:
    """Return a plan that begins with this text, and its path."""
    base = linked_plan(2022)
    meta = replace(base.plan.meta, doc_no="", index_no="")
    bare = replace(base.plan, meta=meta, parts=(), notice=None, tables=(), closing=())
    return bare.path, replace(base, plan=replace(bare, opening=(text,)), tasks=())


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("完善各项制度，办好各类学校", "完善各项制度办好各类学校"),
        ("落实1+X证书制度", "落实1+X、证书制度"),
        ("公办园在园幼儿占65%以上", "公办园在园幼儿占65%，以上"),
        ("公办园在园幼儿占65%以上", "公办园在园幼儿占66%以上"),
        ("全面推进县管校聘", "县管校聘全面推进"),
    ],
)
def test_phrases_across_signs_letters_and_figures_are_looked_up(
    written: str, published: str
) -> None:
    """An index that has the words at other places is found out."""
    path, wanted = opening_with(written)
    _, other = opening_with(published)
    plans = {wanted.plan.id: (path, plan_documents(wanted))}
    own, wrong = (search_artifacts(linked_site({wanted.plan.id: p})) for p in (wanted, other))
    assert unproved_of(plans, own) == []
    assert [p.code for p in unproved_of(plans, wrong)] == ["search-misses"]
