"""The files of the search, read back as the page reads them."""

import json
import re
import zlib
from codecs import BOM_UTF16_LE
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

from generator.files import Artifact

Between = tuple[int, int]
"""The numbers of the units that a term begins and ends with; both -1 for a term that is part of no phrase."""
Spots = dict[str, dict[tuple[int, int], list[Between]]]
"""Term → (plan, field of a document) → its spots."""


def boot_of(artifacts: Sequence[Artifact]) -> dict[str, Any]:
    """Return what the start file says."""
    data = next(a.data for a in artifacts if a.path == "search/boot.js").decode()
    found: dict[str, Any] = json.loads(data.partition(",")[2].removesuffix(");\n"))
    return found


def unpacked(artifacts: Sequence[Artifact], name: str) -> bytes:
    """Return what a packed file holds."""
    data = next(a.data for a in artifacts if a.path == f"search/{name}.js")
    assert data.decode("utf-16").startswith(f'plansite.take("{name}","')
    return unpacked_script(data)


def unpacked_script(data: bytes) -> bytes:
    """Return what a script of the search hands over; one that is not packed: as it stands."""
    if not data.startswith(BOM_UTF16_LE):
        return data.partition(b",")[2].removesuffix(b");\n")
    value = data.decode("utf-16").partition(",")[2].removesuffix(");\n")
    units, _, spare = value.removeprefix('"').partition('"')
    halves = units.encode("utf-16-le")
    plain = bytearray()
    at = 0
    while at < len(halves):
        is_escape = halves[at : at + 2] == b"\1\0"
        at += 2 * is_escape
        plain += bytes((halves[at], halves[at + 1] ^ 0x80 * is_escape))
        at += 2
    return zlib.decompress(bytes(plain[: len(plain) - (spare == ",1")]), -15)


def readable(path: str, data: bytes) -> str:
    """Return a file as text; of a file of the search, what is packed in it."""
    if not (path.startswith("search/") and path.endswith(".js")):
        return data.decode("utf-8")
    is_text = re.search(r"-[a-z2-7]{4}-\d+\.js$", path)
    packed = unpacked_script(data)
    return packed.decode("gbk") if is_text else packed.decode("utf-8", "replace")


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
    before: list[int] = []
    for _ in range(count):
        same, many = divmod(terms.next(), 8)
        rest = [terms.next() for _ in range(many if many < 7 else 7 + terms.next())]
        rest[0] += before[same] if same < len(before) else 0
        before = before[:same] + rest
        term = b"".join(unit.to_bytes(2, "little") for unit in before).decode("utf-16-le")
        yield term, dict(_posting(*numbers))
    assert [stream.at for stream in (terms, *numbers)] == [*starts[1:], len(data)]


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
    found: dict[str, dict[str, list[Any]]] = {}
    for key, version, tasks in plans(artifacts):
        own: list[list[Any]] = []
        while len(own) <= len(tasks):
            block = json.loads(
                unpacked(artifacts, f"{key}-{version}-{len(own) // 8}").decode("gbk")
            )
            assert block["head"][0] == key
            own += block["rows"]
        found[key] = dict(zip(["", *tasks], own, strict=True))
    return found
