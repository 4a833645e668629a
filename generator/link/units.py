"""Names of units in texts → units: of the register, or found in texts and given an id."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from generator.link.sketch import Sketch
from generator.model.plan import Plan, UnitName
from generator.model.registers import Unit
from generator.model.site import UnitLink
from generator.official.identity import unused
from generator.official.units.full_names import full_name, full_names
from generator.official.units.names import (
    Names,
    names_of,
    normal_name,
    place_of_unit,
    region_of,
    resolve,
)
from generator.official.units.places import is_national
from generator.problems import Problem, Severity, problem
from generator.recall import Recall, gist, recalled, settled_in
from generator.urls import RESERVED


@dataclass(frozen=True, slots=True)
class KnownUnits:
    """What the names of units may refer to, whatever the plans say."""

    names: Names
    region: str
    """The site's own place, for plans whose issuer does not say."""
    taken: frozenset[str]
    """Ids that no other unit may get."""

    def region_of(self, plan: Plan) -> str:
        """Return the place whose names the plan uses."""
        return region_of(plan.issuer) or region_of(plan.title) or self.region


MadeUnits = Mapping[str, Unit]
"""The units that a plan names and no register knows, by the name that the plan prints."""


@dataclass(slots=True)
class UnitLinks:
    """Resolves the names in one plan."""

    register: KnownUnits
    place: str
    made: MadeUnits
    problems: list[Problem] = field(default_factory=list)
    reported: set[str] = field(default_factory=set)
    known: dict[UnitName, UnitLink] = field(default_factory=dict)
    """What was linked before: a plan names a unit again and again."""

    def link(self, unit: UnitName) -> UnitLink:
        """Return the unit that `unit` names."""
        return self.known.get(unit) or self.known.setdefault(unit, self._link(unit))

    def _link(self, unit: UnitName) -> UnitLink:
        resolved = resolve(unit.name, self.register.names, self.place)
        if resolved.unit is None:
            self._report(unit, resolved.how, resolved.candidates)
            made = self.made[unit.name]
            if made.name != full_name(unit.name, self.place):
                self._note(unit, made)
            return UnitLink(unit.name, made, unit.role, unit.recognised)
        if resolved.kind_differs:
            self._tell("unit-kind-differs", Severity.WARNING, unit, resolved.unit)
        elif resolved.how == "short":
            self._note(unit, resolved.unit)
        return UnitLink(unit.name, resolved.unit, unit.role, unit.recognised)

    def issuer(self, plan: Plan) -> Unit | None:
        """Return the unit that issued the plan."""
        if not plan.issuer:
            return None
        resolved = resolve(plan.issuer, self.register.names, self.place)
        return resolved.unit or self.made[plan.issuer]

    def home(self, plan: Plan, issuer: Unit | None) -> str:
        """Return the place that the plan is of: its issuer's, else the one whose names it uses; "" for the state's."""
        place = place_of_unit(issuer) if issuer else ""
        return place or ("" if is_national(plan.issuer or plan.title) else self.place)

    def _report(self, unit: UnitName, how: str, candidates: Sequence[Unit]) -> None:
        if not self.register.names.exact or not self._is_first(unit):
            return
        similar = "、".join(each.name for each in candidates[:3])
        code = {"ambiguous": "ambiguous-unit"}.get(
            how, "unknown-unit-similar" if similar else "unknown-unit"
        )
        severity = Severity.WARNING
        values = {"name": unit.name, **({"similar": similar} if similar else {})}
        self.problems.append(problem(code, unit.at, severity, **values))

    def _note(self, unit: UnitName, meant: Unit) -> None:
        self._tell("unit-by-rule", Severity.NOTE, unit, meant)

    def _tell(self, code: str, severity: Severity, unit: UnitName, meant: Unit) -> None:
        if self._is_first(unit):
            values = {"name": unit.name, "meant": meant.name}
            self.problems.append(problem(code, unit.at, severity, **values))

    def _is_first(self, unit: UnitName) -> bool:
        key = normal_name(unit.name)
        first = key not in self.reported
        self.reported.add(key)
        return first


def known_units(units: Sequence[Unit], region: str, recall: Recall) -> KnownUnits:
    """Return the register, indexed."""
    return recall(
        "units known",
        units,
        region,
        lambda: KnownUnits(
            names_of(units), region, frozenset(unit.id for unit in units) | RESERVED
        ),
    )


Unknown = tuple[str, tuple[str, ...]]
"""The place of a plan, and the names in it that no register knows, in printed order."""


def made_units(
    register: KnownUnits, sketches: Mapping[str, Sketch], recall: Recall
) -> Mapping[str, MadeUnits]:
    """Return for each plan the units that it names and no register knows.

    Each is one unit for all plans of a place, by the fullest name in use there; its id depends on which come first.
    """
    unknown = gist(
        recall,
        "units unknown",
        (sketches,),
        register,
        lambda key: _unknown_in(sketches[key], register),
    )
    names = recall("units in places", unknown, None, lambda: _by_place(unknown))
    places = settled_in(recall, "units by place", names)
    full = recalled(
        recall, "fullest", (places,), None, lambda place: full_names(places[place], place)
    )
    made = recall(
        "units made", unknown, (full, register.taken), lambda: _units(unknown, full, register.taken)
    )
    return settled_in(recall, "units of plans", made)


def _unknown_in(sketch: Sketch, register: KnownUnits) -> Unknown:
    plan = sketch.plan
    place = register.region_of(plan)
    issuer = (plan.issuer,) if plan.issuer else ()
    names = dict.fromkeys((*issuer, *sketch.units))
    return place, tuple(name for name in names if resolve(name, register.names, place).unit is None)


def _by_place(unknown: Mapping[str, Unknown]) -> dict[str, tuple[str, ...]]:
    """Return for each place the names in use there that no register knows."""
    found: dict[str, dict[str, None]] = {}
    for place, names in unknown.values():
        found.setdefault(place, {}).update(dict.fromkeys(names))
    return {place: tuple(filter(None, names)) for place, names in found.items()}


def _units(
    unknown: Mapping[str, Unknown], full: Mapping[str, Mapping[str, str]], taken: Iterable[str]
) -> dict[str, dict[str, Unit]]:
    """Return for each plan its units, by the name that it prints; `full`: by place the fullest name of each."""
    named = {key: _in_full(own, full[own[0]]) for key, own in unknown.items()}
    keys = dict.fromkeys(chain.from_iterable(own.values() for own in named.values()))
    units = _made(keys, taken)
    return {key: {name: units[each] for name, each in own.items()} for key, own in named.items()}


def _in_full(unknown: Unknown, fullest: Mapping[str, str]) -> dict[str, str]:
    """Return the full name of each name."""
    place, names = unknown
    return {name: fullest.get(name) or full_name(name, place) for name in names}


def _made(names: Iterable[str], taken: Iterable[str]) -> dict[str, Unit]:
    """Return a unit for each full name; no two have the same id."""
    ids, units = set(taken), {}
    for name in names:
        made = unused(name, ids)
        ids.add(made)
        units[name] = Unit(id=made, name=name, region=region_of(name), registered=False)
    return units


def register_problems(units: Iterable[Unit]) -> Iterable[Problem]:
    """Yield units whose parent is not in the register."""
    known = tuple(units)
    ids = {unit.id for unit in known}
    for unit in known:
        if unit.parent and unit.parent not in ids:
            yield problem("unknown-parent", unit.at, value=unit.parent, unit=unit.name)
