"""Which nodes of the tree are parts, tasks and measures.

In: the root of the tree. Out: parts and tasks in document order. Depth varies inside one document, so a node is judged
by what it is (a heading alone, or a sentence with text) and what stands below it, not by its kind of numbering.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.model.manuscript import Item, Measure, Part, Text
from generator.official.structure.numbering import (
    MEASURES,
    RANKS_OF_A_DEPTH,
    Depth,
    bare_number,
    mark_of_number,
)
from generator.official.structure.sections import Section, section_of
from generator.official.structure.stated import stated_of
from generator.official.structure.tree import BULLET, Node, behind
from generator.problems import Problem, Severity, problem

_OUTSIDE_DIGITS = 2
_OUTER_HEADING = 2
_LABELLED = re.compile(r"(?:责任|牵头|主办|实施)(?:单位|部门|科室|处室)\s?[:：]")
"""（三）责任单位：县教育局 below 一、新建幼儿园项目: the numbered lines tell about one task."""
_HOLDS_TASKS = re.compile(
    r"^(?:(?:重点|主要|具体|年度|目标|工作|主攻)(?:任务|工作|措施|举措|安排)|任务|措施|举措|工作任务(?:及|和|与)措施)$"
)
"""（二）重点任务 above 一是 … is no task, whatever numbers its tasks have."""
_MEASURE_RANKS = frozenset((1, depth * RANKS_OF_A_DEPTH) for depth in MEASURES)


@dataclass(frozen=True, slots=True)
class Read:
    """Parts and tasks in order, and what was doubtful about them."""

    items: tuple[Part | Item, ...]
    problems: tuple[Problem, ...]


def items_of(root: Node) -> Read:
    """Return parts and tasks of the tree in document order."""
    problems: list[Problem] = []
    deep = any(child.children and _judge(child, True) == "part" for child in root.children)
    placed = [found for child in root.children for found in _walk(child, 1, deep, problems)]
    articles = (each for _, each in placed if isinstance(each, Item) and _is_article(each))
    problems += [problem("articles-as-tasks", each.title.at, Severity.NOTE) for each in articles][
        :1
    ]
    return Read(tuple(_closing(placed)), tuple(problems))


def _is_article(item: Item) -> bool:
    mark = mark_of_number(item.mark)
    return mark is not None and mark.depth is Depth.ARTICLE


def _closing(placed: Iterable[tuple[int, Part | Item]]) -> Iterator[Part | Item]:
    """Yield parts and tasks; a task that stands further out than the part before it closes that part."""
    open_parts = 0
    for level, each in placed:
        if isinstance(each, Part):
            open_parts = level
            yield each
        else:
            outside = each.outside or max(0, open_parts - (level - 1))
            open_parts -= outside
            yield each if each.outside == outside else replace(each, outside=outside)


def _walk(
    node: Node, level: int, deep: bool, problems: list[Problem]
) -> Iterator[tuple[int, Part | Item]]:
    """Yield the parts and tasks of a node, each with its level."""
    section = section_of(node.title.value) if node.is_heading and not node.forced else Section.WORK
    if section is not Section.WORK:
        yield from _told(node, level)
        if section is Section.PAST and node.children:
            problems.append(
                problem("past-results-not-tasks", node.title.at, Severity.NOTE, title=node.title)
            )
        return
    if _judge(node, level > 1 or not deep) == "task":
        yield level, _task(node)
        return
    below, tasks = _below(node)
    yield level, _part(node, level, (*_own_text(node), *below))
    for child in tasks:
        yield from _walk(child, level + 1, deep, problems)


def _told(node: Node, level: int) -> Iterator[tuple[int, Part]]:
    """Yield a part without tasks, and the headings in it that text stands below; the rest is its text."""
    headed = [
        child
        for child in node.children
        if child.is_heading and (child.paragraphs or child.children)
    ]
    first = len(node.children) - len(headed)
    if node.children[first:] != headed:
        headed, first = [], len(node.children)
    yield level, _part(node, level, (*_own_text(node), *_flat(node.children[:first])))
    for child in headed:
        yield from _told(child, level + 1)


def _below(node: Node) -> tuple[tuple[Text, ...], list[Node]]:
    """Return the bullets directly below a part as its text, and the other nodes."""
    bullets = [c for c in node.children if c.rank == BULLET and not c.forced]
    if len(bullets) == len(node.children) and any(child.rest for child in bullets):
        return (), node.children
    kept = [child for child in node.children if child not in bullets]
    return tuple(
        text for child in bullets for text in (child.block.text, *_flat(child.children))
    ), kept


def _judge(node: Node, leaf_is_task: bool) -> str:
    """Return whether a node is a part or a task."""
    if node.forced:
        return "part" if node.forced == "part" else "task"
    if not node.children:
        return "part" if node.is_heading and not leaf_is_task else "task"
    says_so = node.is_heading and _HOLDS_TASKS.search(node.title.value)
    if says_so or any(child.forced == "task" for child in node.children):
        return "part"
    is_told = any(_LABELLED.match(child.title.value) for child in node.children)
    if is_told or all(child.rank in _MEASURE_RANKS for child in node.children):
        return "part" if node.is_heading and _is_outer(node) and not is_told else "task"
    if node.is_heading:
        return "part"
    sentences = sum(1 for child in node.children if child.rest or child.children)
    return "part" if sentences * 2 > len(node.children) else "task"


def _is_outer(node: Node) -> bool:
    """Return whether a node stands where parts stand: 第一章, 一、 or a Markdown heading of level 1 or 2."""
    kind, depth = node.rank
    return depth <= Depth.HAN * RANKS_OF_A_DEPTH if kind == 1 else depth <= _OUTER_HEADING


def _part(node: Node, level: int, text: tuple[Text, ...]) -> Part:
    return Part(mark=_printed(node), number=_number(node), title=node.title, level=level, text=text)


def _task(node: Node) -> Item:
    return Item(
        id=node.block.attribute("id") or "",
        mark=_printed(node),
        number=_number(node),
        title=node.title,
        text=_own_text(node),
        measures=tuple(measure for child in node.children for measure in _measures(child)),
        stated=stated_of(node.block.attributes),
        outside=_outside(node),
    )


def _outside(node: Node) -> int:
    """Return how many parts the editor says that a task closes."""
    given = node.block.attribute("outside") or ""
    return int(given) if given.isdecimal() and len(given) <= _OUTSIDE_DIGITS else 0


def _own_text(node: Node) -> tuple[Text, ...]:
    return (*((node.rest,) if node.rest else ()), *node.paragraphs)


def _printed(node: Node) -> str:
    given = node.block.attribute("number")
    return given if given is not None else node.mark.printed if node.mark else ""


def _number(node: Node) -> str:
    given = node.block.attribute("number")
    return bare_number(given) if given is not None else node.mark.number if node.mark else ""


def _measures(node: Node) -> Iterator[Measure]:
    """Yield a node below a task as measures, its own children behind it."""
    given = node.block.attribute("number")
    whole = given is not None or node.mark is None
    text = node.block.text if whole or node.mark is None else behind(node.block.text, node.mark)
    yield Measure(mark=_printed(node), text=text)
    yield from (Measure(text=paragraph) for paragraph in node.paragraphs)
    for child in node.children:
        yield from _measures(child)


def _flat(nodes: Iterable[Node]) -> Iterator[Text]:
    """Yield nodes and everything below them as paragraphs, marks included."""
    for node in nodes:
        yield node.block.text
        yield from node.paragraphs
        yield from _flat(node.children)
