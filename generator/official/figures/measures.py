"""What a target measures, so that targets of several plans can be set beside each other: 公办园占比 (%).

In: a target, and the place of the unit that set it. Out: a `Level`, or None where targets of the same words need
not mean the same. Only levels are compared: shares, rates, standards per head, which can be read off at any time. A
count (新建幼儿园15所) depends on what is counted from when to when, so it never is. Not its business: pages.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple
from unicodedata import normalize

from generator.model.plan import Target
from generator.official.folding import normal_name

_SHARES: Final = frozenset("%‰")
_RATE: Final = re.compile(r"(?:[毛净]?[一-龥]{2}率|占比|的?比例|的?比重|覆盖面|满意度)$")
"""What ends the name of a share; the two characters before 率 belong to the word: 入园率, 巩固率."""
_STANDARD: Final = re.compile(r"(?:经费|补助|标准|定额|津贴|补贴|资助|助学金)$")
_TELLING_RATE, _TELLING_STANDARD = 3, 2
"""So many characters besides these words say what is measured: 公办园占比 can be compared, 参与率 cannot."""
_HAN: Final = re.compile("[一-龥]")
_LONGEST: Final = 40


class Level(NamedTuple):
    """What is measured, in the form that is compared and shown, and the unit of measure."""

    name: str
    unit: str


def level_of(target: Target, place: str) -> Level | None:
    """Return what the target measures; None where it is a count, a change, or not told by its words alone.

    `place` is that of the issuer (云澜市): 全市 and the place's own name say in its plans what the issuer says already.
    """
    return _level(target.subject, target.unit, place)


@lru_cache(maxsize=1 << 12)  # the same shares of the same places, every year
def _level(subject: str, unit: str, place: str) -> Level | None:
    if not (unit in _SHARES or "/" in unit) or len(subject) > _LONGEST:
        return None
    end, telling = (_RATE, _TELLING_RATE) if unit in _SHARES else (_STANDARD, _TELLING_STANDARD)
    folded = normal_name(subject)
    if end.search(folded) is None:
        return None
    name = _without_place(folded, place)
    if len(_HAN.findall(end.sub("", name))) < telling:
        return None
    return Level(name, normalize("NFKC", unit))


def _without_place(name: str, place: str) -> str:
    """Return the name without what says only that the issuer's own place is meant."""
    if not place:
        return name
    for own in (place, f"全{place[-1]}", f"我{place[-1]}", f"本{place[-1]}"):
        if name.startswith(own):
            return name[len(own) :].removeprefix("的")
    return name
