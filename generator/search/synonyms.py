"""What documents say for what visitors say: tried where a word is not found, and told.

In: a Site. Out: pairs of lists, words and what they mean. Not its business: when they are tried.
"""

from collections.abc import Iterator

from generator.model.site import Site

Synonyms = tuple[list[str], list[str]]


def synonyms_of(site: Site) -> list[Synonyms]:
    """Return the register of synonyms; then each unit's names, which mean those that the texts have for it."""
    register = [(list(entry.words), list(entry.means)) for entry in site.synonyms]
    return [*register, *_units(site)]


def _units(site: Site) -> Iterator[Synonyms]:
    printed: dict[str, dict[str, None]] = {}
    for linked in site.plans.values():
        for task in linked.tasks:
            for link in task.units:
                printed.setdefault(link.unit.id, {})[link.name] = None
    for entry in site.units:
        unit = entry.unit
        names = list(dict.fromkeys((unit.name, *unit.aliases)))
        means = sorted(printed.get(unit.id, {}))
        if means and names != means:
            yield names, means
