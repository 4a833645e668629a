"""What documents say for what visitors say."""

from dataclasses import replace

from generator.model.registers import Synonym
from generator.search.synonyms import synonyms_of
from tests.show.sample import linked_plan, sample_site


def test_the_register_comes_first_then_the_names_of_units() -> None:
    site = replace(
        sample_site(linked_plan(2022)), synonyms=(Synonym(words=("大班",), means=("大班额",)),)
    )
    found = synonyms_of(site)
    assert found[0] == (["大班"], ["大班额"])
    assert (["云澜市卫生健康委员会", "市卫健委"], ["市卫健委"]) in found


def test_a_unit_printed_under_its_only_name_needs_none() -> None:
    found = synonyms_of(sample_site(linked_plan(2022)))
    assert not any(words == ["临溪县人民政府"] for words, _ in found)
