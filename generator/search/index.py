"""The files that the search page loads.

In: a Site, and what is already known of its plans. Out: `Artifact`s below `search/`: `boot.js` names the others.
Not its business: the page itself. `docs/search.md` tells what stands in each file.
"""

import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, TypeVar

from generator.digests import digest_bytes
from generator.files import Artifact
from generator.model.plan import DeadlineKind
from generator.model.site import LinkedPlan, Site
from generator.search.columns import Places, Searched, columns_of, facets_of
from generator.search.copies import Copy, Marks, copies_of, marks_of
from generator.search.digests import FIELDS, MARSHAL, Digest, digest_of
from generator.search.documents import Document, plan_documents, values_of
from generator.search.folding import simplifying
from generator.search.monolith import lunr_artifact
from generator.search.origins import origins_of
from generator.search.packing import json_bytes, name_of, packed_script, plain_script
from generator.search.parts import Alphabet, Sheaf
from generator.search.proof import Missed, missed
from generator.search.questions import questions
from generator.search.shards import Named, directories_of, latin_terms, ranges_of
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
    alphabet = alphabet_of(answers)
    sheaves = alphabet.sheaves(alphabet.parts())
    ranges = [named for sheaf in sheaves for own, _ in sharded(sheaf) for named in own]
    return assembled(site, inputs, answers, ranges, vocabulary)


def alphabet_of(answers: Sequence[Prepared]) -> Alphabet:
    """Return what all plans give to the index. They are numbered oldest first: a new one moves none."""
    return Alphabet([digest for digest, *_ in reversed(answers)])


def sharded(sheaf: Sheaf) -> Iterable[Sharded]:
    """Return the ranges of each part of a sheaf, and what cannot be found in them."""
    ranges = ranges_of(sheaf)
    lost = missed(chain.from_iterable(sheaf.wanted), [*chain.from_iterable(ranges)])
    return [
        (tuple(own), [(plan, sample[4]) for plan, sample in wanted if (plan, sample) in lost])
        for own, wanted in zip(ranges, sheaf.wanted, strict=True)
    ]


def assembled(
    site: Site,
    inputs: Sequence[Input],
    answers: Sequence[Prepared],
    ranges: Sequence[Named],
    vocabulary: Vocabulary,
) -> tuple[Artifact, ...]:
    """Return the same from what is prepared for each plan, and from the ranges of the index."""
    plans = list(_searched(site, inputs, answers))
    plans.reverse()
    directories = list(directories_of(ranges))
    found = {
        "directories": [script for _, script in directories],
        "vocabulary": [vocabulary_script(vocabulary)],
        "columns": list(columns_of(plans)),
        "facets": list(facets_of(plans, _places(site, plans))),
        **{name: [script] for name, script in _single(site, plans).items()},
    }
    if groups := copies_of([plan.head[2] for plan in plans], [plan.marks for plan in plans]):
        found["copies"] = [packed_script(json_bytes([list(map(_copy, group)) for group in groups]))]
    boot = {
        "format": FORMAT,
        "plans": len(plans),
        "documents": sum(len(plan.documents) for plan in plans),
        "boosts": list(FIELDS.values()),
        "firsts": " ".join(first for first, _ in directories),
        **{name: "".join(map(name_of, scripts)) for name, scripts in found.items()},
    }
    files = [
        *(plain_script("boot", boot), *chain.from_iterable(found.values())),
        *(script for _, script in ranges),
        *(text for plan in plans for text in plan.texts[1]),
    ]
    if 0 < len(plans) < SMALL:
        newest_first = reversed([plan.documents for plan in plans])
        files.append(lunr_artifact(tuple(chain.from_iterable(newest_first))))
    return tuple({artifact.path: artifact for artifact in files}.values())


def _searched(
    site: Site, inputs: Sequence[Input], answers: Sequence[Prepared]
) -> Iterator[Searched]:
    years = _years(site)
    for (key, linked), (head, documents), (digest, marks, version, texts) in zip(
        site.plans.items(), inputs, answers, strict=True
    ):
        scripts = tuple(Artifact(*text) for text in texts)
        own = tuple(years.get(key, ()))
        yield Searched(head, linked.plan.kind, own, documents, digest, marks, (version, scripts))


def _copy(copy: Copy) -> list[object]:
    """Return plan and title; the tasks only where they are not, one by one, those of the first."""
    is_usual = copy.tasks == tuple(range(1, len(copy.tasks) + 1))
    return [copy.plan, copy.title, *([] if is_usual else [copy.tasks])]


def _single(site: Site, plans: Sequence[Searched]) -> dict[str, Artifact]:
    """Return what is loaded only where it is needed, each in one file."""
    latin = latin_terms(plan.digest for plan in plans)
    return {
        "latin": packed_script(" ".join(latin).encode()),
        "values": packed_script(json_bytes(_values(site, plans))),
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


def _values(site: Site, plans: Sequence[Searched]) -> dict[str, list[tuple[str, ...]]]:
    """Return the values of each facet in order, each with its names: facets hold places in these lists."""
    return {
        "year": [
            (str(year), "") for year in sorted({year for plan in plans for year in plan.years})
        ],
        "kind": [(kind, kind) for kind in sorted({plan.kind for plan in plans} - {""})],
        "issuer": [(name, name) for name in sorted({plan.head[4] for plan in plans} - {""})],
        "unit": [(e.unit.id, e.unit.name, *e.unit.aliases) for e in site.units],
        "topic": [(entry.topic.id, entry.topic.name) for entry in site.topics],
        "due": [(kind.value, "") for kind in DeadlineKind],
    }


def _places(site: Site, plans: Sequence[Searched]) -> Places:
    values = _values(site, plans)
    return {name: {value: n for n, (value, *_) in enumerate(all_)} for name, all_ in values.items()}


def _characters() -> str:
    """Return traditional characters, each followed by the simplified one that it counts as."""
    return "".join(chr(code) for code in chain.from_iterable(sorted(simplifying().items())))
