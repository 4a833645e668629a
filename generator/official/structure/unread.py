"""Lines that look numbered, but with marks that are not read: Ⅰ., A., 1-1, 【1】.

In: blocks. Out: a problem for each kind that at least two lines begin with. Not its business: marks that are read
(see `numbering`).
"""

import re
from collections.abc import Iterator, Sequence

from generator.model.manuscript import Text
from generator.official.structure.blocks import Block, Form
from generator.official.structure.numbering import mark_of
from generator.problems import Problem, Severity, problem

_LIKE = re.compile(
    r"(?P<roman>[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅰⅱⅲⅳⅴ]|[IVX]{1,4}[.．、])|(?P<letter>[A-Ha-h][.．、)）]|[（(][A-Ha-h][）)])"
    r"|(?P<dashed>[0-9]{1,2}[-—－][0-9]{1,2}[.．、\s])|(?P<square>[【\[〔][0-9一二三四五六七八九十]{1,2}[】\]〕])"
    r"|(?P<colon>[0-9]{1,2}[:：](?![0-9]))|(?P<named>第[0-9０-９]{1,3}(?:[章节条篇项]|部分))"
    r"|(?P<padded>0[1-9]\s)|(?P<said>其[一二三四五][，,是])"
)
_LEAST = 2


def unread_marks(blocks: Sequence[Block]) -> Iterator[Problem]:
    """Yield a warning, at its first line, for each kind of mark that was not read."""
    kinds: dict[str, list[Text]] = {}
    for block in blocks:
        if block.form is not Form.LINE or mark_of(block.text.value) is not None:
            continue
        found = _LIKE.match(block.text.value)
        if found and found.lastgroup:
            kinds.setdefault(found.lastgroup, []).append(block.text)
    for lines in kinds.values():
        if len(lines) >= _LEAST:
            values = {"around": lines[0].value[:20], "count": len(lines)}
            yield problem("numbering-unread", lines[0].at, Severity.WARNING, **values)
