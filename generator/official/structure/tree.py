"""Numbered lines as a tree, and which of its nodes are parts, tasks and measures.

Depth varies inside one document and levels are skipped, so a node is judged by what it is (a heading alone,
or a sentence with text) and what stands below it, not by its kind of numbering.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from generator.model.manuscript import Item, Measure, Part, Text
from generator.official.structure.blocks import Block, Form, join
from generator.official.structure.numbering import (
    MEASURES,
    RANKS_OF_A_DEPTH,
    Depth,
    Mark,
    bare_number,
    mark_of,
    mark_of_number,
)
from generator.official.structure.sections import Section, section_of
from generator.official.structure.sentences import lead_end
from generator.official.structure.stated import stated_of
from generator.problems import Problem, Severity, problem

_TOP = (-1, 0)
_LEVEL_DIGITS = 2
_OUTER_HEADING = 2
_EXPLICIT_TASK = (0, 100)
"""Below every heading whose level is given, whatever the tasks' own numbering."""


_LABELLED = re.compile(r"(?:责任|牵头|主办|实施)(?:单位|部门|科室|处室)\s?[:：]")
"""（三）责任单位：县教育局 below 一、新建幼儿园项目: the numbered lines tell about one task."""
_HOLDS_TASKS = re.compile(
    r"^(?:(?:重点|主要|具体|年度|目标|工作|主攻)(?:任务|工作|措施|举措|安排)|任务|措施|举措|工作任务(?:及|和|与)措施)$"
)
"""（二）重点任务 above 一是 … is no task, whatever numbers its tasks have."""
_BULLET = (1, Depth.BULLET * RANKS_OF_A_DEPTH)
_MEASURE_RANKS = frozenset((1, depth * RANKS_OF_A_DEPTH) for depth in MEASURES)


@dataclass(slots=True)
class Node:
    """A numbered line or heading, the paragraphs below it, and the nodes inside it."""

    block: Block
    mark: Mark | None
    rank: tuple[int, int]
    title: Text
    rest: Text
    """What follows the lead sentence on the same line."""
    paragraphs: list[Text] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def forced(self) -> str:
        """What the editor says this is: part, task, measure, or empty."""
        kind = self.block.attribute("class") or ""
        return kind if kind in ("part", "task", "measure") else ""

    @property
    def is_heading(self) -> bool:
        """Whether the line is a heading alone: nothing behind it, no full stop."""
        return not self.rest and not self.block.text.value.rstrip().endswith(("。", "；", ";"))


@dataclass(frozen=True, slots=True)
class Read:
    """Parts and tasks in order, and what was doubtful about them."""

    items: tuple[Part | Item, ...]
    problems: tuple[Problem, ...]


def grow(blocks: Iterable[Block]) -> Node:
    """Return the root of the tree of the blocks; paragraphs before the first mark are the root's."""
    root = Node(Block(Text("")), None, _TOP, Text(""), Text(""))
    stack = [root]
    kept = tuple(blocks)
    ranks = _heading_ranks(kept)
    for block in kept:
        mark = _mark(block)
        if not _opens(block, mark):
            stack[-1].paragraphs.append(block.text)
            continue
        node = _node(block, mark, _rank(block, mark, ranks))
        while len(stack) > 1 and stack[-1].rank >= node.rank:
            stack.pop()
        stack[-1].children.append(node)
        stack.append(node)
    return root


def _mark(block: Block) -> Mark | None:
    if block.form in (Form.LITERAL, Form.RULE):
        return None
    number = block.attribute("number")
    return mark_of_number(number) if number is not None else mark_of(block.text.value)


def _opens(block: Block, mark: Mark | None) -> bool:
    return block.form in (Form.HEADING, Form.LIST) or mark is not None


def _heading_ranks(blocks: Iterable[Block]) -> dict[int, tuple[int, int]]:
    """Return the rank of unnumbered Markdown headings by level: that of numbered ones of their level."""
    ranks: dict[int, tuple[int, int]] = {}
    for block in blocks:
        mark = _mark(block)
        if block.form is Form.HEADING and mark is not None:
            ranks.setdefault(block.level, (1, mark.rank))
    return ranks


def _heading_rank(level: int, ranks: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """Return the rank of an unnumbered heading: below numbered ones of smaller level, if there are any."""
    if level in ranks:
        return ranks[level]
    above = [numbered for numbered in ranks if numbered < level]
    if not above:
        return (0, level)
    kind, depth = ranks[max(above)]
    return (kind, depth + level - max(above))


def _rank(block: Block, mark: Mark | None, headings: dict[int, tuple[int, int]]) -> tuple[int, int]:
    level = block.attribute("level")
    if level is not None and level.isdecimal() and len(level) <= _LEVEL_DIGITS:
        return (0, int(level))
    if block.attribute("class") == "task" and block.attribute("number") is not None:
        return _EXPLICIT_TASK
    if mark is not None and block.form is not Form.LIST:
        return (1, mark.rank)
    if block.form is Form.HEADING:
        return _heading_rank(block.level, headings)
    return (1, Depth.BULLET * RANKS_OF_A_DEPTH)


def _node(block: Block, mark: Mark | None, rank: tuple[int, int]) -> Node:
    given = block.attribute("number") is not None
    line = block.text if mark is None or given else _behind(block.text, mark)
    whole = given or block.attribute("class") == "part"
    end = len(line.value) if whole else lead_end(line.value)
    title = line.cut(0, end)
    if not given and title.value.endswith("。"):
        title = title.cut(0, len(title.value) - 1)
    return Node(block, mark, rank, title, line.cut(end))


def _behind(text: Text, mark: Mark) -> Text:
    """Return the text behind a mark; a star in front of the number is part of it."""
    behind = text.cut(mark.end)
    return join([text.cut(0, len(mark.flag)), behind]) if mark.flag else behind


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
            yield replace(each, outside=outside)


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
    bullets = [c for c in node.children if c.rank == _BULLET and not c.forced]
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
    return int(given) if given.isdecimal() and len(given) <= _LEVEL_DIGITS else 0


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
    text = node.block.text if whole or node.mark is None else _behind(node.block.text, node.mark)
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
