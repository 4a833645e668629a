"""The types of the values that editors write: text, lists, dates, yes and no. For the forms of pydantic.

Every value arrives as the text that was typed (see `nodes`); a type reads it, or says what it must be.
"""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.official.figures.dates import iso_date
from generator.official.structure.stated import split_names
from generator.urls import RESERVED

_YES = frozenset({"true", "yes", "on", "y", "是", "1"})
_NO = frozenset({"false", "no", "off", "n", "否", "0", ""})
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u2028\u2029\u202a-\u202e\ufeff]"
)
_ID = re.compile(r"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?$")
_RESERVED = re.compile(r"^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)|^page-\d+$", re.IGNORECASE)


def _wrong(code: str, **values: object) -> PydanticCustomError:
    return PydanticCustomError(code, "{value}", {"value": "", **values})


def clean(value: str) -> str:
    """Return the text on one line, without control and invisible characters and outer blanks."""
    if value.isprintable() and "  " not in value:  # as nearly always; then no other blanks either
        return value.strip()
    return " ".join(_CONTROL.sub("", value).split())


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _wrong("want-text")
    return clean(value)


def _texts(value: Any) -> tuple[str, ...]:
    """Return a list of texts; one text is a list of one."""
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise _wrong("want-list")
    return tuple(text for each in value if (text := clean(each)))


def _names(value: Any) -> tuple[str, ...]:
    """Return a list of names; names in one text are set apart by 、 or commas."""
    if isinstance(value, str):
        return split_names(clean(value))
    return _texts(value)


def _column(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(name for part in re.split(r"[>＞/»]+", value) if (name := clean(part)))
    return _texts(value)


def paragraphs(value: Any) -> tuple[str, ...]:
    """Return paragraphs: a list, or a text with empty lines between them. Raises on anything else."""
    if isinstance(value, str):
        value = re.split(r"\n[ \t]*\n", value)
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise _wrong("want-paragraphs")
    return tuple(text for each in value if (text := _unwrapped(each)))


def _unwrapped(paragraph: str) -> str:
    """Return a paragraph on one line; no blank is put between Chinese characters."""
    lines = [clean(line) for line in paragraph.split("\n")]
    text = ""
    for line in filter(None, lines):
        glue = " " if text and text[-1].isascii() and line[0].isascii() else ""
        text += glue + line
    return text


def _date(value: Any) -> str:
    text = _text(value)
    if text and not (date := iso_date(text)):
        raise _wrong("bad-date", value=text)
    return date if text else ""


def _flag(value: Any) -> bool:
    text = _text(value).lower()
    if text not in _YES and text not in _NO:
        raise _wrong("bad-flag", value=text)
    return text in _YES


def _year(value: Any) -> int | None:
    text = _text(value)
    if not text:
        return None
    found = re.fullmatch(r"((?:19|20)\d\d)\s?年?", text)
    if not found:
        raise _wrong("bad-year", value=text)
    return int(found.group(1))


def _id(value: Any) -> str:
    text = _text(value)
    if text and not is_id(text):
        raise _wrong("bad-id", value=text)
    return text


def is_id(value: str) -> bool:
    """Return whether `value` may be the id of something: ASCII letters, digits, - _ ., 100 at most."""
    is_taken = _RESERVED.match(value) is not None or value.lower() in RESERVED
    return _ID.match(value) is not None and not is_taken


def _count(value: Any) -> int:
    text = _text(value)
    if not re.fullmatch(r"[1-9]\d{0,3}", text):
        raise _wrong("bad-count", value=text)
    return int(text)


def _depth(value: Any) -> int:
    text = _text(value)
    if not re.fullmatch(r"\d", text):
        raise _wrong("bad-count", value=text)
    return int(text)


_URL = re.compile(r"https?://[^\s<>\"]+|(?!//)[^\s<>\":]*", re.IGNORECASE)


def _url(value: Any) -> str:
    text = _text(value)
    if not _URL.fullmatch(text):
        raise _wrong("bad-url", value=text[:80])
    return text


_STRINGS = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
TextField = Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": ["string", "number"]})]
Texts = Annotated[tuple[str, ...], BeforeValidator(_texts), WithJsonSchema(_STRINGS)]
UrlField = Annotated[str, BeforeValidator(_url), WithJsonSchema({"type": "string"})]
Names = Annotated[tuple[str, ...], BeforeValidator(_names), WithJsonSchema(_STRINGS)]
Column = Annotated[tuple[str, ...], BeforeValidator(_column), WithJsonSchema(_STRINGS)]
Paragraphs = Annotated[tuple[str, ...], BeforeValidator(paragraphs), WithJsonSchema(_STRINGS)]
DateField = Annotated[str, BeforeValidator(_date), WithJsonSchema({"type": "string"})]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"enum": [True, False, "是", "否"]})]
Year = Annotated[
    int | None, BeforeValidator(_year), WithJsonSchema({"type": ["integer", "string"]})
]
IdField = Annotated[
    str, BeforeValidator(_id), WithJsonSchema({"type": "string", "pattern": _ID.pattern})
]
Depth = Annotated[int, BeforeValidator(_depth), WithJsonSchema({"type": "integer", "minimum": 0})]
Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": "integer", "minimum": 1})]
