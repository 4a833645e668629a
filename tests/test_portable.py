"""Portable values are what frozen dataclasses are, only sooner made, written and read."""

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from typing import Any

import pytest

from generator.portable import STAYS, portable


def declared(portably: bool) -> Any:
    """Return a class with every kind of field there is in the model."""

    @dataclass(frozen=True, slots=True)
    class Value:
        name: str
        at: int = field(default=1, compare=False, repr=False)
        lines: tuple[str, ...] = field(default_factory=tuple, kw_only=True)
        key: str = field(init=False, compare=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "key", f"{self.name}!")

    return portable(Value) if portably else Value


@portable
@dataclass(frozen=True, slots=True)
class One:
    """A value of one field, which is a tuple."""

    parts: tuple[int, ...]


@portable
@dataclass(frozen=True, slots=True)
class Nothing:
    """A value without fields."""


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """A value with another inside; what has a default stands before what has none."""

    after: int = -1
    title: str
    inner: One


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A value whose place is left behind."""

    at: int = field(default=0, compare=False, repr=False, metadata=STAYS)
    title: str


@dataclass(frozen=True, slots=True)
class Guarded:
    """The same as `One`, as dataclasses makes it."""

    parts: tuple[int, ...]


@pytest.mark.parametrize(
    ("given", "named"),
    [(("a",), {}), (("a", 2), {}), (("a",), {"at": 3, "lines": ("x",)}), ((), {"name": "b"})],
)
def test_a_value_is_made_as_declared(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    ours, plain = declared(True)(*given, **named), declared(False)(*given, **named)
    assert all(getattr(ours, f.name) == getattr(plain, f.name) for f in fields(plain))
    assert repr(ours) == repr(plain)
    assert hash(ours) == hash(plain)


@pytest.mark.parametrize(
    ("given", "named"), [((), {}), (("a", 1, ("x",)), {}), (("a",), {"key": "k"})]
)
def test_what_is_not_declared_is_refused(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    for kind in (declared(True), declared(False)):
        with pytest.raises(TypeError):
            kind(*given, **named)


def test_places_do_not_count() -> None:
    kind = declared(True)
    assert kind("a", 1) == kind("a", 2)
    assert kind("a") != kind("b")


def test_values_travel_and_are_copied() -> None:
    value = Many(title="题", inner=One((1, 2)))
    assert pickle.loads(pickle.dumps(value, 5)) == value
    assert pickle.loads(pickle.dumps(Nothing(), 5)) == Nothing()
    assert copy.deepcopy(value) == value
    assert replace(value, after=2) == Many(after=2, title="题", inner=One((1, 2)))


def test_what_stays_arrives_as_its_default() -> None:
    value = Placed(title="题", at=3)
    arrived = pickle.loads(pickle.dumps(value, 5))
    assert (value.at, arrived.at) == (3, 0)
    assert arrived == value
    assert replace(value, title="目").at == 3


def test_values_are_written_in_no_more_bytes() -> None:
    ours, guarded = pickle.dumps(One((1,)), 5), pickle.dumps(Guarded((1,)), 5)
    assert len(ours) - len("One") <= len(guarded) - len("Guarded")


def test_only_mypy_guards_them() -> None:
    with pytest.raises(FrozenInstanceError):
        Guarded((1,)).parts = ()  # type: ignore[misc]
    value = One((1,))
    value.parts = ()  # type: ignore[misc]
    assert value == One(())
