"""Tables of a plan's page.

In: a plan. Out: the division of its tasks as a compact table, and the other tables as they are printed, with what their
columns are and need (`columns.py`).
A division table's cells stand in full in the cards of the tasks, so it is not shown a second time.
"""

import re
from dataclasses import dataclass

from generator.model.manuscript import Table
from generator.model.plan import Plan, Role
from generator.model.site import LinkedPlan
from generator.portable import portable
from generator.show.columns import Cells, Column, columns_of
from generator.show.rows import Link, spaced
from generator.urls import task_url

_RESPONSIBLE = re.compile("牵头|责任单位|责任部门|主责|配合单位|配合部门|协办|参加单位")

_NARROW = 3
"""Tables of up to so many columns fit a phone."""
_SHARE = 3
"""A division table is shown where at least every third task names a unit."""


@portable
@dataclass(frozen=True, slots=True)
class DivisionRow:
    """A task in the division table."""

    mark: str
    task: Link
    lead: tuple[str, ...]
    cooperating: tuple[str, ...]
    due: tuple[str, ...]


@portable
@dataclass(frozen=True, slots=True)
class TableView:
    """A table as printed; `rows` hold the lines of each cell."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Cells, ...]
    width: str
    """"", or cards: what its columns need on a phone."""


@portable
@dataclass(frozen=True, slots=True)
class Division:
    """Who does what, at a glance; columns that would be empty are left out."""

    rows: tuple[DivisionRow, ...]
    has_cooperating: bool
    has_due: bool


def division_of(linked: LinkedPlan) -> tuple[Division, ...]:
    """Return the division of the tasks; nothing where hardly any task names a unit."""
    with_units = sum(1 for task in linked.tasks if task.units)
    if with_units <= 1 or with_units * _SHARE < len(linked.tasks):
        return ()
    rows = _rows(linked)
    return (Division(rows, any(row.cooperating for row in rows), any(row.due for row in rows)),)


def _rows(linked: LinkedPlan) -> tuple[DivisionRow, ...]:
    return tuple(
        DivisionRow(
            mark=spaced(found.task.mark),
            task=Link(found.task.title, task_url(found.plan, found.task.id)),
            lead=tuple(u.name for u in found.units if u.role is Role.LEAD),
            cooperating=tuple(u.name for u in found.units if u.role is Role.COOPERATING),
            due=tuple(deadline.text or deadline.value for deadline in found.task.deadlines),
        )
        for found in linked.tasks
    )


def is_division(table: Table) -> bool:
    """Return whether the table divides tasks among units."""
    return any(_RESPONSIBLE.search(column) for column in table.columns)


def other_tables(plan: Plan) -> tuple[TableView, ...]:
    """Return the plan's tables that are not merged into its tasks."""
    merged = {column.name for task in plan.tasks for column in task.columns}
    has_units = any(task.units for task in plan.tasks)
    return tuple(
        _table(table)
        for table in plan.tables
        if not (is_division(table) and (has_units or merged & set(table.columns)))
    )


def _table(table: Table) -> TableView:
    are_cards = len(table.columns) > _NARROW
    rows = tuple(tuple(tuple(t.value for t in cell) for cell in row) for row in table.rows)
    return TableView(
        caption=table.caption,
        columns=columns_of(table.columns, rows, are_cards),
        rows=rows,
        width="cards" if are_cards else "",
    )
