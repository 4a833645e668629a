"""What units are called in full, where no register says so.

In: names as the plans of one place print them. Out: the full name of each. Not its business: the register
(see `names`).
"""

import re
from collections.abc import Iterable

from generator.official.folding import normal_name
from generator.official.units.abbreviations import Match, full_form, match
from generator.official.units.names import parsed
from generator.official.units.places import is_national, level_of, placed

_OFFICES = re.compile(
    r"(?:局|委|委员会|办|办公室|部|政府|联|联合会|科协|工会|法院|检察院|支队|党校|研究室)$"
)
_YOUTH = "共青团委"


def full_name(name: str, region: str) -> str:
    """Return a name completed by the plan's place: 市教育局 and 教育局 in 云澜市 are 云澜市教育局.

    Names of another level (省教育厅, 县教育局), of the state (教育部), of groups (各县（市、区）…) and of schools
    and companies stay as they are.
    """
    name = normal_name(name)
    apart = parsed(name)
    is_other = apart.place or name.startswith("各") or is_national(name) or not region
    if is_other or (apart.level and apart.level != level_of(region)):
        return name
    if apart.core == _YOUTH:
        return f"共青团{region}委"
    if apart.level:
        return region + placed(name).rest
    return region + name if _OFFICES.search(name) else name


def full_names(names: Iterable[str], region: str) -> dict[str, str]:
    """Return for each printed name the fullest name in use that certainly means the same unit.

    文广旅局 goes with 云澜市文化广播电视和旅游局 where the plans print both; a name that fits two stays apart.
    """
    completed = {name: full_name(name, region) for name in names}
    heads: dict[str, list[str]] = {}
    chosen: dict[str, str] = {}
    for name in sorted(dict.fromkeys(completed.values()), key=lambda name: (-len(name), name)):
        alike = heads.setdefault(full_form(parsed(name).core)[:1], [])
        fits = [head for head in alike if _means(name, head)]
        chosen[name] = fits[0] if len(fits) == 1 else name
        if not fits:
            alike.append(name)
    return {name: chosen[full] for name, full in completed.items()}


def _means(name: str, head: str) -> bool:
    """Return whether `name` is certainly short for `head`; 局 for 委 is not certain."""
    one, other = parsed(name), parsed(head)
    same_place = (one.place, one.level) == (other.place, other.level)
    return same_place and match(one.core, other.core) in (Match.EQUAL, Match.SHORT)
