"""Units, topics, years and places as entries of an index.

In: a Site. Out: `Entry`s in the order of the site. Not its business: pages.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from generator.model.site import PlacePlans, Site, TopicTasks, UnitTasks, YearPlans
from generator.show.list_views import Entries, Entry
from generator.show.rows import Link
from generator.urls import place_url, topic_url, unit_url, year_url


def unit_entry(found: UnitTasks) -> Entry:
    """Return the unit as an entry; the note is its kind, below which the index lists it."""
    unit, lead = found.unit, len(found.lead)
    tasks = lead + len(found.cooperating)
    return Entry(unit.name, unit_url(unit.id), unit.kind, tasks, lead, len(found.issued))


def topic_entry(found: TopicTasks) -> Entry:
    """Return the topic as an entry."""
    topic = found.topic
    return Entry(topic.name, topic_url(topic.id), "", len(found.tasks), 0, len(found.plans))


def year_entry(found: YearPlans) -> Entry:
    """Return the year as an entry."""
    return Entry(str(found.year), year_url(found.year), "", 0, 0, len(found.plans))


def place_entry(key: str, found: PlacePlans) -> Entry:
    """Return the place as an entry."""
    return Entry(found.name, place_url(key), "", 0, 0, len(found.plans))


def in_kinds(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries with those of the same note together; the first of each decides its place."""
    order = {note: n for n, note in enumerate(dict.fromkeys(entry.note for entry in entries))}
    return tuple(sorted(entries, key=lambda entry: order[entry.note]))


def by_note(entries: Iterable[Entry]) -> tuple[Entries, ...]:
    """Return the entries with those of the same note that follow each other below one heading."""
    return tuple(
        Entries(note, tuple(group)) for note, group in groupby(entries, key=lambda e: e.note)
    )


def year_links(site: Site, without: int | None = None) -> tuple[Link, ...]:
    """Return the years, newest first; the one without an address is the page's own."""
    return tuple(
        Link(str(y.year), "" if y.year == without else year_url(y.year)) for y in site.years
    )


def place_links(site: Site) -> Mapping[str, Link]:
    """Return the places that have a page, by name."""
    return {found.name: Link(found.name, place_url(key)) for key, found in site.places.items()}


def busiest(site: Site, room: int) -> tuple[UnitTasks, ...]:
    """Return the units that lead most tasks; the site's order decides between equals."""
    leading = [found for found in site.units if found.lead]
    return tuple(sorted(leading, key=lambda found: -len(found.lead))[:room])
