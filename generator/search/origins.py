"""Where plans come from: names of places, issuers and years, by which a query prefers some plans to others.

In: a Site. Out: rows of names and the plans that these fit. Not its business: what a query makes of them
(`search.js/7-rarer.js`): a preference, never a filter, so that a plan whose metadata is incomplete stays found.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from generator.forms.inline import plain
from generator.model.registers import Unit
from generator.model.site import LinkedPlan, Site, YearPlans
from generator.official.folding import normal_name
from generator.official.units.places import level_of, placed
from generator.recall import Recall, anew, gist
from generator.search.tokens import fold

SHORTEST: Final = 2
"""Characters of a name: 临溪 of 临溪县, never 景 of 景县."""


def origins_of(site: Site, recall: Recall = anew) -> list[tuple[str, list[int]]]:
    """Return names with blanks between, and the numbers of the plans they fit, oldest first, as distances.

    Names that fit the same plans share a row. 临溪县教育局 issues as 临溪县教育局, 县教育局 and 教育局, and under the
    short names of the register; it is of 临溪县 and 临溪. Places of registered units are known without plans too.
    """
    heads = site.heads
    names = gist(
        recall, "names of plans", (heads,), None, lambda key: _folded_names(heads[key].linked)
    )
    units = tuple((entry.unit.name, entry.unit.region) for entry in site.units)
    values = (units, site.years)
    return recall("origins", names, values, lambda: _origins(names, *values))


def _folded_names(linked: LinkedPlan) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_folded, _names(linked))))


def _origins(
    names: Mapping[str, tuple[str, ...]],
    units: Sequence[tuple[str, str]],
    years: Sequence[YearPlans],
) -> list[tuple[str, list[int]]]:
    number = {key: n for n, key in enumerate(reversed(tuple(names)))}
    fits: defaultdict[str, set[int]] = defaultdict(set)
    for unit, region in units:
        for name in _places(placed(normal_name(unit)).place or region):
            fits[_folded(name)] |= set()
    for key, own in names.items():
        for name in own:
            fits[name].add(number[key])
    for year in years:
        fits[str(year.year)] |= {number[key] for key in year.plans}
    rows: defaultdict[tuple[int, ...], list[str]] = defaultdict(list)
    for name in sorted(fits):
        if len(name) >= SHORTEST and " " not in name:
            rows[tuple(sorted(fits[name]))].append(name)
    return [(" ".join(own), _distances(numbers)) for numbers, own in rows.items()]


_folded = lru_cache(maxsize=4096)(fold)
"""Folds names, which come again and again."""


def _names(linked: LinkedPlan) -> Iterator[str]:
    unit = linked.issuer
    names = [plain(linked.plan.issuer), *_names_of(unit)]
    yield from names
    for apart in (placed(normal_name(name)) for name in names):
        if not apart.rest.startswith("委"):  # what is left of 市委宣传部 is no name
            yield apart.rest
        yield apart.level + apart.rest
        yield from _places(apart.place)
    if unit is not None:
        yield from _places(unit.region)


def _names_of(unit: Unit | None) -> tuple[str, ...]:
    return (unit.name, *unit.aliases) if unit else ()


def _places(place: str) -> tuple[str, str]:
    return place, place.removesuffix(level_of(place))


def _distances(plans: tuple[int, ...]) -> list[int]:
    return [plan - before for before, plan in zip((0, *plans), plans, strict=False)]
