"""The place that a unit's name begins with: 云澜市, 景宁畲族自治县, or the bare 市 of 市教育局.

In: a folded name (see `folding`). Out: the innermost place, its level, and what follows. Not its
business: which unit that is.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from generator.official.folding import normal_name

_SYSTEM = re.compile(r"(?:中国共产党|中共(?!中央)|共青团|中国共产主义青年团|共产主义青年团)(?=.)")
"""中共云澜市委, 共青团云澜市委: the organisation comes first, the place after it."""
_NATIONAL = re.compile(r"国家[\u4e00-\u9fff]{2,4}总?局(?=.{2})")
"""国家税务总局云澜市税务局: the system comes first, the place after it."""

# What must not follow the last character of a place: 市场, 市政管理, 市民服务, 区域, 县域.
_CITY = r"市(?!场|政(?![府协法务研])|民(?:服务|中心|热线))"
_COUNTY, _DISTRICT, _PREFECTURE = (
    r"县(?!域|级)",
    r"区(?!域|块|划|位|管委会|管理委员会|党工委)",
    r"州(?![省市区县湾])",
)
_SEGMENT = re.compile(
    r"[^省市区县\W]{2,16}?自治(?:区|州|县|旗)"
    # a county may have a name of one character (景县), a province or city has two
    rf"|[\u4e00-\u9fff](?:{_COUNTY}|[\u4e00-\u9fff]{{1,5}}?(?:省(?!级)|{_CITY}|{_COUNTY}|{_DISTRICT}|{_PREFECTURE}"
    r"|盟|旗|(?:镇|乡|街道)(?=人民政府|政府|党委|党工委|办事处)))"
    r"|[\u4e00-\u9fff]{2,10}?(?:开发区|高新区|新区|园区|示范区)(?!管委会|管理委员会|党工委)"
)
_BARE = re.compile(
    rf"(?:本|我|全)?(自治区|自治州|自治县|自治旗|省(?!级)|{_CITY}|{_COUNTY}|{_DISTRICT}|州|盟|旗"
    r"|(?:镇|乡|街道)(?=人民政府|政府|党委|党工委|办事处))"
)
_REAL = re.compile(r"市[中北南]区|津市市|沙市区|城区|郊区|矿区|全[州南椒]县")
_WORDS = frozenset(("城市", "都市", "地区", "校区", "园区", "山区", "街区", "特区", "开发区域"))
_WORD_ENDS = ("社区", "小区", "辖区", "景区", "片区", "灾区", "牧区", "库区", "厂区")
_STATE = re.compile(
    r"中共中央|中央|国务院|全国|国家|中宣部|中组部|中办|国办|共青团中央|教育部|财政部|公安部|民政部|司法部|人社部|住建部|科技部"
    r"|工信部|科学技术部|工业和信息化部|人力资源(?:和)?社会保障部|自然资源部|生态环境部|住房(?:和)?城乡建设部|交通运输部|水利部"
    r"|农业农村部|商务部|文化(?:和)?旅游部|卫生健康委|应急管理部|市场监管总局|体育总局|最高人民"
)
_NO_PLACE = re.compile(r"[全本我该两多](?=[省市县区州盟旗])|各|国家|中国|有关|相关|所属")
_UNIT = re.compile(
    r"关于|印发|贯彻|落实|推进|加强|建设|工作|局|厅|办公|部门|学校|学院|医院|中心|银行|公司"
)
_RANKS = {
    "自治区": 1,
    "省": 1,
    "市": 2,
    "州": 2,
    "盟": 2,
    "县": 3,
    "区": 3,
    "旗": 3,
    "镇": 4,
    "乡": 4,
    "街道": 4,
}
_UNRANKED = 9
_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Placed:
    """A name taken apart."""

    place: str
    """The innermost place that it names: 云澜市; empty for 市教育局 and 教育局."""
    level: str
    """市, 县, 省 …, of the place or of the bare word; empty where the name has neither."""
    rest: str
    """What follows: 教育局, 委宣传部."""


@lru_cache(maxsize=1 << 14)
def placed(name: str) -> Placed:
    """Return a folded name taken apart into place, level and the rest."""
    system = _SYSTEM.match(name)
    rest = name[system.end() :] if system else name
    national = _NATIONAL.match(rest)
    if national and _segment(rest[national.end() :]):
        rest = rest[national.end() :]
    place = ""
    for _ in range(_DEPTH):
        segment = _segment(rest)
        if not segment:
            break
        place, rest = segment, rest[len(segment) :]
    if place:
        # 云澜市市委宣传部 says 市 twice
        return Placed(place, level_of(place), rest[1:] if rest.startswith("市委") else rest)
    bare = _BARE.match(rest)
    return Placed("", _level(bare[1]), rest[bare.end() :]) if bare else Placed("", "", rest)


def region_of(name: str) -> str:
    """Return the place of a unit's name, the innermost where several stand: 云澜市; "" if none."""
    return placed(normal_name(name)).place


def is_national(name: str) -> bool:
    """Return whether a name begins like that of a body of the state: 教育部, 国务院办公厅, 中央网信办."""
    return _STATE.match(name) is not None


def level_of(place: str) -> str:
    """Return the level of a place: 市 of 云澜市, 县 of 景宁畲族自治县; "" if it has none."""
    if place.endswith("自治区"):
        return "自治区"
    return (
        "街道"
        if place.endswith("街道")
        else place[-1:]
        if place[-1:] in "省市县区州盟旗镇乡"
        else ""
    )


def rank_of(level: str) -> int:
    """Return how far down a level stands: 1 for 省, 4 for 乡, 9 for none."""
    return _RANKS.get(level, _UNRANKED)


def same_place(one: str, other: str) -> bool:
    """Return whether two names are one place; 景宁县 is what people say for 景宁畲族自治县."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return (
        long.endswith("自治" + short[-1:])
        and len(short) > 2  # noqa: PLR2004  (a one-character stem proves nothing)
        and long.startswith(short[:-1])
    )


def _segment(text: str) -> str:
    """Return the place that `text` begins with, or ""."""
    real = _REAL.match(text)
    if real:
        return real[0]
    if _BARE.match(text):
        return ""
    found = _SEGMENT.match(text)
    segment = found[0] if found else ""
    is_word = segment in _WORDS or segment.endswith(_WORD_ENDS) or _NO_PLACE.match(segment)
    return "" if is_word or _UNIT.search(segment) else segment


def _level(word: str) -> str:
    return level_of(word) or word
