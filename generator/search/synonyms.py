"""What documents say for what visitors say: tried where a word is not found, and told.

In: a Site. Out: pairs of lists, words and what they mean. Not its business: when they are tried.
"""

from collections.abc import Iterable, Iterator

from generator.model.site import LinkedPlan, Site
from generator.recall import Recall, anew, gist

Synonyms = tuple[list[str], list[str]]


def synonyms_of(site: Site, recall: Recall = anew) -> list[Synonyms]:
    """Return the register of synonyms; then each unit's names, which mean those that the texts have for it."""
    plans = site.plans
    printed = gist(recall, "units printed", (plans,), None, lambda key: _printed(plans[key]))
    units = tuple((e.unit.id, e.unit.name, *e.unit.aliases) for e in site.units)
    register = [(list(entry.words), list(entry.means)) for entry in site.synonyms]
    return [
        *register,
        *recall("synonyms of units", printed, units, lambda: [*_units(printed.values(), units)]),
    ]


def _printed(linked: LinkedPlan) -> frozenset[tuple[str, str]]:
    """Return the units that a plan names, each with its name there."""
    return frozenset((link.unit.id, link.name) for task in linked.tasks for link in task.units)


def _units(
    printed: Iterable[frozenset[tuple[str, str]]], units: Iterable[tuple[str, ...]]
) -> Iterator[Synonyms]:
    found: dict[str, list[str]] = {}
    for key, name in set().union(*printed):
        found.setdefault(key, []).append(name)
    for key, *own in units:
        names = list(dict.fromkeys(own))
        means = sorted(found.get(key, ()))
        if means and names != means:
            yield names, means
