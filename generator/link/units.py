"""Names of units in texts → units: of the register, or found in texts and given an id."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.model.plan import Plan, UnitName
from generator.model.registers import Unit
from generator.model.site import UnitLink
from generator.official.identity import initials
from generator.official.names import Names, names_of, normal_name, region_of, resolve
from generator.problems import Problem, Severity, problem


@dataclass(slots=True)
class UnitLinks:
    """Resolves names, and remembers the units that no register knows."""

    names: Names
    region: str
    """The site's own place, for plans whose issuer does not say."""
    found: dict[str, Unit] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    reported: set[tuple[str, str]] = field(default_factory=set)

    def link(self, unit: UnitName, region: str) -> UnitLink:
        """Return the unit that `unit` names in a plan of `region`."""
        resolved = resolve(unit.name, self.names, region)
        if resolved.unit is None:
            self._report(unit, resolved.how, resolved.candidates)
            return UnitLink(unit.name, self._made(unit.name, region), unit.role, unit.recognised)
        if resolved.how == "short":
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
        plain = normal_name(name)
        full = plain if region_of(plain) or not region else f"{region}{plain.lstrip('市县区')}"
        key = full if len(full) > 1 else plain
        if key not in self.found:
            self.found[key] = Unit(id=self._free_id(key), name=key, region=region, registered=False)
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
        if self._is_first(unit):
            values = {"name": unit.name, "meant": meant.name}
            self.problems.append(problem("unit-by-rule", unit.at, Severity.NOTE, **values))

    def _is_first(self, unit: UnitName) -> bool:
        key = (unit.at.path, normal_name(unit.name))
        first = key not in self.reported
        self.reported.add(key)
        return first


def unit_links(units: Sequence[Unit], region: str) -> UnitLinks:
    """Return a fresh resolver over the register."""
    return UnitLinks(names_of(units), region, ids={unit.id for unit in units})


def register_problems(units: Iterable[Unit]) -> Iterable[Problem]:
    """Yield units whose parent is not in the register."""
    known = tuple(units)
    ids = {unit.id for unit in known}
    for unit in known:
        if unit.parent and unit.parent not in ids:
            yield problem("unknown-parent", unit.at, value=unit.parent, unit=unit.name)
