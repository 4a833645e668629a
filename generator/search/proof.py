"""The search proves itself: phrases of every plan are looked up in the files as they will be published.

In: the input and the files of the search. Out: a problem for each plan that is not found. Reads the files alone, as a
page does (`docs/search.md`), so that a slip in writing them cannot hide itself.
"""

import json
import zlib
from base64 import b64decode
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from generator.files import Artifact
from generator.problems import Problem, Severity, Span, problem
from generator.search.documents import Document
from generator.search.packing import FOLDER
from generator.search.tokens import placed

SAMPLES: Final = 2
"""Terms looked at in each plan."""
_HIGH: Final = 0x80
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
        self.opened: dict[str, dict[str, bytes]] = {}

    @cached_property
    def boot(self) -> dict[str, Any]:
        """What the start file says."""
        found: dict[str, Any] = json.loads(self.data["boot"].partition(b",")[2][: -len(");\n")])
        return found

    @cached_property
    def firsts(self) -> list[bytes]:
        """The first term of each range, as it is ordered."""
        return [first.encode("utf-16-be") for first in self.boot["firsts"].split()]

    def unpacked(self, name: str) -> bytes:
        """Return what a file holds."""
        packed = self.data[name].partition(b",")[2][1 : -len('");\n')]
        return zlib.decompress(b64decode(packed + b"=" * (-len(packed) % 4)), -15)

    def plans(self) -> list[str]:
        """Return the ids of all plans that the search knows."""
        found: list[str] = []
        for name in self.boot["columns"].split():
            data = self.unpacked(name)
            size, at = _number(data, 0)
            found += (row[0] for row in json.loads(data[at : at + size]))
        return found

    def has(self, term: str, plan: int, slot: int) -> bool:
        """Return whether a term is found in this field of this plan."""
        place = bisect_right(self.firsts, term.encode("utf-16-be")) - 1
        if place < 0:
            return False
        name = self.boot["shards"].split()[place]
        if name not in self.opened:
            self.opened[name] = dict(_terms(self.unpacked(name)))
        return _stands(self.opened[name].get(term, b""), plan, slot)


def _terms(data: bytes) -> Iterator[tuple[str, bytes]]:
    size, at = _number(data, 0)
    terms = data[at : at + size].decode().split(" ")
    at += size
    sizes: list[int] = []
    for _ in terms:
        length, at = _number(data, at)
        sizes.append(length)
    for term, length in zip(terms, sizes, strict=True):
        yield term, data[at : at + length]
        at += length


def _stands(data: bytes, plan: int, slot: int) -> bool:
    at = now = 0
    while at < len(data) and now <= plan:
        gap, at = _number(data, at)
        now += gap
        own, head = 0, 0
        while not head & 1:
            head, at = _number(data, at)
            own += head >> 2
            count = 1
            if head & 2:
                more, at = _number(data, at)
                count = more + 2
            for _ in range(count):
                while data[at] >= _HIGH:
                    at += 1
                at += 1
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
