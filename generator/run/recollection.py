"""What a preview keeps in memory from one build to the next, beside parsed plans.

In: builds, one after the other. Out: a `Recall` for each. Not its business: what is made.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, TypeVar

T = TypeVar("T")
Key = TypeVar("Key")
Same = TypeVar("Same")
Equal = TypeVar("Equal")


class Recollection:
    """Remembers what the last build made in each slot, and nothing older."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self.before: dict[str, Any] = {}
        self.now: dict[str, Any] = {}

    def __call__(self, slot: str, same: object, equal: object, make: Callable[[], T]) -> T:
        """Return what `make` returns, or what it returned in the last build for the same values."""
        known = self.before.get(slot)
        if known is None or known[0] is not same or known[1] != equal:
            known = (same, equal, make())
        self.now[slot] = known
        result: T = known[2]
        return result

    def later(
        self,
        slot: str,
        items: Iterable[tuple[Key, Same, Equal]],
        make: Callable[[Same, Equal], T],
    ) -> Iterator[tuple[Key, Callable[[], T]]]:
        """Yield for each key what gives what `make` returns, or returned in the last build for the same values."""
        before, now = self.before.get(slot, {}), self.now.setdefault(slot, {})

        def made(key: Key, same: Same, equal: Equal) -> T:
            known = before.get(key)
            if known is None or known[0] is not same or known[1] != equal:
                known = (same, equal, make(same, equal))
            now[key] = known
            result: T = known[2]
            return result

        return ((key, partial(made, key, same, equal)) for key, same, equal in items)

    def since(self, slot: str, make: Callable[[T | None], T]) -> T:
        """Return what `make` makes of what it returned in the last build."""
        result = make(self.before.get(slot))
        self.now[slot] = result
        return result

    def forget(self) -> None:
        """Remember nothing any more: a file changed while it was read, so what was made is not of what was listed."""
        self.before, self.now = {}, {}

    def turn(self, is_whole: bool) -> None:
        """Let the build that ended be the last one; one that broke off takes the place of what it made only."""
        if self.now:
            self.before = self.now if is_whole else {**self.before, **self.now}
        self.now = {}
