"""The marks around titles: 《…》, 〈…〉 inside them, and what people type instead.

In: text. Out: where titles stand, and which marks have no partner. Not its business: what the titles are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.model.manuscript import Text
from generator.problems import Problem, Severity, problem

Range = tuple[int, int]

_CLOSER_OF = {"《": "》", "〈": "〉", "＜": "＞", "<": ">"}
_OPENER_OF = {closer: opener for opener, closer in _CLOSER_OF.items()}
_TO_INNER = str.maketrans("《》＜＞<>", "〈〉" * 3)
_STOPS = "。\n"
_MARK = re.compile("[《》〈〉＜＞<>]")
_MARK_OR_STOP = re.compile(f"[《》〈〉＜＞<>{_STOPS}]")
_MOST = 10
"""Problems of a kind that one paragraph reports: a broken file must not drown the rest."""
_LONGEST = 200
"""Characters; no title of a document is longer."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The title marks of a text. A range includes its marks."""

    titles: tuple[Range, ...]
    """Outermost ones in order."""
    mixed: tuple[Range, ...]
    """＜…＞ or <…> inside a title, where 〈…〉 belongs."""
    unpaired: tuple[int, ...]


@lru_cache(maxsize=256)  # citations, links and checks ask for the same texts
def marks_of(value: str) -> Marks:
    """Return the title marks of a text; a full stop ends every title that is still open."""
    if not _MARK.search(value):
        return _NO_MARKS
    pairs: list[Range] = []
    unpaired: list[int] = []
    waiting: list[int] = []
    for found in _MARK_OR_STOP.finditer(value):
        offset, character = found.start(), found[0]
        if character in _CLOSER_OF:
            waiting.append(offset)
        elif character in _OPENER_OF:
            opened = _opened(value, waiting, character, unpaired)
            if opened is not None:
                pairs.append((opened, offset + 1))
            elif character in "》〉":
                unpaired.append(offset)
        elif character in _STOPS:
            unpaired.extend(waiting)
            waiting.clear()
    titles = tuple(_outermost(value, pairs))
    inside = tuple(_inside(value, pairs, titles))
    lost = (at for at in (*unpaired, *waiting) if value[at] in "《》〈〉")
    return Marks(titles, inside, tuple(sorted(lost)))


_NO_MARKS = Marks((), (), ())


def title_of(printed: str) -> str:
    """Return the inside of 《…》 with the marks inside it as 〈…〉 (GB/T 15834-2011, 4.15)."""
    return printed.translate(_TO_INNER)


def bracket_problems(text: Text) -> Iterator[Problem]:
    """Yield the title marks that have no partner, and ASCII or wide signs that stand for 〈〉."""
    found = marks_of(text.value)
    for at in found.unpaired[:_MOST]:
        near = text.value[max(0, at - 4) : at + 12]
        values = {"mark": text.value[at], "near": near}
        yield problem("unpaired-title-marks", text.place(at), Severity.WARNING, **values)
    for start, end in found.mixed[:_MOST]:
        inside = text.value[start : min(end, start + 30)]
        yield problem("wrong-title-marks", text.place(start), Severity.WARNING, title=inside)
    for start, end in found.titles:
        if text.value[start] != "《":
            title = text.value[start : min(end, start + 30)]
            yield problem("single-title-marks", text.place(start), Severity.WARNING, title=title)


def _opened(value: str, waiting: list[int], closer: str, unpaired: list[int]) -> int | None:
    """Return the offset of the mark that `closer` closes, taking what it encloses off `waiting`."""
    if closer == "》":
        # 《…〈…》: the inner mark was forgotten; only a 《 may be closed by 》
        while waiting and value[waiting[-1]] != "《":
            unpaired.append(waiting.pop())
        return waiting.pop() if waiting else None
    if waiting and value[waiting[-1]] == _OPENER_OF[closer]:
        return waiting.pop()
    return None


def _outermost(value: str, pairs: list[Range]) -> Iterator[Range]:
    done = 0
    for start, end in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
        if start >= done and end - start <= _LONGEST and _is_title(value, (start, end)):
            yield start, end
            done = end


def _is_title(value: str, at: Range) -> bool:
    """Return whether marks hold a title: anything in 《》; in others what reads like a document."""
    inside = value[at[0] + 1 : at[1] - 1]
    if value[at[0]] == "《":
        return any(character.isalnum() for character in inside)
    chinese = sum("\u4e00" <= character <= "\u9fff" for character in inside)
    return chinese > 3 and ("关于" in inside or inside.endswith(_DOCUMENTS))  # noqa: PLR2004


_DOCUMENTS = (
    "意见",
    "方案",
    "通知",
    "办法",
    "规划",
    "纲要",
    "条例",
    "计划",
    "决定",
    "规定",
    "指南",
    "标准",
    "细则",
)


def _inside(value: str, pairs: list[Range], titles: tuple[Range, ...]) -> Iterator[Range]:
    outer = iter(titles)
    title = next(outer, None)
    for start, end in sorted(pairs):
        while title and title[1] <= start:
            title = next(outer, None)
        if title and title[0] < start and end < title[1] and value[start] in "＜<":
            yield start, end
