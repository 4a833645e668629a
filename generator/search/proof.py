"""The search proves itself: phrases of every plan are looked up in the files as they will be published.

In: the input and the files of the search. Out: a problem for each plan that is not found. Reads the files alone, as a
page does (`docs/search.md`), so that a slip in writing them cannot hide itself.
"""

import json
import re
import zlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from generator.files import Artifact
from generator.problems import Problem, Severity, Span, problem
from generator.search.digests import COUNT_MARK, MARKS, OFTEN_MARK
from generator.search.documents import Document
from generator.search.packing import BITS, FIRST_UNIT, FOLDER, GROUP, LANES
from generator.search.tokens import placed

SAMPLES: Final = 2
"""Terms looked at in each plan."""
_HIGH: Final = 0x80
_NAME: Final = 8
"""Letters of a file's name, where names stand without anything between."""
_LOW_BYTE: Final = bytes((n - (FIRST_UNIT >> 8)) & 0x7F for n in range(256))
Plans = Mapping[str, tuple[str, Sequence[Document]]]
"""Id → path of its file, and its documents; newest first."""


def unproved(plans: Plans, artifacts: Sequence[Artifact]) -> Iterator[Problem]:
    """Yield a problem for each plan that its search does not find, or finds and should not."""
    files = _Files(artifacts)
    published = files.plans()
    expected = list(plans)[::-1]
    for key in sorted(set(published) ^ set(expected)):
        yield _problem(plans[key][0] if key in plans else "", key, "")
    if published != expected:
        return
    for number, key in enumerate(expected):
        path, documents = plans[key]
        for term, slot in _sampled(documents):
            if not files.has(term, number, slot):
                yield _problem(path, key, term)
                break


def _problem(path: str, key: str, term: str) -> Problem:
    return problem("search-misses", Span(path), Severity.ERROR, plan=key, words=term)


def _sampled(documents: Sequence[Document]) -> Iterator[tuple[str, int]]:
    """Yield terms of a plan's titles and texts, each with the field (counted through the plan) that has it."""
    step = max(1, len(documents) // SAMPLES)
    for number in range(0, len(documents), step):
        document = documents[number]
        terms, _, _ = placed(document.title)
        if terms:
            yield terms[len(terms) // 2], number * 4
        terms, _, _ = placed("\n".join(document.body))
        if terms:
            yield terms[len(terms) // 3], number * 4 + 3


class _Files:
    """The files, unpacked when they are asked for."""

    def __init__(self, artifacts: Sequence[Artifact]) -> None:
        """Take the files; none is opened yet."""
        self.data = {a.path.removeprefix(FOLDER).removesuffix(".js"): a.data for a in artifacts}
        self.opened: dict[str, defaultdict[str, list[tuple[bytes, bytes]]]] = {}

    @cached_property
    def boot(self) -> dict[str, Any]:
        """What the start file says."""
        found: dict[str, Any] = json.loads(self.data["boot"].partition(b",")[2][: -len(");\n")])
        return found

    @cached_property
    def ranges(self) -> tuple[list[bytes], list[str]]:
        """The first term of each range, as it is ordered, and the name of its file."""
        firsts: list[bytes] = []
        shards: list[str] = []
        for name in _names(self.boot["directories"]):
            terms, _, names = self.unpacked(name).decode("utf-8", "surrogatepass").partition("\n")
            firsts += map(_key, terms.split(" "))
            shards += _names(names)
        return firsts, shards

    def unpacked(self, name: str) -> bytes:
        """Return what a file holds."""
        value = self.data[name][2:].decode("utf-16-le").partition(",")[2]
        units, _, spare = value[1:].partition('"')
        return zlib.decompress(from_units(units.encode("utf-16-le"), spare.startswith(",1")), -15)

    def plans(self) -> list[str]:
        """Return the ids of all plans that the search knows."""
        found = (json.loads(self.unpacked(name)) for name in _names(self.boot["columns"]))
        return [key for columns in found for key in columns["ids"].split(" ")]

    def has(self, term: str, plan: int, slot: int) -> bool:
        """Return whether a term is found in this field of this plan: as it is, or parted by what stands before it."""
        firsts, shards = self.ranges
        start = bisect_right(firsts, _key(term)) - 1
        end = bisect_right(firsts, _key(f"{term}{OFTEN_MARK}\uffff"))
        found = (own for name in shards[max(0, start) : end] for own in self.terms(name)[term])
        return any(_stands(gaps, heads, plan, slot) for gaps, heads in found)

    def terms(self, name: str) -> Mapping[str, list[tuple[bytes, bytes]]]:
        """Return what a range has of each term."""
        if name not in self.opened:
            self.opened[name] = defaultdict(list)
            for key, streams in _terms(self.unpacked(name)):
                if not key.endswith(COUNT_MARK):
                    self.opened[name][re.split(f"[{MARKS}]", key)[0]].append(streams)
        return self.opened[name]


def _key(term: str) -> bytes:
    return term.encode("utf-16-be", "surrogatepass")


def _names(joined: str) -> list[str]:
    return [joined[at : at + _NAME] for at in range(0, len(joined), _NAME)]


def from_units(units: bytes, has_spare: bool) -> bytes:
    """Return the bytes in code units of UTF-16, fifteen bits in each; the last one is left out where it is to spare."""
    groups = -(-len(units) // (2 * LANES))
    padded = units.ljust(groups * 2 * LANES, b"\0")
    number = 0
    for lane in range(LANES):
        spread = bytearray(groups * GROUP)
        spread[0::GROUP] = padded[2 * lane :: 2 * LANES]
        spread[1::GROUP] = padded[2 * lane + 1 :: 2 * LANES].translate(_LOW_BYTE)
        number += int.from_bytes(spread, "little") << (BITS * lane)
    size = len(units) // 2 * BITS // 8 - has_spare
    return number.to_bytes(groups * (GROUP + 1), "little")[:size]


def _terms(data: bytes) -> Iterator[tuple[str, tuple[bytes, bytes]]]:
    """Yield each term with the plans that have it, and the fields."""
    size, at = _number(data, 0)
    terms = data[at : at + size].decode("utf-8", "surrogatepass").split(" ")
    at += size
    sizes: list[int] = []
    for _ in range(3 * len(terms)):
        length, at = _number(data, at)
        sizes.append(length)
    count = len(terms)
    here, there = at, at + sum(sizes[:count])
    for term, gaps, heads in zip(terms, sizes[:count], sizes[count : 2 * count], strict=True):
        yield term, (data[here : here + gaps], data[there : there + heads])
        here, there = here + gaps, there + heads


def _stands(gaps: bytes, heads: bytes, plan: int, slot: int) -> bool:
    at = there = now = 0
    while at < len(gaps) and now <= plan:
        gap, at = _number(gaps, at)
        now += gap
        own, head = 0, 0
        while not head & 1:
            head, there = _number(heads, there)
            own += head >> 2
            if head & 2:
                _, there = _number(heads, there)
            if now == plan and own == slot:
                return True
    return False


def _number(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while data[at] >= _HIGH:
        value |= (data[at] & 0x7F) << shift
        shift += 7
        at += 1
    return value | data[at] << shift, at + 1
