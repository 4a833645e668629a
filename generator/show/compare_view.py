"""A plan beside the one before it: tasks kept, changed, new and dropped, targets moved.

In: a Site and one of its plans. Out: a `CompareView`. Which tasks belong together is told by `official.likeness`,
which targets by `link.measures`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.plan import Role, Target
from generator.model.site import LinkedPlan, LinkedTask, Site
from generator.official.likeness import Likeness, Pair, paired
from generator.portable import portable
from generator.recall import Recall
from generator.show.measure_pages import difference
from generator.show.outline import Outline, Sheaf
from generator.show.rows import Figure, Link, figure_of, spaced
from generator.urls import compare_url, measure_url, plan_url, table_url, task_url


@portable
@dataclass(frozen=True, slots=True)
class Named:
    """A task: its number as printed, its title, its place."""

    mark: str
    task: Link


@portable
@dataclass(frozen=True, slots=True)
class Couple:
    """Two tasks of different years that belong together, surely or perhaps."""

    likeness: str
    before: Named
    after: Named
    lead: tuple[tuple[str, ...], ...]
    """Who led before and who leads now, where that changed; else nothing."""
    due: tuple[tuple[str, ...], ...]
    """Likewise when it was and is due, where that is another kind of deadline."""


@portable
@dataclass(frozen=True, slots=True)
class Move:
    """A target that both plans set."""

    measure: Link
    unit: str
    before: tuple[Figure, ...]
    after: tuple[Figure, ...]
    change: str


@portable
@dataclass(frozen=True, slots=True)
class CompareView:
    """What a page of comparison shows."""

    issuer: str
    plan: Link
    earlier: Link
    years: tuple[str, str]
    counts: tuple[tuple[str, int], ...]
    """(same, close, alike, new, dropped, moved) with their numbers, without those that are 0."""
    moves: tuple[Move, ...]
    couples: tuple[Couple, ...]
    """In the order of the later plan."""
    new: tuple[Named, ...]
    dropped: tuple[Named, ...]


def comparisons(site: Site, recall: Recall) -> Sheaf:
    """Return the page of every plan that has one before it."""
    measured = site.measured
    before = {key: found for key in site.heads if (found := site.earlier(key))}
    earlier = recall.under(before, site.plans)
    later = recall.under({key: key for key in before}, site.plans)
    was = {key: measured.get(found) for key, found in before.items()}

    def page(key: str) -> tuple[Outline, Outline]:
        view, address = compare_view(site, earlier[key], later[key]), compare_url(key)
        return (
            Outline(address, "pages/compare.html.j2", view),
            Outline(table_url(address), "pages/compare.csv.j2", view),
        )

    of = (later, earlier, measured, was)
    return "comparisons", recall.later("comparisons", of, None, page)


def compare_address(site: Site, plan: str) -> str:
    """Return the address of the plan's comparison, or "" where there is none."""
    return compare_url(plan) if site.earlier(plan) else ""


def compare_view(site: Site, earlier: LinkedPlan, later: LinkedPlan) -> CompareView:
    """Return the later plan beside the earlier one."""
    old, new = _measured(site, earlier), _measured(site, later)
    pairs = paired(
        [found.task.title for found in earlier.tasks],
        [found.task.title for found in later.tasks],
        _shared(old, new),
    )
    moves = tuple(_moves(site, old, new))
    before, after = {pair.before for pair in pairs}, {pair.after for pair in pairs}
    added = tuple(_named(t) for n, t in enumerate(later.tasks) if n not in after)
    dropped = tuple(_named(t) for n, t in enumerate(earlier.tasks) if n not in before)
    return CompareView(
        issuer=later.plan.issuer,
        plan=Link(later.plan.title, plan_url(later.plan.id)),
        earlier=Link(earlier.plan.title, plan_url(earlier.plan.id)),
        years=(str(earlier.plan.year or ""), str(later.plan.year or "")),
        counts=tuple(_counts(pairs, len(added), len(dropped), moves)),
        moves=moves,
        couples=tuple(_couple(earlier.tasks[p.before], later.tasks[p.after], p) for p in pairs),
        new=added,
        dropped=dropped,
    )


Measured = dict[str, list[tuple[int, Target]]]
"""By the id of a measure: positions of tasks and their targets."""


def _measured(site: Site, linked: LinkedPlan) -> Measured:
    found: Measured = {}
    own = site.measured.get(linked.plan.id, {})
    for n, task in enumerate(linked.tasks):
        ids = own.get(task.task.id, ())
        for measure, target in zip(ids, task.task.targets, strict=False):
            if measure:
                found.setdefault(measure, []).append((n, target))
    return found


def _shared(old: Measured, new: Measured) -> Iterator[tuple[int, int]]:
    """Yield the positions of tasks that set a target for the same."""
    for measure in new:
        for right in dict.fromkeys(n for n, _ in new[measure]):
            for left in dict.fromkeys(n for n, _ in old.get(measure, ())):
                yield left, right


def _moves(site: Site, old: Measured, new: Measured) -> Iterator[Move]:
    """Yield the targets of both plans, in the order of the later one."""
    names = {measure.id: measure for measure in site.measures if measure.id in new}
    for key in new:
        if key not in old:
            continue
        before, after = ([target for _, target in found[key]] for found in (old, new))
        is_single = len(set(before)) == len(set(after)) == 1
        yield Move(
            measure=Link(names[key].name, measure_url(key)),
            unit=names[key].unit,
            before=tuple(dict.fromkeys(figure_of(target) for target in before)),
            after=tuple(dict.fromkeys(figure_of(target) for target in after)),
            change=difference(before[0], after[0]) if is_single else "",
        )


def _counts(
    pairs: tuple[Pair, ...], new: int, dropped: int, moves: tuple[Move, ...]
) -> Iterator[tuple[str, int]]:
    doubtful = (Likeness.ALIKE, Likeness.TARGET)
    found = {
        "same": sum(pair.likeness is Likeness.SAME for pair in pairs),
        "close": sum(pair.likeness is Likeness.CLOSE for pair in pairs),
        "alike": sum(pair.likeness in doubtful for pair in pairs),
        "new": new,
        "dropped": dropped,
        "moved": sum(move.change != "0" for move in moves),
    }
    return ((key, count) for key, count in found.items() if count)


def _couple(before: LinkedTask, after: LinkedTask, pair: Pair) -> Couple:
    return Couple(
        likeness=pair.likeness.value,
        before=_named(before),
        after=_named(after),
        lead=_changed(_lead(before), _lead(after)),
        due=_changed(_due(before), _due(after)),
    )


def _changed(before: dict[str, str], after: dict[str, str]) -> tuple[tuple[str, ...], ...]:
    """Return both sides where their identities differ; what one of them leaves unsaid did not change."""
    if not before or not after or before.keys() == after.keys():
        return ()
    return tuple(before.values()), tuple(after.values())


def _lead(found: LinkedTask) -> dict[str, str]:
    return {link.unit.id: link.unit.name for link in found.units if link.role is Role.LEAD}


def _due(found: LinkedTask) -> dict[str, str]:
    """Return the deadlines by kind: one that moves on with the year of the plan did not change."""
    return {d.kind.value: d.text for d in found.task.deadlines if d.text}


def _named(found: LinkedTask) -> Named:
    return Named(
        spaced(found.task.mark),
        Link(found.task.title, task_url(found.plan, found.task.id)),
    )
