"""Attributes behind a line of Markdown: {#t3 .task lead="市教育局"}; read and written."""

import re
from collections.abc import Sequence

from generator.model.manuscript import Text

_ATTRIBUTE = re.compile(
    r"""\s*(?:\#(?P<id>[\w.-]+)|\.(?P<class>[\w-]+)
    |(?P<key>[A-Za-z\u4e00-\u9fff_]+)=(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[^\s"{}]+)))\s*""",
    re.VERBOSE,
)
_FARTHEST = 2_000
"""Characters before the closing brace in which the opening one is looked for."""

Attributes = tuple[tuple[str, str], ...]


def split_attributes(line: Text) -> tuple[Text, Attributes]:
    """Return the line without the attributes at its end, and these."""
    value = line.value
    if not value.endswith("}"):
        return line, ()
    begin = len(value)
    while (begin := value.rfind("{", max(0, len(value) - _FARTHEST), begin)) >= 0:
        found = read_attributes(value[begin + 1 : -1])
        if found:
            return line.cut(0, begin), found
    return line, ()


def read_attributes(inside: str) -> Attributes:
    """Return what stands between the braces, or () where that is no list of attributes."""
    read: list[tuple[str, str]] = []
    position = 0
    while position < len(inside):
        found = _ATTRIBUTE.match(inside, position)
        if found is None:
            return ()
        position = found.end()
        if found["id"]:
            read.append(("id", found["id"]))
        elif found["class"]:
            read.append(("class", found["class"]))
        else:
            quoted = found["quoted"]
            value = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else found["bare"]
            read.append((found["key"], value))
    return tuple(read)


def write_attributes(attributes: Sequence[tuple[str, str]]) -> str:
    """Return attributes with their braces; `split_attributes` reads them back."""
    parts = []
    for key, value in attributes:
        if key == "id":
            parts.append(f"#{value}")
        elif key == "class":
            parts.append(f".{value}")
        else:
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            parts.append(f'{key}="{escaped}"')
    return "{" + " ".join(parts) + "}" if parts else ""
