"""Plans in time: newest first, the year before and after, which one replaces which."""

from collections.abc import Iterable, Mapping, Sequence

from generator.model.plan import Plan
from generator.problems import Problem

Shown = tuple[Plan, tuple[Problem, ...]]


def newest_first(plans: Iterable[Shown]) -> list[Shown]:
    """Return the plans by published, then written, then year, newest first; ties by id."""
    by_id = sorted(plans, key=lambda each: each[0].id)
    return sorted(by_id, key=lambda each: _moment(each[0]), reverse=True)


def _moment(plan: Plan) -> tuple[str, str, int]:
    return plan.meta.published or plan.meta.written, plan.meta.written, plan.year or 0


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
