"""Values on their way to the page."""

import json

from hypothesis import given
from hypothesis import strategies as st

from generator.search.packing import json_bytes, name_of, packed_script, varint, varints
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
    assert b"</" not in script.data


def test_half_a_character_arrives_as_it_was() -> None:
    data = json_bytes(["\ud800教\u2028"])
    data.decode()
    assert json.loads(data) == ["\ud800教\u2028"]


def test_what_differs_has_another_name() -> None:
    assert packed_script(b"a").path != packed_script(b"b").path
