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

import numpy as np

from generator.digests import digest_bytes
from generator.files import Artifact

FOLDER: Final = "search/"
_encoded: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_NAME_BYTES: Final = 5
_LEVEL: Final = 6
_SMALL: Final = 1 << 14

TAKE, END = "plansite.take(", ");\n"
"""What stands before and behind a value."""
HIGHEST: Final = 0x8000
_LATER: Final = np.array([*range(0x60), *range(0x2000, 0x2040)], np.uint16)
"""Units that could not stand in a string (quotes, line ends): that with the highest bit stands for both."""
_SOONER: Final = np.arange(0x5800, 0x6000, dtype=np.uint16)
"""Units that stand for those with the highest bit too, which could not stand by themselves (halves of characters)."""
_SURE: Final = np.arange(2 * HIGHEST, dtype=np.uint16)
_SURE[_LATER], _SURE[_SOONER | HIGHEST] = _LATER | HIGHEST, _SOONER
"""What each unit is written as."""
_UNSURE: Final = np.zeros(2 * HIGHEST, np.bool_)
for _units in (_LATER, _SOONER):
    _UNSURE[_units] = _UNSURE[_units | HIGHEST] = True
BITS: Final = 13
_BASE: Final = 0x6000

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
    packed = _encoded(value)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", packed)


def json_bytes(value: object) -> bytes:
    """Return a value as JSON in UTF-8."""
    return json_text(value).encode()


def plain_script(name: str, value: object) -> Artifact:
    """Return the script that hands `value` to the page under `name`, at an address that stays."""
    data = b"".join((TAKE.encode(), json_bytes(value), END.encode()))
    return Artifact(f"{FOLDER}{name}.js", data, digest_bytes(data))


def packed_script(*streams: bytes) -> Artifact:
    """Return the script that hands over the streams, one after another, under a name that is a digest of them."""
    return named_script(name_for(*streams), *streams)


def name_for(*streams: bytes) -> str:
    """Return the name of a script: a digest of the streams."""
    state = blake2b(b"".join(streams), digest_size=_NAME_BYTES)
    return b32encode(state.digest()).decode().lower()


def named_script(name: str, *streams: bytes) -> Artifact:
    """Return the script that hands over the streams under a name that the caller answers for."""
    head, tail = f'{TAKE}"'.encode("utf-16-le"), f'"{END}'.encode("utf-16-le")
    script = BOM_UTF16_LE + head + in_units(deflated(streams)) + tail
    return Artifact(f"{FOLDER}{name}.js", script, digest_bytes(script))


def deflated(streams: tuple[bytes, ...]) -> bytes:
    """Return the streams as one, deflated, each with a code of its own: numbers of one kind are much alike.

    They are not often the same at length: short repeats are no gain (Z_FILTERED), of words they are.
    """
    strategy = zlib.Z_FILTERED if len(streams) > 1 else zlib.Z_DEFAULT_STRATEGY
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15, strategy=strategy)
    parts: list[bytes] = []
    for stream in streams[:-1]:
        parts += (packer.compress(stream), packer.flush(zlib.Z_BLOCK))
    return b"".join((*parts, packer.compress(streams[-1]), packer.flush()))


def in_units(data: bytes) -> bytes:
    """Return bytes as code units of UTF-16 that may stand in a string of JavaScript, the low byte first.

    One unit in sixteen is unsure: its highest bit is the one with which it may stand there. What that bit was, and
    before all whether the last unit holds a byte too many, is said by units at the end: BITS in each, the last first.
    """
    spare = len(data) % 2
    units = np.frombuffer(data + b"\0" * spare, "<u2")
    unsure = units[_UNSURE[units]]
    bits = np.zeros(-(-(len(unsure) + 1) // BITS) * BITS, np.uint16)
    bits[0] = spare
    bits[1 : len(unsure) + 1] = unsure >= HIGHEST
    tail = _BASE + (bits.reshape(-1, BITS) << np.arange(BITS, dtype=np.uint16)).sum(1)
    return b"".join(part.astype("<u2").tobytes() for part in (_SURE[units], tail[::-1]))


def name_of(artifact: Artifact) -> str:
    """Return the name under which a script hands over its value."""
    return artifact.path.removeprefix(FOLDER).removesuffix(".js")
