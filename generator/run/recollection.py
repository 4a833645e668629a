"""What a preview keeps in memory from one build to the next, beside parsed plans.

In: builds, one after the other. Out: a `Recall` for each. Not its business: what is made.
"""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

from generator.difference import Difference, difference
from generator.recall import Equals, Held, Of, Opened, patched

T = TypeVar("T")
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class _Filled:
    """What a slot holds of many keys, and what it was made of."""

    of: Of[Any]
    equal: object
    values: Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class _Noted:
    """How two mappings differ."""

    before: object
    now: object
    found: Difference[Any]


_NOTHING = _Filled((), None, {})
_SAME: Difference[Any] = Difference((), True)
PARSED, REGISTERS = "parsed", "registers"
"""Slots of what is made of texts themselves: a text may be another when it is read than when it was listed."""


class Recollection:
    """Remembers what the last build made in each slot, and nothing older."""

    compares = True

    def __init__(self) -> None:
        """Remember nothing yet."""
        self.before: dict[str, Any] = {}
        self.now: dict[str, Any] = {}
        self.differences: dict[tuple[int, int], _Noted] = {}

    def __call__(self, slot: str, same: object, equal: object, make: Callable[[], T]) -> T:
        """Return what `make` returns, or what it returned in the last build for the same values."""
        known = self.before.get(slot)
        if known is None or known[0] is not same or (known[1],) != (equal,):
            known = (same, equal, make())
        self.now[slot] = known
        result: T = known[2]
        return result

    def filled(
        self,
        slot: str,
        of: Of[Key],
        equal: object,
        fill: Callable[[Sequence[Key]], Iterable[T]],
        equals: Equals[T] | None = None,
    ) -> Mapping[Key, T]:
        """Return a value for each key, those of the last build where they were made of the same."""
        known: _Filled = self.before.get(slot, _NOTHING)
        is_known = known is not _NOTHING and (known.equal,) == (equal,)
        missing = self.changed(known.of, of) if is_known else [*of[0]]
        made = dict(zip(missing, fill(missing), strict=True)) if missing else {}
        if equals is not None:
            made = {key: made[key] for key in _others(made, known.values, equals)}
        values = self.together(known, made, of[0])
        self.now[slot] = _Filled(of, equal, values)
        return values

    def changed(self, before: Of[Key], now: Of[Key]) -> Sequence[Key]:
        """Return the keys, each once, under which any mapping holds another value than it did."""
        pairs = [(old, new) for old, new in zip(before, now, strict=True) if old is not new]
        keys = chain.from_iterable(self.differing(old, new).keys for old, new in pairs)
        there = now[0]
        return [key for key in dict.fromkeys(keys) if key in there]

    def together(
        self, known: _Filled, made: Mapping[Key, T], keys: Mapping[Key, object]
    ) -> Mapping[Key, T]:
        """Return what was made with what stood before, under these keys, in their order."""
        before: Mapping[Key, T] = known.values
        if (
            known.of
            and len(before) == len(known.of[0])
            and self.differing(known.of[0], keys).is_in_order
        ):
            return patched(self, before, made)
        return {key: made[key] if key in made else before[key] for key in keys}

    def differing(self, before: Mapping[Key, object], now: Mapping[Key, object]) -> Difference[Key]:
        """Return how two mappings differ: many slots look at the same two."""
        if before is now:
            return _SAME
        pair = (id(before), id(now))  # both live on until the build has ended, here at least
        if pair not in self.differences:
            self.differences[pair] = _Noted(before, now, difference(before, now))
        return self.differences[pair].found

    def told(
        self, before: Mapping[Key, object], now: Mapping[Key, object], keys: Collection[Key]
    ) -> None:
        """Take note that two mappings of the same keys, in the same order, differ under these keys alone."""
        self.differences[id(before), id(now)] = _Noted(before, now, Difference(keys, True))

    def later(
        self,
        slot: str,
        of: Of[Key],
        equal: object,
        make: Callable[[Key], T],
        equals: Equals[T] | None = None,
    ) -> Mapping[Key, T]:
        """Return a value for each key, those of the last build where they were made of the same."""
        return self.filled(slot, of, equal, lambda keys: map(make, keys), equals)

    def under(self, keys: Mapping[Key, str], values: Mapping[str, T]) -> Mapping[Key, T]:
        """Return some of the values, by other keys."""
        return {key: values[name] for key, name in keys.items()}

    def put(self, value: T) -> Opened[T]:
        """Return what holds the value: a preview keeps what it made."""
        return Held(value)

    def puts(self, values: Mapping[str, T]) -> Mapping[str, T]:
        """Return the values."""
        return values

    def since(self, slot: str, make: Callable[[T | None], T]) -> T:
        """Return what `make` makes of what it returned in the last build."""
        result = make(self.before.get(slot))
        self.now[slot] = result
        return result

    def forget(self, slot: str, keys: Container[object]) -> None:
        """Remember no more what was made of some keys; of a slot that holds one value, nothing."""
        known = self.before.pop(slot, None)
        if isinstance(known, _Filled):
            first, *others = known.of
            kept = {key: value for key, value in first.items() if key not in keys}
            self.before[slot] = _Filled((kept, *others), known.equal, known.values)

    def turn(self, is_whole: bool) -> None:
        """Let the build that ended be the last one; one that broke off takes the place of what it made only."""
        if self.now:
            self.before = self.now if is_whole else {**self.before, **self.now}
        self.now, self.differences = {}, {}


def _others(made: Mapping[Key, T], before: Mapping[Key, T], equals: Equals[T]) -> Iterator[Key]:
    """Yield the keys of values that do not equal what stood there."""
    return (key for key in made if key not in before or not equals(before[key], made[key]))
