"""Damage that copying, conversion and templates leave in official text: values that are not there.

In: one paragraph as Text. Out: problems with their place. Not its business: mending them.
Every rule was met in published documents; each is narrow, because an error keeps a plan unpublished.
"""

import re
import unicodedata
from collections.abc import Iterator

from generator.model.manuscript import Text
from generator.official.checking.punctuation import HAN
from generator.official.checking.spam import spam_spans
from generator.official.figures.dates import LAST_YEAR
from generator.problems import Problem, problem

TO_BE_ADDED = "〔待补〕"
"""What the importer leaves where it cut something out; never publishable."""

_PLACEHOLDER = re.compile(
    rf"(?<=[{HAN}“《（(])[xXｘＸ×✕]{{2,9}}(?![A-Za-z0-9])|(?<![A-Za-z0-9])[xXｘＸ×✕]{{2,9}}(?=[{HAN}”》])"
    r"|某某|〔待[补定填][^〔〕]{0,12}〕|[（(]待[补定填][^（）()]{0,12}[）)]|(?<![\d.])\d{2,3}[xX×]{1,2}(?=年)"
    r"|_{3,}|＿{2,}|□{2,}"
)
_STRIPPED = re.compile(
    r"年(?:(?:(?<=^年)|(?<=[。；;，,、]年))(?=[，,、]|全[市县区省国州校]|我[市县区省州]|每[个所])"
    r"|(?<=确保年)(?=预算|全[市县区])|(?<=完成年)(?=建设任务|预算|目标任务)|(?<=政府年)(?=教育|工作))"
)
# Expressions begin with what they look for and look behind it then: the search skips the rest of a text fast.
_TWO_YEARS = re.compile(r"((?:19|20)\d\d)((?:19|20)\d\d)(?!\d)(?<!\d.{8})")
_PACKED_DATE = re.compile(r"(?:19|20)\d{5,6}", re.ASCII)
_PACKED_DAY = re.compile(r"20\d\d年(?<!\d.{5})\d{3,4}日", re.ASCII)
TONED = "".join(map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00), *range(0x300, 0x370))))
"""Latin letters that carry marks, and marks by themselves."""
_SYLLABLE = r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u0300-\u036f]{1,8}"
PINYIN = re.compile(rf"[(（](?<=[{HAN}].)({_SYLLABLE})[)）]")
"""A syllable in brackets behind a Chinese character: noise where it carries a tone mark."""
_LOST = re.compile(rf"[?？\ufffd]{_SYLLABLE}[)）][A-Za-z]?|\ufffd")
_NO_END = r"(?!\s?号|[0-9０-９])"
_DOC_NO = re.compile(
    rf"[〔［\[【（(](?:(?<=[{HAN}][〔［\[【])\s?(?:19|20)\d\d\s?[〕］\]】]\s?第?\d{{1,5}}{_NO_END}"
    rf"|(?<=[办发函字号][（(])(?:19|20)\d\d[）)]\s?\d{{1,5}}{_NO_END}(?=[）)》，。]|$))"
)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,30})((?:\s[^<>]{0,500})?)/?>|<!--")
_EMPTY = re.compile(r"<([A-Za-z][A-Za-z0-9:-]{0,30})\s[^<>]{1,500}>\s*</\1>")
_CONCEALS = re.compile(
    r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden|font-size\s{0,5}:\s{0,5}0"
    r"|\bhidden\b|\bhref\s{0,5}=|text-indent\s{0,5}:\s{0,5}-",
    re.IGNORECASE,
)
_YEAR = re.compile(r"年(?<=[0-9]{4}年)(?<![0-9]{5}年)")
_TONE = {"\u0304", "\u0301", "\u030c", "\u0300"}


def placeholders(text: Text) -> Iterator[Problem]:
    """Yield a problem for each place that a template left open: xx市, 20××年, 某某, 〔待补〕."""
    for match in _PLACEHOLDER.finditer(text.value):
        yield problem("placeholder", text.place(match.start()), what=match.group())


def stripped_values(text: Text) -> Iterator[Problem]:
    """Yield a problem for each 年 that lost its digits: 年全市…, 确保年预算…, 。年，新建…."""
    for match in _STRIPPED.finditer(text.value):
        around = text.value[max(0, match.start() - 4) : match.end() + 6]
        yield problem("stripped-value", text.place(match.start()), around=around)


def lost_range_dashes(text: Text) -> Iterator[Problem]:
    """Yield a problem for each pair of years without the dash between them: (20182020)."""
    for match in _TWO_YEARS.finditer(text.value):
        first, last = match.groups()
        if first < last:
            place = text.place(match.start())
            yield problem("lost-range-dash", place, what=match.group(), first=first, last=last)


def packed_dates(text: Text) -> Iterator[Problem]:
    """Yield a problem for a date without separators: 2021310 alone, or 2021年310日."""
    if _PACKED_DATE.fullmatch(text.value):
        yield problem("date-without-separators", text.at, what=text.value)
    for match in _PACKED_DAY.finditer(text.value):
        yield problem("date-without-separators", text.place(match.start()), what=match.group())


def has_tone(syllable: str) -> bool:
    """Say whether a syllable carries one of the four tone marks of Hanyu Pinyin (GB/T 16159)."""
    return any(c in _TONE for c in unicodedata.normalize("NFD", syllable))


def pinyin_noise(text: Text) -> Iterator[Problem]:
    """Yield one problem with the count of characters that a converter followed by their sound: 发(fā)."""
    found = [m for m in PINYIN.finditer(text.value) if has_tone(m.group(1))]
    if found:
        first = found[0]
        around = text.value[first.start() - 1 : first.end()]
        yield problem("pinyin-noise", text.place(first.start()), count=len(found), around=around)


def lost_characters(text: Text) -> Iterator[Problem]:
    """Yield a problem for each character that a converter lost: ?lián)Q, or U+FFFD."""
    for match in _LOST.finditer(text.value):
        around = text.value[max(0, match.start() - 4) : match.end() + 2]
        yield problem("lost-character", text.place(match.start()), around=around)


def incomplete_doc_numbers(text: Text) -> Iterator[Problem]:
    """Yield a problem for each document number without its 号 (GB/T 9704-2012 §7.2.5)."""
    for match in _DOC_NO.finditer(text.value):
        around = text.value[max(0, match.start() - 6) : match.end()]
        yield problem("doc-no-incomplete", text.place(match.start()), what=around)


def spam(text: Text) -> Iterator[Problem]:
    """Yield a problem for each advertisement inside the text."""
    for start, end in spam_spans(text.value):
        yield problem("spam", text.place(start), what=text.value[start : min(end, start + 40)])


def html(text: Text) -> Iterator[Problem]:
    """Yield one problem for tags in the text.

    Empty elements with attributes and hidden or linking tags are what attackers leave behind; any
    other tag would be shown as the text that it is, which no official document means.
    """
    first = _TAG.search(text.value) if "<" in text.value else None
    if first is None:
        return
    hidden = _EMPTY.search(text.value) or _concealing(text.value)
    if hidden:
        yield problem("hidden-html", text.place(hidden.start()), what=hidden.group()[:60])
        return
    what = first.group()[:60]
    yield problem("html-as-text", text.place(first.start()), what=what)


def _concealing(value: str) -> re.Match[str] | None:
    return next(
        (m for m in _TAG.finditer(value) if m.group(3) and _CONCEALS.search(m.group(3))), None
    )


def replaced_digits(text: Text) -> Iterator[Problem]:
    """Yield a problem for each year that cannot be one: 0400年, 7168年.

    Seen in 12 of 221 published plans, where a site replaced digits everywhere. Round numbers such as
    5000年 are spans of time, and centuries past are history.
    """
    for match in _YEAR.finditer(text.value):
        start = match.start() - len("2025")
        year = text.value[start : match.start()]
        if year[0] == "0" or (int(year) > LAST_YEAR + 1 and not year.endswith("00")):
            yield problem("replaced-digits", text.place(start), what=f"{year}年")
