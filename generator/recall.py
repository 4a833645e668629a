"""What was made before of the same values need not be made again.

In: a slot, what is put in, how to make what comes out. Out: what comes out. The pure levels are handed a `Recall`
and do not know whether it remembers anything: the result is the same. Where nothing changed what comes out is the very
value that came out before, whole mappings too, so that all that is made of it is known at a glance.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import eq
from typing import Protocol, TypeVar

T = TypeVar("T")
Key = TypeVar("Key")
Of = tuple[Mapping[Key, object], ...]
"""What is looked at: the very values under a key in each mapping; the first one says which keys there are."""
Equals = Callable[[T, T], bool]
"""Whether a value may stand for another, so that what is made of it need not be made again."""
Opened = Callable[[], T]
"""Gives a value that was put aside."""


class Recall(Protocol):
    """Gives what a function returns, or what it returned the last time in this slot for the same values."""

    compares: bool
    """Whether what is made now is compared with what is made next."""

    def __call__(self, slot: str, same: object, equal: object, make: Callable[[], T]) -> T:
        """Return it. `same` has to be the very same value as then (places in sources count), `equal` an equal one."""

    def filled(
        self,
        slot: str,
        of: Of[Key],
        equal: object,
        fill: Callable[[Sequence[Key]], Iterable[T]],
        equals: Equals[T] | None = None,
    ) -> Mapping[Key, T]:
        """Return a value for each key; `fill` makes those of keys, in order, that are not known.

        With `equals`, a value that equals the one before is that one.
        """

    def later(
        self,
        slot: str,
        of: Of[Key],
        equal: object,
        make: Callable[[Key], T],
        equals: Equals[T] | None = None,
    ) -> Mapping[Key, T]:
        """Return a value for each key; where nothing is remembered, it is made each time that it is asked for."""

    def under(self, keys: Mapping[Key, str], values: Mapping[str, T]) -> Mapping[Key, T]:
        """Return some of the values, by other keys; where nothing is remembered, each is looked up when asked for."""

    def put(self, value: T, again: Opened[T] | None = None) -> Opened[T]:
        """Return what gives a large value; where nothing is remembered, it may wait elsewhere until then.

        `again` gives it anyhow, where something does.
        """

    def puts(self, values: Mapping[str, T]) -> Mapping[str, T]:
        """Return what gives values of which few are asked for at a time, likewise, each by itself."""

    def since(self, slot: str, make: Callable[[T | None], T]) -> T:
        """Return what `make` makes of what it returned in this slot the last time, or of None."""


@dataclass(frozen=True, slots=True)
class Lazy(Mapping[Key, T]):
    """Values that are made when they are asked for."""

    keyed: Mapping[Key, object]
    make: Callable[[Key], T]

    def __getitem__(self, key: Key) -> T:
        """Make a value. Raises KeyError where there is none."""
        if key not in self.keyed:
            raise KeyError(key)
        return self.make(key)

    def __contains__(self, key: object) -> bool:
        """Return whether there is a value, without making it."""
        return key in self.keyed

    def __iter__(self) -> Iterator[Key]:
        """Yield the keys."""
        return iter(self.keyed)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.keyed)


class Anew:
    """Remembers nothing."""

    compares = False

    def __call__(self, slot: str, same: object, equal: object, make: Callable[[], T]) -> T:
        """Return what `make` returns."""
        return make()

    def filled(
        self,
        slot: str,
        of: Of[Key],
        equal: object,
        fill: Callable[[Sequence[Key]], Iterable[T]],
        equals: Equals[T] | None = None,
    ) -> Mapping[Key, T]:
        """Return all values, made."""
        return dict(zip(of[0], fill(tuple(of[0])), strict=True))

    def later(
        self,
        slot: str,
        of: Of[Key],
        equal: object,
        make: Callable[[Key], T],
        equals: Equals[T] | None = None,
    ) -> Mapping[Key, T]:
        """Return what calls `make`."""
        return Lazy(of[0], make)

    def under(self, keys: Mapping[Key, str], values: Mapping[str, T]) -> Mapping[Key, T]:
        """Return what looks them up."""
        return Lazy(keys, lambda key: values[keys[key]])

    def put(self, value: T, again: Opened[T] | None = None) -> Opened[T]:
        """Return what holds the value."""
        return lambda: value

    def puts(self, values: Mapping[str, T]) -> Mapping[str, T]:
        """Return the values."""
        return values

    def since(self, slot: str, make: Callable[[T | None], T]) -> T:
        """Return what `make` makes of nothing."""
        return make(None)


anew = Anew()


def recalled(
    recall: Recall, slot: str, of: Of[Key], equal: object, make: Callable[[Key], T]
) -> Mapping[Key, T]:
    """Return what `make` returns for each key, or returned the last time for the same values."""
    return recall.filled(slot, of, equal, lambda keys: map(make, keys))


def gist(
    recall: Recall, slot: str, of: Of[Key], equal: object, make: Callable[[Key], T]
) -> Mapping[Key, T]:
    """Return for each key the little that others depend on: where it equals what it was, it is that."""
    return recall.filled(slot, of, equal, lambda keys: map(make, keys), eq)


def settled_in(recall: Recall, slot: str, values: Mapping[Key, T]) -> Mapping[Key, T]:
    """Return values, or the equal ones that stood in this slot before."""
    return gist(recall, slot, (values,), None, values.__getitem__)


def settled(recall: Recall, slot: str, value: T) -> T:
    """Return a value, or the equal one that stood in this slot before: what was made of that one is known."""
    return recall(slot, None, value, lambda: value)


def in_order(
    recall: Recall,
    slot: str,
    values: Mapping[Key, T],
    equal: object,
    rank: Callable[[T], tuple[object, ...]],
) -> tuple[T, ...]:
    """Return values by rank; no two have the same. `equal` is what ranks depend on besides."""
    ranks = gist(recall, f"{slot} by rank", (values,), equal, lambda key: rank(values[key]))
    order = recall(f"{slot} in order", ranks, None, lambda: sorted(ranks, key=ranks.__getitem__))
    return tuple(map(values.__getitem__, order))
