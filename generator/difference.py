"""How two mappings differ, by the identity of their values.

In: two mappings. Out: the keys under which they differ. Not its business: who remembers which (`recall`).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key")
_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Difference(Generic[Key]):
    """How a mapping differs from the one before it."""

    keys: Collection[Key]
    """Under these there is another value than there was, or none any more; each once, those that are gone last."""
    is_in_order: bool
    """Whether both have the same keys, in the same order."""


def difference(before: Mapping[Key, object], now: Mapping[Key, object]) -> Difference[Key]:
    """Return how two mappings differ, by the identity of their values."""
    was = before.get
    keys = [key for key, value in now.items() if was(key, _ABSENT) is not value]
    is_in_order = len(before) == len(now) and [*before] == [*now]
    return Difference(
        keys if is_in_order else [*keys, *(k for k in before if k not in now)], is_in_order
    )
