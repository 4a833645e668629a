"""Targets in columns of their own: 目标任务 of a division table, the last year of a table of indicators.

In: cells, and what their row is about. Out: targets. Not its business: which tables divide tasks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.model.manuscript import Table, Text, text
from generator.model.plan import Comparator, Target
from generator.official.figures.clauses import plain
from generator.official.figures.quantities import quantities
from generator.official.figures.targets import targets_in

_YEAR = re.compile(r"(20\d\d)年?(?:目标值?|规划值?|指标值?|预期值?|计划)?")
_NAME = re.compile(r"指标|名称|项目")
_UNIT = re.compile(r"[（(]([^（）()\d]{1,12})[）)]$")
_NUMBER = re.compile(r"\d[\d.,，]{0,15}")
_LONGEST = 60


def goals_in(lines: Sequence[Text], name: str, year: int | None) -> Iterator[Target]:
    """Yield the targets of a cell; `name`, that of its row, is the subject where the cell has none."""
    for line in lines:
        bare = _bare(line)
        yield from (replace(bare, subject=name),) if bare else targets_in(line, year)


def _bare(line: Text) -> Target | None:
    """Return the target of a line that is a number with its unit and no more: 15个, ≥95%."""
    words = plain(line.value.rstrip("。；; "))
    found = next(iter(quantities(words, 0, len(words))), None) if len(words) <= _LONGEST else None
    if found is None or words[: found.start].strip() or words[found.end :].strip():
        return None
    return Target(
        value=found.value,
        upper=found.upper,
        comparator=found.comparator,
        unit=found.unit,
        text=line.value,
        at=line.at,
    )


def indicators_in(table: Table) -> tuple[Target, ...]:
    """Return the targets of a table of indicators (指标 | 2020年 | 2025年): those of its last year.

    () for any other table: one without a column of names in front of at least one column of a year.
    """
    heads = [re.sub(r"\s", "", head) for head in table.columns]
    years = {i: int(found[1]) for i, head in enumerate(heads) if (found := _YEAR.fullmatch(head))}
    name = next((i for i, head in enumerate(heads) if _NAME.search(head)), None)
    if not years or name is None:
        return ()
    last = max(years, key=lambda index: (years[index], index))
    if len(set(years.values())) < 2 and "目标" not in heads[last]:  # noqa: PLR2004
        return ()
    unit = next((i for i, head in enumerate(heads) if head in ("单位", "计量单位")), None)
    rows = (
        _indicator(row[name], row[last], row[unit] if unit is not None else (), years[last])
        for row in table.rows
    )
    return tuple(target for target in rows if target is not None)


def _indicator(
    name: Sequence[Text], cell: Sequence[Text], unit: Sequence[Text], year: int
) -> Target | None:
    """Return the target of a row; its unit stands in the cell, in a column of units or behind the name."""
    printed = "".join(line.value for line in name)
    value = "".join(line.value for line in cell).strip("—-–/ ")
    if not printed or not value or len(value) > _LONGEST:
        return None
    behind = _UNIT.search(printed)
    measure = "".join(line.value for line in unit) or (behind[1] if behind else "")
    subject = printed[: behind.start()] if behind else printed
    said = f"{value}{measure}" if value[-1:].isdecimal() else value
    found = _bare(text(said, cell[0].at))
    if found is None and measure and _NUMBER.fullmatch(value):
        found = _plain(f"{value}个", measure, cell[0])
    return None if found is None else replace(found, subject=subject, year=year, text=value)


def _plain(said: str, measure: str, cell: Text) -> Target | None:
    """Return a number whose unit of measure is none that running text would have: 11.3 in 学制年."""
    found = _bare(text(said, cell.at))
    return found and replace(found, unit=measure, comparator=Comparator.EQUAL)
