import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.imports.encoding import MOST_BYTES, decode

TEXT = "云澜市教育局2021年工作要点\n一、办好学前教育"


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (TEXT.encode(), []),
        (codecs.BOM_UTF8 + TEXT.encode(), []),
        (TEXT.encode("gb18030"), ["import-encoding"]),
        (TEXT.encode("utf-16"), ["import-encoding"]),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), ["import-encoding"]),
        (TEXT.replace("一", "\x07一").encode(), ["import-controls"]),
    ],
)
def test_decode(data: bytes, codes: list[str]) -> None:
    decoded = decode(data)
    assert decoded.text == TEXT
    assert [entry.code for entry in decoded.entries] == codes


def test_undecodable_bytes_are_reported_with_the_line_of_the_first() -> None:
    decoded = decode(TEXT.encode() + b"\n\xff\xfe\xff\n")
    (entry,) = decoded.entries
    assert (entry.code, entry.line) == ("import-undecodable", 3)
    assert "工作要点" in decoded.text


def test_too_large() -> None:
    decoded = decode(b" " * (MOST_BYTES + 1))
    assert (decoded.text, decoded.entries[0].code) == ("", "import-too-large")


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    assert "\x00" not in decode(data).text


@given(st.text(max_size=200))
def test_utf8_is_never_taken_for_anything_else(text: str) -> None:
    plain = text.encode("utf-8", "ignore")
    assert all(entry.code != "import-encoding" for entry in decode(plain + "云".encode()).entries)
