"""Targets of a plan as a whole: what its 主要目标 say, and the last year of its tables of indicators.

In: a manuscript. Out: targets. Not its business: targets of tasks (see `facts`).
"""

import re
from collections.abc import Iterator

from generator.model.manuscript import Item, Manuscript, Text
from generator.model.plan import Target
from generator.official.figures.targets import targets_in
from generator.official.structure.numbering import mark_of
from generator.official.structure.sections import Section, section_of
from generator.official.tables.goals import indicators_in

_TITLE = re.compile(r"目标")
_LEAD = re.compile(r"(?:主要|总体|发展|工作|预期|具体)目标(?:任务)?[。：:]")


def aims_of(manuscript: Manuscript, year: int | None) -> tuple[Target, ...]:
    """Return the targets of the plan, each value of a subject once; those of its text come first."""
    told = (target for text in _texts(manuscript) for target in targets_in(text, year))
    listed = (target for table in manuscript.tables for target in indicators_in(table))
    found: list[Target] = []
    for target in (*told, *listed):
        if not any(_is_same(target, other) for other in found):
            found.append(target)
    return tuple(found)


def _is_same(one: Target, other: Target) -> bool:
    """Return whether two say the same: 93 % of 毛入园率 and of 全市毛入园率."""
    is_equal = (one.value, one.unit) == (other.value, other.unit)
    return is_equal and (one.subject.endswith(other.subject) or other.subject.endswith(one.subject))


def _texts(manuscript: Manuscript) -> Iterator[Text]:
    """Yield the paragraphs of parts that set goals; what such a part tells of the past is none."""
    for each in manuscript.body:
        if isinstance(each, Item):
            continue
        if _TITLE.search(each.title.value) and section_of(each.title.value) is not Section.PAST:
            yield from each.text
        elif section_of(each.title.value) is Section.FRAME:
            yield from (text for text in each.text if _sets_goals(text.value))


def _sets_goals(paragraph: str) -> bool:
    mark = mark_of(paragraph)
    return _LEAD.match(paragraph, mark.end if mark else 0) is not None
