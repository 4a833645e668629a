"""Lines into paragraphs: contents pages and repetitions out, broken lines joined.

In: cleaned lines. Out: paragraphs, with entries. Not its business: what a paragraph means.
"""

import re
from collections.abc import Iterator, Sequence

from generator.imports.entries import Action, Entry, entry
from generator.model.manuscript import Text
from generator.official.checking.punctuation import ends_a_sentence
from generator.official.structure.blocks import join
from generator.official.structure.numbering import mark_of
from generator.official.units.lists import is_unit_like

Step = tuple[tuple[Text, ...], tuple[Entry, ...]]

_CONTENTS_LINE = re.compile(
    r"[^…]{1,80}?(?:…{2,}|[.·．]{4,200}|_{4,200}|-{5,200}) ?[-—]? ?[0-9IVXivx]{1,4} ?[-—]?"
)
_CONTENTS = re.compile("目 ?[录次]")
_NUMBER = re.compile(r"\d{1,3}")
_LONGEST_CONTENTS = 300
_FRONT = 30
_SHORTEST_EXCERPT = 20
_EXCERPT_END = "。….；，,;、!！"
_MOST_JOINED = 60
_WRAPPED_FROM = 15
_FEWEST_WRAPPED = 8
_SLACK = 4
_NEVER_FIRST = "，。；、）)】”》〉"


def without_contents(texts: Sequence[Text]) -> Step:
    """Return the lines without a table of contents, which would repeat every heading."""
    leaders = {index for index, text in enumerate(texts) if _is_contents(text.value)}
    if not leaders:
        return tuple(texts), ()
    titles = {i for i, text in enumerate(texts) if _CONTENTS.fullmatch(text.value)}
    first = texts[min(leaders)].at.line
    kept = tuple(text for i, text in enumerate(texts) if i not in leaders | titles)
    return kept, (entry(Action.DROPPED, "import-contents", first, count=len(leaders)),)


def _is_contents(value: str) -> bool:
    return len(value) <= _LONGEST_CONTENTS and _CONTENTS_LINE.fullmatch(value) is not None


def without_repeated_lead(texts: Sequence[Text]) -> Step:
    """Return the lines without a title and lead that portals print once more above the text."""
    front = next((i for i, text in enumerate(texts) if mark_of(text.value)), len(texts))
    front = min(front, _FRONT)
    dropped = {i for i in range(front) if _comes_again(texts[i].value, texts[i + 1 : front])}
    entries = (
        entry(Action.DROPPED, "import-repeated-lead", texts[i].at.line, what=texts[i].value[:30])
        for i in sorted(dropped)
    )
    return tuple(text for i, text in enumerate(texts) if i not in dropped), tuple(entries)


def _comes_again(value: str, later: Sequence[Text]) -> bool:
    if is_unit_like(value):
        # who issued a document above its title and signs it below
        return False
    excerpt = value.rstrip(_EXCERPT_END)
    if any(value == text.value for text in later):
        return True
    return len(excerpt) >= _SHORTEST_EXCERPT and any(
        text.value.startswith(excerpt) for text in later
    )


def without_page_numbers(texts: Sequence[Text]) -> Step:
    """Return the lines without bare numbers, which are page numbers once tables have been read."""
    numbers = [text for text in texts if _NUMBER.fullmatch(text.value)]
    if not numbers:
        return tuple(texts), ()
    kept = tuple(text for text in texts if not _NUMBER.fullmatch(text.value))
    return kept, (
        entry(Action.DROPPED, "import-page-numbers", numbers[0].at.line, count=len(numbers)),
    )


def joined(texts: Sequence[Text]) -> Step:
    """Return paragraphs: lines that were broken in the middle of a sentence are one again."""
    width = wrapped_width([text.value for text in texts])
    groups = list(_groups(texts, width))
    broken = [group for group in groups if len(group) > 1]
    if not broken:
        return tuple(texts), ()
    count = sum(len(group) - 1 for group in broken)
    line = broken[0][0].at.line
    return tuple(join(g) for g in groups), (
        entry(Action.REPAIRED, "import-joined", line, count=count),
    )


def _groups(texts: Sequence[Text], width: int) -> Iterator[list[Text]]:
    group: list[Text] = []
    for text in texts:
        if group and (
            len(group) >= _MOST_JOINED or not _goes_on(group[-1].value, text.value, width)
        ):
            yield group
            group = []
        group.append(text)
    if group:
        yield group


def _goes_on(line: str, following: str, width: int) -> bool:
    """Say whether `following` goes on with the sentence of `line`.

    In text wrapped at `width` a full line without punctuation at its end does; in any text a line that
    ends with a comma or inside a 《title》 does.
    """
    if mark_of(following) or _NUMBER.fullmatch(following):
        return False
    if line[-1:] in "，、," or following[:1] in _NEVER_FIRST:
        return True
    if line.count("《") > line.count("》") and "》" in following:
        return True
    return bool(width) and len(line) >= width - _SLACK and not ends_a_sentence(line)


def wrapped_width(lines: Sequence[str]) -> int:
    """Return the width in characters at which a text was wrapped by hand or by PDF, or 0.

    It was, where many of its lines end in the middle of a sentence, most of these at about one width.
    """
    longer = [line for line in lines if len(line) >= _WRAPPED_FROM]
    open_ends = sorted(len(line) for line in longer if not ends_a_sentence(line))
    if len(open_ends) < _FEWEST_WRAPPED or len(open_ends) * 5 < len(longer) * 2:
        return 0
    width = open_ends[len(open_ends) * 9 // 10]
    near = sum(abs(length - width) <= _SLACK for length in open_ends)
    return width if near * 5 >= len(open_ends) * 3 else 0
