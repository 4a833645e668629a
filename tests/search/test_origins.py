"""Names by which a query prefers some plans to others."""

from dataclasses import replace
from itertools import accumulate

from generator.model.site import LinkedPlan
from generator.search.origins import origins_of
from tests.show.sample import UNITS, linked_plan, sample_site


def fitting(*plans: LinkedPlan) -> dict[str, set[int]]:
    """Return each name with the numbers of the plans that it fits."""
    rows = origins_of(sample_site(*plans))
    return {name: set(accumulate(numbers)) for names, numbers in rows for name in names.split()}


def issued(year: int, issuer: str) -> LinkedPlan:
    found = linked_plan(year)
    return replace(found, plan=replace(found.plan, issuer=issuer), issuer=None)


def test_an_issuer_under_its_names_its_place_and_the_years() -> None:
    found = fitting(issued(2022, "临溪县教育局"), linked_plan(2021))
    assert found["临溪县教育局"] == found["县教育局"] == found["临溪县"] == found["临溪"] == {1}
    assert found["云澜市教育局"] == found["市教育局"] == found["云澜"] == {0}
    assert found["教育局"] == {0, 1}
    assert (found["2021"], found["2022"]) == ({0}, {1})


def test_short_names_of_the_register() -> None:
    found = fitting(replace(linked_plan(2022), issuer=UNITS[6]))
    assert found["市卫健委"] == found["云澜市卫生健康委员会"] == {0}


def test_party_committees_leave_no_halves_of_names() -> None:
    found = fitting(issued(2022, "中共临溪县委宣传部"))
    assert found["临溪县"] == found["县委宣传部"] == {0}
    assert "委宣传部" not in found


def test_places_that_issue_nothing_are_known() -> None:
    assert fitting(linked_plan(2022))["望川县"] == set()


def test_a_place_of_one_character_has_no_short_name() -> None:
    assert "景" not in fitting(issued(2022, "景县教育局"))


def test_a_unit_without_plans_is_no_issuer() -> None:
    site = sample_site(linked_plan(2022))
    assert any(entry.unit is UNITS[6] for entry in site.units)
    assert "市卫健委" not in fitting(linked_plan(2022))
