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
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice, pairwise
from typing import Any, Final

from generator.files import Artifact
from generator.problems import Problem, Severity, Span, problem
from generator.search.digests import COUNT_MARK, MARKS, OFTEN_MARK
from generator.search.documents import Document
from generator.search.packing import BITS, FIRST_UNIT, FOLDER, GROUP, LANES
from generator.search.tokens import BEYOND, placed

WINDOW: Final = 3
"""Neighbouring terms that make a phrase here."""
KEPT: Final = 8
"""Ranges that stay open."""
_HIGH: Final = 0x80
_NAME: Final = 8
"""Letters of a file's name, where names stand without anything between."""
_LOW_BYTE: Final = bytes((n - (FIRST_UNIT >> 8)) & 0x7F for n in range(256))
Plans = Mapping[str, tuple[str, Sequence[Document]]]
"""Id → path of its file, and its documents; newest first."""
Field = tuple[int, int]
"""Number of the plan; field of a document, counted through the plan."""
Streams = tuple[bytes, bytes, bytes]


@dataclass(frozen=True, slots=True)
class _Spot:
    """A term of a phrase, and where it has to stand."""

    field: Field
    place: int
    phrase: str


def unproved(plans: Plans, artifacts: Sequence[Artifact]) -> Iterator[Problem]:
    """Yield a problem for each plan that its search does not find, or finds and should not."""
    files = _Files(artifacts)
    published = files.plans()
    expected = list(plans)[::-1]
    for key in sorted(set(published) ^ set(expected)):
        yield _problem(plans[key][0] if key in plans else "", key, "")
    if published != expected:
        return
    missed = {spot.field[0]: spot for spot in _missed(files, [plans[key][1] for key in expected])}
    for number in sorted(missed):
        key = expected[number]
        yield _problem(plans[key][0], key, missed[number].phrase)


def _problem(path: str, key: str, words: str) -> Problem:
    return problem("search-misses", Span(path), Severity.ERROR, plan=key, words=words)


def _missed(files: "_Files", plans: Sequence[Sequence[Document]]) -> Iterator[_Spot]:
    """Yield where terms do not stand as they should. Each term is read once, however many plans are asked about."""
    wanted: defaultdict[str, list[_Spot]] = defaultdict(list)
    for number, documents in enumerate(plans):
        for term, spot in _sampled(number, documents):
            wanted[term].append(spot)
    for term in sorted(wanted, key=_key):
        found = files.places(term, {spot.field for spot in wanted[term]})
        yield from (spot for spot in wanted[term] if spot.place not in found[spot.field])


def _sampled(plan: int, documents: Sequence[Document]) -> Iterator[tuple[str, _Spot]]:
    """Yield the terms of some phrases of a plan: of its title, and of the text of a task, in each plan another one."""
    number = plan % len(documents)
    texts = ((0, documents[0].title), (number * 4 + 3, "\n".join(documents[number].body)))
    for field, text in texts:
        for phrase in _phrases(text):
            words = " ".join(term for _, term in phrase)
            for place, term in phrase:
                yield term, _Spot((plan, field), place, words)


Standing = tuple[int, str]
"""A place, and the term there."""


def _phrases(text: str) -> Iterator[Sequence[Standing]]:
    """Yield a phrase from the middle, one across punctuation, one across Chinese and letters or digits."""
    terms, places, bridges = placed(text)
    standing = [(place, term) for term, place in zip(terms, places, strict=True) if place < BEYOND]
    if not standing:
        return
    middle = len(standing) // 2
    yield standing[middle : middle + WINDOW]
    parted = [pair for pair in pairwise(standing) if _is_parted(*pair)]
    if parted:
        yield parted[len(parted) // 2]
    if bridges:
        term, place = bridges[len(bridges) // 2]
        after = bisect_right(standing, (place + 1, ""))
        yield (place, term), *standing[max(0, after - 1) : after + 1]


def _is_parted(one: Standing, other: Standing) -> bool:
    """Return whether punctuation stands between two neighbours."""
    return other[0] - one[0] > 1


class _Files:
    """The files, unpacked when they are asked for."""

    def __init__(self, artifacts: Sequence[Artifact]) -> None:
        """Take the files; none is opened yet."""
        self.data = {a.path.removeprefix(FOLDER).removesuffix(".js"): a.data for a in artifacts}
        self.opened: dict[str, Mapping[str, list[Streams]]] = {}

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

    def places(self, term: str, fields: set[Field]) -> Mapping[Field, set[int]]:
        """Return where a term stands in these fields: as it is, and parted by what stands before it."""
        firsts, shards = self.ranges
        start = bisect_right(firsts, _key(term)) - 1
        end = bisect_right(firsts, _key(f"{term}{OFTEN_MARK}\uffff"))
        found: defaultdict[Field, set[int]] = defaultdict(set)
        for name in shards[max(0, start) : end]:
            for streams in self.terms(name).get(term, ()):
                for field, places in _standing(streams, fields):
                    found[field] |= places
        return found

    def terms(self, name: str) -> Mapping[str, list[Streams]]:
        """Return what a range has of each term. Terms are asked for in order, so the last few ranges are kept only."""
        if name not in self.opened:
            while len(self.opened) >= KEPT:
                del self.opened[next(iter(self.opened))]
            opened: defaultdict[str, list[Streams]] = defaultdict(list)
            for key, streams in _terms(self.unpacked(name)):
                if not key.endswith(COUNT_MARK):
                    opened[re.split(f"[{MARKS}]", key)[0]].append(streams)
            self.opened[name] = opened
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


def _terms(data: bytes) -> Iterator[tuple[str, Streams]]:
    """Yield each term with the plans that have it, the fields, the places."""
    start = next(n for n, byte in enumerate(data) if byte < _HIGH) + 1
    size = next(_numbers(data))
    terms = data[start : start + size].decode("utf-8", "surrogatepass").split(" ")
    count = len(terms)
    sizes = list(islice(_numbers(data[start + size :]), 3 * count))
    ends = list(accumulate(sizes, initial=len(data) - sum(sizes)))
    for n, term in enumerate(terms):
        plans, fields, places = (data[ends[m] : ends[m + 1]] for m in (n, n + count, n + 2 * count))
        yield term, (plans, fields, places)


def _standing(streams: Streams, fields: set[Field]) -> Iterator[tuple[Field, set[int]]]:
    """Yield of the fields that are asked for where the term stands."""
    heads = _numbers(streams[1])
    places = list(_numbers(streams[2]))
    plan = where = 0
    for gap in _numbers(streams[0]):
        plan += gap
        own = head = 0
        while not head & 1:
            head = next(heads)
            own += head >> 2
            count = next(heads) + 2 if head & 2 else 1
            if (plan, own) in fields:
                yield (plan, own), set(accumulate(places[where : where + count]))
            where += count


def _numbers(data: bytes) -> Iterator[int]:
    """Yield numbers in sevens of bits."""
    value = shift = 0
    for byte in data:
        if byte < _HIGH:
            yield value | byte << shift
            value = shift = 0
        else:
            value |= (byte & 0x7F) << shift
            shift += 7
