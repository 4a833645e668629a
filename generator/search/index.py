"""The files that the search page loads.

In: a Site, and what is already known of its plans. Out: `Artifact`s below `search/`: `boot.js` names the others.
Not its business: the page itself. `docs/search.md` tells what stands in each file.
"""

import marshal
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Final, TypeVar

from generator.digests import digest_bytes
from generator.files import Artifact
from generator.model.plan import DeadlineKind
from generator.model.site import LinkedPlan, Site
from generator.recall import Opened, Recall, anew, gist, settled, settled_in, taken
from generator.search.columns import (
    Facts,
    Places,
    Searched,
    columns_of,
    facets_in,
    facets_of,
    facts_of,
)
from generator.search.copies import Copy, Marks, copies_of, known_groups, marks_of
from generator.search.digests import FIELDS, MARSHAL, Digest, Sliced, digest_of
from generator.search.documents import Document, documents_of, plan_documents, values_of
from generator.search.folding import simplifying
from generator.search.latin import latin_of
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


def prepared(plans: Sequence[Input], vocabulary: Vocabulary) -> list[Prepared]:
    """Return what is worked out for each plan by itself: slow, so it is kept and shared among processes.

    Step by step for all of them: in turn the steps would push each other out of the processor.
    """
    documents = [own for _, own in plans]
    written = texts_of(plans, vocabulary)
    digests, marks = [*map(digest_of, documents)], [*map(marks_of, documents)]
    return [
        (digest, mark, version, tuple((t.path, t.data, t.digest) for t in texts))
        for digest, mark, (version, texts) in zip(digests, marks, written, strict=True)
    ]


def search_artifacts(site: Site) -> tuple[Artifact, ...]:
    """Return all files below `search/` that the search page loads."""
    inputs = {key: input_of(linked) for key, linked in site.plans.items()}
    vocabulary = vocabulary_of(oldest([*inputs.values()]))
    answers = dict(zip(inputs, prepared([*inputs.values()], vocabulary), strict=True))
    given = {
        key: anew.put(Given(facts_of(*inputs[key]), marks, version))
        for key, (_, marks, version, _) in answers.items()
    }
    digests = [digest for digest, *_ in answers.values()]
    alphabet = alphabet_of(digests)
    sheaves = alphabet.sheaves(alphabet.parts())
    ranges = [named for sheaf in sheaves for own, _ in sharded(sheaf) for named in own]
    latin = latin_of({key: digest[3] for key, (digest, *_) in answers.items()}, anew)
    index = Index(named(ranges), latin, vocabulary)
    made = assembled(site, searched_of(site, given, anew), index, anew)
    texts = (Artifact(*text) for answer in answers.values() for text in answer[3])
    return (*made, *(script for _, script in ranges), *texts)


def alphabet_of(digests: Sequence[Digest]) -> Alphabet:
    """Return what all plans give to the index. They are numbered oldest first: a new one moves none."""
    return Alphabet(digests[::-1])


def shelved(digest: Digest, shelve: Callable[[bytes], Sliced]) -> Digest:
    """Return what a plan gives to the index, its streams put aside."""
    rows, names, (terms, sizes, heads, units), runs, samples = digest
    streams = shelve(terms[:]), shelve(sizes[:]), shelve(heads[:]), shelve(units[:])
    return rows, names, streams, runs, samples


def sharded(sheaf: Sheaf) -> Iterable[Sharded]:
    """Return the ranges of each part of a sheaf, and what cannot be found in them."""
    ranges = ranges_of(sheaf)
    lost = missed(chain.from_iterable(sheaf.wanted), [*chain.from_iterable(ranges)])
    return [
        (tuple(own), [(plan, sample[4]) for plan, sample in wanted if (plan, sample) in lost])
        for own, wanted in zip(ranges, sheaf.wanted, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Given:
    """What a plan gives to the search."""

    facts: Facts
    marks: Marks
    version: str
    """Of its texts."""


def searched_of(
    site: Site, given: Mapping[str, Opened[Given]], recall: Recall
) -> Mapping[str, Searched]:
    """Return all that the site's own files hold of each plan."""
    values = settled(recall, "values of facets", _values(site, recall))
    places = recall("places of values", values, None, lambda: _places(values))
    years = settled_in(recall, "years of plans", _years(site))

    def searched(key: str) -> Searched:
        own, kind = given[key](), site.heads[key].linked.plan.kind
        head, count, tasks, *_ = own.facts
        facets = facets_in(own.facts, kind, years.get(key, ()), places)
        return Searched(head, count, tasks, facets, own.marks, own.version)

    return gist(recall, "searched", (given, years), (places,), searched)


@dataclass(frozen=True, slots=True)
class Index:
    """What is known of the words of all plans."""

    ranges: Sequence[Name]
    latin: Sequence[str]
    """Letters and digits, in order."""
    vocabulary: Vocabulary


def assembled(
    site: Site, newest_first: Mapping[str, Searched], index: Index, recall: Recall
) -> tuple[Artifact, ...]:
    """Return the files that tell of all plans: all but ranges and texts."""
    plans = {key: newest_first[key] for key in reversed((*newest_first,))}
    directories = list(directories_of(index.ranges, recall))
    words = index.vocabulary
    found = {
        "directories": [script for _, script in directories],
        "vocabulary": [recall("vocabulary script", words, None, lambda: vocabulary_script(words))],
        "columns": list(columns_of(plans.values(), recall)),
        "facets": list(facets_of(plans.values(), recall)),
        **{name: [script] for name, script in _single(site, index.latin, recall).items()},
    }
    if groups := _copies(plans, recall):
        found["copies"] = [packed_script(json_bytes(groups))]
    boot = {
        "format": FORMAT,
        "plans": len(plans),
        "documents": sum(plan.documents for plan in plans.values()),
        "boosts": list(FIELDS.values()),
        "firsts": " ".join(first for first, _ in directories),
        **{name: "".join(map(name_of, scripts)) for name, scripts in found.items()},
    }
    files = [*(plain_script("boot", boot), *chain.from_iterable(found.values()))]
    if 0 < len(plans) < SMALL:
        files.append(lunr_artifact(documents_of(site)))
    return tuple({artifact.path: artifact for artifact in files}.values())


def _copies(plans: Mapping[str, Searched], recall: Recall) -> list[list[list[object]]]:
    """Return the groups of plans that say the same."""
    marks = gist(recall, "marks", (plans,), None, lambda key: plans[key].marks)
    titles = [plan.head[2] for plan in plans.values()]
    groups = copies_of(titles, [*marks.values()], known_groups(marks, recall))
    return [list(map(_copy, group)) for group in groups]


def _copy(copy: Copy) -> list[object]:
    """Return plan and title; the tasks only where they are not, one by one, those of the first."""
    is_usual = copy.tasks == tuple(range(1, len(copy.tasks) + 1))
    return [copy.plan, copy.title, *([] if is_usual else [copy.tasks])]


def _single(site: Site, latin: Sequence[str], recall: Recall) -> dict[str, Artifact]:
    """Return what is loaded only where it is needed, each in one file."""
    told: dict[str, Callable[[], object]] = {
        "values": lambda: _values(site, recall),
        "suggestions": lambda: suggestions_of(site, recall),
        "synonyms": lambda: synonyms_of(site, recall),
        "origins": lambda: origins_of(site, recall),
    }
    return {
        "latin": recall(
            "latin script", latin, None, lambda: packed_script(" ".join(latin).encode())
        ),
        "characters": _characters(),
        "questions": _questions(),
        **{name: _script_of(name, tell(), recall) for name, tell in told.items()},
    }


def _script_of(name: str, value: object, recall: Recall) -> Artifact:
    """Return the script of a value, the same as before where it is equal."""
    return recall(f"{name} script", None, value, lambda: packed_script(json_bytes(value)))


def _years(site: Site) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for entry in site.years:
        for plan in entry.plans:
            found.setdefault(plan, []).append(entry.year)
    return {plan: tuple(years) for plan, years in found.items()}


def _values(site: Site, recall: Recall) -> dict[str, list[tuple[str, ...]]]:
    """Return the values of each facet in order, each with its names: facets hold places in these lists."""
    kinds = taken(recall, "kinds", site.heads, lambda head: head.linked.plan.kind)
    issuers = taken(recall, "issuers", site.heads, lambda head: head.linked.plan.issuer)
    years = sorted(entry.year for entry in site.years if entry.plans)
    return {
        "year": [(str(year), "") for year in years],
        "kind": _named(kinds, "kinds named", recall),
        "issuer": _named(issuers, "issuers named", recall),
        "unit": [(e.unit.id, e.unit.name, *e.unit.aliases) for e in site.units],
        "topic": [(entry.topic.id, entry.topic.name) for entry in site.topics],
        "due": [(kind.value, "") for kind in DeadlineKind],
    }


def _named(found: Mapping[str, str], slot: str, recall: Recall) -> list[tuple[str, ...]]:
    """Return each of these names once, in order."""
    return recall(slot, found, None, lambda: [(n, n) for n in sorted({*found.values()} - {""})])


def _places(values: Mapping[str, Sequence[tuple[str, ...]]]) -> Places:
    return {name: {value: n for n, (value, *_) in enumerate(all_)} for name, all_ in values.items()}


@cache
def _characters() -> Artifact:
    """Return the script of traditional characters, each followed by the simplified one that it counts as."""
    pairs = chain.from_iterable(sorted(simplifying().items()))
    return packed_script("".join(map(chr, pairs)).encode())


@cache
def _questions() -> Artifact:
    return packed_script(json_bytes(questions()))
