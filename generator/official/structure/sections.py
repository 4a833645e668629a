"""Kinds of parts by their titles: work to do, and what only looks like it (past results, principles, glossary)."""

import re
from enum import StrEnum


class Section(StrEnum):
    """What a part holds."""

    WORK = "work"
    PAST = "past"
    """Results of the years before, numbered as tasks are."""
    FRAME = "frame"
    """Guiding thought, principles: text, not tasks."""
    GLOSSARY = "glossary"


_PAST = re.compile(
    r"(?:工作|情况|发展|五年|主要)?(?:回顾|总结)$|^(?:主要|工作)?(?:成绩|成效|成就|进展)$|取得的?(?:主要|显著)?(?:成绩|成效|成就)"
    r"|(?:完成|进展|落实|工作|开展|推进)情况$|^(?:发展|工作)(?:基础|现状|环境|形势|背景)$|存在的?(?:主要)?问题|^(?:面临|形势).{0,8}(?:形势|挑战|分析)$"
)
_FRAME = re.compile(
    r"^(?:指导思想|总体要求|总体思路|总体考虑|基本原则|工作原则|基本思路|编制依据|适用范围|附则|规划背景|战略主题|总则)$"
)
_GLOSSARY = re.compile(r"^(?:名词解释|术语解释|指标解释|有关说明|用语说明|注释)$")


def section_of(title: str) -> Section:
    """Return what a part with this title holds."""
    if _PAST.search(title):
        return Section.PAST
    if _FRAME.search(title):
        return Section.FRAME
    return Section.GLOSSARY if _GLOSSARY.search(title) else Section.WORK
