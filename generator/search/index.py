"""The files that the search page loads.

In: a Site, and what is already known of its plans. Out: `Artifact`s below `search/`: `boot.js` names the others.
Not its business: the page itself. `docs/search.md` tells what stands in each file.
"""

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, TypeVar

from generator.digests import digest_bytes
from generator.files import Artifact
from generator.model.plan import DeadlineKind
from generator.model.site import LinkedPlan, Site
from generator.search.columns import (
    Facts,
    Places,
    Searched,
    columns_of,
    facets_in,
    facets_of,
    facts_of,
)
from generator.search.copies import Copy, Marks, copies_of, marks_of
from generator.search.digests import FIELDS, MARSHAL, Digest, Sliced, digest_of
from generator.search.documents import Document, documents_of, plan_documents, values_of
from generator.search.folding import simplifying
from generator.search.monolith import lunr_artifact
from generator.search.origins import origins_of
from generator.search.packing import json_bytes, name_of, packed_script, plain_script
from generator.search.parts import Alphabet, Sheaf
from generator.search.proof import Missed, missed
from generator.search.questions import questions
from generator.search.shards import (
    Name,
    Named,
    directories_of,
    latin_terms,
    named,
    ranges_of,
)
from generator.search.suggestions import suggestions_of
from generator.search.synonyms import synonyms_of
from generator.search.texts import Head, head_of, sample_of, sampled, texts_of
from generator.search.vocabulary import Vocabulary, learned, vocabulary_script

T = TypeVar("T")
FORMAT: Final = 5
"""Changes with what stands in the files."""
SMALL: Final = 30
"""A site with fewer plans publishes lunr's own index too."""
Input = tuple[Head, tuple[Document, ...]]
Prepared = tuple[Digest, Marks, str, tuple[tuple[str, bytes, str], ...]]
"""What is worked out for a plan by itself: its digest, what tells copies, its texts' version, the texts (path, bytes,
digest)."""

Sharded = tuple[tuple[Named, ...], list[Missed]]
"""The ranges of a part of the index, and what cannot be found in them."""


def input_of(linked: LinkedPlan) -> Input:
    """Return all that the search takes from a plan."""
    return head_of(linked), plan_documents(linked)


def key_of(plan: Input) -> str:
    """Return what names by its content all that the search takes from a plan."""
    head, documents = plan
    said = marshal.dumps((head, tuple(map(values_of, documents))), MARSHAL)
    return digest_bytes(b"search" + said)


def oldest(plans: Sequence[T]) -> Sequence[T]:
    """Return the plans, of these, newest first, that words are learned from."""
    return plans[len(plans) - sampled(len(plans)) :]


def vocabulary_of(plans: Sequence[Input]) -> Vocabulary:
    """Return the words to write the texts with, learned from the oldest plans."""
    return learned(sample_of([documents for _, documents in reversed(plans)]))


def prepared(plan: Input, vocabulary: Vocabulary) -> Prepared:
    """Return what is worked out for a plan by itself: slow, so it is kept and shared among processes."""
    head, documents = plan
    version, texts = texts_of(head, documents, vocabulary)
    scripts = tuple((t.path, t.data, t.digest) for t in texts)
    return digest_of(documents), marks_of(documents), version, scripts


def search_artifacts(site: Site) -> tuple[Artifact, ...]:
    """Return all files below `search/` that the search page loads."""
    inputs = [input_of(linked) for linked in site.plans.values()]
    vocabulary = vocabulary_of(oldest(inputs))
    answers = [prepared(plan, vocabulary) for plan in inputs]
    gather = gatherer(site)
    plans = [gather(facts_of(*plan), answer) for plan, answer in zip(inputs, answers, strict=True)]
    digests = [digest for digest, *_ in answers]
    alphabet = alphabet_of(digests)
    sheaves = alphabet.sheaves(alphabet.parts())
    ranges = [named for sheaf in sheaves for own, _ in sharded(sheaf) for named in own]
    made = assembled(site, plans, Index(named(ranges), latin_terms(digests), vocabulary))
    texts = (text for answer in answers for text in texts_in(answer))
    return (*made, *(script for _, script in ranges), *texts)


def alphabet_of(digests: Sequence[Digest]) -> Alphabet:
    """Return what all plans give to the index. They are numbered oldest first: a new one moves none."""
    return Alphabet(digests[::-1])


def shelved(answer: Prepared, shelve: Callable[[bytes], Sliced]) -> Digest:
    """Return what a plan gives to the index, its streams put aside."""
    rows, names, (terms, sizes, heads, units), runs, samples = answer[0]
    streams = shelve(terms[:]), shelve(sizes[:]), shelve(heads[:]), shelve(units[:])
    return rows, names, streams, runs, samples


def texts_in(answer: Prepared) -> Iterator[Artifact]:
    """Yield the scripts that hold a plan's texts."""
    return (Artifact(*text) for text in answer[3])


def sharded(sheaf: Sheaf) -> Iterable[Sharded]:
    """Return the ranges of each part of a sheaf, and what cannot be found in them."""
    ranges = ranges_of(sheaf)
    lost = missed(chain.from_iterable(sheaf.wanted), [*chain.from_iterable(ranges)])
    return [
        (tuple(own), [(plan, sample[4]) for plan, sample in wanted if (plan, sample) in lost])
        for own, wanted in zip(ranges, sheaf.wanted, strict=True)
    ]


def gatherer(site: Site) -> Callable[[Facts, Prepared], Searched]:
    """Return what puts together all that the site's own files hold of a plan."""
    places, years = _places(site), _years(site)

    def gather(facts: Facts, answer: Prepared) -> Searched:
        _, marks, version, _ = answer
        head, count, tasks, _ = facts
        kind = site.plans[head[0]].plan.kind
        facets = facets_in(facts, kind, years.get(head[0], ()), places)
        return Searched(head, count, tasks, facets, marks, version)

    return gather


@dataclass(frozen=True, slots=True)
class Index:
    """What is known of the words of all plans."""

    ranges: Sequence[Name]
    latin: Sequence[str]
    """Letters and digits, in order."""
    vocabulary: Vocabulary


def assembled(site: Site, newest_first: Sequence[Searched], index: Index) -> tuple[Artifact, ...]:
    """Return the files that tell of all plans: all but ranges and texts."""
    plans = newest_first[::-1]
    directories = list(directories_of(index.ranges))
    found = {
        "directories": [script for _, script in directories],
        "vocabulary": [vocabulary_script(index.vocabulary)],
        "columns": list(columns_of(plans)),
        "facets": list(facets_of(plans)),
        **{name: [script] for name, script in _single(site, index.latin).items()},
    }
    if groups := copies_of([plan.head[2] for plan in plans], [plan.marks for plan in plans]):
        found["copies"] = [packed_script(json_bytes([list(map(_copy, group)) for group in groups]))]
    boot = {
        "format": FORMAT,
        "plans": len(plans),
        "documents": sum(plan.documents for plan in plans),
        "boosts": list(FIELDS.values()),
        "firsts": " ".join(first for first, _ in directories),
        **{name: "".join(map(name_of, scripts)) for name, scripts in found.items()},
    }
    files = [*(plain_script("boot", boot), *chain.from_iterable(found.values()))]
    if 0 < len(plans) < SMALL:
        files.append(lunr_artifact(documents_of(site)))
    return tuple({artifact.path: artifact for artifact in files}.values())


def _copy(copy: Copy) -> list[object]:
    """Return plan and title; the tasks only where they are not, one by one, those of the first."""
    is_usual = copy.tasks == tuple(range(1, len(copy.tasks) + 1))
    return [copy.plan, copy.title, *([] if is_usual else [copy.tasks])]


def _single(site: Site, latin: Sequence[str]) -> dict[str, Artifact]:
    """Return what is loaded only where it is needed, each in one file."""
    return {
        "latin": packed_script(" ".join(latin).encode()),
        "values": packed_script(json_bytes(_values(site))),
        "characters": packed_script(_characters().encode()),
        "suggestions": packed_script(json_bytes(suggestions_of(site))),
        "synonyms": packed_script(json_bytes(synonyms_of(site))),
        "questions": packed_script(json_bytes(questions())),
        "origins": packed_script(json_bytes(origins_of(site))),
    }


def _years(site: Site) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for entry in site.years:
        for plan in entry.plans:
            found.setdefault(plan, []).append(entry.year)
    return found


def _values(site: Site) -> dict[str, list[tuple[str, ...]]]:
    """Return the values of each facet in order, each with its names: facets hold places in these lists."""
    plans = [linked.plan for linked in site.plans.values()]
    years = sorted({year for own in _years(site).values() for year in own})
    return {
        "year": [(str(year), "") for year in years],
        "kind": [(kind, kind) for kind in sorted({plan.kind for plan in plans} - {""})],
        "issuer": [(name, name) for name in sorted({plan.issuer for plan in plans} - {""})],
        "unit": [(e.unit.id, e.unit.name, *e.unit.aliases) for e in site.units],
        "topic": [(entry.topic.id, entry.topic.name) for entry in site.topics],
        "due": [(kind.value, "") for kind in DeadlineKind],
    }


def _places(site: Site) -> Places:
    values = _values(site)
    return {name: {value: n for n, (value, *_) in enumerate(all_)} for name, all_ in values.items()}


def _characters() -> str:
    """Return traditional characters, each followed by the simplified one that it counts as."""
    return "".join(chr(code) for code in chain.from_iterable(sorted(simplifying().items())))
