"""What documents say for what visitors say: tried where a word is not found, and told.

In: a Site. Out: pairs of lists, words and what they mean. Not its business: when they are tried.
"""

from collections.abc import Iterable, Iterator

from generator.model.site import Site
from generator.recall import Recall, anew

Synonyms = tuple[list[str], list[str]]


def synonyms_of(site: Site, recall: Recall = anew) -> list[Synonyms]:
    """Return the register of synonyms; then each unit's names, which mean those that the texts have for it."""
    units = tuple(
        (tuple(name for name, _ in e.names), (e.unit.name, *e.unit.aliases)) for e in site.units
    )
    register = [(list(entry.words), list(entry.means)) for entry in site.synonyms]
    return [
        *register,
        *recall("synonyms of units", None, units, lambda: [*_units(units)]),
    ]


def _units(units: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]) -> Iterator[Synonyms]:
    """Yield the names of each unit, with those that the texts have for it where these are others."""
    for printed, own in units:
        names, means = list(dict.fromkeys(own)), list(printed)
        if means and names != means:
            yield names, means
