"""The search proves itself: phrases of every plan are looked up in the files as they will be published.

In: what has to be found (`samples`), and the files of the search. Out: a problem for each plan that is not found. Reads
the files alone, as a page does (`docs/search.md`), so that a slip in writing them cannot hide itself.
"""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from generator.files import Artifact
from generator.problems import Problem, Severity, Span, problem
from generator.recall import Recall, anew, recalled
from generator.search.packing import END, FOLDER, TAKE
from generator.search.parts import Wanted
from generator.search.reading import Ranges, unpacked
from generator.search.shards import Name, Named

_NAME: Final = 8
"""Letters of a file's name, where names stand without anything between."""
Missed = tuple[int, str]
"""Number of a plan, and a phrase of it that is not found."""


def missed(samples: Iterable[Wanted], ranges: Sequence[Named]) -> set[Wanted]:
    """Return what cannot be found: terms that do not stand in the ranges as they should."""
    firsts = [_key(first) for first, _ in ranges]
    wanted: defaultdict[int, list[Wanted]] = defaultdict(list)
    for each in samples:
        wanted[bisect_right(firsts, _key(each[1][0])) - 1].append(each)
    lost = set(wanted.pop(-1, ()))
    if not wanted:
        return lost
    read = Ranges(ranges[at][1].data for at in wanted)
    looked_up = [(n, each) for n, own in enumerate(wanted.values()) for each in own]
    places = [(read.number(n, s[0]), plan, s[1]) for n, (plan, s) in looked_up]
    for (_, each), spots in zip(looked_up, read.spots(places), strict=True):
        if each[1][2:4] not in spots:
            lost.add(each)
    return lost


def unproved(
    paths: Mapping[str, str],
    artifacts: Sequence[Artifact],
    ranges: Sequence[Name],
    missing: Iterable[Missed],
    recall: Recall = anew,
) -> Iterator[Problem]:
    """Yield a problem for each plan that its search does not find, or finds and should not.

    `paths`: of each plan its file, newest plan first. `ranges`: those that were looked at, `missing`: what they lack.
    """
    files = {a.path.removeprefix(FOLDER).removesuffix(".js"): a for a in artifacts}
    boot = json.loads(files["boot"].data[len(TAKE) : -len(END)])
    columns = {name: files[name] for name in _names(boot["columns"])}
    ids = recalled(recall, "ids read", (columns,), None, lambda name: _ids(columns[name].data))
    published = [*chain.from_iterable(ids.values())]
    expected = list(paths)[::-1]
    for key in sorted(set(published) ^ set(expected)):
        yield _problem(paths.get(key, ""), key, "")
    if published != expected:
        return
    directories = {name: files[name] for name in _names(boot["directories"])}
    named = recalled(
        recall, "directories read", (directories,), None, lambda n: _directory(directories[n].data)
    )
    is_whole = [*chain.from_iterable(named.values())] == [*ranges]
    lost = dict(missing) if is_whole else dict.fromkeys(range(len(expected)), "")
    for number in sorted(lost):
        yield _problem(paths[expected[number]], expected[number], lost[number])


def _problem(path: str, key: str, words: str) -> Problem:
    return problem("search-misses", Span(path), Severity.ERROR, plan=key, words=words)


def _ids(data: bytes) -> list[str]:
    """Return the ids of plans."""
    ids: list[str] = json.loads(unpacked(data))["ids"].split(" ")
    return ids


def _directory(data: bytes) -> list[Name]:
    """Return the first terms of ranges and their names."""
    terms, _, names = unpacked(data).decode("utf-8", "surrogatepass").partition("\n")
    return [*zip(terms.split(" "), _names(names), strict=True)]


def _key(term: str) -> bytes:
    return term.encode("utf-16-be", "surrogatepass")


def _names(joined: str) -> list[str]:
    return [joined[at : at + _NAME] for at in range(0, len(joined), _NAME)]
