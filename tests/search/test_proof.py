"""The search proves itself, and a broken one is found out; what is not public stands in none of its files."""

from dataclasses import replace

import pytest

from generator.files import Artifact
from generator.search.documents import Document, plan_documents
from generator.search.index import search_artifacts
from generator.search.proof import unproved
from tests.search.reading import boot_of, unpacked
from tests.show.sample import linked_plan, linked_site

SECRET = "蹊跷鼙鼓"


def site_of(
    *years: int,
) -> tuple[dict[str, tuple[str, tuple[Document, ...]]], tuple[Artifact, ...]]:
    site = linked_site({f"jyj-{year}": linked_plan(year) for year in years})
    plans = {key: (p.plan.path, plan_documents(p)) for key, p in site.plans.items()}
    return plans, search_artifacts(site)


def test_what_is_published_is_found() -> None:
    assert list(unproved(*site_of(2023, 2022, 2021))) == []


@pytest.mark.parametrize("years", [(2023, 2022), (2023, 2022, 2021, 2020)])
def test_a_plan_too_few_or_too_many_is_found_out(years: tuple[int, ...]) -> None:
    plans, _ = site_of(*years)
    _, artifacts = site_of(2023, 2022, 2021)
    assert [p.code for p in unproved(plans, artifacts)] == ["search-misses"]


def test_missing_terms_are_found_out() -> None:
    plans, artifacts = site_of(2023, 2022)
    other = linked_plan(2022)
    changed = replace(other, plan=replace(other.plan, title=SECRET))
    plans = {**plans, "jyj-2022": (changed.plan.path, plan_documents(changed))}
    found = list(unproved(plans, artifacts))
    assert [p.at.path for p in found] == ["plans/jyj-2022.md"]


def test_what_is_not_public_is_in_no_file() -> None:
    """A site holds what is public only; nothing else reaches the files of its search."""
    _, artifacts = site_of(2023, 2022)
    boot = boot_of(artifacts)
    packed = [a.path.split("/")[1][:-3] for a in artifacts if a.path.endswith(".js")]
    texts = [unpacked(artifacts, name) for name in packed if name != "boot"]
    assert boot["plans"] == 2
    secrets = [SECRET[:2].encode(code) for code in ("utf-8", "gbk")]
    assert not any(secret in text for text in texts for secret in (b"jyj-2021", *secrets))
