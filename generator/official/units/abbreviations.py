"""How officials shorten what a unit is called: 人社局, 文广旅局, 编办.

In: two names without place (教育局, 人力资源和社会保障局). Out: whether one is short for the other.
Not its business: places, and which unit is meant (see `names`).

Names are made of two-character words and end in the kind of body. A short form takes the first word, then
of each further word nothing, its first character, or all; it may leave out a word of content only where
a later one is taken (住建局), and words such as 管理 or 事务 anywhere (应急局). So 教育局 is not short for
教育体育局, nor 城管局 for 城市建设管理局.
"""

import re
from enum import StrEnum
from functools import lru_cache

_AND = re.compile(r"[和与及暨、]")
_KINDS = (
    ("工作委员会", "工委"), ("工委", "工委"), ("管委会", "管委"), ("委员会", "委"), ("委会", "委会"), ("委", "委"),
    ("办公室", "办"), ("办", "办"), ("联合会", "联"), ("联", "联"), ("协会", "协"), ("协", "协"), ("局", "局"),
    ("厅", "厅"), ("部", "部"), ("院", "院"), ("中心", "中心"), ("政府", "政府"), ("支队", "支队"), ("大队", "大队"),
    ("银行", "行"), ("公司", "公司"), ("站", "站"), ("所", "所"), ("处", "处"), ("科", "科"), ("室", "室"),
    ("会", "会"),
)  # fmt: skip
_OFFICES = frozenset(("局", "委", "厅", "办", "部", "联", "协", "工委"))
_GENERIC = (
    "委员会",
    "管理",
    "监督",
    "事务",
    "工作",
    "服务",
    "行政",
    "综合",
    "执法",
    "保障",
    "指导",
    "事业",
)
_GENERIC_ENDS = "化业人界"
_EXCHANGED = (frozenset(("局", "委")), frozenset(("局", "办")))
"""卫健局 and 卫健委 are one office under two names; 网信委 and 网信办 are two bodies."""
_CUSTOMARY = {
    "编办": "机构编制委员会办公室",
    "编委办": "机构编制委员会办公室",
    "编委办公室": "机构编制委员会办公室",
    "改革办": "全面深化改革委员会办公室",
    "深改办": "全面深化改革委员会办公室",
    "文明办": "精神文明建设指导委员会办公室",
    "交通局": "交通运输局",
    "资规局": "自然资源和规划局",
    "纪委": "纪律检查委员会",
    "监委": "监察委员会",
    "人大": "人民代表大会",
    "人大常委会": "人民代表大会常务委员会",
    "政协": "中国人民政治协商会议",
    "政协委员会": "中国人民政治协商会议",
    "侨联": "归国华侨联合会",
    "工商联": "工商业联合会",
    "关工委": "关心下一代工作委员会",
    "管理委员会": "管委会",
    "人民法院": "法院",
    "人民检察院": "检察院",
}
"""Short forms that no rule gives: they begin in the middle of the name, or drop its last word."""
_LONGEST = 40


class Match(StrEnum):
    """How two names without place fit."""

    NONE = ""
    EQUAL = "equal"
    """The same name, 和 and customary forms aside."""
    SHORT = "short"
    """An abbreviation."""
    KIND = "kind"
    """The same but for 局, 委, 办 at the end: to be reported."""


def match(short: str, name: str) -> Match:
    """Return how `short` stands for `name`; neither has a place."""
    if short == name:
        return Match.EQUAL
    is_name = short and max(len(short), len(name)) <= _LONGEST
    return _match(full_form(short), full_form(name)) if is_name else Match.NONE


@lru_cache(maxsize=1 << 15)
def _match(short: str, name: str) -> Match:
    if short == name:
        return Match.EQUAL
    (stem, kind), (long_stem, long_kind) = _ended(short), _ended(name)
    if kind == long_kind and stem == long_stem:
        return Match.EQUAL
    fits = stem == long_stem or _abbreviates(stem, long_stem, kind)
    if not (fits and kind and stem):
        return Match.NONE
    if kind == long_kind:
        return Match.SHORT
    is_exchange = frozenset((kind, long_kind)) in _EXCHANGED and len(stem) > 1
    return Match.KIND if is_exchange else Match.NONE


def full_form(name: str) -> str:
    """Return a name without place with its customary short form written out: 编办, 机构编制委员会办公室."""
    if name.startswith("人民政府"):
        name = name.removeprefix("人民")
    return _CUSTOMARY.get(name, name)


def _ended(name: str) -> tuple[str, str]:
    """Return what a body deals with, without 和, and its kind: 发展改革, 局."""
    for suffix, kind in _KINDS:
        if name.endswith(suffix):
            return _AND.sub("", name.removesuffix(suffix)), kind
    return _AND.sub("", name), ""


def _abbreviates(short: str, long: str, kind: str) -> bool:
    """Return whether characters of `short` stand for words of `long` in order."""
    if not short or short[0] != long[:1] or len(short) >= len(long):
        return False
    if len(short) == 1 and kind not in ("办", "联", "协"):
        return False
    words = _words(long)
    states = [(0, False)]  # characters used; whether a word of content was left out since
    for index, (word, says_little) in enumerate(words):
        generic = says_little and kind in _OFFICES  # 卫生所 is not 卫生监督所
        taken = [
            (used + length, pending if generic else False)
            for used, pending in states
            for length in ((1, len(word)) if len(word) > 1 else (1,))
            if short.startswith(word[:length], used)
        ]
        left = [(used, pending or not generic) for used, pending in states] if index else []
        states = list(dict.fromkeys(taken + left))
    whole = (len(short), False) in states
    return whole or (kind in ("联", "协") and (len(short), True) in states)


@lru_cache(maxsize=1 << 13)
def _words(stem: str) -> tuple[tuple[str, bool], ...]:
    """Return the words of a name in order, each with whether it says little: 应急, 管理."""
    words: list[tuple[str, bool]] = []
    at = 0
    while at < len(stem):
        word = _generic_at(stem, at)
        if word and at:
            words.append((word, True))
        elif len(stem) - at == 1 or _generic_at(stem, at + 1):
            word = stem[at]
            words.append((word, bool(at) and word in _GENERIC_ENDS))
        else:
            word = stem[at : at + 2]
            words.append((word, False))
        at += len(word)
    return tuple(words)


def _generic_at(stem: str, at: int) -> str:
    return next((word for word in _GENERIC if stem.startswith(word, at)), "")
