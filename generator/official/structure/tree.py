"""Numbered lines as a tree: what stands below what.

In: blocks in order. Out: the root of a tree of nodes. Depth varies inside one document and levels are skipped, so a
node stands below the last one of lesser rank. Not its business: which nodes are parts and tasks (see `items`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from generator.model.manuscript import Text
from generator.official.structure.blocks import Block, Form, join
from generator.official.structure.numbering import (
    RANKS_OF_A_DEPTH,
    Depth,
    Mark,
    mark_of,
    mark_of_number,
)
from generator.official.structure.sentences import lead_end

_TOP = (-1, 0)
_LEVEL_DIGITS = 2
_EXPLICIT_TASK = (0, 100)
"""Below every heading whose level is given, whatever the tasks' own numbering."""

BULLET: Final = (1, Depth.BULLET * RANKS_OF_A_DEPTH)
"""The rank of an unnumbered point of a list."""


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
    return BULLET


def _node(block: Block, mark: Mark | None, rank: tuple[int, int]) -> Node:
    given = block.attribute("number") is not None
    line = block.text if mark is None or given else behind(block.text, mark)
    whole = given or block.attribute("class") == "part"
    end = len(line.value) if whole else lead_end(line.value)
    title = line.cut(0, end)
    if not given and title.value.endswith("。"):
        title = title.cut(0, len(title.value) - 1)
    return Node(block, mark, rank, title, line.cut(end))


def behind(text: Text, mark: Mark) -> Text:
    """Return the text behind a mark; a star in front of the number is part of it."""
    behind = text.cut(mark.end)
    return join([text.cut(0, len(mark.flag)), behind]) if mark.flag else behind
