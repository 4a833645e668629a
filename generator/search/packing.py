"""Values as scripts that a page can load from anywhere, from a folder on disk too.

In: a name and bytes or a value. Out: an `Artifact` below `search/`. Not its business: what the values mean.
A script element is the only way to load data from `file://`: `fetch` does not work there. Large data travels
deflated (raw DEFLATE, RFC 1951), two bytes in each code unit of a script in UTF-16: hosts that do not compress
send 3 % more than the bytes (in base 64, 33 %). A byte order mark decides the encoding whatever a server says
(Encoding Standard, "decode"; HTML, "fetch a classic script").
"""

import json
import re
import zlib
from base64 import b32encode
from codecs import BOM_UTF16_LE
from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

from generator.digests import digest_bytes
from generator.files import Artifact

FOLDER: Final = "search/"
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_NAME_BYTES: Final = 5
_LEVEL: Final = 6
_SMALL: Final = 1 << 14

ESCAPE, TURNED = 0x0001, 0x8000
"""Before a unit of which one bit is turned: as it is, it could not stand in a string, or not by itself."""
_UNSAFE: Final = re.compile('[\x00\x01\n\r"\\\\\u2028\u2029\ud800-\udfff]')
"""Halves of characters, where they are no pair, would not survive decoding (Encoding Standard, "UTF-16LE")."""

_SHORT: Final = tuple(
    bytes([n]) if n < 0x80 else bytes([n & 0x7F | 0x80, n >> 7])  # noqa: PLR2004
    for n in range(_SMALL)
)


def varint(number: int) -> bytes:
    """Return a number in sevens of bits, the lowest first; all bytes but the last have their high bit."""
    if number < _SMALL:
        return _SHORT[number]
    return bytes([number & 0x7F | 0x80]) + varint(number >> 7)


def varints(numbers: Sequence[int]) -> bytes:
    """Return numbers one after another."""
    try:
        return b"".join([_SHORT[number] for number in numbers])
    except IndexError:
        return b"".join(map(varint, numbers))


def json_text(value: object) -> str:
    """Return a value as JSON. Half of a character has no UTF-8; as an escape it arrives as it was."""
    packed = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", packed)


def json_bytes(value: object) -> bytes:
    """Return a value as JSON in UTF-8."""
    return json_text(value).encode()


def plain_script(name: str, value: object) -> Artifact:
    """Return the script that hands `value` to the page under `name`, at an address that stays."""
    data = b'plansite.take("%b",%b);\n' % (name.encode(), json_bytes(value))
    return Artifact(f"{FOLDER}{name}.js", data, digest_bytes(data))


def packed_script(*streams: bytes) -> Artifact:
    """Return the script that hands over the streams, one after another, under a name that is a digest of them."""
    data = b"".join(streams)
    name = b32encode(blake2b(data, digest_size=_NAME_BYTES).digest()).decode().lower()
    return named_script(name, *streams)


def named_script(name: str, *streams: bytes) -> Artifact:
    """Return the script that hands over the streams under a name that the caller answers for."""
    packed = deflated(streams)
    units = in_units(packed)
    # Two bytes make a unit: at times there is one too many, and the page is told.
    head, tail = f'plansite.take("{name}","', f'"{",1" if len(packed) % 2 else ""});\n'
    script = BOM_UTF16_LE + head.encode("utf-16-le") + units + tail.encode("utf-16-le")
    return Artifact(f"{FOLDER}{name}.js", script, digest_bytes(script))


def deflated(streams: tuple[bytes, ...]) -> bytes:
    """Return the streams as one, deflated, each with a code of its own: numbers of one kind are much alike."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    parts: list[bytes] = []
    for stream in streams[:-1]:
        parts += (packer.compress(stream), packer.flush(zlib.Z_BLOCK))
    return b"".join((*parts, packer.compress(streams[-1]), packer.flush()))


def in_units(data: bytes) -> bytes:
    """Return bytes as code units of UTF-16 that may stand in a string of JavaScript, the low byte first."""
    text = (data + b"\0" * (len(data) % 2)).decode("utf-16-le", "surrogatepass")
    return _UNSAFE.sub(_escaped, text).encode("utf-16-le")


def _escaped(found: re.Match[str]) -> str:
    return chr(ESCAPE) + chr(ord(found[0]) ^ TURNED)


def name_of(artifact: Artifact) -> str:
    """Return the name under which a script hands over its value."""
    return artifact.path.removeprefix(FOLDER).removesuffix(".js")
