"""Numbers with a unit of measure inside a sentence: 65%以上, 不少于120学时, 3亿元, 2—3所.

In: a text made `clauses.plain`. Out: the quantities in printed order. Not its business: whether
one is a goal (see `goals`), and of what (see `subjects`).
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from generator.model.plan import Comparator
from generator.official.figures import comparisons
from generator.official.figures.numerals import amount_in_words, percent_in_words

# What may not follow a counting word, because the word then begins another one: 5名师资 is no 名.
_NOT_BEFORE: Final = {
    "个": "月|星期|工作日|学期|学年|年头|方面|维度|百分|阶段|环节|层面|层次|零",
    "名": "校|园|优|誉|录|单|列|次|额", "人": "民|才|均|大|社|格|物|文|工|生",
    "次": "全会|全体|会议|党代|党员代表|代表|数|年|日|月", "场": "所|馆|地", "家": "庭|长|访|园|国|乡|校|政",
    "所": "有|在|属|需|以(?![上下内])|长|得", "门": "户|类|槛|诊|口", "台": "账|阶|湾", "部": "门|分|委|署|级|队|长",
    "节": "日|点|约|能|俗|奏", "支": "持|部|撑|出|教|委|付", "期": "间|末|望|刊|中|待", "条": "件|例|款|线|目",
    "间": "隔|接", "对": "象|口|接|标|照|应|外", "处": "理|于|室|罚|置|分|级|方|长", "座": "谈|位|右",
    "本": "科|级|市|县|土|地|校|年|学|质|职|领|着", "只": "有|要|能", "首": "批|次|届|先|个|要", "套": "餐|路|内",
    "篇": "章", "幅": "度", "元": "旦|素|宇|宵|月|年",
    "项": "目(?=标)|重点|工作|任务|措施|举措|指标|内容|职责|要求|制度|机制|主要",
    "位": "居|列|置|于|次|数", "倍": "增",
    "分": "钟|之|别|类|校|级|为|期|段|布|层|析|工|局|园|公|管|散|享|解|批|步|年",
}  # fmt: skip
_UNITS: Final = (
    "个百分点|百分点|微克|毫克|公斤|千克|平方公里|平方千米|平方米|立方米|㎡|平米|公里|千米|公顷|千瓦时|千瓦|人次|人天|场次|班次|批次|车次|"
    "课时|学时|学分|学位|小时|分钟|%|‰|元|人|个|名|所|处|家|项|次|场|门|台|部|册|篇|期|节|间|座|栋|幢|张|件|"
    "支|队|对|条|例|户|块|辆|架|艘|株|棵|首|幅|套|亩|米|吨|兆|倍|种|本|只|位|分|份|片|枚"
)
UNIT_STARTS: Final = "".join(sorted({unit[0] for unit in _UNITS.split("|")}))
"""What a number is a quantity before, for a class of a regular expression."""
_UNIT: Final = "|".join(
    rf"{unit}(?!{_NOT_BEFORE[unit]})" if unit in _NOT_BEFORE else unit for unit in _UNITS.split("|")
)
_BRACKETS: Final = str.maketrans("()", "（）")
_SCALES: Final = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}

_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,12})(?:\.[0-9]{1,6})?(?![0-9])"
_HAN = "[一二两三四五六七八九十百千零]{1,9}(?:点[零一二三四五六七八九]{1,4})?"
_NUMBER = rf"(?:{_DIGITS}|{_HAN})"
_SCALE = "[十百千]?万?亿|[十百千]?万|[百千](?!瓦|米)"
_RANGE = "(?:-|—|–|——|~|至|到)"
_PER_WORD = "平方米|立方米|㎡|人次|人|生|学年|学期|年|月|周|天|日|校|班|县|亩|户|次|升"
_COUNTER = "[次个套台件条处间项名人座栋队支场所]"
_STARTS: Final = re.compile(
    "[0-9一二两三四五六七八九十百千翻](?:(?<=[0-9])[0-9.,]*|(?<=翻)|[一二两三四五六七八九十百千]*)"
)
"""Begins with a class, so that the search skips most of a text at the speed of C."""
_AMOUNT: Final = re.compile(
    rf"百分之(?P<share>百(?!分)|{_NUMBER})"
    r"|(?P<of>[二三四五六七八九十])分之(?P<part>[一二两三四五六七八九])(?![零一二三四五六七八九十])"
    r"|(?P<tenths>[一二两三四五六七八九])成(?=以上|以下|左右|的|[,。;、)]|$)"
    r"|翻(?P<doublings>[一两三1-3]?)番"
    r"|(?P<ratio>[0-9]{1,4}(?:\.[0-9]{1,2})?)\s?[:∶]\s?"
    r"(?P<one>[0-9]{1,4}(?:\.[0-9]{1,2})?)(?![0-9.:∶%年月日时分])"
    rf"|(?P<low>{_NUMBER})\s?(?:(?P<low_scale>{_SCALE})?(?:%|元|人次|[所名个人项次处场家])?"
    rf"\s?{_RANGE}\s?(?P<high>{_NUMBER}))?(?P<some>[余多](?=[十百千]?[万亿]))?\s?"
    rf"(?P<scale>{_SCALE})?(?P<more>余|多)?\s?"
    rf"(?P<unit>{_UNIT}|(?:(?<=\.[0-9])|(?<=\.[0-9][0-9]))年)(?P<per>(?:[/·](?:{_PER_WORD})){{1,3}})?"
    rf"(?P<or>\({_COUNTER}\))?"
)
_GLUED: Final = re.compile(r"(?:[A-Za-z0-9.+/~—\-]|第\s?|[前后等这该余]\s?|上述|其他|其它|全部)$")
"""Before a number: a code (5G, B1), an ordinal (第24届), an enumeration's own count (等4个)."""
_LONGEST_GLUE: Final = 3
_OF_RATIO: Final = re.compile("比(?!分|赛|如)[^:,]{0,10}$")
"""Before 16:1, so that it is no time of day and no score."""
_LOOK_BACK: Final = 24


class Quantity(NamedTuple):
    """A number with its unit; `start` to `end` with the words that compare it."""

    start: int
    end: int
    value: Decimal
    unit: str
    upper: Decimal | None = None
    comparator: Comparator = Comparator.EQUAL
    stated: bool = False
    """Whether words before the number compare it: 不低于, 超过, 达到."""
    bounded: bool = False
    """Whether words after the number compare it: 以上, 以内, 左右."""
    per: bool = False
    """Whether the unit is per something: 每人每年1200元, 1200元/人/年."""
    in_words: bool = False
    """Whether the number is in Chinese numerals, as names of programmes have them."""


@lru_cache(maxsize=64)  # some ten scales
def _factor(scale: str | None) -> Decimal:
    """Return what a scale multiplies by: 千万 10000000, 万亿 1000000000000."""
    factor = Decimal(1)
    for character in scale or "":
        factor *= _SCALES[character]
    return factor


@lru_cache(maxsize=1 << 10)  # most numbers are small
def _number(text: str, scale: str | None) -> Decimal | None:
    amount = amount_in_words(text.replace(",", ""))
    return None if amount is None else normal(amount * _factor(scale))


def normal(value: Decimal) -> Decimal:
    """Return the same number in its shortest plain form: 65, not 65.0 or 6E+1."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _proportion(match: re.Match[str]) -> tuple[Decimal, str] | None:
    """Return the value and unit of 百分之六十五, 三分之二 (66.67 %), 八成 (80 %), 翻一番 (2 倍).

    16:1 is 16 in the unit ":1", 1:19 is 1 in ":19": so ≤ and ≥ stay true of师生比 and 生师比 alike.
    """
    if match["share"]:
        share = percent_in_words(match[0])
        return None if share is None else (normal(share), "%")
    if match["part"]:
        part, of = (amount_in_words(match[name]) or Decimal(1) for name in ("part", "of"))
        return normal((part * 100 / of).quantize(Decimal("0.01"))), "%"
    if match["tenths"]:
        return normal((amount_in_words(match["tenths"]) or Decimal(1)) * 10), "%"
    if match["ratio"]:
        return normal(Decimal(match["ratio"])), f":{match['one']}"
    times = amount_in_words(match["doublings"] or "一") or Decimal(1)
    return normal(2**times), "倍"


def _amount(match: re.Match[str]) -> tuple[Decimal, Decimal | None, str] | None:
    """Return value, other end of the range, unit; None where the characters are no number."""
    if match["low"] is None:
        proportion = _proportion(match)
        return proportion and (proportion[0], None, proportion[1])
    high = match["high"] and _number(match["high"], match["scale"])
    scale = match["low_scale"] or match["scale"]
    low = _number(match["low"], scale)
    if low is None or (high is None and match["high"]):
        return None
    upper = high or None
    unit = match["unit"] + (match["or"] or "").translate(_BRACKETS)
    return None if upper is not None and upper <= low else (low, upper, unit)


def _per_unit(unit: str, before: str, after: str | None) -> str:
    """Return 元/人/年 for 每人每年 before or /人/年 after the number."""
    names = before.replace("每个", "/").replace("每", "/")
    return unit + names + (after or "").replace("·", "/")


def _quantity(plain: str, start: int, floor: int) -> Quantity | None:
    head = plain[max(floor, start - _LOOK_BACK) : start]
    match = None if _GLUED.search(head[-_LONGEST_GLUE:]) else _AMOUNT.match(plain, start)
    amount = _amount(match) if match else None
    if match is None or amount is None or (match["ratio"] and not _OF_RATIO.search(head)):
        return None
    before = comparisons.before(head)
    per = before.per or (before.outer if amount[2] == "元" else "")
    end, bound = comparisons.after(plain, match.end())
    more = Comparator.MORE if match["more"] or match["some"] else None
    return Quantity(
        start=start - before.length,
        end=end,
        value=amount[0],
        upper=amount[1],
        unit=_per_unit(amount[2], per, match["per"]),
        comparator=before.comparator if before.holds else bound or more or before.comparator,
        stated=before.stated or match[0].startswith("翻"),
        bounded=(bound or more) is not None,
        per=bool(per or match["per"]),
        in_words=not plain[start].isdigit(),
    )


def quantities(plain: str, start: int, end: int) -> list[Quantity]:
    """Return the quantities between two places of a text made `clauses.plain`, in printed order."""
    quantities: list[Quantity] = []
    done = start
    for sign in _STARTS.finditer(plain, start, end):
        if sign.start() >= done and (found := _quantity(plain, sign.start(), done)):
            if found.end <= end:
                quantities.append(found)
            done = found.end
    return quantities
