"""Real HTML into lines and tables, without what a reader does not see.

In: the source of a page or a fragment. Out: lines as Text, tables, links to files. Not its business:
what of it is the document and what the site's frame (see `chrome`).
The parser does not tell lines, so two private characters before each run of text carry its line.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.imports.concealment import Doubt, hide_styled, is_concealed
from generator.imports.edits import MOST_MARKS, replaced
from generator.imports.entries import Action, Entry, entry
from generator.imports.tables import SpannedCell, table_of
from generator.model.manuscript import StatedAttachment, Table, Text
from generator.official.structure.blocks import Block, Form
from generator.official.structure.numbering import mark_of

_PIECES = re.compile(r"<[!/?A-Za-z][^<>]*>|\s+|[^\s<][^<\n]*|<")
_BASE = 60_000
_PRIVATE = re.compile("[\U000f0000-\U0010ffff]")
_MARK = re.compile("([\U000f0000-\U000fffff])([\U00100000-\U0010ffff])")

_BLOCKS_LISTED = """
    address article aside blockquote body br caption center dd details div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody
    td tfoot th thead tr ul ucapcontent ucaptitle
"""
_BLOCKS = frozenset(_BLOCKS_LISTED.split())
_SILENT_NAMES = """
    script style noscript template head iframe object embed svg math canvas audio video select button
    textarea nav footer rp rt
"""
_SILENT = frozenset(_SILENT_NAMES.split())
_BREAK = re.compile(r"[ \t]{0,50}\n[ \t\n]*")
_FILE = re.compile(r"\.(?:docx?|wps|xlsx?|et|pptx?|pdf|zip|rar|7z|ofd|csv|txt)(?:[?#]|$)", re.I)


@dataclass(frozen=True, slots=True)
class Page:
    """What an HTML page holds."""

    blocks: tuple[Block, ...] = ()
    attachments: tuple[tuple[StatedAttachment, str], ...] = ()
    """Each with the address that it is linked at."""
    tags: tuple[tuple[str, str], ...] = ()
    """The <meta> tags that government pages carry: ArticleTitle, PubDate, ContentSource …"""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class _Run:
    """A piece of text; `is_link` where it stands in a link."""

    value: str
    is_link: bool


@dataclass(frozen=True, slots=True)
class _Link:
    """A link to a file."""

    title: Text
    address: str


_Token = _Run | Table | _Link | Entry | None
"""None: a line ends."""


def read_html(name: str, source: str) -> Page:
    """Return the visible lines, the tables and the linked files of an HTML page or fragment."""
    tree = LexborHTMLParser(_marked(source))
    sheets = [_MARK.sub("", node.text() or "") for node in tree.css("style")]
    doubts = hide_styled(tree, sheets)
    root = tree.body or tree.root
    tokens = list(_tokens(root, name)) if root else []
    blocks, dropped = _blocks(tokens, name)
    links = (t for t in tokens if isinstance(t, _Link))
    files = tuple(
        (StatedAttachment(title=link.title.value, at=link.title.at), link.address) for link in links
    )
    noted = (*_doubtful(doubts, name), *(t for t in tokens if isinstance(t, Entry)))
    return Page(blocks, files, _tags(tree), (*noted, *dropped))


def _doubtful(doubts: Iterable[Doubt], name: str) -> Iterator[Entry]:
    """Yield an entry for each selector of which the page's own sheets do not say whether it conceals text."""
    for selector, doubt in {each.selector: each for each in doubts}.items():
        inside = _unmarked(doubt.node.text() or "", name) if doubt.node else Text(selector)
        what = " ".join(inside.value.split())[:40]
        if what:
            values = {"what": what, "selector": selector[:60]}
            yield entry(Action.GUESSED, "import-perhaps-concealed", inside.at.line, **values)


def _marked(source: str) -> str:
    """Return the source with the line in front of each run of text."""
    plain = _PRIVATE.sub("", source.replace("\r\n", "\n").replace("\r", "\n"))
    pieces: list[str] = []
    line = 1
    for found in _PIECES.finditer(plain):
        piece = found.group()
        is_tag = piece[0] == "<" and len(piece) > 1
        if not is_tag and not piece.isspace():
            pieces.append(chr(0xF0000 + line // _BASE) + chr(0x100000 + line % _BASE))
        pieces.append(piece)
        line += piece.count("\n")
    return "".join(pieces)


def _unmarked(value: str, name: str, line: int = 1) -> Text:
    """Return marked text as Text with its places."""
    first, *rest = _MARK.split(value)
    pieces, length = [first], len(first)
    marks: list[tuple[int, int, int]] = []
    for high, low, piece in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        line = (ord(high) - 0xF0000) * _BASE + ord(low) - 0x100000
        if len(marks) < MOST_MARKS and (not marks or marks[-1][1] != line):
            marks.append((length if marks else 0, line, 1))
        pieces.append(piece)
        length += len(piece)
    return Text("".join(pieces), name, tuple(marks) or ((0, line, 1),))


def _tokens(root: LexborNode, name: str) -> Iterator[_Token]:
    """Yield what a reader sees, in order; a stack, because pages nest deeper than Python calls."""
    waiting: list[tuple[LexborNode, bool, bool]] = [(root, True, False)]
    numbers: dict[int, int] = {}
    while waiting:
        node, is_entered, is_link = waiting.pop()
        if not is_entered:
            yield None
        elif node.is_text_node:
            yield _Run(node.text_content or "", is_link)
        elif node.is_element_node:
            tokens = _whole(node, name)
            if tokens is not None:
                yield from tokens
                continue
            if node.tag in _BLOCKS:
                yield None
                waiting.append((node, False, False))
                if node.tag == "li" and node.parent is not None and node.parent.tag == "ol":
                    yield _Run(_number(node, numbers), False)
            if node.tag == "a":
                is_link = True
                yield from _link(node, name)
            waiting += [(child, True, is_link) for child in reversed(_children(node))]


def _number(item: LexborNode, numbers: dict[int, int]) -> str:
    """Return the number that a browser shows in front of an item; where the text has its own, nothing."""
    if mark_of(_MARK.sub("", item.text() or "").strip()):
        return ""
    key = item.parent.mem_id if item.parent is not None else 0
    numbers[key] = numbers.get(key, 0) + 1
    return f"{numbers[key]}. "


def _children(node: LexborNode) -> list[LexborNode]:
    children = []
    child = node.child
    while child is not None:
        children.append(child)
        child = child.next
    return children


def _whole(node: LexborNode, name: str) -> tuple[_Token, ...] | None:
    """Return the tokens of an element that is read as a whole; None: go on inside it."""
    if node.tag in _SILENT:
        return ()
    if is_concealed(node):
        inside = _unmarked(node.text() or "", name)
        what = " ".join(inside.value.split())[:40]
        line = inside.at.line
        return (entry(Action.PROBLEM, "import-concealed", line, what=what),) if what else ()
    if node.tag == "table":
        table = table_of(tuple(_rows(node, name)))
        return (None, table) if table and not _holds_table(node) else None
    return None


def _holds_table(node: LexborNode) -> bool:
    return any(inner.tag == "table" for child in _children(node) for inner in child.traverse())


def _rows(table: LexborNode, name: str) -> Iterator[tuple[SpannedCell, ...]]:
    groups = [child for child in _children(table) if child.tag in ("thead", "tbody", "tfoot", "tr")]
    if _holds_table(table):
        return
    for group in groups:
        for row in [group] if group.tag == "tr" else _children(group):
            if row.tag == "tr":
                yield tuple(_cell(c, name) for c in _children(row) if c.tag in ("td", "th"))


def _cell(node: LexborNode, name: str) -> SpannedCell:
    blocks, _ = _blocks(list(_tokens(node, name)), name)
    lines = tuple(block.text.cut(0) for block in blocks if block.text.value.strip())
    attributes = node.attributes
    return SpannedCell(
        lines, _span(attributes.get("rowspan")), _span(attributes.get("colspan")), node.tag == "th"
    )


def _span(value: str | None) -> int:
    digits = (value or "").strip()[:4]
    return int(digits) if digits.isascii() and digits.isdigit() else 1


def _link(node: LexborNode, name: str) -> Iterator[_Link]:
    address = _MARK.sub("", node.attributes.get("href") or "").strip()
    if _FILE.search(address[-200:]):
        title = _unmarked(node.text() or "", name).cut(0)
        if title:
            yield _Link(title, address)


def _tags(tree: LexborHTMLParser) -> tuple[tuple[str, str], ...]:
    """Return the page's <meta name=… content=…> (网页设计规范, 国办发〔2017〕47号)."""
    found = (node.attributes for node in tree.css("meta"))
    return tuple((a.get("name") or "", (a.get("content") or "").strip()) for a in found)


def _blocks(tokens: list[_Token], name: str) -> tuple[tuple[Block, ...], tuple[Entry, ...]]:
    """Return lines and tables in order; lines that are nothing but links (menus) are dropped."""
    blocks: list[Block] = []
    menu: list[Text] = []
    for group in _groups(tokens):
        if isinstance(group, Table):
            blocks.append(Block(Text(""), Form.TABLE, table=group))
            continue
        last = blocks[-1].text.at.line if blocks else 1
        line = _flowing(_unmarked("".join(run.value for run in group), name, last))
        if all(run.is_link or not run.value.strip() for run in group) and not _is_content(line):
            menu.append(line)
        else:
            blocks.append(Block(line))
    shown = [line for line in menu if line.value.strip()]
    if not shown:
        return tuple(blocks), ()
    dropped = entry(Action.DROPPED, "import-menus", shown[0].at.line, count=len(shown))
    return tuple(blocks), (dropped,)


def _flowing(line: Text) -> Text:
    """Return a line as a browser flows it; an end of line between Chinese characters is no blank."""
    return replaced(line, _BREAK, lambda m: " " if _is_between_latin(m) else "")


def _is_between_latin(found: re.Match[str]) -> bool:
    around = found.string[max(0, found.start() - 1) : found.end() + 1].strip()
    return len(around) > 1 and around.isascii()


def _groups(tokens: Iterable[_Token]) -> Iterator[Table | tuple[_Run, ...]]:
    """Yield tables, and the runs of text between the ends of lines."""
    visible = (t for t in tokens if t is None or isinstance(t, _Run | Table))
    for kind, group in groupby(visible, type):
        if kind is _Run:
            yield tuple(run for run in group if isinstance(run, _Run))
        elif kind is Table:
            yield from (table for table in group if isinstance(table, Table))


def _is_content(line: Text) -> bool:
    """Say whether a line that is one link belongs to the text: numbered, or the name of a file."""
    value = line.value.strip()
    return mark_of(value) is not None or value.startswith("附件") or bool(_FILE.search(value))
