"""Targets of several plans, set beside each other where they measure the same."""

from generator.model.site import Measure, Site
from tests.link.test_graph import linked, markdown

TITLE = "云澜市教育局{}年工作要点"
BODY = "一、甲\n1. 扩大资源。{}（牵头单位：市教育局）\n"


def site_of(*plans: tuple[str, str, str]) -> Site:
    """Return the site of (issuer, year, sentence)."""
    texts = [
        markdown(f"{issuer}{year}年工作要点", BODY.format(words), f"年份: {year}\n发文机关: {issuer}\n")
        for issuer, year, words in plans
    ]  # fmt: skip
    return linked(texts)[0]


def values(measure: Measure) -> list[tuple[str, int, int]]:
    """Return who set which target for which year."""
    return [(r.issuer.name, r.year, int(r.target.value)) for r in measure.readings]


A, B = "云澜市教育局", "临溪县教育局"


def test_by_issuer_and_year() -> None:
    site = site_of(
        (A, "2021", "公办园覆盖面达到65%以上。"),
        (A, "2020", "全市公办园覆盖面达到60%。"),
        (B, "2021", "全县公办园覆盖面达到55%。"),
        (A, "2022", "新建公办园15所。"),
    )
    (measure,) = site.measures
    assert (measure.name, measure.unit) == ("公办园覆盖面", "%")
    assert values(measure) == [(A, 2020, 60), (A, 2021, 65), (B, 2021, 55)]
    assert site.measured["p0"] == {"t1": (measure.id,)}
    assert "p3" not in site.measured
    assert {key: own["t1"] for key, own in site.measured.items()} == dict.fromkeys(
        ("p0", "p1", "p2"), (measure.id,)
    )


def test_the_year_that_a_sentence_names_counts() -> None:
    site = site_of(
        (A, "2021", "到2025年，公办园覆盖面达到80%。"), (A, "2022", "公办园覆盖面达到70%。")
    )
    assert [reading.year for reading in site.measures[0].readings] == [2022, 2025]


def test_one_plan_alone_is_no_comparison() -> None:
    assert (
        site_of((A, "2021", "公办园覆盖面达到65%。到2025年，公办园覆盖面达到80%。")).measures == ()
    )


def test_an_id_depends_on_the_words_alone() -> None:
    two = ((A, "2021", "公办园覆盖面达到65%。"), (A, "2022", "公办园覆盖面达到70%。"))
    more = ((B, "2021", "公办园覆盖率达到65%。"), (B, "2022", "公办园覆盖率达到70%。"))
    few, many = site_of(*two).measures, site_of(*more, *two).measures
    assert few[0].id in {measure.id for measure in many}
    assert len({measure.id for measure in many}) == 2
    assert few[0].id.isascii()
