"""The page tags that a government site must have: whether the settings and the plans fill them.

In: a Site. Out: problems. A site is asked for them once its settings say that it is one: that it has an identification
code, a domain or a column. Not its business: how the tags are written (`site_templates/parts/tags.html.j2`).

Source: 国办发〔2017〕47号《政府网站发展指引》, annex on page design: SiteName, SiteDomain, SiteIDCode; ColumnName,
ColumnDescription, ColumnKeywords, ColumnType; ArticleTitle, PubDate, ContentSource are mandatory.
"""

from collections.abc import Iterator
from typing import Final

from generator.model.registers import SiteConfig
from generator.model.site import LinkedPlan, Site
from generator.problems import Problem, Severity, Span, problem

SETTINGS: Final = "site.yaml"
_TAGS: Final = (
    ("SiteDomain", "domain", "域名"),
    ("SiteIDCode", "code", "网站标识码"),
    ("ColumnName", "column", "栏目"),
    ("ColumnDescription", "column_description", "栏目说明"),
    ("ColumnKeywords", "column_keywords", "栏目关键词"),
)
"""Each tag with the setting that fills it, by its two names. SiteName always has a value, and so has ColumnType."""


def disclosure_problems(site: Site) -> Iterator[Problem]:
    """Yield what mandatory tags lack."""
    config = site.config
    if not (config.code or config.domain or config.column):
        return
    for tag, setting, name in _missing(config):
        yield problem(
            "tag-missing", Span(SETTINGS), Severity.WARNING, tag=tag, setting=setting, name=name
        )
    for head in site.heads.values():
        if not head.linked.is_draft:
            yield from _of_plan(head.linked)


def _missing(config: SiteConfig) -> Iterator[tuple[str, str, str]]:
    return (found for found in _TAGS if not getattr(config, found[1]))


def _of_plan(linked: LinkedPlan) -> Iterator[Problem]:
    plan, meta = linked.plan, linked.plan.meta
    if not meta.published:
        yield problem("tag-no-date", plan.at, Severity.WARNING)
    if not (meta.source or plan.issuer):
        yield problem("tag-no-source", plan.at, Severity.WARNING)
