"""Bytes of text files: encodings, byte order marks, line ends, and where the first wrong byte is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.disk.texts import decode, place
from generator.problems import Problem, Span


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("云澜市\n".encode(), "云澜市\n"),
        ("云澜市\n".encode("utf-8-sig"), "云澜市\n"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"", ""),
    ],
)
def test_text(data: bytes, text: str) -> None:
    assert decode("a.md", data) == text


@pytest.mark.parametrize(
    ("data", "code", "at"),
    [
        ("标题: 云澜市".encode("gb18030"), "other-encoding", (1, 1)),
        ("标题".encode("utf-16"), "other-encoding", (1, 1)),
        ("---\n标题".encode("utf-16-le"), "other-encoding", (2, 4)),
        ("标题".encode("utf-32"), "other-encoding", (1, 1)),
        ("甲乙丙丁戊己庚辛\n壬\0癸".encode(), "not-utf8", (2, 2)),
        ("甲\n乙".encode() + b"\xff\n", "not-utf8", (2, 2)),
        ("甲".encode("utf-8-sig") + b"\xff", "not-utf8", (1, 2)),
    ],
)
def test_not_text(data: bytes, code: str, at: tuple[int, int]) -> None:
    found = decode("a.md", data)
    assert isinstance(found, Problem)
    assert (found.code, found.at) == (code, Span("a.md", *at))


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    found = decode("a.md", data)
    if isinstance(found, Problem):
        assert found.at.line >= 1
        assert found.at.column >= 1
    else:
        assert "\r" not in found


def test_place_counts_characters() -> None:
    data = "一二\n三四x".encode()
    assert place("a", data, len(data)) == Span("a", 2, 4)
