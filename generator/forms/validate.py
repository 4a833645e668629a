"""Plain values + form → the form filled in, or every problem with its place and what to do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from generator.forms.nodes import Document, Path, Plain
from generator.problems import Problem, problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Filled(Generic[T]):
    """A form filled in; None where any key is wrong."""

    value: T | None
    problems: tuple[Problem, ...]
    keys: Mapping[Path, Path]
    """From English paths to the paths as written."""


def fill(document: Document, form: Any) -> Filled[Any]:
    """Return `form` (a form, or a tuple of one) filled in from the document."""
    keys: dict[Path, Path] = {(): ()}
    problems = list(document.problems)
    value = _translated(document.value, form, ((), ()), keys, problems, document)
    try:
        filled = _adapter(form).validate_python(value)
    except ValidationError as error:
        problems += _problems(error, document, keys, form)
        return Filled(None, tuple(problems), keys)
    return Filled(None if document.problems or problems else filled, tuple(problems), keys)


@cache
def _adapter(form: Any) -> TypeAdapter[Any]:
    return TypeAdapter(form)


def _translated(
    value: Plain,
    form: Any,
    paths: tuple[Path, Path],
    keys: dict[Path, Path],
    problems: list[Problem],
    document: Document,
) -> Any:
    """Return the value with English keys, without empty ones; `paths` are (English, as written)."""
    english, written = paths
    if isinstance(value, list):
        inner = _member(form)
        items = []
        for index, each in enumerate(value):
            step = ((*english, index), (*written, index))
            keys[step[0]] = step[1]
            items.append(_translated(each, inner, step, keys, problems, document))
        return items
    if not isinstance(value, dict):
        return value
    names = _names(form)
    result: dict[str, Any] = {}
    for key, each in value.items():
        name = names.get(key.strip(), key)
        step = ((*english, name), (*written, key))
        if name in result:
            problems.append(problem("duplicate-key", document.place(step[1]), key=key, line="-"))
            continue
        keys[step[0]] = step[1]
        inner = _field(form, name)
        result[name] = _translated(each, inner, step, keys, problems, document)
    return {name: each for name, each in result.items() if each != ""}


def _unwrapped(form: Any) -> Any:
    """Return the annotation without Annotated and None."""
    while get_origin(form) is Annotated:
        form = get_args(form)[0]
    if get_origin(form) in (Union, UnionType):
        rest = [arg for arg in get_args(form) if arg is not NoneType]
        return _unwrapped(rest[0]) if len(rest) == 1 else form
    return form


def _model(form: Any) -> type[BaseModel] | None:
    form = _unwrapped(form)
    return form if isinstance(form, type) and issubclass(form, BaseModel) else None


def _member(form: Any) -> Any:
    arguments = get_args(_unwrapped(form))
    return arguments[0] if arguments else None


def _field(form: Any, name: str) -> Any:
    model = _model(form)
    if model is not None:
        field = model.model_fields.get(name)
        return field.annotation if field else None
    arguments = get_args(_unwrapped(form))
    return arguments[1] if get_origin(_unwrapped(form)) is dict else None


def _names(form: Any) -> Mapping[str, str]:
    """Return every key that the form knows, in both languages, with its English name."""
    model = _model(form)
    return _names_of(model) if model is not None else {}


@cache
def _names_of(model: type[BaseModel]) -> Mapping[str, str]:
    names = {field.title: name for name, field in model.model_fields.items() if field.title}
    synonyms: Mapping[str, str] = getattr(model, "synonyms", {})
    return {**names, **synonyms, **{name: name for name in model.model_fields}}


def _problems(
    error: ValidationError, document: Document, keys: Mapping[Path, Path], form: Any
) -> Iterator[Problem]:
    for detail in error.errors(include_url=False, include_input=False):
        path = tuple(detail["loc"])
        written = _written(path, keys)
        at = document.place(written)
        key = str(written[-1]) if written else ""
        if detail["type"] == "missing":
            name = str(path[-1])
            yield problem("missing-key", at, key=f"{_chinese(form, path)} ({name})")
        elif detail["type"] == "extra_forbidden":
            yield _unknown(form, path, key, at)
        else:
            given = detail.get("ctx", {}).get("value", "")
            yield problem(_code(detail["type"]), at, key=key, value=given)


def _written(path: Path, keys: Mapping[Path, Path]) -> Path:
    while path and path not in keys:
        path = path[:-1]
    return keys.get(path, ())


_KNOWN = frozenset({
    "want-text", "want-list", "want-paragraphs", "bad-date", "bad-flag", "bad-year", "bad-id",
    "bad-count", "bad-progress", "bad-url",
})  # fmt: skip


def _code(kind: str) -> str:
    if kind in _KNOWN:
        return kind
    if kind == "string_too_short":
        return "empty-key"
    if kind in ("tuple_type", "list_type"):
        return "want-list"
    return "want-mapping"


def _unknown(form: Any, path: Path, key: str, at: Any) -> Problem:
    names = list(_names(_at(form, path[:-1])))
    close = get_close_matches(key, names, n=1, cutoff=0.5)
    if close:
        return problem("unknown-key-similar", at, key=key, similar=close[0])
    known = "、".join(name for name in names if not name.isascii())
    return problem("unknown-key", at, key=key, known=known)


def _at(form: Any, path: Path) -> Any:
    """Return the annotation that stands at `path`."""
    for step in path:
        form = _member(form) if isinstance(step, int) else _field(form, step)
    return form


def _chinese(form: Any, path: Path) -> str:
    model = _model(_at(form, path[:-1]))
    field = model.model_fields.get(str(path[-1])) if model else None
    return (field.title if field else None) or str(path[-1])


def in_chinese(value: Any, form: Any) -> Any:
    """Return plain entries with the Chinese keys of the form, as deep as the form goes."""
    if isinstance(value, list):
        return [in_chinese(each, _member(form)) for each in value]
    if not isinstance(value, dict):
        return value
    model = _model(form)
    titles = (
        {name: field.title or name for name, field in model.model_fields.items()} if model else {}
    )
    return {
        titles.get(key, key): in_chinese(each, _field(form, key)) for key, each in value.items()
    }
