"""Stable digests of bytes and of values.

In: bytes or frozen values. Out: 32 hexadecimal digits. A value's digest is that of its `repr`, which is
stable for str, int, bool, None, Decimal, StrEnum, tuple and frozen dataclasses of these, and skips
fields declared with `repr=False` (positions). Never of a set, dict or float.
"""

from hashlib import blake2b


def digest_bytes(data: bytes) -> str:
    """Return the digest of `data` as 32 hexadecimal digits."""
    return blake2b(data, digest_size=16).hexdigest()


def digest(*values: object) -> str:
    """Return the digest of frozen values as 32 hexadecimal digits."""
    return digest_bytes(repr(values).encode("utf-8", "surrogatepass"))
