"""Names of units in a list: 市委宣传部、团市委，市文化广播电视和旅游局 各县（市、区）人民政府.

In: a piece of text that lists units. Out: where each name stands. Not its business: what the units do
(see `responsibilities`) and which they are (see `names`).
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.official.folding import normal_name, without_blanks

Range = tuple[int, int]
"""Offsets of the first character and behind the last."""

_OPEN, _CLOSE = "（(〔[【〈<", "）)〕]】〉>"
_ENDS = re.compile(
    r"(?:局|厅|部|委|办|院|联|协|处|科|股|队|馆|社|政府|办公室|研究室|督查室|督导室|教研室|信息室|委员会|联合会|协会|学会|管委会|工会"
    r"|红十字会|商会|总会|基金会|理事会|中心|学校|院校|高校|党校|科室|处室|中小学校?|大学|中学|小学|幼儿园|公司|集团|银行|单位|部门|机构"
    r"|机关|组|站|所|台|街道|乡镇|区县|县区|县市区|工作专班|党组织|团组织|少工委|[省市县区州](?:（[省市县区州、]+）)*)$"
)
_NOT_UNITS = re.compile(
    r"(?:干部|全部|内部|外部|下部|举办|主办|承办|协办|创办|开办|督办|好处|之处|场所|平台|舞台|学科|专科|本科|网站|社会|机会"
    r"|城市|社区|园区|地区|景区|校区|小区|城区|为中心|基层单位的)$"
)
_SENTENCE = re.compile(
    r"[的了把将要“”‘’\"《》。！？!?]|应(?!急|用|届)|做好|加强|推进|落实|开展|加快|建立|完善|提高|确保|通过|进行"
)
_PLACE_ONLY = re.compile(r"各?(?:[省市州盟县区旗乡镇]|街道|开发区)")
_PLACES_ONLY = re.compile(r"各?[省市州盟县区旗乡镇街道]{1,4}(?:（[^）]{1,12}）)?")
_GOVERNMENT = re.compile(r"(?:人民)?政府")
_COMMITTEE = re.compile(r"(?:[省市县区州盟旗镇乡）]|街道)党?委$")
_OTHERS = re.compile(r"等(?:市直|市级|相关|有关|各)*(?:部门|单位|科室|处室)(?:和单位)?")
"""市财政局等有关部门: the others are not named."""
_PARTY = re.compile(r"(?:.*[省市县区州盟旗])?委")
_PARTY_BODY = re.compile(
    r"(?:宣传|组织|统战|社会工作)部|.*办(?:公室)?$|.*工委$|政法委|党校|.*研究室$"
)
_AND = re.compile(r"以及|[和与及暨]")
_BLANK = re.compile(r"\s+")
_MORE_THAN_A_NAME = re.compile(r"\s|以及|[和与及暨等]|^(?:人民)?政府$")
"""Where a list has this, names may have to be put together or taken apart."""
_LONGEST_NAME = 40
_AGREED = ("下同", "首位", "第一位", "列第一", "排名第一", "排第一", "列首")
_NOBODY = re.compile(r"(?:各|其他|其它)*(?:有关|相关)?(?:部门|单位)?|无|暂无|[\W_]*")


@lru_cache(maxsize=1 << 12)  # the same few hundred names, many times over
def is_unit_like(name: str) -> bool:
    """Return whether a name ends as units' names do and reads like a name, not like a sentence."""
    if len(name) > 2 * _LONGEST_NAME:
        return False
    name = normal_name(name)
    return (
        1 < len(name) <= _LONGEST_NAME
        and _ENDS.search(name) is not None
        and not _NOT_UNITS.search(name)
        and not _SENTENCE.search(name)
    )


def apart(line: str) -> tuple[str, ...]:
    """Return the names of a line that lists units with blanks between; else the line, blanks out."""
    words = tuple(line.split())
    if len(words) > 1 and all(is_unit_like(word) for word in words):
        return words
    return (without_blanks(line),)


@lru_cache(maxsize=1 << 12)
def is_nobody(name: str) -> bool:
    """Return whether what stands in a list names no unit: 有关部门, 无, a rule such as 下同."""
    name = normal_name(name)
    return _NOBODY.fullmatch(name) is not None or any(word in name for word in _AGREED)


def pieces(value: str, at: Range, separators: str) -> Iterator[Range]:
    """Yield what stands between the separators, those inside brackets not counted."""
    start, depth = at[0], 0
    for found in _stops(separators).finditer(value, *at):
        offset, character = found.start(), found[0]
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(depth - 1, 0)
        elif not depth:
            yield trimmed(value, (start, offset))
            start = offset + 1
    if depth:
        # a bracket that is never closed must not hide the separators behind it
        yield from _unbracketed(value, (start, at[1]), separators)
    else:
        yield trimmed(value, (start, at[1]))


@lru_cache(maxsize=8)  # two or three sets of separators
def _stops(separators: str) -> re.Pattern[str]:
    """Return what finds brackets and separators."""
    return re.compile(f"[{re.escape(_OPEN + _CLOSE + separators)}]")


def trimmed(value: str, at: Range) -> Range:
    """Return the range without white space at its ends."""
    text = value[at[0] : at[1]]
    bare = text.strip()
    if len(bare) == len(text):
        return at
    start = at[0] + len(text) - len(text.lstrip())
    return start, start + len(bare)


def names_in(value: str, at: Range) -> tuple[Range, ...]:
    """Return where the names of a list stand, as printed: separated by 、，；/ 和 or blanks.

    What is far longer than any name is a sentence, and left out.
    """
    return tuple([(at[0] + start, at[0] + end) for start, end in _names_of(value[at[0] : at[1]])])


@lru_cache(maxsize=1 << 12)  # the same few hundred lists, many times over
def _names_of(value: str) -> tuple[Range, ...]:
    parts = [part for part in pieces(value, (0, len(value)), "、，,；;/／\n") if part[0] < part[1]]
    is_plain = all(_is_one_name(value[slice(*part)]) for part in parts)
    return tuple(parts) if is_plain else _names_among(value, parts)


@lru_cache(maxsize=1 << 12)  # the same few hundred names, many times over
def _is_one_name(part: str) -> bool:
    """Return whether what stands between two separators is a name, whatever stands beside it."""
    is_more = _MORE_THAN_A_NAME.search(part) or _PLACE_ONLY.fullmatch(normal_name(part))
    return len(part) <= 2 * _LONGEST_NAME and not (is_more or is_nobody(part))


def _names_among(value: str, parts: Sequence[Range]) -> tuple[Range, ...]:
    """Return the names of a list of which some parts go together, or hold two names, or none."""
    found: list[Range] = []
    for listed in _whole_places(value, iter(parts)):
        for part in _by_blanks(value, listed):
            found.extend(_by_and(value, part))
    return tuple(
        at
        for at in (_without_others(value, each) for each in found)
        if at[1] - at[0] <= 2 * _LONGEST_NAME and not is_nobody(value[slice(*at)])
    )


def _without_others(value: str, at: Range) -> Range:
    """Return a name without 等有关部门 behind it."""
    others = value.rfind("等", *at)
    if others > at[0] and _OTHERS.fullmatch(value, others, at[1]):
        return trimmed(value, (at[0], others))
    return at


def _unbracketed(value: str, at: Range, separators: str) -> Iterator[Range]:
    start = at[0]
    for offset in range(*at):
        if value[offset] in separators:
            yield trimmed(value, (start, offset))
            start = offset + 1
    yield trimmed(value, (start, at[1]))


def _whole_places(value: str, parts: Iterator[Range]) -> Iterator[Range]:
    """Join 各区、县（市）政府 and 各县党委、政府, which are one name: a bare 各区 or 政府 is none."""
    held: Range | None = None
    for part in _with_governments(value, parts):
        at = (held[0], part[1]) if held else part
        if (_PLACES_ONLY if held else _PLACE_ONLY).fullmatch(normal_name(value[slice(*part)])):
            held = at
            continue
        held = None
        yield at
    if held:
        yield held


def _with_governments(value: str, parts: Iterator[Range]) -> Iterator[Range]:
    before: Range | None = None
    for part in parts:
        if before and _GOVERNMENT.fullmatch(value, *part) and _is_committee(value, before):
            yield before[0], part[1]
            before = None
            continue
        if before:
            yield before
        before = part
    if before:
        yield before


def _is_committee(value: str, at: Range) -> bool:
    return _COMMITTEE.search(value[slice(*at)]) is not None


def _by_blanks(value: str, at: Range) -> Iterator[Range]:
    """Split at blanks between complete names; 编  办 and a name broken by a line end stay whole."""
    if not _BLANK.search(value, *at):
        yield at
        return
    start, end = at[0], at[0]
    for word in _words(value, at):
        if start < end <= start + _LONGEST_NAME and _separate(
            value[start:end], value[slice(*word)]
        ):
            yield start, end
            start = word[0]
        end = word[1]
    yield start, end


def _words(value: str, at: Range) -> Iterator[Range]:
    """Yield what stands between blanks; characters that are set apart one by one make one word."""
    held: Range | None = None
    start = at[0]
    ends = [(blank.start(), blank.end()) for blank in _BLANK.finditer(value, *at)]
    for end, following in (*ends, (at[1], at[1])):
        if end - start == 1:
            held = (held[0] if held else start, end)
        else:
            if held:
                yield held
            held = None
            yield start, end
        start = following
    if held:
        yield held


def _separate(name: str, following: str) -> bool:
    """Return whether a blank separates two names: 市场监管局 团市委, not 市委 宣传部 or 编 办."""
    if _AND.match(following) or not (is_unit_like(name) and is_unit_like(following)):
        return False
    return not (_PARTY.fullmatch(name) and _PARTY_BODY.fullmatch(following))


def _by_and(value: str, at: Range) -> Iterator[Range]:
    """Split at 和 between two complete names: 市教育局和市财政局, not 文化广播电视和旅游局."""
    start = at[0]
    if at[1] - at[0] > 4 * _LONGEST_NAME:
        yield at
        return
    for word in _AND.finditer(value, *at):
        if is_unit_like(value[start : word.start()]) and is_unit_like(value[word.end() : at[1]]):
            yield trimmed(value, (start, word.start()))
            start = word.end()
    yield trimmed(value, (start, at[1]))
