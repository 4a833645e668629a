"""Values as scripts that a page can load from anywhere, from a folder on disk too.

In: a name and bytes or a value. Out: an `Artifact` below `search/`. Not its business: what the values mean.
A script element is the only way to load data from `file://`: `fetch` does not work there. Large data travels
deflated (raw DEFLATE, RFC 1951) and in base 64, so that hosts that do not compress send little as well.
"""

import json
import re
import zlib
from base64 import b32encode, b64encode
from hashlib import blake2b
from typing import Final

from generator.digests import digest_bytes
from generator.files import Artifact

FOLDER: Final = "search/"
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_NAME_BYTES: Final = 5
_LEVEL: Final = 6
_SMALL: Final = 1 << 14

_SHORT: Final = tuple(
    bytes([n]) if n < 0x80 else bytes([n & 0x7F | 0x80, n >> 7])  # noqa: PLR2004
    for n in range(_SMALL)
)


def varint(number: int) -> bytes:
    """Return a number in sevens of bits, the lowest first; all bytes but the last have their high bit."""
    if number < _SMALL:
        return _SHORT[number]
    return bytes([number & 0x7F | 0x80]) + varint(number >> 7)


def varints(numbers: list[int]) -> bytes:
    """Return numbers one after another."""
    try:
        return b"".join([_SHORT[number] for number in numbers])
    except IndexError:
        return b"".join(map(varint, numbers))


def json_bytes(value: object) -> bytes:
    """Return a value as JSON. Half of a character has no UTF-8; as an escape it arrives as it was."""
    packed = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", packed).encode()


def plain_script(name: str, value: object) -> Artifact:
    """Return the script that hands `value` to the page under `name`, at an address that stays."""
    data = b'plansite.take("%b",%b);\n' % (name.encode(), json_bytes(value))
    return Artifact(f"{FOLDER}{name}.js", data, digest_bytes(data))


def packed_script(data: bytes) -> Artifact:
    """Return the script that hands over `data` under a name that is a digest of it."""
    name = b32encode(blake2b(data, digest_size=_NAME_BYTES).digest()).decode().lower()
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    packed = b64encode(packer.compress(data) + packer.flush()).rstrip(b"=")
    script = b'plansite.take("%b","%b");\n' % (name.encode(), packed)
    return Artifact(f"{FOLDER}{name}.js", script, digest_bytes(script))


def name_of(artifact: Artifact) -> str:
    """Return the name under which a script hands over its value."""
    return artifact.path.removeprefix(FOLDER).removesuffix(".js")
