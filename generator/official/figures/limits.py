"""Whether a time that a clause names is a limit: by its words (到…, …前), or by its place.

In: a match of a time in a clause of a text made `clauses.plain`. Out: yes or no. Not its business: which
time it is.
"""

import re
from typing import Final

from generator.official.figures.clauses import Clause

_GOALS: Final = re.compile(
    "力争|争取|确保|完成|实现|通过|建成|达到|不低于|不少于|超过|以上|新建|改建|扩建|创建|争创|新增|"
    "接受|启动|推进|全面|全部|全市|全县|基本|出台|投入使用|开展|组织|举办|培训|招聘|开工|竣工|完工|投用|启用|交付|招生|验收|报送|上报|"
    "制定|制订|印发|修订|评估|督导|召开|举行|开设|开办|建立|建设|发布|公布|落实|整治|检查|选派|遴选|评选|实施|总结|研究|配备|配齐|改造"
)
_REACHED: Final = re.compile(
    "[均都全]?(?:达到|实现|完成|建成|不低于|不少于|提高到|控制在|基本|开工|竣工|完工|投用|启用|交付|投入使用)"
)
_IS_A_START: Final = re.compile("起|以来|之?以?后|开始|至今|的")
_INDENT: Final = 8
_VERBS_ENDING_IN_TO: Final = ("达", "得", "提", "看", "遇", "受", "感", "收")


def closes(plain: str, clause: Clause, end: int) -> bool:
    """Return whether nothing but blanks follows in the clause."""
    while end < clause.end and plain[end] == " ":
        end += 1
    return end == clause.end


def is_adverb(plain: str, clause: Clause, match: re.Match[str]) -> bool:
    """Return whether a bare time says when: alone before a comma, or in front of what is to be done."""
    if match.start() - clause.start > _INDENT or plain[clause.start : match.start()].strip():
        return False
    if closes(plain, clause, match.end()):
        return plain[clause.end : clause.end + 1] == ","
    return _GOALS.search(plain, match.end(), clause.end) is not None


def stands_alone(plain: str, clause: Clause, match: re.Match[str]) -> bool:
    """Return whether a time is all that stands between two brackets: 动员部署阶段（3月—4月）."""
    if not plain.startswith("(", max(0, clause.start - 1)) or not plain.startswith(")", clause.end):
        return False
    before = plain[clause.start : match.start()].strip()
    return not before and closes(plain, clause, match.end())


def is_due(plain: str, clause: Clause, match: re.Match[str]) -> bool:
    """Return whether words around a time make it a limit: 到…, 力争…, …底, …前; or its place does."""
    said = match.groupdict()
    if _IS_A_START.match(plain, match.end()):
        return False
    if said.get("hope") or (said.get("by") and not said.get("during")):
        return True
    if said.get("to") in ("到", "至"):
        return plain[match.start() - 1 : match.start()] not in _VERBS_ENDING_IN_TO
    return bool(_REACHED.match(plain, match.end())) or is_adverb(plain, clause, match)
