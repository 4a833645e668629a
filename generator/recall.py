"""What was made before of the same values need not be made again.

In: a slot, what is put in, how to make what comes out. Out: what comes out. The pure levels are handed a `Recall`
and do not know whether it remembers anything: the result is the same. Where nothing changed what comes out is the very
value that came out before, whole mappings too, so that all that is made of it is known at a glance.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import eq
from typing import Generic, Protocol, TypeVar

from generator.difference import Difference, difference

T = TypeVar("T")
Key = TypeVar("Key")
Old = TypeVar("Old")
One = TypeVar("One")
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

    def put(self, value: T) -> Opened[T]:
        """Return what gives a large value; where nothing is remembered, it may wait elsewhere until then."""

    def puts(self, values: Mapping[str, T]) -> Mapping[str, T]:
        """Return what gives values of which few are asked for at a time, likewise, each by itself."""

    def since(self, slot: str, make: Callable[[T | None], T]) -> T:
        """Return what `make` makes of what it returned in this slot the last time, or of None."""

    def differing(self, before: Mapping[Key, object], now: Mapping[Key, object]) -> Difference[Key]:
        """Return how two mappings differ, by the identity of their values."""

    def told(
        self, before: Mapping[Key, object], now: Mapping[Key, object], keys: Collection[Key]
    ) -> None:
        """Take note that two mappings of the same keys, in the same order, differ under these keys alone."""


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


@dataclass(frozen=True, slots=True)
class Held(Generic[T]):
    """Gives a value that it holds."""

    value: T

    def __call__(self) -> T:
        """Return it."""
        return self.value


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

    def put(self, value: T) -> Opened[T]:
        """Return what holds the value."""
        return Held(value)

    def puts(self, values: Mapping[str, T]) -> Mapping[str, T]:
        """Return the values."""
        return values

    def since(self, slot: str, make: Callable[[T | None], T]) -> T:
        """Return what `make` makes of nothing."""
        return make(None)

    def differing(self, before: Mapping[Key, object], now: Mapping[Key, object]) -> Difference[Key]:
        """Return how two mappings differ."""
        return difference(before, now)

    def told(
        self, before: Mapping[Key, object], now: Mapping[Key, object], keys: Collection[Key]
    ) -> None:
        """Take no note of it."""


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


def taken(
    recall: Recall, slot: str, of: Mapping[Key, One], take: Callable[[One], T]
) -> Mapping[Key, T]:
    """Return what is taken from each value of a mapping, the equal one of before where there is one."""
    return gist(recall, slot, (of,), None, lambda key: take(of[key]))


def renewed(
    recall: Recall,
    slot: str,
    of: Of[Key],
    equal: object,
    make: Callable[[Key, T | None], T],
) -> Mapping[Key, T]:
    """Return a value for each key as `Recall.later` does; `make` is also given what it returned for the key before."""

    def made(before: Mapping[Key, T] | None) -> Mapping[Key, T]:
        known: Mapping[Key, T] = before or {}
        return recall.later(f"{slot}, made", of, equal, lambda key: make(key, known.get(key)))

    return recall.since(slot, made)


def settled_in(recall: Recall, slot: str, values: Mapping[Key, T]) -> Mapping[Key, T]:
    """Return values, or the equal ones that stood in this slot before."""
    return gist(recall, slot, (values,), None, values.__getitem__)


def settled(recall: Recall, slot: str, value: T) -> T:
    """Return a value, or the equal one that stood in this slot before: what was made of that one is known."""
    return recall(slot, None, value, lambda: value)


def patched(recall: Recall, before: Mapping[Key, T], made: Mapping[Key, T]) -> Mapping[Key, T]:
    """Return a mapping with other values under some of its keys: how it differs is known from then on."""
    others = {key: value for key, value in made.items() if before[key] is not value}
    if not others:
        return before
    now = {**before, **others}
    recall.told(before, now, others)
    return now


@dataclass(frozen=True, slots=True)
class _Renamed(Generic[Old, Key, One, T]):
    names: Mapping[Old, Key]
    of: Mapping[Old, One]
    values: Mapping[Key, T]


def renamed(
    recall: Recall,
    slot: str,
    names: Mapping[Old, Key],
    of: Mapping[Old, One],
    take: Callable[[One], T],
) -> Mapping[Key, T]:
    """Return what is taken from some values of a mapping, under other names and in the order of these.

    No two have the same name. Where names are the same as before, the values that are not are taken again.
    """

    def made(before: _Renamed[Old, Key, One, T] | None) -> _Renamed[Old, Key, One, T]:
        if before is None or before.names is not names:
            return _Renamed(names, of, {name: take(of[old]) for old, name in names.items()})
        keys = () if before.of is of else recall.differing(before.of, of).keys
        others = {names[old]: take(of[old]) for old in keys if old in names}
        return _Renamed(names, of, patched(recall, before.values, others))

    return recall.since(slot, made).values


def those(
    recall: Recall, slot: str, of: Mapping[Key, One], take: Callable[[One], T | None]
) -> Mapping[Key, T]:
    """Return what is taken from the values of a mapping, of those that have it."""
    found = recalled(recall, f"{slot}, taken", (of,), None, lambda key: take(of[key]))
    there = taken(recall, f"{slot}, there", found, lambda each: each is not None)
    names = recall(f"{slot}, names", there, None, lambda: {key: key for key in there if there[key]})
    return renamed(recall, slot, names, found, _there)


def _there(value: T | None) -> T:
    assert value is not None
    return value


def _itself(value: T) -> T:
    return value


def in_order(
    recall: Recall,
    slot: str,
    values: Mapping[Key, T],
    equal: object,
    rank: Callable[[T], tuple[object, ...]],
) -> Mapping[Key, T]:
    """Return values by rank; no two have the same. `equal` is what ranks depend on besides."""
    ranks = gist(recall, f"{slot} by rank", (values,), equal, lambda key: rank(values[key]))
    order = recall(
        f"{slot} in order",
        ranks,
        None,
        lambda: {key: key for key in sorted(ranks, key=ranks.__getitem__)},
    )
    return renamed(recall, f"{slot} by rank, values", order, values, _itself)
