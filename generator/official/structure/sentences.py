"""Sentences of official text: the lead sentence of a task, and what stands inside brackets or quotes."""

import re

_OPEN = dict(zip("（(《〈“‘【〔[<「『", "）)》〉”’】〕]>」』", strict=True))
_CLOSE = frozenset(_OPEN.values())
_MARK = re.compile(f"[{re.escape(''.join((*_OPEN, *_OPEN.values(), '。')))}]")
_DEEPEST = 8
_CLAUSE = re.compile(
    r"[（(〔【\[]\s*(?:牵头|责任|配合|主办|主责|协办|参加)(?:单位|部门|科室|处室)?\s*[:：】\]〕]"
)


def lead_end(text: str, start: int = 0) -> int:
    """Return the offset just behind the lead sentence that begins at `start`.

    It ends behind the first 。 outside brackets and quotes, or in front of a responsibility clause; a text
    without either is one sentence.
    """
    clause = _CLAUSE.search(text, start)
    limit = clause.start() if clause else len(text)
    waiting: list[str] = []
    for found in _MARK.finditer(text, start, limit):
        mark = found[0]
        if mark in _OPEN and len(waiting) < _DEEPEST:
            waiting.append(_OPEN[mark])
        elif mark in _CLOSE:
            if mark in waiting:
                del waiting[waiting.index(mark) :]
        elif mark == "。" and not waiting:
            return found.end()
    if waiting and limit == len(text):
        # an unpaired bracket or quote must not swallow the whole task
        return text.find("。", start) + 1 or limit
    return limit
