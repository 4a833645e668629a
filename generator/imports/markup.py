"""Is it HTML, or a text into which tags have strayed? Lines of the second kind are cleaned here.

In: decoded text. Out: lines. Not its business: reading real HTML (see `html`).
Hijacked sites put empty tags in front of the text; a copied page then holds them as if they were text.
"""

import re
from html import unescape

from generator.imports.entries import Action, Entry, entry
from generator.model.manuscript import Text
from generator.official.checking.punctuation import HAN

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:\s[^<>]*)?)>|<!--|-->|<![A-Za-z][^<>]*>")
_LINE_END = re.compile(r"\r\n|\r|\n")
_ENTITY = re.compile(
    r"&(?:nbsp|ensp|emsp|ldquo|rdquo|lsquo|rsquo|mdash|hellip|middot|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});"
)
_HAN = re.compile(f"[{HAN}]")
_PAGE = re.compile(r"<!doctype\s+html|<html[\s>]|<body[\s>]", re.IGNORECASE)
_LEFT_OVER = re.compile(r"[\s•·*\-]*(?:\d{1,2}[.、])?\s*")
VOID_NAMES = """
    area base br col embed hr img input link meta param source track wbr
"""
VOID = frozenset(VOID_NAMES.split())  # HTML Standard §13.1.2
_CLOSED_BY_OTHERS_LISTED = """
    p li td th tr dt dd thead tbody tfoot option rt rp
"""
_CLOSED_BY_OTHERS = frozenset(_CLOSED_BY_OTHERS_LISTED.split())
_DEEPEST = 1500
"""Deeper nesting than any page has; the parser's time grows with its square."""
_HEAD = 5000


def lines_of(name: str, source: str) -> tuple[Text, ...]:
    """Return the lines of a text, numbered as an editor's program numbers them."""
    lines = enumerate(_LINE_END.split(source), 1)
    return tuple(Text(value, name, ((0, number, 1),)) for number, value in lines)


def is_html(source: str) -> bool:
    """Say whether a text is HTML: it says so, or most of its Chinese stands inside elements."""
    if "<" not in source:
        return False
    outside, inside, deepest = _han_by_depth(source)
    if deepest > _DEEPEST:
        return False
    return bool(_PAGE.search(source, 0, _HEAD)) or inside > outside


def _han_by_depth(source: str) -> tuple[int, int, int]:
    """Return how many Chinese characters stand outside and inside elements, and the depth."""
    counts = [0, 0]
    depth = deepest = nested = end = 0
    for tag in _TAG.finditer(source):
        counts[depth > 0] += len(_HAN.findall(source, end, tag.start()))
        end = tag.end()
        name = (tag.group(2) or "").lower()
        if not name or name in VOID:
            continue
        step = -1 if tag.group(1) else 1
        depth = max(0, depth + step)
        nested = max(0, nested + (0 if name in _CLOSED_BY_OTHERS else step))
        deepest = max(deepest, nested)
    counts[depth > 0] += len(_HAN.findall(source, end))
    return counts[0], counts[1], deepest


def without_tags(lines: tuple[Text, ...]) -> tuple[tuple[Text, ...], tuple[Entry, ...]]:
    """Return the lines of a text without stray tags and entities, and an entry for each such line.

    <关于…> is no tag: a tag's name is Latin.
    """
    kept: list[Text] = []
    found: list[Entry] = []
    for line in lines:
        first = _TAG.search(line.value)
        plain = _TAG.sub("", line.value) if first else line.value
        if first:
            what = first.group()[:60]
            found.append(entry(Action.DROPPED, "import-tags", line.at.line, what=what))
            plain = "" if _LEFT_OVER.fullmatch(plain) else plain
        plain = _ENTITY.sub(lambda m: unescape(m.group()), plain)
        kept.append(Text(plain, line.path, line.marks))
    return tuple(kept), tuple(found)
