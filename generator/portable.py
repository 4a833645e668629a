"""Frozen values that are made, written as bytes and written as text a hundred thousand times in a build.

In: a frozen dataclass with slots. Out: the same class, quicker to make, to pickle, to unpickle and to write as `repr`.

`frozen=True` is a promise that mypy keeps: it refuses every assignment. dataclasses keeps it a second time while the
program runs, and pays for that with a call for each field of each value: making one takes five times as long.
"""

from collections.abc import Callable
from dataclasses import MISSING, field, fields, make_dataclass
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")


def portable(kind: type[T]) -> type[T]:
    """Return the class, its values made, written and read without what frozen values do not need.

    dataclasses sets each field through a guard, looks up the fields again for each value that is pickled, and guards
    each `repr` against circles, which frozen values cannot form. What is written stays the same text, and as many bytes.
    """
    names = [each.name for each in fields(kind)]  # type: ignore[arg-type]
    written: Any = kind.__repr__
    made: dict[str, Callable[..., Any]] = {
        "__init__": _maker(kind),
        "__getstate__": _getter(names),
        "__setstate__": _setter([getattr(kind, name).__set__ for name in names]),
        "__repr__": getattr(written, "__wrapped__", written),
    }
    for name, function in made.items():
        setattr(kind, name, function)
    for guard in ("__setattr__", "__delattr__"):
        delattr(kind, guard)
    return kind


def _maker(kind: type[object]) -> Callable[..., None]:
    """Return the `__init__` that the class would have without `frozen`."""
    declared: Any = kind
    same = [(each.name, Any, _as_declared(each)) for each in fields(declared)]
    after = {name: function for name, function in vars(kind).items() if name == "__post_init__"}
    return make_dataclass(kind.__name__, same, namespace=after, repr=False, eq=False).__init__


def _as_declared(each: Any) -> Any:
    """Return a field that is made from the same argument, with the same default."""
    given = {"default": each.default, "default_factory": each.default_factory}
    known = {name: value for name, value in given.items() if value is not MISSING}
    return field(**known, init=each.init, kw_only=each.kw_only)


def _getter(names: list[str]) -> Callable[[object], tuple[Any, ...]]:
    if len(names) > 1:
        get = attrgetter(*names)
        return lambda value: get(value)  # noqa: PLW0108  (bound like a method)
    return lambda value: tuple(getattr(value, name) for name in names)


def _setter(put: list[Callable[[object, object], None]]) -> Callable[[object, Any], None]:
    def restore(value: object, state: tuple[Any, ...]) -> None:
        for place, part in zip(put, state, strict=True):
            place(value, part)

    return restore
