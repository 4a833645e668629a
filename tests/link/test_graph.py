"""Plans and registers linked: what refers to what, in both directions, and what does not fit."""

from collections.abc import Sequence
from functools import partial

from generator.files import FileFact, Source
from generator.forms.documents import parse_plan
from generator.link.graph import link
from generator.link.sketch import read_as
from generator.model.registers import Policy, Registers, SiteConfig, Topic, Unit
from generator.model.site import Site
from generator.problems import Problem

REGISTERS = Registers(
    config=SiteConfig(region="云澜市"),
    units=(
        Unit(id="jyj", name="云澜市教育局", region="云澜市"),
        Unit(id="czj", name="云澜市财政局", region="云澜市"),
        Unit(id="wgl", name="云澜市文化广播电视和旅游局", region="云澜市"),
    ),
    topics=(Topic(id="preschool", name="学前教育", words=("幼儿园",)),),
    policies=(
        Policy(id="a", title="关于教师队伍建设的意见", issuer="江岳省教育厅"),
        Policy(id="b", title="关于教师队伍建设的意见", issuer="云澜市教育局"),
    ),
)
NOW = "2026-01-01T12:00"


def markdown(title: str, body: str, extra: str = "") -> str:
    """Return a plan in Markdown."""
    return f"---\n标题: {title}\n{extra}---\n{body}"


def linked(
    plans: Sequence[str], *, drafts: bool = False, now: str = NOW, files: tuple[str, ...] = ()
) -> tuple[Site, tuple[Problem, ...]]:
    """Return the site of Markdown plans p0.md, p1.md …"""
    parsed = {
        f"plans/p{i}.md": parse_plan(Source(f"plans/p{i}.md", text, str(i)), REGISTERS.topics)
        for i, text in enumerate(plans)
    }
    facts = {path: FileFact(path, 10, "d") for path in files}
    read = {path: read_as(one, partial(parsed.__getitem__, path)) for path, one in parsed.items()}
    return link(read, REGISTERS, facts, now, drafts)


def codes(found: Sequence[Problem]) -> set[str]:
    """Return the codes of the problems."""
    return {each.code for each in found}


BODY = "一、甲\n1. 扩大幼儿园资源。新建幼儿园。（牵头单位：市教育局，配合单位：财政局、文广旅局）\n"


def test_units_of_a_plan_are_those_of_its_place() -> None:
    site, _ = linked([markdown("云澜市教育局2021年工作要点", BODY)])
    task = site.plans["p0"].tasks[0]
    assert [(each.unit.id, each.role) for each in task.units] == [
        ("jyj", "lead"), ("czj", "cooperating"), ("wgl", "cooperating"),
    ]  # fmt: skip
    of_unit = {each.unit.id: each for each in site.units}
    assert of_unit["jyj"].issued == ("p0",)
    assert [ref.task for ref in of_unit["jyj"].lead] == ["t1"]
    assert [ref.task for ref in of_unit["wgl"].cooperating] == ["t1"]
    assert [each.topic.id for each in site.topics] == ["preschool"]


def test_a_short_name_read_by_rule_is_told() -> None:
    _, found = linked([markdown("云澜市教育局2021年工作要点", BODY)])
    assert "unit-by-rule" in codes(found)


def test_an_unknown_unit_is_told_with_what_it_may_mean() -> None:
    body = "一、甲\n1. 乙。丙。（牵头单位：市教育居）\n"
    site, found = linked([markdown("云澜市教育局2021年工作要点", body)])
    assert codes(found) & {"unknown-unit", "unknown-unit-similar"}
    assert [each.unit.registered for each in site.plans["p0"].tasks[0].units] == [False]


def test_the_same_title_by_two_issuers_stays_two_policies() -> None:
    title = "《关于教师队伍建设的意见》"
    body = f"一、甲\n1. 乙。落实江岳省教育厅{title}。\n2. 丙。落实云澜市教育局{title}。\n"
    site, found = linked([markdown("云澜市教育局2021年工作要点", body)])
    assert [[p.policy.id for p in task.policies] for task in site.plans["p0"].tasks] == [
        ["a"],
        ["b"],
    ]
    assert "ambiguous-policy" not in codes(found)


def test_a_title_alone_that_several_issuers_share_is_ambiguous_and_not_merged() -> None:
    body = "一、甲\n1. 乙。落实《关于教师队伍建设的意见》。\n"
    site, found = linked([markdown("云澜市教育局2021年工作要点", body)])
    assert "ambiguous-policy" in codes(found)
    assert not site.plans["p0"].tasks[0].policies[0].policy.registered


def test_neighbours_are_the_same_issuers_plans_of_the_years_beside() -> None:
    plans = [markdown(f"云澜市教育局{year}年工作要点", BODY) for year in (2020, 2021, 2022)]
    site, _ = linked([*plans, markdown("望川县教育局2021年工作要点", BODY)])
    assert (site.plans["p1"].previous, site.plans["p1"].following) == ("p0", "p2")
    assert site.plans["p3"].previous == ""
    assert [each.year for each in site.years] == [2022, 2021, 2020]


def test_plans_are_of_the_place_of_their_issuer() -> None:
    titles = (
        "云澜市教育局2021年工作要点",
        "望川县教育局2021年工作要点",
        "教育局2020年工作要点",
        "望川县人民政府2020年工作要点",
        "教育部2021年工作要点",
    )
    site, _ = linked([markdown(title, BODY) for title in titles])
    found = {key: (each.name, sorted(each.plans)) for key, each in site.places.items()}
    assert found == {"yls": ("云澜市", ["p0", "p2"]), "wcx": ("望川县", ["p1", "p3"])}
    assert [unit.name for unit in site.places["yls"].issuers] == ["云澜市教育局"]
    assert {unit.name for unit in site.places["wcx"].issuers} == {"望川县教育局", "望川县人民政府"}


def test_a_site_of_one_place_has_no_way_in_by_place() -> None:
    site, _ = linked([markdown(f"云澜市教育局{year}年工作要点", BODY) for year in (2020, 2021)])
    assert site.places == {}


def test_places_of_the_same_initials_have_ids_of_their_own() -> None:
    titles = (
        "云澜市教育局2021年工作要点",
        "银陵市教育局2021年工作要点",
        "云岭市教育局2021年工作要点",
    )
    site, _ = linked([markdown(title, BODY) for title in titles])
    assert len(site.places) == 3
    assert {each.name for each in site.places.values()} == {"云澜市", "银陵市", "云岭市"}


def test_a_replaced_plan_knows_by_which() -> None:
    old = markdown("云澜市教育局2020年工作要点", BODY)
    site, _ = linked([old, markdown("云澜市教育局2021年工作要点", BODY, "替代: p0\n")])
    assert site.plans["p0"].superseded_by == "p1"


def test_what_is_not_public_is_nowhere() -> None:
    hidden = [
        markdown("云澜市教育局2021年工作要点", BODY, "草稿: 是\n"),
        markdown("云澜市教育局2022年工作要点", BODY, "定时发布: 2026-01-02\n"),
        markdown("云澜市教育局2023年工作要点", BODY, "到期下线: 2026-01-01\n"),
    ]
    site, _ = linked(hidden)
    assert not site.plans
    assert not (site.units or site.topics or site.policies or site.years or site.heads)
    shown, _ = linked(hidden, drafts=True)
    assert [plan.is_draft for plan in shown.plans.values()] == [True, True, True]


def test_a_plan_appears_and_expires_at_its_moment() -> None:
    plan = markdown(
        "云澜市教育局2021年工作要点", BODY, "定时发布: 2026-01-02 09:00\n到期下线: 2026-02-01\n"
    )
    public = [bool(linked([plan], now=now)[0].plans) for now in (
        "2026-01-02T08:59", "2026-01-02T09:00", "2026-01-31T23:59", "2026-02-01T00:00",
    )]  # fmt: skip
    assert public == [False, True, True, False]


def test_attachments_lead_to_files_or_are_told() -> None:
    entries = (
        "{标题: 甲, 文件: ../files/a.csv}",
        "{标题: 乙, 文件: ../files/b.csv}",
        "{标题: 丙}",
        "{标题: 丁, 文件: ../../x}",
    )
    extra = "附件:\n" + "".join(f"  - {entry}\n" for entry in entries)
    site, found = linked(
        [markdown("云澜市教育局2021年工作要点", BODY, extra)], files=("files/a.csv",)
    )
    assert [each.address for each in site.plans["p0"].attachments] == ["plans/p0/files/a.csv"]
    lines = {(each.code, each.at.line) for each in found}
    assert {
        ("missing-attachment", 5),
        ("attachment-without-file", 6),
        ("missing-attachment", 7),
    } <= lines


def test_links_in_the_text_lead_to_pages_or_are_told() -> None:
    body = "一、甲\n1. 乙。见[上年](../p1/)和[单位](../../units/jyj/)和[无](../p9/)和[外](https://a.example/)。（牵头单位：市教育局）\n"
    _, found = linked(
        [markdown("云澜市教育局2021年工作要点", body), markdown("云澜市教育局2020年工作要点", BODY)]
    )
    assert [
        (each.at.line, dict(each.values)["link"]) for each in found if each.code == "broken-link"
    ] == [(5, "../p9/")]


def test_references_that_lead_nowhere_are_told() -> None:
    extra = "替代: p7\n主题: 航天\n落实情况:\n  - {任务: t9, 日期: 2021-12-01, 状态: 已完成}\n"
    _, found = linked([markdown("云澜市教育局2021年工作要点", BODY, extra)])
    assert {"unknown-plan", "unknown-topic", "unknown-task"} <= codes(found)


def test_an_id_used_twice_is_told() -> None:
    plans = [
        markdown(f"云澜市教育局{year}年工作要点", BODY, "标识: same\n") for year in (2020, 2021)
    ]
    site, found = linked(plans)
    assert "repeated-plan-id" in codes(found)
    assert len(site.plans) == 1


def test_the_order_of_plans_does_not_depend_on_the_order_of_files() -> None:
    plans = [
        markdown(f"云澜市教育局{year}年工作要点", BODY, f"发布日期: {year}-03-01\n")
        for year in (2020, 2022, 2021)
    ]
    site, _ = linked(plans)
    assert list(site.plans) == ["p1", "p2", "p0"]
