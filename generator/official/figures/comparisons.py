"""The words around a number that compare it: 不低于, 超过, 达到 before it; 以上, 以内, 左右 behind it.

In: what stands before or behind a number, in a text made `clauses.plain`. Out: the comparison and the
place of its words. Not its business: the number.
"""

import re
from itertools import product
from typing import Final, NamedTuple

from generator.model.plan import Comparator
from generator.official.endings import ending, endings

_NOT: Final = ("不", "不得", "不应", "不能", "不宜", "不可", "不准", "不要")
_AVOID: Final = ("严禁", "禁止", "避免", "防止", "杜绝")


def _joined(*choices: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map("".join, product(*choices)))


_AT_LEAST: Final = (
    *_joined(_NOT, ("低于", "少于", "小于")), "达到或超过", "不下于", "≥", ">=",
)  # fmt: skip
_AT_MOST: Final = (
    *_joined(_NOT, ("超过", "高于", "多于", "大于", "突破", "超")), "最多", "控制在", "≤", "<=",
    *_joined(_AVOID, ("超过", "高于", "突破")),
)  # fmt: skip
_MORE: Final = ("超过", "突破", "高于", "多于", "大于", "超出", "超", ">")
_DONE: Final = (
    "", "开展", "组织", "举办", "举行", "召开", "安排", "配备", "培训", "建成", "建设", "新建", "完成", "设立",
)  # fmt: skip
_DOWN: Final = _joined(
    ("下降", "降低", "减少", "压减", "压降", "压缩", "缩小", "缩减", "回落", "控制", "降", "减"),
    ("到", "至"),
)
"""What has come down to a number keeps its goal when it falls below: 降至35微克/立方米."""
_WORDS: Final = (
    ((*_AT_LEAST, *_joined(("至少", "最少"), _DONE)), Comparator.AT_LEAST),
    ((*_AT_MOST, *_DOWN), Comparator.AT_MOST),
    (_MORE, Comparator.MORE),
    (("低于", "少于", "小于", "<"), Comparator.LESS),
    (("大约", "约", "接近", "近"), Comparator.ABOUT),
    (("稳定在", "保持在", "维持在", "达到", "达", "为", "是", "到", "至", "="), Comparator.EQUAL),
)
_WEAK: Final = ("为", "是", "到", "至", "=", *_WORDS[4][0])
"""Words that also stand in front of a mere fact."""

_PER: Final = _joined(
    ("每", "每个"),
    ("人次", "人", "生", "学年", "学期", "年", "月", "周", "天", "日", "校", "班", "县", "亩", "户", "次"),
)  # fmt: skip
_LONGEST_OF: Final = 14
_SOFT: Final = ("控制在", *_DOWN)
"""Words behind the number say more than these: 控制在…左右."""
_SIGN: Final = re.compile("[于超破≥≤<>]|至少|最少|最多|控制在")
_HAN: Final = re.compile("[一-龥]+")
_AFTER: Final = re.compile(r"\s?\)?(?:([及或]?以上)|([及或]?以下|以内|之内)|(左右|上下))")
_BOUNDS: Final = (Comparator.AT_LEAST, Comparator.AT_MOST, Comparator.ABOUT)


class Comparison(NamedTuple):
    """What words in front of a number say; `length` is theirs, `per` the unit's own: 每人每年."""

    length: int = 0
    comparator: Comparator = Comparator.EQUAL
    stated: bool = False
    """Whether they set a number to reach; 约 and 为 alone do not."""
    holds: bool = False
    """Whether they outweigh words behind the number: 不低于…左右, but not 控制在…左右."""
    per: str = ""
    outer: str = ""
    """The same in front of the comparing words: 每生每学期不超过400元."""


_NOTHING: Final = Comparison()
_COMPARING: Final = {word: comparator for words, comparator in reversed(_WORDS) for word in words}
_WORDS_BY_END: Final = endings(sorted(_COMPARING, key=len, reverse=True))
_PERS_BY_END: Final = endings(sorted(_PER, key=len, reverse=True))


def _word(head: str) -> tuple[str, Comparator] | None:
    if word := ending(head, 0, len(head), _WORDS_BY_END):
        return word, _COMPARING[word]
    return _word_further_off(head) if _SIGN.search(head) else None


def _word_further_off(head: str) -> tuple[str, Comparator] | None:
    """Return the words where something stands between: 不低于应交流教师的10%, 超过全省平均的2倍."""
    for words, comparator in _WORDS[:3]:
        for word in words:
            begin = head.rfind(word)
            between = head[begin + len(word) :]
            if begin < 0 or not 0 < len(between) <= _LONGEST_OF or not _HAN.fullmatch(between):
                continue
            if between.endswith("的") or comparator is Comparator.AT_LEAST:
                return head[begin:], comparator
    return None


def before(head: str) -> Comparison:
    """Return what the words in front of a number say; `head` ends where the number begins."""
    bare = _without_per(head.rstrip(" "))
    per = head[len(bare) :].strip(" ")
    bare = bare.rstrip(" ")
    found = _word(bare)
    if found is None:
        return Comparison(len(head) - len(bare), per=per) if per else _NOTHING
    word, comparator = found
    rest = bare.removesuffix(word)
    return Comparison(
        length=len(head) - len(bare) + len(word),
        comparator=comparator,
        stated=word not in _WEAK,
        holds=comparator not in (Comparator.EQUAL, Comparator.ABOUT) and word not in _SOFT,
        per=per,
        outer=rest[len(_without_per(rest)) :],
    )


def _without_per(head: str) -> str:
    while "每" in head and (per := ending(head, 0, len(head), _PERS_BY_END)):
        head = head.removesuffix(per)
    return head


def after(plain: str, end: int) -> tuple[int, Comparator | None]:
    """Return where the words behind a number end, and what they say; None where there are none."""
    match = _AFTER.match(plain, end)
    if match is None:
        return end, None
    return match.end(), _BOUNDS[(match.lastindex or 1) - 1]
