"""Whether a plan is all there: title, issuer, dates that fit, an end, nothing twice.

In: a manuscript. Out: problems. Not its business: faults inside a paragraph (see `damage`).
"""

import re
from collections.abc import Iterator, Sequence

from generator.model.manuscript import Item, Manuscript, Part, Text
from generator.official.checking.damage import placeholders
from generator.official.checking.punctuation import ends_a_sentence
from generator.problems import Problem, Severity, problem

_EMPTY_ATTACHMENT = re.compile(r"附\s?件\s?[:：]?\s{0,9}")
_OWN_LINE = re.compile(
    r"[（(【〔\[]?(?:牵头|责任|配合|参加|协办|主办|完成时限|时限|(?:完成|办结)?时间|(?:时间|进度)安排|联系)"
)
_SHORT = 10
_LONG = 30
_CLOSING_WORDS = re.compile(
    "保障|组织|落实|督导|督查|考核|党的|党建|作风|安全|稳定|宣传|机制|服务|实事|领导|治理|其他|支撑|要求"
)


def missing_metadata(manuscript: Manuscript) -> Iterator[Problem]:
    """Yield problems for a plan without a title (an error) or an issuer (a warning)."""
    meta = manuscript.meta
    if not meta.title:
        yield problem("no-title", meta.place("title"))
    if not meta.issuer:
        yield problem("no-issuer", meta.place("issuer"), Severity.WARNING)


def dates_that_do_not_fit(manuscript: Manuscript) -> Iterator[Problem]:
    """Yield problems for a plan published before it was written, or years off from its own year."""
    meta = manuscript.meta
    if meta.written and meta.published and meta.written[:10] > meta.published[:10]:
        at = meta.place("published")
        values = {"written": meta.written[:10], "published": meta.published[:10]}
        yield problem("written-after-published", at, **values)
    year = int(meta.published[:4]) if meta.published[:4].isdecimal() else None
    if year and meta.year and not meta.year - 1 <= year <= (meta.end_year or meta.year) + 1:
        at = meta.place("published")
        yield problem(
            "year-far-from-published", at, Severity.WARNING, year=meta.year, published=year
        )


def duplicate_paragraphs(manuscript: Manuscript) -> Iterator[Problem]:
    """Yield a warning for each longer paragraph that stands twice."""
    seen: dict[str, int] = {}
    for paragraph in paragraphs_of(manuscript):
        packed = "".join(paragraph.value.split())
        if len(packed) < _LONG:
            continue
        if packed in seen:
            values = {"first": seen[packed], "around": packed[:20]}
            yield problem("duplicate-paragraph", paragraph.at, Severity.WARNING, **values)
        seen.setdefault(packed, paragraph.at.line)


def paragraphs_of(manuscript: Manuscript) -> Iterator[Text]:
    """Yield the running text of a plan in order, without titles, tables and the letter."""
    yield from manuscript.opening
    for element in manuscript.body:
        yield from element.text
        if isinstance(element, Item):
            yield from (measure.text for measure in element.measures)
    yield from manuscript.closing


def empty_attachments(manuscript: Manuscript) -> Iterator[Problem]:
    """Yield a warning where the plan ends with 附件： and names none."""
    last = manuscript.closing[-1] if manuscript.closing else None
    is_empty = last is not None and _EMPTY_ATTACHMENT.fullmatch(last.value)
    if last is not None and is_empty and not manuscript.tables and not manuscript.meta.attachments:
        yield problem("empty-attachment", last.at, Severity.WARNING)


def unfinished_tasks(manuscript: Manuscript) -> Iterator[Problem]:
    """Yield a warning for each task whose text stops without punctuation.

    Where nothing follows such a task, or a part has nothing below it, the document was cut off.
    """
    elements = manuscript.body
    for index, element in enumerate(elements):
        is_last = index == len(elements) - 1 and not manuscript.closing
        if isinstance(element, Part):
            if is_last and not element.text and any(isinstance(e, Item) for e in elements):
                yield problem(
                    "truncated", element.title.at, Severity.WARNING, around=_tail(element.title)
                )
            continue
        end = _last_paragraph(element)
        if end is not None and _stops(end.value):
            code = "truncated" if is_last else "missing-full-stop"
            yield _unfinished(code, end)


def _unfinished(code: str, end: Text) -> Problem:
    if code == "truncated":
        return problem("truncated", end.at, Severity.WARNING, around=_tail(end))
    return problem("missing-full-stop", end.at, Severity.WARNING, around=_tail(end))


def _tail(text: Text) -> str:
    return text.value[-15:]


def _last_paragraph(item: Item) -> Text | None:
    if item.measures:
        return item.measures[-1].text
    return item.text[-1] if item.text else None


def _stops(value: str) -> bool:
    # a clause about units ends without a stop, on its own line or behind the last sentence
    if len(value) < _SHORT or _OWN_LINE.match(value, value.rfind("。") + 1):
        return False
    return not ends_a_sentence(value)


def doubtful_end(manuscript: Manuscript) -> Iterator[Problem]:
    """Yield a warning where a plan seems to break off although its last sentence is whole.

    All of: nothing after the last task; no part at the end about organisation, safety or the like, with
    which work plans close; and either the last part has fewer than half as many tasks as the others
    have on average, or the text was damaged elsewhere (no title, places left open).
    """
    outer = _outer_parts(manuscript.body)
    if manuscript.closing or not outer[1:] or not isinstance(manuscript.body[-1], Item):
        return
    if any(_CLOSING_WORDS.search(title.value) for title in _last_titles(manuscript.body)):
        return
    counts = [count for _, count in outer]
    is_short = counts[-1] * 2 * (len(counts) - 1) < sum(counts[:-1])
    if is_short or _is_damaged(manuscript):
        at = manuscript.body[-1].title.at
        yield problem("doubtful-end", at, Severity.WARNING, part=outer[-1][0], count=counts[-1])


def _outer_parts(body: Sequence[Part | Item]) -> list[tuple[str, int]]:
    """Return the title of each part of level 1 and how many tasks stand below it."""
    parts: list[tuple[str, int]] = []
    for element in body:
        if isinstance(element, Part):
            if element.level == 1:
                parts.append((element.title.value, 0))
        elif parts:
            parts[-1] = (parts[-1][0], parts[-1][1] + 1)
    return parts


def _last_titles(body: Sequence[Part | Item]) -> Iterator[Text]:
    """Yield the titles of the parts around the last task, innermost first."""
    above = 1000
    for element in reversed(body):
        if isinstance(element, Part) and element.level < above:
            above = element.level
            yield element.title


def _is_damaged(manuscript: Manuscript) -> bool:
    texts = (Text(manuscript.meta.title), *manuscript.opening)
    return not manuscript.meta.title or any(True for t in texts for _ in placeholders(t))
