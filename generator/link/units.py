"""Names of units in texts → units: of the register, or found in texts and given an id."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.model.plan import Plan, UnitName
from generator.model.registers import Unit
from generator.model.site import UnitLink
from generator.official.identity import initials
from generator.official.units.full_names import full_name, full_names
from generator.official.units.names import Names, names_of, normal_name, region_of, resolve
from generator.problems import Problem, Severity, problem
from generator.urls import RESERVED


@dataclass(slots=True)
class UnitLinks:
    """Resolves names, and remembers the units that no register knows."""

    names: Names
    region: str
    """The site's own place, for plans whose issuer does not say."""
    fullest: Mapping[str, Mapping[str, str]]
    """For each place, the fullest name in use of each name that no register knows."""
    found: dict[str, Unit] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    reported: set[tuple[str, str]] = field(default_factory=set)

    def link(self, unit: UnitName, region: str) -> UnitLink:
        """Return the unit that `unit` names in a plan of `region`."""
        resolved = resolve(unit.name, self.names, region)
        if resolved.unit is None:
            self._report(unit, resolved.how, resolved.candidates)
            made = self._made(unit.name, region)
            if made.name != full_name(unit.name, region):
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
        resolved = resolve(plan.issuer, self.names, self.region_of(plan))
        return resolved.unit or self._made(plan.issuer, self.region_of(plan))

    def region_of(self, plan: Plan) -> str:
        """Return the place whose names the plan uses."""
        return region_of(plan.issuer) or region_of(plan.title) or self.region

    def _made(self, name: str, region: str) -> Unit:
        """Return the unit of a name that no register knows: one a full name."""
        key = self.fullest.get(region, {}).get(name) or full_name(name, region)
        if key not in self.found:
            made = Unit(id=self._free_id(key), name=key, region=region_of(key), registered=False)
            self.found[key] = made
        return self.found[key]

    def _free_id(self, name: str) -> str:
        made, number = initials(name), 1
        while made in self.ids:
            number += 1
            made = f"{initials(name)}-{number}"
        self.ids.add(made)
        return made

    def _report(self, unit: UnitName, how: str, candidates: Sequence[Unit]) -> None:
        if not self.names.exact or not self._is_first(unit):
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
        key = (unit.at.path, normal_name(unit.name))
        first = key not in self.reported
        self.reported.add(key)
        return first


def unit_links(units: Sequence[Unit], region: str, plans: Iterable[Plan]) -> UnitLinks:
    """Return a resolver for the names in `plans` over the register."""
    links = UnitLinks(names_of(units), region, {}, ids={unit.id for unit in units} | RESERVED)
    unknown: dict[str, dict[str, None]] = {}
    for plan in plans:
        place = links.region_of(plan)
        for name in (plan.issuer, *(unit.name for task in plan.tasks for unit in task.units)):
            if name and resolve(name, links.names, place).unit is None:
                unknown.setdefault(place, {})[name] = None
    return replace(
        links, fullest={place: full_names(names, place) for place, names in unknown.items()}
    )


def register_problems(units: Iterable[Unit]) -> Iterable[Problem]:
    """Yield units whose parent is not in the register."""
    known = tuple(units)
    ids = {unit.id for unit in known}
    for unit in known:
        if unit.parent and unit.parent not in ids:
            yield problem("unknown-parent", unit.at, value=unit.parent, unit=unit.name)
