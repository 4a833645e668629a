"""Frozen values that are made, and written as bytes and text, a hundred thousand times in a build.

In: a frozen dataclass with slots. Out: the same class, quicker to make, to pickle, to unpickle and to write as `repr`.

That a value is frozen is a promise, which mypy keeps: it refuses every assignment. dataclasses keeps it once more while
the program runs, with a call for each field of each value; a value then takes five times as long to make.
"""

from collections.abc import Callable
from copyreg import __newobj__  # type: ignore[attr-defined]
from dataclasses import MISSING, field, fields, make_dataclass
from enum import StrEnum
from operator import attrgetter
from typing import Any, Self, TypeVar

T = TypeVar("T")


class Choice(StrEnum):
    """One of a few texts. It travels as its text, in every Python.

    That of Debian 12 (3.11.2) would have the reader look it up by `getattr`; a memo is read by one who calls nothing.
    """

    def __reduce_ex__(self, protocol: object) -> tuple[type[Self], tuple[str]]:
        """Return what makes the same value."""
        return type(self), (self.value,)


STAYS = {"stays": True}
"""Metadata of a field with a default that asks for no room where values travel or wait: it arrives as its default."""


def portable(kind: type[T]) -> type[T]:
    """Return the class, its ways into being, bytes and text without what frozen values do not need.

    dataclasses sets each field through a guard, looks up the fields again for each value that is pickled, and guards
    each `repr` against circles, which frozen values cannot form. What is written stays the same, in no more bytes.
    """
    names = [each.name for each in fields(kind) if not _stays(each)]  # type: ignore[arg-type]
    written: Any = kind.__repr__
    made: dict[str, Callable[..., Any]] = {
        "__init__": _at_first_use(kind, "__init__", _maker),
        "__reduce_ex__": _reducer(kind, names),
        "__setstate__": _at_first_use(kind, "__setstate__", _restorer),
        "__repr__": getattr(written, "__wrapped__", written),
    }
    for name, function in made.items():
        setattr(kind, name, function)
    for guard in ("__setattr__", "__delattr__"):
        delattr(kind, guard)
    return kind


def _stays(each: Any) -> bool:
    return "stays" in each.metadata


def _at_first_use(
    kind: Any, name: str, make: Callable[[Any], Callable[..., None]]
) -> Callable[..., None]:
    """Return a method that puts another in its place: most classes are never used where a program is short."""

    def first(value: object, /, *given: Any, **named: Any) -> None:
        setattr(kind, name, make(kind))
        getattr(kind, name)(value, *given, **named)

    return first


def _maker(kind: Any) -> Callable[..., None]:
    """Return the `__init__` that the class would have if it were not frozen."""
    same = [(each.name, Any, _as_declared(each)) for each in fields(kind)]
    after = {name: function for name, function in vars(kind).items() if name == "__post_init__"}
    open_to_all: Any = make_dataclass(kind.__name__, same, namespace=after, repr=False, eq=False)
    made: Callable[..., None] = open_to_all.__init__
    return made


def _as_declared(each: Any) -> Any:
    """Return a field that is made from the same argument, with the same default."""
    given = {"default": each.default, "default_factory": each.default_factory}
    known = {name: value for name, value in given.items() if value is not MISSING}
    return field(**known, init=each.init, kw_only=each.kw_only)


def _restorer(kind: Any) -> Callable[..., None]:
    """Return what fills a value from what `__getstate__` gave."""
    taken = [each.name for each in fields(kind) if not _stays(each)]
    staying = [(each.name, Any, _as_declared(each)) for each in fields(kind) if _stays(each)]
    taking_all: Any = make_dataclass(kind.__name__, [*taken, *staying], repr=False, eq=False)
    fill: Callable[..., None] = taking_all.__init__
    return lambda value, state: fill(value, *state)


def _reducer(kind: type[object], names: list[str]) -> Callable[[object, object], tuple[Any, ...]]:
    """Return what tells pickle the class and the values of the fields, in the form that it writes shortest."""
    if len(names) > 1:
        get = attrgetter(*names)
        return lambda value, _: (__newobj__, (kind,), get(value))
    return lambda value, _: (__newobj__, (kind,), tuple(getattr(value, each) for each in names))
