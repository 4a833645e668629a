"""What the columns of a division table (任务分工表) are for, told by their heads.

In: a table. Out: which column holds what; None where the table divides no tasks. Not its business: the rows.
"""

import re
from dataclasses import dataclass
from statistics import fmean

from generator.model.manuscript import Table
from generator.official.folding import normal_name

_NUMBER = re.compile(r"序号?|编号|项号")
_DEADLINE = re.compile(
    r"时限|期限|完成(?:时间|日期|年限)|时间(?:要求|节点|安排|进度)|办结时间|^时间$"
)
_PERSON = re.compile(r"领导|人员|责任人|联系人|负责人|电话")
_ORDER = re.compile(
    r"(?:牵头|主办).*(?:配合|参加|协办|责任(?:单位|部门)?$)|(?:首位|第一位|列第一|排第一|列首).*(?:牵头|主办|主责)"
)
_LEAD = re.compile(r"牵头|主办|主责|第一责任")
_COOPERATING = re.compile(r"配合|参加|参与|协办|协同|协助|会办")
_RESPONSIBLE = re.compile(
    r"(?:责任|落实|承办|实施|负责|主管|承担)(?:单位|部门|处室|科室|股室|主体|机构)|^部门$|^单位$"
)
_MEASURE = re.compile(
    r"措施|举措|(?:工作|主要|具体|实施|建设|改革|项目|服务)内容|做法|具体要求|路径"
)
_TARGET = re.compile(r"目标(?:任务|要求|值)?$|(?:年度|绩效|预期|工作|完成)(?:目标|指标)|目标任务")
_TASK = re.compile(r"任务|事项|工作要点|重点工作|项目|意见|方案|^工作$|^内容$")
_GROUP = re.compile(r"类别|分类|领域|板块|方面|部分|大项")
_UPPER = re.compile(r"国家|中央|部级|省|上级")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Indexes of the columns; None or () where there is none."""

    title: int
    number: int | None = None
    measures: int | None = None
    targets: int | None = None
    """目标任务 beside a column of names; shown under its head as well."""
    lead: int | None = None
    cooperating: int | None = None
    in_order: bool = False
    """In the lead column the unit listed first leads, the others cooperate."""
    deadline: int | None = None
    others: tuple[int, ...] = ()
    """Shown under their heads: 国家意见, 责任领导; a title that is a higher level's wording is one of them too."""


def columns_of(table: Table) -> Columns | None:
    """Return what the columns are for; None where there is no task, or neither unit nor time limit."""
    heads = [re.sub(r"\s", "", normal_name(head)) for head in table.columns]
    kinds = [_kind(head) for head in heads]
    title = _title(table, heads, kinds)
    lead = _first(kinds, "order", "lead")
    if lead is None:
        lead = _first(kinds, "responsible")
    cooperating = _first(kinds, "cooperating")
    if cooperating is None and lead is not None and kinds[lead] == "lead":
        cooperating = _first(kinds, "responsible")
    deadline = _first(kinds, "deadline")
    if title is None or (lead is None and cooperating is None and deadline is None):
        return None
    measures = _measures(heads, kinds, title)
    own_title = None if _UPPER.search(heads[title]) else title
    known = {own_title, _first(kinds, "number"), measures, lead, cooperating, deadline}
    return Columns(
        title=title,
        number=_first(kinds, "number"),
        measures=measures,
        targets=_targets(kinds, title),
        lead=lead,
        cooperating=cooperating,
        in_order=lead is not None and kinds[lead] == "order",
        deadline=deadline,
        others=tuple(index for index in range(len(heads)) if index not in known),
    )


_KINDS = (
    ("number", _NUMBER), ("person", _PERSON), ("deadline", _DEADLINE), ("order", _ORDER), ("lead", _LEAD),
    ("cooperating", _COOPERATING), ("responsible", _RESPONSIBLE), ("group", _GROUP), ("measure", _MEASURE),
    ("target", _TARGET), ("task", _TASK),
)  # fmt: skip


def _kind(head: str) -> str:
    return next((kind for kind, pattern in _KINDS if pattern.search(head)), "")


def _first(kinds: list[str], *wanted: str) -> int | None:
    return next((index for index, kind in enumerate(kinds) if kind in wanted), None)


def _all(kinds: list[str], wanted: str) -> list[int]:
    return [index for index, kind in enumerate(kinds) if kind == wanted]


def _targets(kinds: list[str], title: int) -> int | None:
    return next((index for index in _all(kinds, "target") if index != title), None)


def _title(table: Table, heads: list[str], kinds: list[str]) -> int | None:
    """Return the task column that reads like headings: the one with the shortest cells, if they differ.

    Columns of names (项目名称, 重点任务) come before 目标任务,
    columns of this plan's own level come before those of upper levels.
    """
    tasks = _all(kinds, "task") or _all(kinds, "target")
    distinct = [index for index in tasks if _differs(table, index)] or tasks
    if not distinct:
        return next(
            (
                i
                for i, kind in enumerate(kinds)
                if kind == "measure" and not _UPPER.search(heads[i])
            ),
            None,
        )
    own = [index for index in distinct if not _UPPER.search(heads[index])] or distinct
    return min(own, key=lambda index: (_length(table, index), index))


def _measures(heads: list[str], kinds: list[str], title: int) -> int | None:
    """Return the column of measures: one that says so, else a second task column of this plan's own level."""
    for wanted in ("measure", "task"):
        for index, kind in enumerate(kinds):
            if kind == wanted and index != title and not _UPPER.search(heads[index]):
                return index
    return None


def cell_value(table: Table, row: int, column: int) -> str:
    """Return the lines of a cell as one string."""
    return "".join(line.value for line in table.rows[row][column])


def _length(table: Table, column: int) -> float:
    lengths = [len(cell_value(table, row, column)) for row in range(len(table.rows))]
    return fmean(length for length in lengths if length) if any(lengths) else float("inf")


def _differs(table: Table, column: int) -> bool:
    """Return whether most rows have a value of their own; a merged cell that repeats is a group of tasks."""
    values = [cell_value(table, row, column) for row in range(len(table.rows))]
    return not values or 2 * len(set(values)) > len(values)
