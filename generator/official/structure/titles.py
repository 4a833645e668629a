"""The title of a document, on one line or several.

In: the blocks where a title may begin. Out: how many of them make it. Not its business: what the title
says (see `heading`).
"""

import re
from collections.abc import Sequence

from generator.model.manuscript import Text
from generator.official.heading import kind_in
from generator.official.structure.blocks import Block, Form, is_title_like, join
from generator.official.structure.letterhead import doc_no_in, is_issuer
from generator.official.structure.signature import is_imprint

LETTER = re.compile(r"(?:通知|函|通报|批复|公告|通告)$")
_GOES_ON = re.compile(r"(?:关于|印发|贯彻|落实|做好|开展|的|和|与|及|暨|、|年|年度|[—–-])$")
_BEGINS = re.compile(r"^(?:(?:19|20)\d\d|[“\"]?十[一二三四五六]五|年|度|的|和|与|及)")
_BEHIND_ISSUER = re.compile(r"^(?:关于|印发|转发|贯彻|《)")
_TAIL = re.compile(
    r"^[（(](?:(?:19|20)\d\d年?\s?[—–\-~～至－一]{1,2}\s?(?:19|20)\d\d年?|试行|暂行|草案|[\u4e00-\u9fff]{1,6}稿|\d{4}年修订)[）)]$"
)
"""（2021—2025年）, （试行）, （征求意见稿）: belongs to the title above it."""
_MOST_LINES = 4


def is_title(block: Block) -> bool:
    """Return whether a block may be a line of a title."""
    value = block.text.value
    is_line = block.form in (Form.LINE, Form.HEADING)
    return is_line and is_title_like(value) and not is_imprint(value)


def title_lines(blocks: Sequence[Block], known: str = "") -> int:
    """Return how many leading blocks make the title: none where the known title is another one."""
    if not blocks or blocks[0].form is Form.LITERAL:
        return 0
    if known:
        lines = [block.text.value for block in blocks[:_MOST_LINES]]
        counts = range(1, len(lines) + 1)
        return next((n for n in counts if _same("".join(lines[:n]), known)), 0)
    if blocks[0].form is Form.HEADING and not is_issuer(blocks[0]):
        return 1
    if not is_title(blocks[0]):
        return 0
    count = 1
    while count < min(len(blocks), _MOST_LINES) and _continues(blocks[:count], blocks[count]):
        count += 1
    # an issuer without a title below it is no title
    return 0 if all(is_issuer(block) for block in blocks[:count]) else count


def title_of(blocks: Sequence[Block]) -> Text:
    """Return the lines of a title as one text; a blank stands between two issuers."""
    pieces = [block.text for block in blocks]
    for index in range(len(blocks) - 1):
        if is_issuer(blocks[index]) and is_issuer(blocks[index + 1]):
            pieces[index] = Text(f"{pieces[index]} ", pieces[index].path, pieces[index].marks)
    return join(pieces)


def _continues(lines: Sequence[Block], following: Block) -> bool:
    """Return whether a title that began with `lines` goes on.

    It does inside 《…》 and （…）, behind 关于 and the like, and behind the issuer (云澜市教育局 / 2024年工作要点).
    """
    line, value = "".join(each.text.value for each in lines), following.text.value
    if not is_title(following) or doc_no_in(value):
        return False
    if line.count("《") > line.count("》") or line.count("（") > line.count("）"):
        return True
    if _TAIL.match(value):
        return True
    if _is_complete(line):
        return False
    if all(is_issuer(each) for each in lines):
        begins = _BEGINS.match(value) or _BEHIND_ISSUER.match(value)
        return is_issuer(following) or bool(begins or _is_complete(value))
    return bool(_GOES_ON.search(line)) or (bool(_BEGINS.match(value)) and _is_complete(value))


def _is_complete(line: str) -> bool:
    """Return whether a line ends as titles do: with the kind of plan or of letter."""
    bare = re.sub(r"[（(][^（）()]{1,20}[）)]$", "", line)
    kind = kind_in(bare)
    return bool(LETTER.search(bare)) or bool(kind and bare.rstrip("》”").endswith(kind))


def _same(line: str, title: str) -> bool:
    return "".join(line.split()) == "".join(title.split())
