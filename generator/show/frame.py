"""What every page shows around its own content: the site's name, navigation and footer.

In: a Site. Out: a `Frame`. It holds nothing that changes with a plan, or each edit would touch all pages.
"""

from dataclasses import dataclass

from generator.model.site import Site
from generator.portable import portable


@portable
@dataclass(frozen=True, slots=True)
class Frame:
    """The site as each page shows it."""

    name: str
    language: str
    base_url: str
    description: str
    code: str
    domain: str
    column: tuple[str, ...]
    column_description: str
    column_keywords: tuple[str, ...]
    owner: str
    contact: str
    icp: str
    police: str
    error_report: str
    sections: tuple[str, ...]
    """The sections with something in them, as addresses, in the order of the navigation."""


def web(url: str) -> str:
    """Return `url` if a browser may follow it from a page, else ""."""
    return url if url.lower().startswith(("http://", "https://")) else ""


def frame_of(site: Site) -> Frame:
    """Return what all pages of the site share."""
    config = site.config
    return Frame(
        name=config.name,
        language=config.language,
        base_url=web(base_of(config.base_url)),
        description=config.description,
        code=config.code,
        domain=config.domain,
        column=config.column,
        column_description=config.column_description,
        column_keywords=config.column_keywords,
        owner=config.owner,
        contact=config.contact,
        icp=config.icp,
        police=config.police,
        error_report=web(config.error_report),
        sections=tuple(_sections(site)),
    )


def base_of(url: str) -> str:
    """Return the absolute address of the site with its closing slash, or ""."""
    return f"{url.rstrip('/')}/" if url else ""


def _sections(site: Site) -> list[str]:
    """Return the sections that are not empty: an empty column is a fault in every inspection."""
    has_tasks = any(head.tasks for head in site.heads.values())
    sections = (
        ("plans/", bool(site.plans)),
        ("tasks/", has_tasks),
        ("targets/", any(head.targets for head in site.heads.values())),
        ("units/", bool(site.units)),
        ("topics/", bool(site.topics)),
        ("years/", bool(site.years)),
        ("policies/", bool(site.policies)),
    )
    return [address for address, is_there in sections if is_there]
