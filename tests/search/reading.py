"""The files of the search, read back as the page reads them."""

import json
import math
import re
import zlib
from codecs import BOM_UTF16_LE
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from generator.files import Artifact

TEXT = re.compile(r"-[a-z2-7]{4}-\d+\.js$")
Between = tuple[int, int]
"""The numbers of the units that a term begins and ends with; both -1 for a term that is part of no phrase."""
Spots = dict[str, dict[tuple[int, int], list[Between]]]
"""Term → (plan, field of a document) → its spots."""


def boot_of(artifacts: Sequence[Artifact]) -> dict[str, Any]:
    """Return what the start file says."""
    data = next(a.data for a in artifacts if a.path == "search/boot.js").decode()
    found: dict[str, Any] = json.loads(value_of(data))
    return found


def unpacked(artifacts: Sequence[Artifact], name: str) -> bytes:
    """Return what a packed file holds."""
    return unpacked_script(next(a.data for a in artifacts if a.path == f"search/{name}.js"))


def value_of(script: str) -> str:
    """Return what a script hands over, as it stands there."""
    assert script.startswith("plansite.take(")
    assert script.endswith(");\n")
    return script[14:-3]


def unpacked_script(data: bytes) -> bytes:
    """Return what a script of the search hands over; one that is not packed: as it stands."""
    if not data.startswith(BOM_UTF16_LE):
        return value_of(data.decode()).encode()
    units = value_of(data.decode("utf-16"))[1:-1]
    said = "".join(f"{ord(unit) & 0x1FFF:013b}"[::-1] for unit in reversed(units))
    plain = bytearray()
    known = 1
    for at, unit in enumerate(units):
        if at + math.ceil(known / 13) == len(units):
            break
        low = ord(unit) & 0x7FFF
        is_unsure = low < 0x60 or 0x2000 <= low < 0x2040 or 0x5800 <= low < 0x6000
        plain += (int(said[known]) << 15 | low if is_unsure else ord(unit)).to_bytes(2, "little")
        known += is_unsure
    return zlib.decompress(bytes(plain[: len(plain) - int(said[0])]), -15)


def readable(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return all files of a site as text; of those of the search, what is packed in them."""
    scripts = [
        Artifact(path, data, "") for path, data in files.items() if path.startswith("search/")
    ]
    is_there = "search/boot.js" in files
    name = boot_of(scripts)["vocabulary"] if is_there else ""
    words = words_of(unpacked(scripts, name)) if is_there else []

    def text(path: str, data: bytes) -> str:
        if not (path.startswith("search/") and path.endswith(".js")):
            return data.decode("utf-8")
        packed = unpacked_script(data)
        if path == f"search/{name}.js":
            return "\n".join(words)
        return told(packed, words) if TEXT.search(path) else packed.decode("utf-8", "replace")

    return {path: text(path, data) for path, data in files.items()}


def words_of(data: bytes) -> list[str]:
    """Return the words that texts are written with, those of one byte first."""
    read = Numbers(data)
    words = [word for _ in range(2) for word in _decoded(read, read.next())]
    assert read.at == len(data)
    return words


def told(data: bytes, words: Sequence[str]) -> str:
    """Return a text."""
    found = bytearray()
    at = 0
    while at < len(data):
        byte = data[at]
        if byte == 255:
            found += data[at + 1 : at + 3]
        else:
            number = byte if byte < 240 else 240 + (byte - 240) * 256 + data[at + 1]
            found += words[number].encode("utf-16-le", "surrogatepass")
        at += 1 + (byte >= 240) + (byte == 255)
    return found.decode("utf-16-le", "surrogatepass")


def eights(joined: str) -> list[str]:
    """Return names that stand without anything between."""
    return [joined[at : at + 8] for at in range(0, len(joined), 8)]


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

    def flagged(self) -> tuple[int, int]:
        """A number with a flag."""
        byte = self.data[self.at]
        self.at += 1
        return (byte // 2 if byte < 242 else 121 + self.next()), byte % 2

    def spot(self) -> tuple[Between, int]:
        """The numbers of two units, with a flag."""
        byte = self.data[self.at]
        self.at += 1
        if byte < 242:
            return (byte // 2 // 11, byte // 2 % 11), byte % 2
        return ((self.next(), self.next()) if byte < 244 else (-1, -1)), byte % 2


def shards(artifacts: Sequence[Artifact]) -> dict[str, str]:
    """Return the first term of each range, and the name of its file."""
    found: dict[str, str] = {}
    boot = boot_of(artifacts)
    directories = eights(boot["directories"])
    for first, name in zip(boot["firsts"].split(), directories, strict=True):
        firsts, _, names = unpacked(artifacts, name).decode().partition("\n")
        assert firsts.startswith(f"{first} ") or firsts == first
        found |= zip(firsts.split(" "), eights(names), strict=True)
    return found


def postings(artifacts: Sequence[Artifact]) -> Spots:
    """Return all terms of all shards, with where they stand."""
    found: Spots = {}
    for first, name in shards(artifacts).items():
        own = list(_terms(unpacked(artifacts, name)))
        assert own[0][0] == first
        assert not found.keys() & dict(own).keys()
        found |= own
    return found


def _terms(data: bytes) -> Iterator[tuple[str, dict[tuple[int, int], list[Between]]]]:
    head = Numbers(data)
    count, *sizes = (head.next() for _ in range(5))
    starts = list(accumulate(sizes, initial=head.at))
    terms, *numbers = (Numbers(data, start) for start in starts)
    for term in _decoded(terms, count):
        yield term, dict(_posting(*numbers))
    assert [stream.at for stream in (terms, *numbers)] == [*starts[1:], len(data)]


def _decoded(read: Numbers, count: int) -> Iterator[str]:
    before: list[int] = []
    for _ in range(count):
        same, many = divmod(read.next(), 8)
        rest = [read.next() for _ in range(many if many < 7 else 7 + read.next())]
        rest[0] += before[same] if same < len(before) else 0
        before = before[:same] + rest
        yield b"".join(unit.to_bytes(2, "little") for unit in before).decode("utf-16-le")


def _posting(
    plans: Numbers, gaps: Numbers, heads: Numbers, units: Numbers
) -> Iterator[tuple[tuple[int, int], list[Between]]]:
    plan = 0
    for _ in range(plans.next()):
        plan += gaps.next()
        field = is_last = 0
        while not is_last:
            distance, is_last = heads.flagged()
            field += distance
            spots: list[Between] = []
            ends = 0
            while not ends:
                between, ends = units.spot()
                spots.append(between)
            yield (plan, field), spots


def plans(artifacts: Sequence[Artifact]) -> Iterator[tuple[str, str, list[str]]]:
    """Yield of each plan its id, the version of its texts, its tasks."""
    for name in eights(boot_of(artifacts)["columns"]):
        columns = json.loads(unpacked(artifacts, name))
        for n, key in enumerate(columns["ids"].split(" ")):
            usual = " ".join(f"t{task + 1}" for task in range(columns["counts"][n]))
            tasks = columns["tasks"].get(str(n), usual).split(" ")
            yield key, columns["versions"][4 * n : 4 * n + 4], list(filter(None, tasks))


def rows(artifacts: Sequence[Artifact]) -> dict[str, dict[str, list[Any]]]:
    """Return plan → task → its row."""
    words = words_of(unpacked(artifacts, boot_of(artifacts)["vocabulary"]))
    found: dict[str, dict[str, list[Any]]] = {}
    for key, version, tasks in plans(artifacts):
        own: list[list[Any]] = []
        while len(own) <= len(tasks):
            data = unpacked(artifacts, f"{key}-{version}-{len(own) // 8}")
            head, *block = json.loads(told(data, words))
            assert len(head) == 4
            own += block
        found[key] = dict(zip(["", *tasks], own, strict=True))
    return found
