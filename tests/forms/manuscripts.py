"""Random manuscripts for property tests: everything a Manuscript may hold, and texts that look like markup."""

from dataclasses import replace

from hypothesis import strategies as st

from generator.forms.fields import clean, is_id
from generator.model.manuscript import (
    Change,
    Item,
    Manuscript,
    Measure,
    Metadata,
    Notice,
    OpenProblem,
    Part,
    Progress,
    Stated,
    StatedAttachment,
    StatedCitation,
    StatedTarget,
    Table,
    Text,
    text,
)
from generator.official.structure.numbering import bare_number

PIECES = (
    "加强党的建设", "。", "，", "一、", "（一）", "1.", "2. ", "（1）", "①", "一是", "——", "附件：",
    "附件", "# ",
    "## ", "- ", "* ", "|", "| a | b |", "|---|", "---", "\\", "{#t1}", "{.part}",
    '{lead="x"}', "}", "{", "<br>", "<b>",
    "^^", "《关于学前教育的意见》", "（牵头单位：市教育局）", "达到65%以上", "2021年", "云澜市教育局",
    "2021年3月10日", "通知",
    "：", "no", "~", "010", "15:42", "&amp;", "“", "”", "'", '"', "%", "@", "English words",
    "> ", "***", "```", "：各县",
)  # fmt: skip

raw = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), min_size=1, max_size=6).map("".join)
line = raw.map(clean).filter(bool)
word = st.sampled_from(["市教育局", "市财政局", "临溪县人民政府", "长期坚持", "2025年底"])
iso = st.sampled_from(["2021-03-10", "2021-03-10T15:42", "2025-12-31"])
identity = st.from_regex(r"[a-z][a-z0-9]{0,6}", fullmatch=True).filter(is_id)
texts = st.lists(line.map(text), max_size=3).map(tuple)
words = st.lists(word, max_size=3).map(tuple)
mark = st.sampled_from(
    ["", "一、", "（二）", "3.", "（4）", "①", "一是", "第一章", "A-1", "12．", "(三)"]
)

targets = st.builds(
    StatedTarget,
    value=st.sampled_from(["65", "0.5", ""]),
    comparator=st.sampled_from([">=", "~"]),
    unit=st.sampled_from(["%", "所"]),
    subject=line,
    text=line,
)
citations = st.builds(StatedCitation, title=line, issuer=st.just("教育部"), number=st.just(""))


def optional(values: st.SearchStrategy[tuple[object, ...]]) -> st.SearchStrategy[object]:
    """Return values or None."""
    return st.none() | values


stated = st.just(Stated()) | st.builds(
    Stated,
    lead=optional(words),
    cooperating=optional(words),
    deadlines=optional(words),
    targets=optional(st.lists(targets, max_size=2).map(tuple)),
    citations=optional(st.lists(citations, max_size=2).map(tuple)),
    topics=optional(words),
)


def _part(printed: str, title: Text, paragraphs: tuple[Text, ...], level: int) -> Part:
    return Part(
        mark=printed, number=bare_number(printed), title=title, level=level, text=paragraphs
    )


def _item(printed: str, item: Item) -> Item:
    return replace(item, mark=printed, number=bare_number(printed))


parts = st.builds(_part, mark, line.map(text), texts, st.integers(1, 3))
measures = st.builds(Measure, mark=mark, text=line.map(text))
items = st.builds(
    _item,
    mark,
    st.builds(
        Item,
        id=st.just("") | identity,
        title=line.map(text),
        text=texts,
        measures=st.lists(measures, max_size=2).map(tuple),
        stated=stated,
    ),
)


@st.composite
def bodies(draw: st.DrawFn) -> tuple[Part | Item, ...]:
    """Draw a body whose levels nest: no part is more than one level below the one before."""
    body: list[Part | Item] = []
    ids, open_parts = set(), 0
    for each in draw(st.lists(parts | items, max_size=6)):
        if isinstance(each, Part):
            open_parts = min(each.level, open_parts + 1)
            body.append(replace(each, level=open_parts))
        else:
            outside = draw(st.integers(0, open_parts))
            open_parts -= outside
            body.append(replace(each, id="" if each.id in ids else each.id, outside=outside))
            ids.add(each.id)
    return tuple(body)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw a table whose rows are as wide as its head."""
    width = draw(st.integers(1, 3))
    cell = st.lists(line.map(text), max_size=2).map(tuple)
    row = st.lists(cell, min_size=width, max_size=width).map(tuple)
    columns = st.lists(st.just("") | line, min_size=width, max_size=width).map(tuple)
    return Table(
        caption=draw(st.just("") | line),
        columns=draw(columns),
        rows=tuple(draw(st.lists(row, max_size=3))),
    )


metadatas = st.builds(
    Metadata,
    id=st.just("") | identity,
    title=line,
    kind=st.just("") | line,
    year=st.none() | st.integers(1949, 2099),
    issuer=st.just("") | line,
    doc_no=st.just("云教发〔2021〕3号"),
    written=iso,
    status=st.just("") | line,
    addressees=st.lists(line, max_size=2).map(tuple),
    column=st.lists(line, max_size=2).map(tuple),
    topics=words,
    attachments=st.lists(st.builds(StatedAttachment, title=line, file=line), max_size=2).map(tuple),
    draft=st.booleans(),
    publish_at=st.just("") | iso,
    changes=st.lists(st.builds(Change, date=iso, note=line), max_size=1).map(tuple),
    progress=st.lists(
        st.builds(Progress, task=identity, date=iso, status=st.just("done"), text=line), max_size=1
    ).map(tuple),
    open_problems=st.lists(st.builds(OpenProblem, code=identity, note=line), max_size=1).map(tuple),
)
notices = st.builds(
    Notice,
    title=line.map(text),
    addressees=st.lists(line, max_size=2).map(tuple),
    text=texts,
    signature=texts,
)
manuscripts = st.builds(
    Manuscript,
    meta=metadatas,
    notice=st.none() | notices,
    opening=texts,
    body=bodies(),
    tables=st.lists(tables(), max_size=2).map(tuple),
    closing=texts,
)
