"""The registers that editors keep beside the plans: units, topics, policies, and the site itself."""

from dataclasses import dataclass, field

from generator.portable import portable
from generator.problems import Span


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """An organisation that issues plans, leads tasks or cooperates in them."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    parent: str = ""
    """The id of the unit it belongs to."""
    region: str = ""
    """The place it serves, e.g. 云澜市; decides what 市教育局 means in a plan."""
    registered: bool = True
    """False for a unit that only occurs in texts and was given an id by the program."""
    at: Span = field(default=Span(), compare=False, repr=False)


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A subject of work; its words suggest it for tasks."""

    id: str
    name: str
    words: tuple[str, ...] = ()
    at: Span = field(default=Span(), compare=False, repr=False)


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A document that plans cite. Identity is issuer + title (+ number)."""

    id: str
    title: str
    issuer: str = ""
    number: str = ""
    date: str = ""
    url: str = ""
    level: str = ""
    aliases: tuple[str, ...] = ()
    registered: bool = True
    at: Span = field(default=Span(), compare=False, repr=False)


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Synonym:
    """What visitors say, and what documents say instead: the search tries the second where the first is not found."""

    words: tuple[str, ...]
    means: tuple[str, ...]
    at: Span = field(default=Span(), compare=False, repr=False)


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class SiteConfig:
    """Settings of the site; every one has a default, so a content folder needs nothing but plans."""

    name: str = "工作规划库"
    language: str = "zh-CN"
    """zh-CN or en: the language of the pages' own words."""
    base_url: str = ""
    """Absolute address with a closing slash, for feed and sitemap; empty: these use relative or no links."""
    region: str = ""
    """The place whose 市/县 is meant where a plan's issuer does not say."""
    description: str = ""
    code: str = ""
    """网站标识码"""
    domain: str = ""
    column: tuple[str, ...] = ()
    """Column path of the portal that the site is part of."""
    column_description: str = ""
    column_keywords: tuple[str, ...] = ()
    owner: str = ""
    contact: str = ""
    icp: str = ""
    police: str = ""
    error_report: str = ""
    """Address of the portal's error report page."""
    manuscripts: bool = False
    """Whether the files that plans are written in can be downloaded: they may hold remarks of their editors."""
    page_size: int = 50
    """Rows on one page of a long list."""


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """All registers of a content folder."""

    config: SiteConfig = SiteConfig()
    units: tuple[Unit, ...] = ()
    topics: tuple[Topic, ...] = ()
    policies: tuple[Policy, ...] = ()
    synonyms: tuple[Synonym, ...] = ()
