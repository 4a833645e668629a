"""What was made before of the same values need not be made again.

In: a slot, what is put in, how to make what comes out. Out: what comes out. The pure levels are handed a `Recall`
and do not know whether it remembers anything: the result is the same.
"""

from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Recall(Protocol):
    """Gives what `make` returns, or what it returned the last time in this slot for the same values."""

    def __call__(self, slot: str, same: object, equal: object, make: Callable[[], T]) -> T:
        """Return it. `same` has to be the very same value as then (places in sources count), `equal` an equal one."""


def anew(slot: str, same: object, equal: object, make: Callable[[], T]) -> T:
    """Remember nothing: return what `make` returns."""
    return make()
