"""Faults of punctuation in official text: quotes, width, blanks, repetition.

In: one paragraph as Text. Out: problems with their place. Not its business: mending them.
The marks are those of GB/T 15834-2011 (标点符号用法).
"""

import re
from collections.abc import Iterator

from generator.model.manuscript import Text
from generator.problems import Problem, Severity, problem

HAN = "㐀-䶿一-鿿豈-﫿〇"
"""Ranges of Chinese characters, for character classes."""

CJK = HAN + "“”‘’《》〈〉（）【】〔〕，。；：、！？—…"
SENTENCE_ENDS = "。！？!?；;…”’》）)】〕：:"
"""What may stand at the end of a finished paragraph."""

_HALF_WIDTH = re.compile(r'[,():;?!"]')
_CJK_CHAR = re.compile(f"[{CJK}]")
BLANKS = " \t\u00a0\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_BLANKS = f"[{BLANKS}]"
_BLANK_INSIDE = re.compile(f"{_BLANKS}(?<=[{HAN}].){_BLANKS}*(?=[{HAN}])")
# A blank after the last character of a unit's name separates two names; it is not stray.
_NAME_ENDS = frozenset("局委部办厅院会室队站处科府校组联署社馆所司办县区市省")
_AFTER_MARK = re.compile(
    r"[一二三四五六七八九十]是$|^第[一二三四五六七八九十百零〇]{1,6}(?:[编篇章节条]|部分)$"
)
_LONGEST_MARK = 10
_LABELS = ("牵头", "配合", "责任", "参加", "完成", "协办", "主办")
_REPEATED = re.compile(
    r"[，、；：。,;:.](?:(?<!\.)[ \u00a0\u3000]?[，、；：。,;:]|(?<=[0-9]\.)\.(?!\.))"
)
MAY_BE_REPEATED = re.compile("[，、；：。,;:.][ \u00a0\u3000，、；：。,;:.]")
"""Says so of few texts, and looks behind no mark."""
_MIN_SENTENCE = 25
_PAUSE = re.compile("[，。；,;]")
_QUOTE = re.compile("[“”‘’]")
_QUOTE_PAIRS = {"”": "“", "’": "‘"}
_SENTENCE = re.compile(r"[^。；;！？]+")
_MIN_REPEATED = 12


def unpaired_quotes(text: Text) -> Iterator[Problem]:
    """Yield one problem at the first quotation mark that lacks its partner."""
    offset = _first_unpaired(text.value)
    if offset is not None:
        around = text.value[max(0, offset - 8) : offset + 9]
        yield problem("unpaired-quotes", text.place(offset), Severity.WARNING, around=around)


def _first_unpaired(value: str) -> int | None:
    opened: list[tuple[str, int]] = []
    for found in _QUOTE.finditer(value):
        offset, mark = found.start(), found[0]
        if mark in "“‘":
            if opened and opened[-1][0] == mark:
                return opened[-1][1]
            opened.append((mark, offset))
        elif mark == "”" or (mark == "’" and not _is_apostrophe(value, offset)):
            if not opened or opened[-1][0] != _QUOTE_PAIRS[mark]:
                return offset
            opened.pop()
    return opened[0][1] if opened else None


def _is_apostrophe(value: str, offset: int) -> bool:
    """Say whether the mark stands inside a Latin word: teachers’ plan, it’s."""
    return offset > 0 and value[offset - 1].isascii() and value[offset - 1].isalpha()


def has_half_width(value: str) -> bool:
    """Return whether a text holds any ASCII punctuation."""
    return _HALF_WIDTH.search(value) is not None


def half_width_offsets(value: str) -> tuple[int, ...]:
    """Return where ASCII punctuation stands between Chinese characters or marks.

    A mark at the start or the end of the paragraph counts when its one neighbour is Chinese;
    numbering such as (1) or 15:42 does not.
    """
    return tuple(m.start() for m in _HALF_WIDTH.finditer(value) if _is_among_han(value, m.start()))


def _is_among_han(value: str, offset: int) -> bool:
    before = value[offset - 1] if offset else ""
    after = value[offset + 1 : offset + 2]
    sides = [side for side in (before, after) if side]
    return bool(sides) and all(_CJK_CHAR.match(side) for side in sides)


def stray_blanks(text: Text) -> Iterator[Problem]:
    """Yield one problem with the count of blanks inside the words of a sentence.

    Short lines (signatures, titles on two lines, names in a cell) may hold blanks on purpose.
    """
    places = stray_blank_spans(text.value) if is_sentence(text.value) else ()
    if places:
        start, end = places[0]
        around = text.value[max(0, start - 4) : end + 4]
        yield problem(
            "stray-blanks", text.place(start), Severity.WARNING, count=len(places), around=around
        )


def is_sentence(value: str) -> bool:
    """Say whether a paragraph is running text: long enough, with punctuation inside."""
    return len(value) >= _MIN_SENTENCE and _PAUSE.search(value) is not None


def stray_blank_spans(value: str) -> tuple[tuple[int, int], ...]:
    """Return the blanks between two Chinese characters that do not separate names or labels."""
    return tuple(m.span() for m in _BLANK_INSIDE.finditer(value) if not _separates(value, m))


def _separates(value: str, blank: re.Match[str]) -> bool:
    before = value[max(0, blank.start() - _LONGEST_MARK) : blank.start()]
    after = value[blank.end() : blank.end() + 2]
    if before[-1:] in _NAME_ENDS or after in _LABELS:
        return True
    return bool(_AFTER_MARK.search(before))


def repeated_punctuation(text: Text) -> Iterator[Problem]:
    """Yield a problem for each place where two marks stand for one (。 。 or ，、)."""
    if not MAY_BE_REPEATED.search(text.value):
        return
    for match in _REPEATED.finditer(text.value):
        around = text.value[max(0, match.start() - 6) : match.end() + 2]
        at = text.place(match.start())
        yield problem("repeated-punctuation", at, Severity.WARNING, around=around)


def repeated_sentences(text: Text) -> Iterator[Problem]:
    """Yield a problem for each longer sentence that stands twice in one paragraph."""
    if len(text.value) <= 2 * _MIN_REPEATED or not _has_repeated(text.value):
        return
    seen: set[str] = set()
    for match in _SENTENCE.finditer(text.value):
        sentence = match.group().strip()
        if len(sentence) >= _MIN_REPEATED and sentence in seen:
            at = text.place(match.start())
            yield problem("repeated-sentence", at, Severity.WARNING, around=sentence[:20])
        seen.add(sentence)


def _has_repeated(value: str) -> bool:
    sentences = [each.strip() for each in _SENTENCE.findall(value)]
    return len(set(sentences)) < len(sentences)


def ends_a_sentence(value: str) -> bool:
    """Say whether a paragraph ends with a mark that may end one."""
    return value.rstrip()[-1:] in SENTENCE_ENDS if value.strip() else True
