"""Who works with whom: units that tasks name together.

In: a Site. Out: `Shared` counts for each pair, the partners of one unit, and the matrix of those that share most.
A task that names very many units says nothing about any two of them, and is left out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, TypeVar

from generator.groups import grouped
from generator.model.plan import Role
from generator.model.registers import Unit
from generator.model.site import CROWD, LinkedPlan, Site
from generator.portable import portable
from generator.recall import Recall, settled_in
from generator.show.both import Printed, names_of, query_for
from generator.show.outline import Outline, Sheaf
from generator.show.rows import Link
from generator.urls import PAIRS, TOGETHER, unit_url

T = TypeVar("T")
PARTNERS: Final = 20
"""Rows of a unit's table."""
_MATRIX, _PAIRS = 16, 40
_ROOM: Final = 10_000
"""Pairs in the file: those that share most tasks."""
_SHADES: Final = 4


@portable
@dataclass(frozen=True, slots=True)
class Partner:
    """A unit that another one works with, and in how many tasks."""

    unit: Link
    tasks: int
    leads: int
    """Tasks that the page's unit leads and this one cooperates in."""
    helps: int
    """Tasks that this one leads and the page's unit cooperates in."""


@portable
@dataclass(frozen=True, slots=True)
class Couple:
    """Two units and how many tasks they share."""

    one: Link
    other: Link
    tasks: int
    leads: int
    """Of these, those that the first leads with the other cooperating."""
    helps: int
    """And the other way round."""
    query: str
    """What follows the address of the search page, to find these tasks."""


@portable
@dataclass(frozen=True, slots=True)
class Cell:
    """A number of the matrix; 0 is empty, and so is a unit beside itself."""

    tasks: int
    shade: int
    """0 to 4: how large it is among the others."""
    query: str
    """What follows the address of the search page, to find these tasks; "" where there are none."""


@portable
@dataclass(frozen=True, slots=True)
class Line:
    """A row of the matrix."""

    number: int
    unit: Link
    cells: tuple[Cell, ...]


@portable
@dataclass(frozen=True, slots=True)
class TogetherView:
    """The page of who works with whom."""

    couples: tuple[Couple, ...]
    lines: tuple[Line, ...]
    total: int
    """Pairs of units that share a task."""


@portable
@dataclass(frozen=True, slots=True)
class PairsView:
    """Pairs of units as a table for spreadsheets."""

    couples: tuple[Couple, ...]


Counts = tuple[int, int, int]
"""Tasks shared; of these, those that the first leads with the other cooperating; and the other way round."""


SharedIn = dict[str, dict[str, Counts]]
Shared = Mapping[str, dict[str, Counts]]
"""By unit: what it shares with each of the others."""


@dataclass(frozen=True, slots=True)
class Together:
    """Every unit's partners: id → id → counts."""

    units: dict[str, Unit]
    shared: Shared
    printed: Printed


def together_of(
    site: Site, own: Mapping[str, T], shares: Callable[[T], SharedIn], recall: Recall
) -> Together:
    """Return who shares tasks with whom; `own`: for each plan what tells (`shares`) what its tasks make units share."""
    units = {found.unit.id: found.unit for found in site.units}
    shared = grouped(recall, "shared", own, lambda key: shares(own[key]), _summed).values
    return Together(units, shared, names_of(site, recall))


def shared_in(linked: LinkedPlan) -> SharedIn:
    """Return what the tasks of a plan make units share."""
    shared: dict[str, dict[str, Counts]] = {}
    for task in linked.tasks:
        roles = {link.unit.id: link.role for link in task.units}
        if len(roles) <= CROWD:
            for one, other in combinations(roles, 2):
                _count(shared.setdefault(one, {}), other, _BY_ROLE[roles[one], roles[other]])
                _count(shared.setdefault(other, {}), one, _BY_ROLE[roles[other], roles[one]])
    return shared


_BY_ROLE: Final[Mapping[tuple[Role, Role], Counts]] = {
    (Role.LEAD, Role.LEAD): (1, 0, 0),
    (Role.COOPERATING, Role.COOPERATING): (1, 0, 0),
    (Role.LEAD, Role.COOPERATING): (1, 1, 0),
    (Role.COOPERATING, Role.LEAD): (1, 0, 1),
}
"""What one task counts for: most units share a single one in a plan, and these are not made for each of them."""


def _count(found: dict[str, Counts], other: str, counts: Counts) -> None:
    """Add what is shared with another unit."""
    if known := found.get(other):
        counts = (known[0] + counts[0], known[1] + counts[1], known[2] + counts[2])
    found[other] = counts


def _summed(unit: str, said: list[dict[str, Counts]]) -> dict[str, Counts]:
    found: dict[str, Counts] = {}
    for own in said:
        for other, counts in own.items():
            _count(found, other, counts)
    return found


def partners(together: Together, found: Mapping[str, Counts]) -> tuple[Partner, ...]:
    """Return the units that one shares most tasks with, of those that it shares any with."""
    order = sorted(found, key=lambda key: (-found[key][0], together.units[key].name, key))
    return tuple(Partner(_link(together, key), *found[key]) for key in order[:PARTNERS])


def _link(together: Together, key: str) -> Link:
    return Link(together.units[key].name, unit_url(key))


def together_page(site: Site, together: Together, recall: Recall) -> Sheaf:
    """Return the page of who works with whom, where any units share a task."""
    units = tuple((found.unit.id, found.unit.name) for found in site.units)
    shared = settled_in(recall, "together", together.shared)
    shown = (units, together.printed)
    page = recall("together page", shared, shown, lambda: _page(site, together))
    return "together", {TOGETHER: page} if page else {}


def _page(site: Site, together: Together) -> tuple[Outline, ...]:
    pairs = [
        (counts, one, other)
        for one, others in together.shared.items()
        for other, counts in others.items()
        if one < other
    ]
    if not pairs:
        return ()
    names = together.units
    pairs.sort(key=lambda p: (-p[0][0], names[p[1]].name, names[p[2]].name, p[1:]))
    couples = tuple(
        Couple(_link(together, one), _link(together, other), *counts, _query(together, one, other))
        for counts, one, other in pairs[:_ROOM]
    )
    view = TogetherView(couples[:_PAIRS], _lines(site, together), len(pairs))
    return (
        Outline(TOGETHER, "pages/together.html.j2", view),
        Outline(PAIRS, "pages/pairs.csv.j2", PairsView(couples)),
    )


def _lines(site: Site, together: Together) -> tuple[Line, ...]:
    """Return the matrix of units that share most tasks, in the site's order."""
    most = _most(together)
    chosen = [found.unit.id for found in site.units if found.unit.id in most]
    greatest = max((_tasks(together, a, b) for a in chosen for b in chosen), default=0)
    return tuple(
        Line(n, _link(together, one), _cells(together, one, chosen, greatest))
        for n, one in enumerate(chosen, 1)
    )


def _most(together: Together) -> set[str]:
    """Return the pair that shares most tasks, and with it the units that share most with those chosen before them.

    So no line is empty: those that work with others alone have matrices of their own, which this is not.
    """
    names, shared = together.units, together.shared
    sums = {key: max((c[0] for c in others.values()), default=0) for key, others in shared.items()}
    chosen: dict[str, None] = {}
    while sums and len(chosen) < _MATRIX:
        most = min(sums, key=lambda key: (-sums[key], names[key].name, key))
        if not sums[most]:
            break
        chosen[most] = None
        near = (key for key in shared if key not in chosen)
        sums = {key: sum(_tasks(together, key, other) for other in chosen) for key in near}
    return set(chosen)


def _cells(together: Together, one: str, chosen: Sequence[str], greatest: int) -> tuple[Cell, ...]:
    counts = ((_tasks(together, one, other), other) for other in chosen)
    return tuple(
        Cell(n, -(-_SHADES * n // max(greatest, 1)), _query(together, one, other) if n else "")
        for n, other in counts
    )


def _query(together: Together, one: str, other: str) -> str:
    return query_for(together.printed, one, other)


def _tasks(together: Together, one: str, other: str) -> int:
    return together.shared.get(one, {}).get(other, (0,))[0]
