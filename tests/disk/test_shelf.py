"""What is put aside comes back, any piece of it, wherever it waits."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.disk import shelf as shelves
from generator.disk.shelf import Shelf, Shelved


@given(st.lists(st.binary(max_size=50)), st.integers(0, 200), st.slices(50))
def test_any_piece_comes_back(pieces: list[bytes], in_memory: int, piece: slice) -> None:
    with Shelf(in_memory) as shelf:
        held = [shelf.put(data) for data in pieces]
        assert [each[:] for each in held] == pieces
        forwards = slice(piece.start, piece.stop)
        assert [each[forwards] for each in held] == [data[forwards] for data in pieces]


def test_few_bytes_stay_in_memory() -> None:
    with Shelf(3) as shelf:
        assert shelf.put(b"ab") == b"ab"
        assert isinstance(shelf.put(b"cd"), Shelved)
        assert shelf.put(b"e") == b"e"


def test_without_pread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "pread", raising=False)
    with Shelf(0) as shelf:
        first, second = shelf.put(b"abc"), shelf.put(b"def")
        assert (first[1:], second[:2], first[:]) == (b"bc", b"de", b"abc")


def test_where_there_is_no_room_on_disk_bytes_stay_in_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(**_: object) -> None:
        raise OSError

    monkeypatch.setattr(shelves, "TemporaryFile", refuse)
    with Shelf(0) as shelf:
        assert shelf.put(b"abc") == b"abc"
