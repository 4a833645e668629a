"""What a plan's title says: its kind, its years, who issued it."""

import re
from collections.abc import Sequence

from generator.official.figures.numerals import from_digits

KINDS = (
    "任务分工方案", "分工方案", "工作要点", "工作思路", "工作计划", "工作安排", "重点工作", "行动计划", "行动方案",
    "实施方案", "工作方案", "任务分解表", "项目清单", "责任清单", "工作打算",
    "专项规划", "发展规划", "五年规划", "规划", "实施意见", "任务清单", "方案", "计划", "要点",
)  # fmt: skip
"""Kinds of plans (文种), the longer before those that they end with."""

_RANGE = re.compile(r"((?:19|20)\d\d)年?\s?[—–\-~～至－一]{1,2}\s?((?:19|20)\d\d)年?")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|\s|学年|度)")
_HAN_YEAR = re.compile(r"二[〇零○][〇零○一二三四五六七八九]{2}(?=年)")
_PAST = re.compile(r"总结|回顾|(?:完成|执行|工作|落实|开展|进展)情况")
_LETTER = re.compile(r"通知$|会议纪要$")
_FIVE_YEARS = {"十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
_FIVE = re.compile("|".join(_FIVE_YEARS))
_ISSUER = re.compile(
    r"^(?:中共)?[\u4e00-\u9fff]{2,20}?(?:委员会|人民政府办公室|人民政府|委办公室|办公室|教育体育局|教体局|局|厅|委)(?=关于|\s?[“\"《0-9]|二[〇零○]|印发|贯彻|\s[\u4e00-\u9fff])"
)


def kind_in(title: str) -> str:
    """Return the kind of plan that the title names, the last one where it names several; or ""."""
    bare = re.sub(r"》?的通知$", "", title)
    found = [(bare.rfind(kind), len(kind), kind) for kind in KINDS if kind in bare]
    if not found:
        letter = _LETTER.search(title)
        return letter.group() if letter else ""
    best = max(found, key=lambda each: (each[0] + each[1], each[1]))[2]
    return "五年规划" if best.endswith("规划") and _FIVE.search(bare) else best


def years_in(title: str) -> tuple[int | None, int | None]:
    """Return the first and, for a plan over several years, the last year that the title names."""
    if found := _RANGE.search(title):
        return int(found.group(1)), int(found.group(2))
    if year := _year_in(title):
        return year, None
    if found := _FIVE.search(title):
        first = _FIVE_YEARS[found.group()]
        return (first, first + 4) if "规划" in title else (None, None)
    return None, None


def _year_in(title: str) -> int | None:
    """Return the year of the plan: in 2023年总结和2024年计划 that of the plan, else the first."""
    plain = _HAN_YEAR.sub(lambda found: str(from_digits(found.group())), title)
    years = list(_YEAR.finditer(plain))
    if not years:
        return None
    past = _PAST.search(plain, years[0].end())
    ahead = [year for year in years[1:] if past and year.start() > past.start()]
    return int((ahead or years)[0].group(1))


def issuer_in(title: str, signature: Sequence[str] = ()) -> str:
    """Return who issued the plan: as signed, else as the title begins; "" where neither says."""
    signed = [line for line in signature if re.search(r"[局委厅府室院会部]$", line)]
    if len(signed) == 1:
        return "".join(signed[0].split())
    found = _ISSUER.match(title)
    return found.group() if found else ""
