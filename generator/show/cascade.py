"""From the nation to the county: who carries out which parts of a document.

In: a Site and one of its policies, or a plan whose division table has columns for higher levels. Out: the rows of a
table, by level. Nothing is inferred: levels come from registers and names, the rest from citations and table cells.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.forms.inline import plain
from generator.model.plan import Role
from generator.model.registers import Policy
from generator.model.site import LinkedPlan, LinkedTask, PolicyTasks, Site
from generator.portable import portable
from generator.recall import Recall
from generator.show.levels import UNKNOWN, level_of_plan, level_of_policy, level_stated
from generator.show.listed import Rows
from generator.show.outline import Outline, Sheaf
from generator.show.rows import Link
from generator.show.steps import CitingTask
from generator.urls import levels_url, plan_url, policy_url, table_url, task_url

_STEPS, _BESIDE, _TASKS = 60, 8, 12


@portable
@dataclass(frozen=True, slots=True)
class Step:
    """A document of a level, or a part of a plan, and the tasks that belong to it here."""

    level: int
    document: Link
    part: str
    tasks: tuple[Link, ...]
    more: int
    """Tasks beyond those that are shown."""


@portable
@dataclass(frozen=True, slots=True)
class LevelsRow:
    """A task and what the levels above say to it."""

    upper: tuple[tuple[str, ...], ...]
    mark: str
    task: Link
    lead: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """What they say, each as one text."""
        return tuple("\n".join(map(plain, lines)) for lines in self.upper)


@portable
@dataclass(frozen=True, slots=True)
class LevelsView:
    """The page of a plan's tasks below those of the levels above."""

    plan: Link
    columns: tuple[str, ...]
    rows: tuple[LevelsRow, ...]


def cascade(site: Site, found: PolicyTasks, rows: Rows) -> tuple[Step, ...]:
    """Return the steps from a document down; nothing where it is a single step."""
    tasks = [rows.own[ref.plan].citing[ref.task] for ref in found.tasks]
    plans = [site.heads[key].linked for key in found.plans]
    steps = [*_beside(found.policy, tasks, plans), *_whole(plans), *_parts(site, tasks)]
    if len({step.document for step in steps}) <= 1:
        return ()
    return tuple(sorted(steps, key=lambda step: step.level)[:_STEPS])


def _beside(own: Policy, tasks: list[CitingTask], plans: list[LinkedPlan]) -> Iterator[Step]:
    """Yield the documents of other known levels that the same tasks carry out, or the same plans as a whole."""
    level, policies, counts = level_of_policy(own), dict[str, Policy](), Counter[str]()
    whole = (tuple(link.policy for link in linked.policies) for linked in plans)
    for cited in (*(task.policies for task in tasks), *whole):
        others = {policy.id: policy for policy in cited}
        for key, policy in others.items():
            if level_of_policy(policy) not in (UNKNOWN, level):
                policies[key] = policy
                counts[key] += 1
    for key, _ in counts.most_common(_BESIDE):
        both = [t for t in tasks if any(policy.id == key for policy in t.policies)]
        document = Link(f"《{policies[key].title}》", policy_url(key))
        yield _step(level_of_policy(policies[key]), document, "", both)


def _whole(plans: list[LinkedPlan]) -> Iterator[Step]:
    """Yield the plans that cite it outside their tasks: as a whole they refer to it."""
    for linked in plans:
        document = Link(linked.plan.title, plan_url(linked.plan.id))
        yield Step(level_of_plan(linked), document, "", (), 0)


def _parts(site: Site, tasks: list[CitingTask]) -> Iterator[Step]:
    """Yield the parts of plans, as printed, with the tasks in them."""
    for key, group in groupby(tasks, key=lambda task: task.plan):
        linked = site.heads[key].linked
        document, level = Link(linked.plan.title, plan_url(key)), level_of_plan(linked)
        for part, members in groupby(group, key=lambda task: task.part):
            yield _step(level, document, part, list(members))


def _step(level: int, document: Link, part: str, tasks: list[CitingTask]) -> Step:
    links = tuple(found.task for found in tasks[:_TASKS])
    return Step(level, document, part, links, max(len(tasks) - _TASKS, 0))


def upper_columns(linked: LinkedPlan) -> tuple[str, ...]:
    """Return the columns of the division table that belong to levels above, highest first."""
    names = dict.fromkeys(c.name for found in linked.tasks for c in found.task.columns)
    own = level_of_plan(linked)
    levels = {name: level_stated(name) for name in names}
    upper = [name for name, level in levels.items() if level > UNKNOWN and (own < 0 or level < own)]
    return tuple(sorted(upper, key=lambda name: levels[name]))


def levels_address(linked: LinkedPlan) -> str:
    """Return the address of the page of levels, or ""."""
    return levels_url(linked.plan.id) if upper_columns(linked) else ""


def levels(site: Site, recall: Recall) -> Sheaf:
    """Return the page of each plan whose table says what the levels above want."""
    having = {key: key for key, head in site.heads.items() if head.has_columns}
    plans = recall.under(having, site.plans)
    return "levels", recall.later("levels", (plans,), None, lambda key: _levels(plans[key]))


def _levels(linked: LinkedPlan) -> tuple[Outline, ...]:
    """Return the page of a plan's levels, where it has one."""
    columns = upper_columns(linked)
    if not columns:
        return ()
    rows = tuple(_levels_row(found, columns) for found in linked.tasks)
    address = plan_url(linked.plan.id)
    view = LevelsView(Link(linked.plan.title, address), columns, rows)
    page = levels_url(linked.plan.id)
    return (
        Outline(page, "pages/levels.html.j2", view),
        Outline(table_url(page), "pages/levels.csv.j2", view),
    )


def _levels_row(found: LinkedTask, columns: tuple[str, ...]) -> LevelsRow:
    cells = {column.name: column.lines for column in found.task.columns}
    return LevelsRow(
        upper=tuple(cells.get(name, ()) for name in columns),
        mark=found.task.mark,
        task=Link(found.task.title, task_url(found.plan, found.task.id)),
        lead=tuple(unit.name for unit in found.units if unit.role is Role.LEAD),
    )
