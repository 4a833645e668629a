"""Levels of government: which one a document or an issuer belongs to.

In: what a register or a name says. Out: a rank; its word is in the catalogue of the pages.
"""

import re
from typing import Final

from generator.model.registers import Policy
from generator.model.site import LinkedPlan

NATION, PROVINCE, CITY, COUNTY = range(4)
UNKNOWN: Final = -1
_STATED: Final = (("国", "中央"), ("省", "自治区", "直辖"), ("市", "州", "盟"), ("县", "区", "旗"))
_PLACE: Final = re.compile("省|自治区|[市州盟](?!场|民)|[县区旗]")
_RANKS: Final = {
    "省": PROVINCE, "自治区": PROVINCE, "市": CITY, "州": CITY, "盟": CITY,
    "县": COUNTY, "区": COUNTY, "旗": COUNTY,
}  # fmt: skip


def level_stated(text: str) -> int:
    """Return the rank that words such as 国家, 省级重点任务 or 市 name, the highest first; else UNKNOWN."""
    return next((n for n, words in enumerate(_STATED) if any(w in text for w in words)), UNKNOWN)


def level_of_policy(policy: Policy) -> int:
    """Return the rank of a cited document, where the register says it."""
    return level_stated(policy.level)


def level_of_plan(linked: LinkedPlan) -> int:
    """Return the rank of whoever issued a plan: of its region, else of the last place in its name."""
    region = linked.issuer.region if linked.issuer else ""
    places = _PLACE.findall(region or linked.plan.issuer)
    return _RANKS[places[-1]] if places else UNKNOWN
