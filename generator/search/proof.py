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
from generator.search.digests import LONG, SHORT, SIDE
from generator.search.documents import Document
from generator.search.packing import ESCAPE, FOLDER, TURNED
from generator.search.shards import MANY
from generator.search.tokens import APART, Link, links

WINDOW: Final = 3
"""Neighbouring terms that make a phrase here."""
KEPT: Final = 8
"""Ranges that stay open."""
_HIGH: Final = 0x80
_NAME: Final = 8
"""Letters of a file's name, where names stand without anything between."""
_ESCAPED: Final = re.compile(f"{chr(ESCAPE)}(.)", re.DOTALL)
Plans = Mapping[str, tuple[str, Sequence[Document]]]
"""Id → path of its file, and its documents; newest first."""
Field = tuple[int, int]
"""Number of the plan; field of a document, counted through the plan."""
Streams = tuple[list[bytes], list[bytes], list[bytes]]
"""Of each plan that has a term its distance from the one before, and the fields; of each field the spots."""
_NOWHERE: Final[Streams] = ([], [], [])
Standing = tuple[Field, tuple[int, int]]
"""A field, and the numbers of the first and the last unit of a term there."""
_HEAD, _HEAD_MOST = 5, 25
"""Numbers before the streams, and the most bytes that they take."""
_VARINT: Final = rb"[\x80-\xff]*[\x00-\x7f]"
_NUMBER: Final = re.compile(_VARINT)
_SYMBOL: Final = re.compile(rb"[\x00-\xf1]|[\xf2\xf3]" + _VARINT)
"""A number with a flag, which is the last bit of the first byte."""
_SPOT: Final = re.compile(rb"[\x00-\xf1\xf4\xf5]|[\xf2\xf3]" + 2 * _VARINT)
"""The numbers of two units, with a flag; or two bytes that stand for none."""


def _flagged(more: bytes, last: bytes) -> re.Pattern[bytes]:
    """Return what finds all up to one with a flag: those of one byte, and what else there is of both kinds."""
    even, odd = (re.escape(bytes(range(flag, LONG, 2))) for flag in (0, 1))
    return re.compile(rb"(?:[%b]|%b)*(?:[%b]|%b)" % (even, more, odd, last))


_PLAN: Final = _flagged(rb"\xf2" + _VARINT, rb"\xf3" + _VARINT)
"""The fields of a plan."""
_FIELD: Final = _flagged(rb"\xf2%b|\xf4" % (2 * _VARINT), rb"\xf3%b|\xf5" % (2 * _VARINT))
"""The spots in a field."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A term of a phrase, and where it has to stand: in which field, between which units."""

    field: Field
    units: tuple[int, int]
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
        found = files.spots(term, {spot.field for spot in wanted[term]})
        yield from (spot for spot in wanted[term] if (spot.field, spot.units) not in found)


def _sampled(plan: int, documents: Sequence[Document]) -> Iterator[tuple[str, _Spot]]:
    """Yield the terms of some phrases of a plan: of its title, and of the text of a task, in each plan another one."""
    number = plan % len(documents)
    texts = ((0, documents[0].title), (number * 4 + 3, "\n".join(documents[number].body)))
    for field, text in texts:
        for phrase in _phrases(text):
            words = " ".join(term for term, _, _ in phrase)
            for term, left, right in phrase:
                yield term, _Spot((plan, field), (left, right), words)


def _phrases(text: str) -> Iterator[Sequence[Link]]:
    """Yield a phrase from the middle, one across punctuation, one across Chinese and letters or digits."""
    found = [link for link in links(text) if link[1] != APART]
    bridges = [n for n, (term, _, _) in enumerate(found) if _is_bridge(term)]
    ends = [
        n for n, (term, _, _) in enumerate(found[:-1]) if len(term) == 1 and n + 1 not in bridges
    ]
    start = max(0, (len(found) - WINDOW) // 2)
    yield found[start : start + WINDOW]
    yield from (found[at : at + 2] for at in _middle(ends))
    yield from (found[max(0, at - 1) : at + 2] for at in _middle(bridges))


def _is_bridge(term: str) -> bool:
    return len(term) == 2 and term[0].isascii() != term[1].isascii()  # noqa: PLR2004


def _middle(places: Sequence[int]) -> Sequence[int]:
    return places[len(places) // 2 :][:1]


class _Files:
    """The files, unpacked when they are asked for."""

    def __init__(self, artifacts: Sequence[Artifact]) -> None:
        """Take the files; none is opened yet."""
        self.data = {a.path.removeprefix(FOLDER).removesuffix(".js"): a.data for a in artifacts}
        self.opened: dict[str, Mapping[str, Streams]] = {}

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
        return zlib.decompress(from_units(units, spare.startswith(",1")), -15)

    def plans(self) -> list[str]:
        """Return the ids of all plans that the search knows."""
        found = (json.loads(self.unpacked(name)) for name in _names(self.boot["columns"]))
        return [key for columns in found for key in columns["ids"].split(" ")]

    def spots(self, term: str, fields: set[Field]) -> set[Standing]:
        """Return where a term stands in these fields."""
        firsts, shards = self.ranges
        name = shards[max(0, bisect_right(firsts, _key(term)) - 1)]
        return set(_standing(self.terms(name).get(term, _NOWHERE), fields))

    def terms(self, name: str) -> Mapping[str, Streams]:
        """Return what a range has of each term. Terms are asked for in order, so the last few ranges are kept only."""
        if name not in self.opened:
            while len(self.opened) >= KEPT:
                del self.opened[next(iter(self.opened))]
            self.opened[name] = dict(_terms(self.unpacked(name)))
        return self.opened[name]


def _key(term: str) -> bytes:
    return term.encode("utf-16-be", "surrogatepass")


def _names(joined: str) -> list[str]:
    return [joined[at : at + _NAME] for at in range(0, len(joined), _NAME)]


def from_units(units: str, has_spare: bool) -> bytes:
    """Return the bytes in code units of UTF-16, two in each; the last one is left out where it is to spare."""
    text = _ESCAPED.sub(lambda found: chr(ord(found[1]) ^ TURNED), units)
    data = text.encode("utf-16-le", "surrogatepass")
    return data[:-1] if has_spare else data


def _terms(data: bytes) -> Iterator[tuple[str, Streams]]:
    """Yield each term with the distances between the plans that have it, the fields, the units."""
    numbers = _NUMBER.findall(data, 0, _HEAD_MOST)[:_HEAD]
    count, *sizes = _numbers(b"".join(numbers))
    ends = [*accumulate(sizes, initial=sum(map(len, numbers))), len(data)]
    terms, plans, *streams = (data[start:end] for start, end in pairwise(ends))
    patterns = (_NUMBER, _PLAN, _FIELD)
    gaps, heads, units = (p.findall(stream) for p, stream in zip(patterns, streams, strict=True))
    plan = field = 0
    for term, own in zip(_decoded(terms, count), _numbers(plans), strict=True):
        of_plans = heads[plan : plan + own]
        fields = len(_SYMBOL.findall(b"".join(of_plans)))
        yield term, (gaps[plan : plan + own], of_plans, units[field : field + fields])
        plan, field = plan + own, field + fields


def _decoded(data: bytes, count: int) -> Iterator[str]:
    """Yield terms that are written as what they have more than the one before."""
    numbers = _numbers(data)
    before: list[int] = []
    for _ in range(count):
        same, many = divmod(next(numbers), MANY + 1)
        rest = [*islice(numbers, many if many < MANY else MANY + next(numbers))]
        if same < len(before):
            rest[0] += before[same]
        before = before[:same] + rest
        yield b"".join(unit.to_bytes(2, "little") for unit in before).decode(
            "utf-16-le", "surrogatepass"
        )


def _standing(streams: Streams, fields: set[Field]) -> Iterator[Standing]:
    """Yield of the fields that are asked for where the term stands."""
    gaps, heads, units = streams
    plans = {plan for plan, _ in fields}
    at = 0
    for plan, own in zip(accumulate(_numbers(b"".join(gaps))), heads, strict=True):
        if plan in plans:
            distances = (distance for distance, _ in _symbols(own))
            for field, spots in zip(accumulate(distances), units[at:], strict=False):
                if (plan, field) in fields:
                    yield from (((plan, field), between) for between in _units(spots))
        at += len(_SYMBOL.findall(own))


def _symbols(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield numbers, each with its flag."""
    for found in _SYMBOL.finditer(data):
        first, rest = found[0][0], found[0][1:]
        yield (SHORT + next(_numbers(rest)) if rest else first >> 1), first & 1


def _units(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the first and the last unit of each spot in a field."""
    for found in _SPOT.finditer(data):
        if len(found[0]) > 1:
            left, right = _numbers(found[0][1:])
            yield left, right
        elif found[0][0] < LONG:
            yield divmod(found[0][0] >> 1, SIDE)


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
