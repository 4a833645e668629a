"""Printed forms that mean the same, folded into one.

In: names and titles as printed. Out: the form in which they are compared and shown. Not its business:
what the words mean.
"""

import re
from functools import lru_cache
from unicodedata import normalize

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
"""A character of a script that writes words apart: Latin, Arabic, Cyrillic; a digit."""
_BRACKETS = str.maketrans("()〈〉〔〕[]【】﹝﹞<>", "（）" * 7)
_POINTS = str.maketrans({",": "，", ";": "；", ":": "：", "?": "？", "!": "！"})


def without_blanks(value: str) -> str:
    """Return the text without white space and invisible marks; words that are written apart keep one blank between."""
    if not value.isprintable() or " " in value:  # which is seldom
        value = _BLANKS.sub(_kept_blank, _INVISIBLE.sub("", value)).strip()
    # what a removed blank kept apart may compose: U, blank, diaeresis
    return normalize("NFC", value)


@lru_cache(maxsize=1 << 14)  # the same few hundred names, thousands of times
def normal_name(name: str) -> str:
    """Return a unit's name in the one form we compare and show: 编  办 is 编办, 县(市) is 县（市）."""
    return without_blanks(normalize("NFKC", name)).translate(_BRACKETS).translate(_POINTS)


def _kept_blank(blanks: re.Match[str]) -> str:
    """Return a blank where letters that are written apart, or digits, stand on both sides, else nothing."""
    text = blanks.string
    before, after = (
        text[max(blanks.start() - 1, 0) : blanks.start()],
        text[blanks.end() : blanks.end() + 1],
    )
    return " " if _WORD.match(before) and _WORD.match(after) else ""
