"""What a build of its own process makes of each plan waits on disk until it is asked for.

In: values. Out: what gives them again, in this process, in its threads, and in those forked off. Not its business: what
the values are; a preview, which remembers, holds them in memory (`recollection`).
"""

import pickle
from array import array
from collections.abc import Iterator, Mapping
from itertools import accumulate
from sys import intern
from typing import Any, TypeVar

from generator.disk.shelf import Shelf, Shelved
from generator.recall import Anew, Opened

T = TypeVar("T")
AT_HAND = 1 << 9
"""Pieces that a process keeps as they are: rows stand on several pages, one after the other."""


class Aside(Anew):
    """Remembers nothing, and puts aside what is large."""

    def __init__(self, shelf: Shelf) -> None:
        """Nothing is put aside yet."""
        self.shelf = shelf
        self.at_hand: dict[int, Any] = {}
        """By number. Threads share it: each step of theirs is one of the dictionary's own."""
        self.count = 0

    def put(self, value: T) -> Opened[T]:
        """Put a value aside, and return what gives it again."""
        return _Put(self.shelf.put(pickle.dumps(value, 5)))

    def puts(self, values: Mapping[str, T]) -> Mapping[str, T]:
        """Put values aside, and return what gives each of them again."""
        pieces = [pickle.dumps(value, 5) for value in values.values()]
        ends = array("I", accumulate(map(len, pieces)))
        first, self.count = self.count, self.count + len(ends)
        held = self.shelf.put(b"".join(pieces))
        return _Puts(tuple(map(intern, values)), ends, held, self.at_hand, first)


class _Put:
    """Gives a value that was put aside. Its bytes were written by this build, so they are safe to unpickle."""

    __slots__ = ("held",)

    def __init__(self, held: bytes | Shelved) -> None:
        self.held = held

    def __call__(self) -> Any:
        return pickle.loads(self.held[:])


class _Puts(Mapping[str, Any]):
    """Gives each of several values that were put aside together."""

    __slots__ = ("at_hand", "ends", "first", "held", "keys_")

    def __init__(
        self,
        keys: tuple[str, ...],
        ends: "array[int]",
        held: bytes | Shelved,
        at_hand: dict[int, Any],
        first: int,
    ) -> None:
        self.keys_ = keys
        self.ends = ends
        self.held = held
        self.at_hand = at_hand
        self.first = first

    def __getitem__(self, key: str) -> Any:
        try:
            n = self.keys_.index(key)
        except ValueError:
            raise KeyError(key) from None
        value = self.at_hand.get(self.first + n)
        if value is None:
            value = pickle.loads(self.held[self.ends[n - 1] if n else 0 : self.ends[n]])
            if len(self.at_hand) >= AT_HAND:
                self.at_hand.clear()
            self.at_hand[self.first + n] = value
        return value

    def __contains__(self, key: object) -> bool:
        return key in self.keys_

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys_)

    def __len__(self) -> int:
        return len(self.keys_)
