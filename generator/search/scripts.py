"""Values as scripts that a page can load from anywhere, from a folder on disk too.

In: a name and a value. Out: an `Artifact` below `search/`. Not its business: what the values mean.
A script element is the only way to load data from `file://`: `fetch` does not work there.
"""

import json
import re
from typing import Final

from generator.digests import digest_bytes
from generator.files import Artifact

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def named_script(name: str, value: object) -> Artifact:
    """Return the script that hands `value` to the page under `name`, at an address that stays."""
    return _artifact(f"{name}.js", _data(name, value))


def content_script(name: str, value: object) -> Artifact:
    """Return the same at an address that changes with the content, so that no cache holds an old one."""
    data = _data(name, value)
    return _artifact(f"{name}-{digest_bytes(data)[:12]}.js", data)


def file_name(artifact: Artifact) -> str:
    """Return the file's name inside `search/`."""
    return artifact.path.rpartition("/")[2]


def _data(name: str, value: object) -> bytes:
    packed = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # A half of a character has no UTF-8; as an escape it arrives as it was.
    packed = _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", packed)
    return f"plansite.search.take({json.dumps(name)},{packed});\n".encode()


def _artifact(file: str, data: bytes) -> Artifact:
    return Artifact(f"search/{file}", data, digest_bytes(data))
