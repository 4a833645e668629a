"""The files of the search, read back as the page reads them."""

import json
import re
import zlib
from codecs import BOM_UTF16_LE
from collections.abc import Iterator, Sequence
from itertools import accumulate
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
    assert data.decode("utf-16").startswith(f'plansite.take("{name}","')
    return unpacked_script(data)


def unpacked_script(data: bytes) -> bytes:
    """Return what a script of the search hands over; one that is not packed: as it stands."""
    if not data.startswith(BOM_UTF16_LE):
        return data.partition(b",")[2].removesuffix(b");\n")
    value = data.decode("utf-16").partition(",")[2].removesuffix(");\n")
    units, _, spare = value.removeprefix('"').partition('"')
    bits = sum((ord(unit) - 0x3000) << (15 * n) for n, unit in enumerate(units))
    size = len(units) * 15 // 8 - (spare == ",1")
    return zlib.decompress(bits.to_bytes(len(units) * 2, "little")[:size], -15)


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


def postings(artifacts: Sequence[Artifact]) -> Places:
    """Return all terms of all shards, with where they stand."""
    found: Places = {}
    counted: dict[str, dict[tuple[int, int], int]] = {}
    for key, own in _parted(artifacts):
        term, mark, _ = re.fullmatch(r"([^\1-\3]+)([\1-\3]?)(.?)", key, re.DOTALL).groups()  # type: ignore[union-attr]
        if mark == "\3":
            counted[term] = {slot: len(places) for slot, places in own.items()}
            continue
        for slot, places in own.items():
            all_ = found.setdefault(term, {}).setdefault(slot, [])
            assert not set(all_) & set(places)
            all_ += places
    for places_of in found.values():
        for places in places_of.values():
            places.sort()
    for term, counts in counted.items():
        assert all(len(found[term][slot]) == count for slot, count in counts.items())
    return found


def _parted(
    artifacts: Sequence[Artifact],
) -> Iterator[tuple[str, dict[tuple[int, int], list[int]]]]:
    known: set[str] = set()
    for first, name in shards(artifacts).items():
        own = list(_terms(unpacked(artifacts, name)))
        assert own[0][0] == first
        for term, streams in own:
            assert term not in known
            known.add(term)
            yield term, dict(_posting(*map(Numbers, streams)))


def _terms(data: bytes) -> Iterator[tuple[str, list[bytes]]]:
    numbers = Numbers(data)
    size = numbers.next()
    terms = data[numbers.at : numbers.at + size].decode().split(" ")
    numbers.at += size
    sizes = [numbers.next() for _ in range(3 * len(terms))]
    ends = list(accumulate(sizes, initial=numbers.at))
    assert ends[-1] == len(data)
    for n, term in enumerate(terms):
        places = range(n, 3 * len(terms), len(terms))
        yield term, [data[ends[place] : ends[place + 1]] for place in places]


def _posting(
    gaps: Numbers, heads: Numbers, places: Numbers
) -> Iterator[tuple[tuple[int, int], list[int]]]:
    plan = 0
    while gaps.at < len(gaps.data):
        plan += gaps.next()
        slot = head = 0
        while not head & 1:
            head = heads.next()
            slot += head // 4
            count = heads.next() + 2 if head & 2 else 1
            distances = (places.next() if places.data else 0 for _ in range(count))
            yield (plan, slot), list(accumulate(distances))
    assert (heads.at, places.at) == (len(heads.data), len(places.data))


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
