"""Each case is a file: a document, a line of ====, and the outline that it must have."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.manuscript import Item, Text
from generator.official.structure.blocks import join, lines
from generator.official.structure.outline import Outline, outline_of

CASES = sorted((Path(__file__).parent / "cases" / "outline").glob("*.txt"))


def shown(outline: Outline) -> Iterator[str]:
    """Yield the outline as lines that are easy to write by hand."""
    if outline.notice is not None:
        notice = outline.notice
        yield f"letter {notice.title} | {'/'.join(notice.addressees)} | {'/'.join(map(str, notice.signature))}"
    for key in ("title", "issuer", "doc_no", "written"):
        if value := str(getattr(outline, key)):
            yield f"{key} {value}"
    if outline.addressees:
        yield f"addressees {'/'.join(outline.addressees)}"
    yield from (f"opening {text.value[:10]}" for text in outline.opening)
    for each in outline.body:
        if isinstance(each, Item):
            text = "/".join(paragraph.value[:6] for paragraph in each.text)
            closes = f" (closes {each.outside})" if each.outside else ""
            yield f"  task {each.number} {each.title}" + (f" | {text}" if text else "") + closes
            yield from (f"    measure {m.mark} {m.text.value[:8]}" for m in each.measures)
        else:
            text = "/".join(paragraph.value[:6] for paragraph in each.text)
            yield f"part{each.level} {each.number} {each.title}" + (f" | {text}" if text else "")
    yield from (f"closing {text.value[:12]}" for text in outline.closing)
    yield from (f"problem {found.code}" for found in outline.problems)


def texts(document: str) -> list[Text]:
    """Return the lines of a document as texts at their places."""
    rows = enumerate(document.split("\n"), 1)
    return [Text(row.strip(), "a.md", ((0, number, 1),)) for number, row in rows if row.strip()]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_outline_is_as_written_in_the_case(path: Path) -> None:
    document, expected = path.read_text("utf-8").split("\n====\n")
    assert list(shown(outline_of(lines(texts(document))))) == expected.strip("\n").split("\n")


def test_there_are_cases() -> None:
    assert len(CASES) >= 12


@given(st.text(max_size=400))
def test_any_text_has_an_outline_that_loses_nothing(document: str) -> None:
    outline = outline_of(lines(texts(document)))
    kept = "".join(str(each.title) + "".join(map(str, each.text)) for each in outline.body)
    assert isinstance(kept, str)


@given(
    st.lists(
        st.sampled_from(
            ["一、", "（二）", "1.", "（1）", "①", "一是", "——", "甲", "。", "附件：", "通知"]
        ),
        max_size=30,
    )
)
def test_any_order_of_marks_is_read(pieces: list[str]) -> None:
    rows = [f"{piece}内容" for piece in pieces]
    outline = outline_of(lines(texts("\n".join(rows))))
    levels = [each.level for each in outline.body if not isinstance(each, Item)]
    assert all(later <= earlier + 1 for earlier, later in zip([0, *levels], levels, strict=False))


def test_joined_lines_keep_their_places() -> None:
    joined = join([Text("第一行", "a", ((0, 3, 5),)), Text("第二行", "a", ((0, 4, 1),))])
    assert joined.value == "第一行第二行"
    assert (joined.place(1).line, joined.place(1).column) == (3, 6)
    assert (joined.place(4).line, joined.place(4).column) == (4, 2)
