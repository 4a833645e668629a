"""The files of the search, read back as the page reads them."""

import json
import zlib
from base64 import b64decode
from collections.abc import Iterator, Sequence
from typing import Any

from generator.files import Artifact

Places = dict[str, dict[tuple[int, int], list[int]]]
"""Term → (plan, field of a document) → places."""


def boot_of(artifacts: Sequence[Artifact]) -> dict[str, Any]:
    """Return what the start file says."""
    data = next(a.data for a in artifacts if a.path == "search/boot.js").decode()
    found: dict[str, Any] = json.loads(data.partition(",")[2].removesuffix(");\n"))
    return found


def unpacked(artifacts: Sequence[Artifact], name: str) -> bytes:
    """Return what a packed file holds."""
    data = next(a.data for a in artifacts if a.path == f"search/{name}.js")
    assert data.startswith(b'plansite.take("%b","' % name.encode())
    return unpacked_script(data)


def unpacked_script(data: bytes) -> bytes:
    """Return what a script of the search hands over; one that is not packed: as it stands."""
    value = data.partition(b",")[2].removesuffix(b");\n")
    if not value.startswith(b'"'):
        return value
    packed = value.strip(b'"')
    return zlib.decompress(b64decode(packed + b"=" * (-len(packed) % 4)), -15)


class Numbers:
    """Numbers in sevens of bits."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data, self.at = data, at

    def next(self) -> int:
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value


def postings(artifacts: Sequence[Artifact]) -> Places:
    """Return all terms of all shards, with where they stand."""
    found: Places = {}
    for name in boot_of(artifacts)["shards"].split():
        for term, data in _terms(unpacked(artifacts, name)):
            assert term not in found
            found[term] = dict(_posting(data))
    return found


def _terms(data: bytes) -> Iterator[tuple[str, bytes]]:
    numbers = Numbers(data)
    size = numbers.next()
    terms = data[numbers.at : numbers.at + size].decode().split(" ")
    numbers.at += size
    sizes = [numbers.next() for _ in terms]
    at = numbers.at
    for term, length in zip(terms, sizes, strict=True):
        yield term, data[at : at + length]
        at += length
    assert at == len(data)


def _posting(data: bytes) -> Iterator[tuple[tuple[int, int], list[int]]]:
    numbers, plan = Numbers(data), 0
    while numbers.at < len(data):
        plan += numbers.next()
        slot = head = 0
        while not head & 1:
            head = numbers.next()
            slot += head // 4
            count = numbers.next() + 2 if head & 2 else 1
            places = [0]
            for _ in range(count):
                places.append(places[-1] + numbers.next())
            yield (plan, slot), places[1:]


def rows(artifacts: Sequence[Artifact]) -> dict[str, dict[str, list[Any]]]:
    """Return plan → task → its row."""
    found: dict[str, dict[str, list[Any]]] = {}
    for name in boot_of(artifacts)["columns"].split():
        for plan, tasks, *texts in names(unpacked(artifacts, name)):
            blocks = [json.loads(unpacked(artifacts, text)) for text in texts[1::2]]
            assert all(block["head"][0] == plan for block in blocks)
            own = [row for block in blocks for row in block["rows"]]
            assert [row[0] for row in own] == ["", *tasks.split()]
            found[plan] = {row[0]: row for row in own}
    return found


def names(column: bytes) -> list[list[Any]]:
    """Return the names of texts in a file of columns."""
    numbers = Numbers(column)
    size = numbers.next()
    found: list[list[Any]] = json.loads(column[numbers.at : numbers.at + size])
    return found
