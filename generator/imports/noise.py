"""Noise of copying and converting: blanks, invisible characters, pinyin, the other script.

In: lines of text. Out: the lines cleaned, with entries. Not its business: what a line means.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from opencc import OpenCC

from generator.imports.edits import edited, line_of, replaced
from generator.imports.entries import Action, Entry, entry
from generator.model.manuscript import Text
from generator.official.checking.damage import PINYIN, has_tone
from generator.official.checking.punctuation import HAN, is_sentence, stray_blank_spans

Cleaned = tuple[tuple[Text, ...], tuple[Entry, ...]]

_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_BLANKS = re.compile("[\\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_HAN = re.compile(f"[{HAN}]")
# 编  办: a name of few characters spread to the width of the column
_SPREAD = re.compile(f"[{HAN}](?: [{HAN}])+")
_TONELESS_LISTED = """
    de le men zi ma ba ne zhe me tou shang guo la
"""
_TONELESS = frozenset(_TONELESS_LISTED.split())
_MANY = 3
_TRADITIONAL_SHARE = 0.03
_QUOTES = str.maketrans("「」『』", "“”‘’")


def tidy(texts: Sequence[Text]) -> Cleaned:
    """Return the lines with single plain blanks and without invisible characters."""
    invisible = sum(len(_INVISIBLE.findall(text.value)) for text in texts)
    found = [entry(Action.DROPPED, "import-invisible", 1, count=invisible)] if invisible else []
    return tuple(_tidied(text) for text in texts), tuple(found)


def _tidied(text: Text) -> Text:
    plain = replaced(replaced(text, _INVISIBLE, ""), _BLANKS, " ").cut(0)
    if _SPREAD.fullmatch(plain.value):
        return Text(plain.value.replace(" ", ""), plain.path, plain.marks[:1])
    return plain


def without_stray_blanks(texts: Sequence[Text]) -> Cleaned:
    """Return the lines without blanks inside the words of sentences; short lines keep theirs."""
    kept: list[Text] = []
    found: list[Entry] = []
    for text in texts:
        spans = stray_blank_spans(text.value) if is_sentence(text.value) else ()
        kept.append(edited(text, [(start, end, "") for start, end in spans]))
        if spans:
            count = len(spans)
            found.append(entry(Action.REPAIRED, "import-blanks", line_of(text), count=count))
    return tuple(kept), tuple(found)


def without_pinyin(texts: Sequence[Text]) -> Cleaned:
    """Return the lines without syllables in brackets behind characters: 发(fā) → 发.

    Where there are many, the toneless ones among them (们(men)) go too.
    """
    noise = [m for text in texts for m in PINYIN.finditer(text.value) if has_tone(m.group(1))]
    if not noise:
        return tuple(texts), ()
    is_noisy = len(noise) >= _MANY
    counts: Counter[int] = Counter()
    kept = []
    for text in texts:
        spans = [m.span() for m in PINYIN.finditer(text.value) if _is_sound(m.group(1), is_noisy)]
        counts[line_of(text)] += len(spans)
        kept.append(edited(text, [(start, end, "") for start, end in spans]))
    lines = [entry(Action.REPAIRED, "import-pinyin", n, count=c) for n, c in counts.items() if c]
    return tuple(kept), tuple(lines)


def _is_sound(syllable: str, is_noisy: bool) -> bool:
    return has_tone(syllable) or (is_noisy and syllable.lower() in _TONELESS)


def simplified(texts: Sequence[Text]) -> Cleaned:
    """Return traditional text in simplified characters; other text as it is.

    OpenCC's tw2s: t2s leaves 著力, tw2sp rewrites words (資訊 → 信息).
    """
    changed = tuple(_converted(text) for text in texts)
    han = sum(len(_HAN.findall(text.value)) for text in texts)
    differing = sum(
        _differences(old.value, new.value) for old, new in zip(texts, changed, strict=True)
    )
    if differing <= han * _TRADITIONAL_SHARE:
        return tuple(texts), ()
    line = line_of(texts[0])
    return changed, (entry(Action.REPAIRED, "import-simplified", line, count=differing),)


def _converted(text: Text) -> Text:
    value = _converter().convert(text.value).translate(_QUOTES)
    return Text(value, text.path, text.marks)


def _differences(old: str, new: str) -> int:
    return sum(a != b for a, b in zip(old, new, strict=False))


@cache
def _converter() -> OpenCC:
    return OpenCC("tw2s")
