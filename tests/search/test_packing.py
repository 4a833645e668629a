"""Values on their way to the page."""

import json
import re

from hypothesis import example, given
from hypothesis import strategies as st

from generator.search.packing import (
    in_units,
    json_bytes,
    name_of,
    packed_script,
    varint,
    varints,
)
from generator.search.reading import from_units
from tests.search.reading import Numbers, unpacked


@given(st.lists(st.integers(0, 2**40)))
def test_numbers_arrive(numbers: list[int]) -> None:
    reader = Numbers(varints(numbers))
    assert [reader.next() for _ in numbers] == numbers


def test_small_numbers_are_short() -> None:
    assert [len(varint(n)) for n in (0, 127, 128, 16_383, 16_384)] == [1, 1, 2, 2, 3]


@given(st.binary(max_size=5000))
def test_bytes_arrive(data: bytes) -> None:
    script = packed_script(data)
    assert unpacked([script], name_of(script)) == data
    text = script.data.decode("utf-16")
    assert re.fullmatch(r'plansite\.take\("[^"\\\r\n\u2028\u2029\0]*"\);\n', text)


@given(st.binary(max_size=400))
@example(bytes(range(256)) * 2 + '\u2028\r\n"\\\x01'.encode("utf-16-le"))
@example(b"\x00\xd8\x00\xd8\x00\xdc\x00\xdc\x41")
@example(b'"\0' * 12 + b"\0\x80")
@example(b'"\x80' * 13 + b"\0")
@example(b"\0\0" * 100)
def test_any_bytes_survive_decoding_as_text(data: bytes) -> None:
    """Strictly: no half of a character stands alone."""
    units = in_units(data)
    units.decode("utf-16-le")
    assert from_units(units) == data


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=4))
def test_streams_arrive_as_one(streams: list[bytes]) -> None:
    script = packed_script(*streams)
    assert unpacked([script], name_of(script)) == b"".join(streams)


def test_half_a_character_arrives_as_it_was() -> None:
    data = json_bytes(["\ud800教\u2028"])
    data.decode()
    assert json.loads(data) == ["\ud800教\u2028"]


def test_what_differs_has_another_name() -> None:
    assert packed_script(b"a").path != packed_script(b"b").path
