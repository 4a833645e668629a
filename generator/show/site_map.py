"""The map of the site: every way in, on one page that does not grow with the site.

In: a Site. Out: a `Sheaf` of one page. It names what there is, the first of each kind, and where all are listed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from generator.model.site import Site
from generator.portable import portable
from generator.recall import Recall
from generator.show.entries import in_kinds, place_entry, topic_entry, unit_entry, year_entry
from generator.show.list_views import Entry
from generator.show.outline import Outline, Sheaf, lone
from generator.show.register_files import YearFiles, Years, files_for
from generator.show.rows import Link
from generator.urls import CATALOGUE, MEASURES, PAIRS, SITE_MAP, TOGETHER, due_url

_ROOM = 60
"""Topics, years and places that are named."""
_KINDS, _UNITS = 12, 12
"""Kinds of units that are named, and units of each."""


@portable
@dataclass(frozen=True, slots=True)
class Ways:
    """The ways in of a kind."""

    kind: str
    """units, topics, years, deadlines or places: picks the words."""
    name: str
    """Of the kind of units; "" for all else."""
    links: tuple[Link, ...]
    more: int
    """How many are not named."""


@portable
@dataclass(frozen=True, slots=True)
class SiteMapView:
    """The map of the site."""

    registers: tuple[str, ...]
    """Addresses of lists; their words are in the catalogue."""
    ways: tuple[Ways, ...]
    units: tuple[Ways, ...]
    """By kind."""
    tasks: tuple[YearFiles, ...]
    targets: tuple[YearFiles, ...]
    pairs: str
    """The address of the table of who works with whom, or ""."""
    has_catalogue: bool


def site_map(site: Site, years: Years, recall: Recall) -> Sheaf:
    """Return the map of the site."""
    view = SiteMapView(
        registers=tuple(_registers(site)),
        ways=tuple(_others(site)),
        units=tuple(_units(site)),
        tasks=files_for("tasks", years),
        targets=files_for("targets", years),
        pairs=PAIRS if site.shares_tasks else "",
        has_catalogue=bool(site.plans),
    )
    return lone(recall, "site map", (Outline(SITE_MAP, "pages/sitemap.html.j2", view),))


def _registers(site: Site) -> Iterator[str]:
    has_tasks = any(head.tasks for head in site.heads.values())
    lists = (
        ("plans/", bool(site.plans)),
        (CATALOGUE, bool(site.plans)),
        ("tasks/", has_tasks),
        ("targets/", any(head.targets for head in site.heads.values())),
        (MEASURES, bool(site.measures)),
        ("policies/", bool(site.policies)),
        (TOGETHER, site.shares_tasks),
        ("search/", True),
    )
    return (address for address, is_there in lists if is_there)


def _units(site: Site) -> Iterator[Ways]:
    """Yield the units by kind, in the order of the index."""
    entries = in_kinds([unit_entry(found) for found in site.units])
    kinds = groupby(entries, key=lambda entry: entry.note)
    for note, group in islice(kinds, _KINDS):
        yield _ways("units", note, [*group], _UNITS)


def _others(site: Site) -> Iterator[Ways]:
    lists: tuple[tuple[str, list[Entry]], ...] = (
        ("years", [year_entry(found) for found in site.years]),
        ("topics", [topic_entry(found) for found in site.topics]),
        ("deadlines", [Entry(str(year), due_url(year), "", 0, 0, 0) for year in site.due_years]),
        ("places", [place_entry(*each) for each in site.places.items()]),
    )
    yield from (_ways(kind, "", entries, _ROOM) for kind, entries in lists if entries)


def _ways(kind: str, name: str, entries: list[Entry], room: int) -> Ways:
    links = tuple(Link(entry.name, entry.address) for entry in entries[:room])
    return Ways(kind, name, links, max(len(entries) - room, 0))
