"""Division tables (任务分工表): which task, which measures, who, until when.

In: a table as written; the tasks of the text. Out: its rows as tasks, what is wrong with it, and where it and
the text disagree. Not its business: merging the two (see `merging`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.model.manuscript import Table
from generator.model.plan import Role, Task
from generator.official.tables import agreement
from generator.official.tables.agreement import pair_rows
from generator.official.tables.columns import columns_of
from generator.official.tables.rows import Row, rows_of
from generator.problems import Problem, Severity, Span, problem

__all__ = ["Division", "Row", "cross_check", "division_of", "pair_rows"]


@dataclass(frozen=True, slots=True)
class Division:
    """A table that divides tasks among units."""

    rows: tuple[Row, ...]
    has_lead_column: bool
    lead_is_empty: bool
    """It has a column for the lead, and no row says who leads."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the table by itself."""
    at: Span = field(default=Span(), compare=False, repr=False)


def division_of(table: Table) -> Division | None:
    """Return the division that a table states; None for any other table.

    Its head names a task or measure column, and a column of units or of time limits.
    """
    columns = columns_of(table)
    if columns is None:
        return None
    rows = rows_of(table, columns)
    has_lead = columns.lead is not None
    has_leads = any(unit.role is Role.LEAD for row in rows for unit in row.units)
    is_empty = has_lead and not has_leads
    return Division(rows, has_lead, is_empty, tuple(_problems(rows)), table.at)


def cross_check(tasks: Sequence[Task], division: Division) -> tuple[Problem, ...]:
    """Return where the text and the table disagree; one problem for a table that says nowhere who leads."""
    says_lead = division.has_lead_column and not division.lead_is_empty
    return (
        *_lead_problems(tasks, division),
        *agreement.cross_check(tasks, division.rows, says_lead),
    )


def _lead_problems(tasks: Sequence[Task], division: Division) -> Iterator[Problem]:
    if not any(task.named(Role.LEAD) for task in tasks) or not division.rows:
        return
    if not division.has_lead_column:
        yield problem("lead-column-missing", division.at, Severity.WARNING)
    elif division.lead_is_empty:
        yield problem("lead-column-empty", division.at, Severity.WARNING)


def _problems(rows: Sequence[Row]) -> Iterator[Problem]:
    for order, row in enumerate(rows, 1):
        if not row.title:
            number = row.number or str(order)
            yield problem("row-without-title", row.at, Severity.WARNING, row=number)
