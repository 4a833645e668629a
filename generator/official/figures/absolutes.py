"""Goals that are numbers without being printed as one: 全覆盖 (100 %), 为零, 清零, 零发生, “五个零”.

In: a clause of a text made `clauses.plain`. Out: quantities of value 100 or 0, in printed order. Not
its business: numbers in digits (see `quantities`).
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from generator.official.figures.quantities import Quantity

ALL_OR_NONE: Final = ("全覆盖", "零")
"""One of them stands in every text that `absolutes` finds anything in."""
_SIGN: Final = re.compile("|".join(ALL_OR_NONE))
_COVERAGE: Final = re.compile(
    r"(?P<before>实现|做到|达到)?(?:[两三四五六七八九十]个)?(?P<what>全覆盖)(?![的性式工基行机建推])"
)
_CLOSES: Final = re.compile(r"(?=[,。;、:)\n]|$)")
_PROCESS: Final = re.compile("推[动进]|落实|深化|加快|探索|完善|[到的]|督促|逐步|基础")
"""推进家访全覆盖 is work, no promise."""
_MEANS_IT: Final = re.compile("实现|做到|确保|力争|达到|争取|完成")
_LOOK_BACK: Final = 80
_SHORTEST: Final = 4
_ZERO: Final = re.compile(
    r"“?[一二三四五六七八九十]{1,2}个零”?(?:发生)?|(?<!不)(?:保持|实现|达到)?为零(?!散|星|售|食|容忍)|(?:实现|动态|保持)?清零(?!行动|工作|攻坚|机制|专项|计划)|"
    "(?:实现|保持|做到|确保)?零(?:发生|发案|事故|死亡|伤亡|感染|辍学|失学|上访|违纪|差错|失误|溺亡|投诉|增长)"
    "(?!率)"
)


def _is_meant(plain: str, start: int, match: re.Match[str]) -> bool:
    """Return whether words promise 全覆盖, or it ends what is said; 100%全覆盖 is a number already."""
    end = match.start()
    start = max(start, end - _LOOK_BACK)
    if plain[end - 1 : end] == "%":
        return False
    if _MEANS_IT.search(plain, start, end):
        return True
    said = end - start >= _SHORTEST and not _PROCESS.search(plain, start, end)
    return said and _CLOSES.match(plain, match.end()) is not None


def _coverage(plain: str, start: int, end: int) -> Iterator[Quantity]:
    for match in _COVERAGE.finditer(plain, start, end):
        if match["before"] or _is_meant(plain, start, match):
            yield Quantity(*match.span(), Decimal(100), "%", stated=True)


def absolutes(plain: str, start: int, end: int) -> Iterator[Quantity]:
    """Yield the goals of all and of none between two places of a text made `plain`."""
    if not _SIGN.search(plain, start, end):
        return
    yield from _coverage(plain, start, end)
    for match in _ZERO.finditer(plain, start, end):
        yield Quantity(*match.span(), Decimal(0), "", stated=True)
