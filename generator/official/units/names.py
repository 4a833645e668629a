"""Which unit a printed name means.

In: names as texts print them, the register of units, the place of the plan. Out: a unit, how it was found,
or the units that may have been meant. Not its business: finding names in text (see `responsibilities`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from typing import TypeVar

from generator.model.registers import Unit
from generator.official.folding import normal_name
from generator.official.units.abbreviations import Match, match
from generator.official.units.places import level_of, placed, rank_of, region_of, same_place

__all__ = [
    "Names", "Resolution", "is_short_for", "may_be_same", "names_of", "normal_name", "region_of", "resolve",
]  # fmt: skip

T = TypeVar("T")

_YOUTH = re.compile(
    r"(?:共青团|中国共产主义青年团|共产主义青年团)(?!组织)|团(?=[省市县区州盟旗]委|委$)"
)
_OFFICES_OF_BOTH = frozenset(("办公室", "办", "研究室", "政策研究室", "督查室", "机关", "信息室"))
"""Bodies that the party committee and the government have each: 市委办公室 is not 市政府办公室."""
_COLLECTIVE = re.compile(r"[（）、()]|人民(?=政府)")
_PLACE_WORDS = re.compile(r"各([省市县区州盟旗乡镇街道]+)")
_LONGEST = 100
"""Characters; a longer text is no name."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A unit's name taken apart."""

    place: str
    level: str
    core: str
    """Without place and party prefix: 宣传部 of 中共云澜市委宣传部."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a printed name means."""

    unit: Unit | None
    how: str
    """exact, alias, region (the plan's place completes it), short (an abbreviation), ambiguous, unknown."""
    candidates: tuple[Unit, ...] = ()
    """Where ambiguous: the units that fit; where unknown: those with a similar name, best first."""
    kind_differs: bool = False
    """Found, but one says 局 where the other says 委 or 办: an editor should look."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One of the names of a unit."""

    unit: Unit
    name: Parsed


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The register of units, indexed."""

    exact: Mapping[str, tuple[Unit, ...]]
    aliases: Mapping[str, tuple[Unit, ...]]
    by_place: Mapping[str, tuple[Entry, ...]]
    """Under "" those that belong to no place."""
    above: Mapping[str, str]
    """The place that a place belongs to, where the units' parents tell."""
    known: dict[tuple[str, str], Resolution] = field(default_factory=dict, repr=False)
    """Names resolved before; grows, but never changes what `resolve` returns."""


def parsed(name: str) -> Parsed:
    """Return a name as printed, taken apart; what is longer than any name is left whole."""
    return _parsed(name) if len(name) <= _LONGEST else Parsed("", "", name)


@lru_cache(maxsize=1 << 14)
def _parsed(name: str) -> Parsed:
    name = normal_name(name)
    if name.startswith("各"):
        return Parsed("", "", _collective(name))
    young = _YOUTH.match(name)
    apart = placed(name[young.end() :] if young else name)
    if young and apart.rest in ("委", "委员会"):
        return Parsed(apart.place, apart.level, "共青团委")
    return Parsed(apart.place, apart.level, _core(apart.rest, bool(apart.level)))


def is_short_for(short: str, name: str) -> bool:
    """Return whether `short` is a way to print `name`: 教育局, 市教育局 for 云澜市教育局, never the reverse.

    True also where only 局, 委, 办 at the end differ (卫健委, 卫生健康局); `resolve` says so.
    """
    one, other = parsed(short), parsed(name)
    return _place_fits(one, other) and match(one.core, other.core) is not Match.NONE


def may_be_same(one: str, other: str) -> bool:
    """Return whether two printed names can mean one unit, each short in its own way (云澜市文广旅局, 文化…旅游局)."""
    a, b = parsed(one), parsed(other)
    places_fit = _place_fits(a, b) or _place_fits(b, a)
    return places_fit and bool(match(a.core, b.core) or match(b.core, a.core))


def names_of(units: Iterable[Unit]) -> Names:
    """Return the units indexed for `resolve`.

    A unit's place is the one in its name, else its `region`; a place lies in another where a unit of the
    one has a unit of the other as `parent`.
    """
    exact: dict[str, list[Unit]] = {}
    aliases: dict[str, list[Unit]] = {}
    places: dict[str, list[Entry]] = {}
    listed = tuple(units)
    for unit in listed:
        exact.setdefault(normal_name(unit.name), []).append(unit)
        for alias in unit.aliases:
            aliases.setdefault(normal_name(alias), []).append(unit)
        entries = (Entry(unit, parsed(name)) for name in (unit.name, *unit.aliases))
        places.setdefault(place_of_unit(unit), []).extend(entries)
    return Names(_tuples(exact), _tuples(aliases), _tuples(places), _above(listed))


def resolve(name: str, names: Names, region: str) -> Resolution:
    """Return what `name` means in a plan of `region` ("" if unknown).

    市教育局 is that of the region where it is a 市, else of the 市 that the region belongs to: by the units'
    parents, or the only 市 of the register. 教育局 is the region's own. 县教育局 in a plan of a 市 is nobody's.
    """
    if len(name) > _LONGEST:
        return Resolution(None, "unknown")
    key = (name, region)
    if key not in names.known:
        names.known[key] = _resolve(normal_name(name), names, region)
    return names.known[key]


def place_of_unit(unit: Unit) -> str:
    """Return the place that a unit serves, "" if nothing tells."""
    return parsed(unit.name).place or unit.region


def _resolve(name: str, names: Names, region: str) -> Resolution:
    wanted = parsed(name)
    places = _places(wanted, names, region)
    for how, register in (("exact", names.exact), ("alias", names.aliases)):
        units = tuple(u for u in register.get(name, ()) if not region or _serves(u, wanted, places))
        if units:
            return _chosen(units, how, places)
    is_elsewhere = bool(wanted.place or (wanted.level and region)) and not places
    entries = () if is_elsewhere else tuple(_entries(names, places))
    return _by_rule(wanted, entries, places) or _unknown(name, entries)


def _serves(unit: Unit, wanted: Parsed, places: tuple[str, ...]) -> bool:
    """Return whether a unit may be meant: it is named with its place, or it is in one of the places."""
    return bool(wanted.place) or place_of_unit(unit) in (*places, "")


def _by_rule(
    wanted: Parsed, entries: Iterable[Entry], places: tuple[str, ...]
) -> Resolution | None:
    """Return the unit that fits best: the same name before an abbreviation before a differing 局 or 委."""
    fits: dict[Match, dict[str, Unit]] = {Match.EQUAL: {}, Match.SHORT: {}, Match.KIND: {}}
    for entry in entries:
        found = match(wanted.core, entry.name.core)
        if found is not Match.NONE and _levels_agree(wanted, entry.name):
            fits[found].setdefault(entry.unit.id, entry.unit)
    for found, units in fits.items():
        if units:
            how = "region" if found is Match.EQUAL else "short"
            return _chosen(tuple(units.values()), how, places, found is Match.KIND)
    return None


def _chosen(
    units: tuple[Unit, ...], how: str, places: tuple[str, ...], kind_differs: bool = False
) -> Resolution:
    """Return the only unit, or the only one of the plan's places; else say that several fit."""
    near = (
        units if len(units) == 1 else tuple(u for u in units if place_of_unit(u) in places) or units
    )
    if len(near) == 1:
        return Resolution(near[0], how, (), kind_differs)
    return Resolution(None, "ambiguous", near)


def _unknown(name: str, entries: Iterable[Entry]) -> Resolution:
    """Return that nobody is meant, and the units with a similar name."""
    letters = set(name)  # a letter in common or none is never close: cheaper than measuring
    alike = (e.unit for e in entries if len(letters.intersection(e.unit.name)) > 1)
    near = {unit.name: unit for unit in alike}
    close = get_close_matches(name, near, n=3, cutoff=0.6)
    return Resolution(None, "unknown", tuple(near[one] for one in close))


def _entries(names: Names, places: tuple[str, ...]) -> Iterable[Entry]:
    for place in dict.fromkeys((*places, "")):
        yield from names.by_place.get(place, ())


def _places(wanted: Parsed, names: Names, region: str) -> tuple[str, ...]:
    """Return the places whose units may be meant."""
    if wanted.place:
        known = dict.fromkeys((*names.by_place, region))
        return tuple(place for place in known if place and same_place(wanted.place, place))
    if not wanted.level:
        return (region,) if region else tuple(names.by_place)
    chain = _chain(region, names)
    fitting = [place for place in chain if level_of(place) == wanted.level]
    if fitting:
        return (fitting[0],)
    if region and rank_of(wanted.level) >= rank_of(level_of(region)):
        return ()
    everywhere = tuple(place for place in names.by_place if level_of(place) == wanted.level)
    return everywhere if len(everywhere) == 1 or not region else ()


def _place_fits(short: Parsed, name: Parsed) -> bool:
    """Return whether the place of `short` says nothing that the place of `name` does not say."""
    if short.place:
        return bool(name.place) and same_place(short.place, name.place)
    return not short.level or short.level == name.level


def _levels_agree(one: Parsed, other: Parsed) -> bool:
    return not (one.level and other.level) or one.level == other.level


def _core(rest: str, has_place: bool) -> str:
    """Return what a name says after its place, without the committee in front of a party body."""
    if not (has_place and rest.startswith("委")) or "政府" in rest:
        return rest
    inner = rest.removeprefix("委员会") if rest.startswith("委员会") else rest[1:]
    return "党委" + inner if not inner or inner in _OFFICES_OF_BOTH else inner


def _collective(name: str) -> str:
    """Return 各县（市、区）人民政府 and 各区、县（市）政府 in one form."""
    name = _COLLECTIVE.sub("", name)
    found = _PLACE_WORDS.match(name)
    return "各" + "".join(sorted(found[1])) + name[found.end() :] if found else name


def _chain(region: str, names: Names) -> tuple[str, ...]:
    """Return the region and the places above it, the smallest first."""
    chain: list[str] = []
    while region and region not in chain:
        chain.append(region)
        region = names.above.get(region, "")
    return tuple(chain)


def _above(units: tuple[Unit, ...]) -> dict[str, str]:
    """Return the place above each place, as far as parents of units tell."""
    by_id = {unit.id: unit for unit in units}
    above: dict[str, str] = {}
    for unit in units:
        place, parent = place_of_unit(unit), by_id.get(unit.parent)
        higher = place_of_unit(parent) if parent else ""
        if place and higher and rank_of(level_of(higher)) < rank_of(level_of(place)):
            above.setdefault(place, higher)
    return above


def _tuples(lists: Mapping[str, list[T]]) -> dict[str, tuple[T, ...]]:
    return {key: tuple(values) for key, values in lists.items()}
