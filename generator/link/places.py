"""Where plans are from, read from the other end: the plans of a place, and who issued them.

In: what is asked of linked plans. Out: `PlacePlans`, by id. Not its business: which place a plan is of; `units` tells.
"""

from collections.abc import Iterable, Mapping

from generator.groups import grouped
from generator.model.registers import Unit
from generator.model.site import Head, LinkedPlan, PlacePlans
from generator.official.identity import unused
from generator.official.units.places import level_of, rank_of
from generator.recall import Recall, anew, in_order

_Said = tuple[str, Unit | None]
"""A plan, and who issued it."""


def places_with_plans(heads: Mapping[str, Head], recall: Recall = anew) -> Mapping[str, PlacePlans]:
    """Return the plans of each place by its id, wider places first; nothing where all are of one place."""
    found = in_order(
        recall,
        "places",
        grouped(
            recall, "places", heads, lambda key: _of_places(heads[key].linked), _place_plans
        ).values,
        None,
        lambda each: (rank_of(level_of(each.name)), each.name),
    )
    if len(found) < 2:  # noqa: PLR2004  (there is nothing to choose)
        return {}
    ids = _ids(found)
    return {ids[name]: each for name, each in found.items()}


def _of_places(linked: LinkedPlan) -> dict[str, _Said]:
    return {linked.place: (linked.plan.id, linked.issuer)} if linked.place else {}


def _place_plans(name: str, said: list[_Said]) -> PlacePlans:
    issuers = {issuer.id: issuer for _, issuer in said if issuer is not None}
    return PlacePlans(name, tuple(plan for plan, _ in said), tuple(issuers.values()))


def _ids(names: Iterable[str]) -> dict[str, str]:
    """Return an id for each name; no two have the same."""
    ids: dict[str, str] = {}
    for name in names:
        ids[name] = unused(name, ids.values())
    return ids
