"""The search proves itself: phrases of every plan are looked up in the files as they will be published.

In: what has to be found (`samples`), and the files of the search. Out: a problem for each plan that is not found. Reads
the files alone, as a page does (`docs/search.md`), so that a slip in writing them cannot hide itself.
"""

import json
import re
import zlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, islice, pairwise
from typing import Final

from generator.files import Artifact
from generator.problems import Problem, Severity, Span, problem
from generator.search.digests import LONG, SHORT, SIDE
from generator.search.packing import BITS, END, FOLDER, HIGHEST, TAKE, name_of
from generator.search.shards import MANY, Named, Part

_HIGH: Final = 0x80
_NAME: Final = 8
"""Letters of a file's name, where names stand without anything between."""
_UNSURE: Final = re.compile("[\u5800-\u5fff\u8000-\u805f\ua000-\ua03f]")
"""Units of which the highest bit is said at the end."""
Missed = tuple[int, str]
"""Number of a plan, and a phrase of it that is not found."""
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


def missed(part: Part, ranges: Sequence[Named]) -> list[Missed]:
    """Return what cannot be found of a part: terms that do not stand in its ranges as they should."""
    files = Ranges(ranges)
    wanted: defaultdict[str, list[tuple[Field, tuple[int, int], str]]] = defaultdict(list)
    for number, portions in part:
        for term, field, left, right, words in chain.from_iterable(own[2] for own in portions):
            wanted[term].append(((number, field), (left, right), words))
    found: list[Missed] = []
    for term in sorted(wanted, key=_key):
        there = files.spots(term, {field for field, _, _ in wanted[term]})
        found += ((f[0], words) for f, units, words in wanted[term] if (f, units) not in there)
    return found


def unproved(
    paths: Mapping[str, str],
    artifacts: Sequence[Artifact],
    ranges: Sequence[Named],
    missing: Iterable[Missed],
) -> Iterator[Problem]:
    """Yield a problem for each plan that its search does not find, or finds and should not.

    `paths`: of each plan its file, newest plan first. `ranges`: those that were looked at, `missing`: what they lack.
    """
    files = {a.path.removeprefix(FOLDER).removesuffix(".js"): a.data for a in artifacts}
    boot = json.loads(files["boot"][len(TAKE) : -len(END)])
    columns = (json.loads(unpacked(files[name])) for name in _names(boot["columns"]))
    published = [key for part in columns for key in part["ids"].split(" ")]
    expected = list(paths)[::-1]
    for key in sorted(set(published) ^ set(expected)):
        yield _problem(paths.get(key, ""), key, "")
    if published != expected:
        return
    named = [named for name in _names(boot["directories"]) for named in _directory(files[name])]
    is_whole = named == [(first, name_of(script)) for first, script in ranges]
    lost = dict(missing) if is_whole else dict.fromkeys(range(len(expected)), "")
    for number in sorted(lost):
        yield _problem(paths[expected[number]], expected[number], lost[number])


def _problem(path: str, key: str, words: str) -> Problem:
    return problem("search-misses", Span(path), Severity.ERROR, plan=key, words=words)


def _directory(data: bytes) -> Iterator[tuple[str, str]]:
    """Return the first terms of ranges and their names."""
    terms, _, names = unpacked(data).decode("utf-8", "surrogatepass").partition("\n")
    return zip(terms.split(" "), _names(names), strict=True)


class Ranges:
    """Ranges, unpacked when they are asked for."""

    def __init__(self, ranges: Sequence[Named]) -> None:
        """Take the ranges, in order; none is opened yet."""
        self.firsts = [_key(first) for first, _ in ranges]
        self.scripts = [script for _, script in ranges]
        self.opened: tuple[int, Mapping[str, Streams]] = (-1, {})

    def spots(self, term: str, fields: set[Field]) -> set[Standing]:
        """Return where a term stands in these fields. Terms are asked for in order: the last range stays open."""
        at = bisect_right(self.firsts, _key(term)) - 1
        if at < 0:
            return set()
        if at != self.opened[0]:
            self.opened = at, dict(_terms(unpacked(self.scripts[at].data)))
        return set(_standing(self.opened[1].get(term, _NOWHERE), fields))


def unpacked(data: bytes) -> bytes:
    """Return what a file holds."""
    value = data[2:].decode("utf-16-le")[len(TAKE) : -len(END)]
    return zlib.decompress(from_units(value[1:-1]), -15)


def _key(term: str) -> bytes:
    return term.encode("utf-16-be", "surrogatepass")


def _names(joined: str) -> list[str]:
    return [joined[at : at + _NAME] for at in range(0, len(joined), _NAME)]


def from_units(units: str) -> bytes:
    """Return the bytes in code units of UTF-16, two in each."""
    tail = -(-(len(_UNSURE.findall(units)) + 1) // BITS)
    bits = (ord(last) >> n & 1 for last in reversed(units[-tail:]) for n in range(BITS))
    spare = next(bits)
    text = _UNSURE.sub(lambda u: chr(ord(u[0]) % HIGHEST + HIGHEST * next(bits)), units[:-tail])
    data = text.encode("utf-16-le", "surrogatepass")
    return data[: len(data) - spare]


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
