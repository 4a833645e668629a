"""Mandatory page tags: asked for where a site is for disclosure, and only there."""

import re
from dataclasses import replace

from generator.link.disclosure import disclosure_problems
from generator.model.registers import SiteConfig
from generator.problems import Severity
from tests.link.test_graph import linked, markdown

FULL = SiteConfig(
    code="9901000012", domain="jyj.example", column=("规划",),
    column_description="公开规划。", column_keywords=("规划",),
)  # fmt: skip
BODY = "一、办学\n1. 建园。（牵头单位：市教育局）\n"
WHOLE = "发文机关: 云澜市教育局\n发布日期: 2021-03-11 15:40\n"


def found(config: SiteConfig, extra: str) -> list[tuple[str, str]]:
    """Return code and tag of what is missing on a site of one plan."""
    site, _ = linked([markdown("云澜市教育局2021年工作要点", BODY, extra)])
    assert site.plans
    problems = tuple(disclosure_problems(replace(site, config=config)))
    assert {problem.severity for problem in problems} <= {Severity.WARNING}
    return [(problem.code, dict(problem.values).get("tag", "")) for problem in problems]


def test_a_site_that_is_not_for_disclosure_is_asked_nothing() -> None:
    assert found(SiteConfig(), "") == []


def test_a_filled_site_lacks_nothing() -> None:
    assert found(FULL, WHOLE) == []


def test_each_empty_setting_is_named() -> None:
    one = SiteConfig(code="9901000012")
    tags = [tag for code, tag in found(one, WHOLE) if code == "tag-missing"]
    assert tags == ["SiteDomain", "ColumnName", "ColumnDescription", "ColumnKeywords"]


def test_a_plan_without_its_date_is_named() -> None:
    assert found(FULL, re.sub("发布日期.*\n", "", WHOLE)) == [("tag-no-date", "")]
