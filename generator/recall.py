"""What was made before of the same values need not be made again.

In: a slot, what is put in, how to make what comes out. Out: what comes out. The pure levels are handed a `Recall`
and do not know whether it remembers anything: the result is the same.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Protocol, TypeVar

T = TypeVar("T")
Key = TypeVar("Key")
Same = TypeVar("Same")
Equal = TypeVar("Equal")


class Recall(Protocol):
    """Gives what `make` returns, or what it returned the last time in this slot for the same values."""

    def __call__(self, slot: str, same: object, equal: object, make: Callable[[], T]) -> T:
        """Return it. `same` has to be the very same value as then (places in sources count), `equal` an equal one."""

    def later(
        self,
        slot: str,
        items: Iterable[tuple[Key, Same, Equal]],
        make: Callable[[Same, Equal], T],
    ) -> Iterator[tuple[Key, Callable[[], T]]]:
        """Yield for each key what gives what `make` returns for its two values, remembered as in a slot of its own.

        It is made when it is asked for.
        """

    def since(self, slot: str, make: Callable[[T | None], T]) -> T:
        """Return what `make` makes of what it returned in this slot the last time, or of None."""


class Anew:
    """Remembers nothing."""

    def __call__(self, slot: str, same: object, equal: object, make: Callable[[], T]) -> T:
        """Return what `make` returns."""
        return make()

    def later(
        self,
        slot: str,
        items: Iterable[tuple[Key, Same, Equal]],
        make: Callable[[Same, Equal], T],
    ) -> Iterator[tuple[Key, Callable[[], T]]]:
        """Yield for each key what calls `make`."""
        return ((key, partial(make, same, equal)) for key, same, equal in items)

    def since(self, slot: str, make: Callable[[T | None], T]) -> T:
        """Return what `make` makes of nothing."""
        return make(None)


anew = Anew()


def recalled(
    recall: Recall,
    slot: str,
    items: Iterable[tuple[Key, Same, Equal]],
    make: Callable[[Same, Equal], T],
) -> Iterator[tuple[Key, T]]:
    """Yield for each key what `make` returns for its two values, or what it returned the last time for the same."""
    return ((key, made()) for key, made in recall.later(slot, items, make))


def settled(recall: Recall, slot: str, value: T) -> T:
    """Return a value, or the equal one that stood in this slot before: what was made of that one is known."""
    return recall(slot, None, value, lambda: value)
