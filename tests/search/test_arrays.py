"""Many numbers at once."""

import subprocess
import sys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from generator.search.arrays import changes, from_sevens, order_of, places_of, sevens, sizes_of
from generator.search.packing import varints
from generator.search.spelling import front_coded

NUMBERS = st.lists(st.integers(0, 2**50) | st.integers(0, 200), max_size=40)


@given(NUMBERS)
def test_sevens_of_bits(numbers: list[int]) -> None:
    array = np.array(numbers, np.int64)
    data = sevens(array, sizes_of(array))
    assert data.tobytes() == varints(numbers)
    assert from_sevens(data).tolist() == numbers


@given(NUMBERS)
def test_order_keeps_the_turn_of_equals(numbers: list[int]) -> None:
    expected = sorted(range(len(numbers)), key=numbers.__getitem__)
    assert order_of(np.array(numbers, np.int64)).tolist() == expected


def test_pieces_and_changes() -> None:
    assert places_of(np.array([5, 0, 2]), np.array([2, 0, 3])).tolist() == [5, 6, 2, 3, 4]
    assert changes(np.array([1, 1, 2, 2, 1]), np.array([0, 0, 0, 1, 1])).tolist() == [0, 2, 3, 4]
    assert changes(np.array([], np.int64)).tolist() == []


def test_terms_are_spelled_as_what_they_have_more() -> None:
    terms = ["教", "教育", "教育局长办公厅主任会", "育", "𠮷", "𠮷a"]
    coded = front_coded(terms, [0, 3])
    a = np.frombuffer(coded.data, np.uint8)
    u = [ord(char) for char in "教育局长办公厅主任会"]
    half, other = 0xD842, 0xDFB7
    assert from_sevens(a).tolist() == [
        *(1, u[0]),
        *(9, u[1]),
        *(23, 1, *u[2:]),
        *(1, u[1]),
        *(2, half - u[1], other),
        *(17, ord("a")),
    ]
    assert coded.sizes.sum() == len(coded.data)


def test_a_build_with_nothing_to_do_does_without() -> None:
    found = "import sys, generator.run.commands; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", found], check=False).returncode == 0
