"""What a plan's title says: its kind, its years, who issued it."""

import re
from collections.abc import Sequence

KINDS = (
    "任务分工方案", "分工方案", "工作要点", "工作思路", "工作计划", "工作安排", "重点工作", "行动计划", "行动方案",
    "实施方案", "工作方案", "专项规划", "发展规划", "五年规划", "规划", "实施意见", "任务清单", "方案", "计划", "要点",
)  # fmt: skip
"""Kinds of plans (文种), the longer before those that they end with."""

_RANGE = re.compile(r"((?:19|20)\d\d)年?\s?[—–\-~～至－一]{1,2}\s?((?:19|20)\d\d)年?")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|\s|学年|度)")
_FIVE_YEARS = {"十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
_FIVE = re.compile("|".join(_FIVE_YEARS))
_ISSUER = re.compile(
    r"^(?:中共)?[\u4e00-\u9fff]{2,20}?(?:委员会|人民政府办公室|人民政府|委办公室|办公室|教育体育局|教体局|局|厅|委)(?=关于|[“\"《0-9]|印发|贯彻)"
)


def kind_in(title: str) -> str:
    """Return the kind of plan that the title names, the last one where it names several; or ""."""
    bare = re.sub(r"》?的通知$", "", title)
    found = [(bare.rfind(kind), len(kind), kind) for kind in KINDS if kind in bare]
    if not found:
        return ""
    best = max(found, key=lambda each: (each[0] + each[1], each[1]))[2]
    return "五年规划" if best.endswith("规划") and _FIVE.search(bare) else best


def years_in(title: str) -> tuple[int | None, int | None]:
    """Return the first and, for a plan over several years, the last year that the title names."""
    if found := _RANGE.search(title):
        return int(found.group(1)), int(found.group(2))
    if found := _YEAR.search(title):
        return int(found.group(1)), None
    if found := _FIVE.search(title):
        first = _FIVE_YEARS[found.group()]
        return (first, first + 4) if "规划" in title else (None, None)
    return None, None


def issuer_in(title: str, signature: Sequence[str] = ()) -> str:
    """Return who issued the plan: as signed, else as the title begins; "" where neither says."""
    signed = [line for line in signature if re.search(r"[局委厅府室院会部]$", line)]
    if len(signed) == 1:
        return "".join(signed[0].split())
    found = _ISSUER.match(title)
    return found.group() if found else ""
