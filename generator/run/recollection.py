"""What a preview keeps in memory from one build to the next, beside parsed plans.

In: builds, one after the other. Out: a `Recall` for each. Not its business: what is made.
"""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Recollection:
    """Remembers what the last build made in each slot, and nothing older."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self.before: dict[str, tuple[object, object, object]] = {}
        self.now: dict[str, tuple[object, object, object]] = {}

    def __call__(self, slot: str, same: object, equal: object, make: Callable[[], T]) -> T:
        """Return what `make` returns, or what it returned in the last build for the same values."""
        known = self.before.get(slot)
        if known is not None and known[0] is same and known[1] == equal:
            result: T = known[2]  # type: ignore[assignment]
            self.now[slot] = known
        else:
            result = make()
            self.now[slot] = (same, equal, result)
        return result

    def forget(self) -> None:
        """Remember nothing any more: a file changed while it was read, so what was made is not of what was listed."""
        self.before, self.now = {}, {}

    def turn(self, is_whole: bool) -> None:
        """Let the build that ended be the last one; one that broke off takes the place of what it made only."""
        if self.now:
            self.before = self.now if is_whole else {**self.before, **self.now}
        self.now = {}
