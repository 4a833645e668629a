"""Plans in time: when each came, the year before and after, which one replaces which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.model.plan import Plan
from generator.recall import Recall, gist, settled_in

Moment = tuple[str, str, int]
"""When a plan was published, else written; when it was written; its year."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The plans before and after a plan, and those that it replaces and is replaced by; ids, or ""."""

    previous: str
    following: str
    supersedes: str
    superseded_by: str


def moment_of(plan: Plan) -> Moment:
    """Return what plans are put in order by."""
    return plan.meta.published or plan.meta.written, plan.meta.written, plan.year or 0


def sequence_of(plans: Mapping[str, Plan], recall: Recall) -> Mapping[str, Beside]:
    """Return how plans follow and replace one another, by id."""
    told = gist(recall, "in time", (plans,), None, lambda key: _told(plans[key]))
    found = recall("sequence", told, None, lambda: _sequence(plans))
    return settled_in(recall, "beside", found)


def _told(plan: Plan) -> tuple[object, ...]:
    """Return what a plan says of its place among the others."""
    return plan.issuer, plan.year, plan.end_year, plan.kind, plan.meta.supersedes


def _sequence(plans: Mapping[str, Plan]) -> dict[str, Beside]:
    own = tuple(plans.values())
    replaced = superseders(own)
    return {
        key: Beside(
            *near,
            plans[key].meta.supersedes if plans[key].meta.supersedes in plans else "",
            replaced.get(key, ""),
        )
        for key, near in neighbours(own).items()
    }


def neighbours(plans: Sequence[Plan]) -> Mapping[str, tuple[str, str]]:
    """Return for each plan the ids of the same issuer's plan for the year before and after, or "".

    Plans of the same kind come first; yearly kinds (要点, 思路, 计划) may follow each other.
    """
    by_year: dict[tuple[str, int], list[Plan]] = {}
    for plan in plans:
        if plan.year is not None and plan.issuer and plan.end_year is None:
            by_year.setdefault((plan.issuer, plan.year), []).append(plan)
    return {plan.id: (_beside(plan, -1, by_year), _beside(plan, 1, by_year)) for plan in plans}


_YEARLY = ("工作要点", "工作思路", "工作计划", "工作安排", "重点工作")


def _beside(plan: Plan, step: int, by_year: Mapping[tuple[str, int], list[Plan]]) -> str:
    if plan.year is None or plan.end_year is not None:
        return ""
    candidates = by_year.get((plan.issuer, plan.year + step), [])
    same = [each for each in candidates if each.kind == plan.kind]
    alike = [each for each in candidates if plan.kind in _YEARLY and each.kind in _YEARLY]
    return next((each.id for each in (*same, *alike)), "")


def superseders(plans: Sequence[Plan]) -> Mapping[str, str]:
    """Return the id of the plan that replaces each replaced one."""
    return {plan.meta.supersedes: plan.id for plan in plans if plan.meta.supersedes}
