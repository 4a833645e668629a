"""Stable digests of bytes and of values.

In: bytes or frozen values. Out: hexadecimal digits of SHA-256: all 64 of bytes, so that whoever has a file can compare
them with what `sha256sum` or `certutil -hashfile` says, and 32 of values. A value's digest is that of its `repr`,
which is stable for str, int, bool, None, Decimal, StrEnum, tuple and frozen dataclasses of these, and skips fields
declared with `repr=False` (positions). Never of a set, dict or float.
"""

from hashlib import sha256

_DIGITS = 32
"""Of a value: 128 bits, enough that no two of a site are alike."""


def digest_bytes(data: bytes) -> str:
    """Return the digest of `data` as 64 hexadecimal digits."""
    return sha256(data).hexdigest()


def digest(*values: object) -> str:
    """Return the digest of frozen values as 32 hexadecimal digits."""
    return sha256(repr(values).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
