"""A linked site → its search: each plan is worked on by itself, then what all give is put together.

In: a Site, who works, how files are put aside. Out: files, and what makes the last ones. Few plans are looked at at a
time, and what they give to the index waits on disk: of a plan little stays in memory.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

from generator.digests import digest
from generator.disk.output import Wanted
from generator.files import Artifact
from generator.model.site import LinkedPlan, Site
from generator.problems import Problem
from generator.recall import Recall
from generator.run.means import Means
from generator.run.stages import batched, computed, remembered
from generator.run.timings import Stage
from generator.run.work import prepare_batch, shard_batch
from generator.search.columns import Facts, Searched, facts_of
from generator.search.digests import Digest
from generator.search.index import (
    Index,
    Input,
    Prepared,
    Sharded,
    alphabet_of,
    assembled,
    gatherer,
    input_of,
    key_of,
    oldest,
    shelved,
    texts_in,
    vocabulary_of,
)
from generator.search.parts import Alphabet, Part
from generator.search.proof import Missed, unproved
from generator.search.shards import Name, latin_terms, named
from generator.search.vocabulary import Vocabulary

AT_ONCE = 256
"""Plans that are looked at at a time."""
PARTS = 128
"""Parts of the index that are looked at at a time."""
Keep = Callable[[Iterable[Artifact]], Iterator[Wanted]]
"""Puts files aside that do not stand already."""


@dataclass(frozen=True, slots=True)
class Search:
    """The search of a site."""

    files: list[Wanted]
    """Ranges of the index, and texts."""
    rest: Callable[[], tuple[tuple[Artifact, ...], tuple[Problem, ...]]]
    """Makes the files that tell of all plans, and proves that they find every plan."""


def searched(site: Site, means: Means, keep: Keep) -> Search:
    """Return what the search consists of."""
    files: list[Wanted] = []
    with means.watch.stage(Stage.PREPARE, len(site.plans)):
        table = Table(means.recall)
        vocabulary = known_vocabulary(site, table, means)
        plans, digests = gathered(site, table, vocabulary, means, lambda a: files.extend(keep(a)))
    with means.watch.stage(Stage.SHARDS, len(site.plans)):
        ranges: list[Name] = []
        missing: list[Missed] = []
        for own, lost in sharded_by(alphabet_of(digests), means):
            files += keep(script for _, script in own)
            ranges += named(own)
            missing += lost
    index = Index(ranges, latin_terms(digests), vocabulary)
    paths = {key: linked.plan.path for key, linked in site.plans.items()}

    def rest() -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
        with means.watch.stage(Stage.ASSEMBLE):
            artifacts = assembled(site, plans, index)
            return artifacts, tuple(unproved(paths, artifacts, index.ranges, missing))

    return Search(files, rest)


@dataclass(slots=True)
class Table:
    """What was just taken from plans, until it is worked on."""

    recall: Recall
    inputs: dict[str, Input] = field(default_factory=dict)
    named: dict[str, tuple[str, Facts]] = field(default_factory=dict)

    def named_of(self, linked: LinkedPlan) -> tuple[str, Facts]:
        """Return the key of all that the search takes from a plan, and what is known of it without its words."""
        key = linked.plan.id
        if key not in self.named:
            take = partial(self.take, linked)
            self.named[key] = self.recall(f"search {key}", linked, None, take)
        return self.named[key]

    def take(self, linked: LinkedPlan) -> tuple[str, Facts]:
        """Put on the table what the search takes from a plan; return its key and what is known of it."""
        given = self.inputs[linked.plan.id] = input_of(linked)
        return key_of(given), facts_of(*given)

    def input_of(self, linked: LinkedPlan) -> Input:
        """Return what the search takes from a plan."""
        return self.inputs.get(linked.plan.id) or input_of(linked)

    def clear(self, plans: Iterable[LinkedPlan]) -> None:
        """Take from the table what was taken from these plans."""
        for linked in plans:
            self.inputs.pop(linked.plan.id, None)
            self.named.pop(linked.plan.id, None)


def known_vocabulary(site: Site, table: Table, means: Means) -> Vocabulary:
    """Return the words to write the texts with; they are known where the plans that they are learned from are."""
    sample = oldest([*site.plans.values()])
    key = digest("vocabulary", *(table.named_of(linked)[0] for linked in sample))

    def compute(missing: Sequence[int]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        for _ in missing:
            words = vocabulary_of([table.input_of(linked) for linked in sample])
            yield words.few, words.many  # the memo takes plain values

    return Vocabulary(*remembered([key], compute, means.store)[0])


def gathered(
    site: Site,
    table: Table,
    vocabulary: Vocabulary,
    means: Means,
    keep: Callable[[Iterator[Artifact]], None],
) -> tuple[list[Searched], list[Digest]]:
    """Return what all files tell of each plan, and what it gives to the index; its texts are put aside."""
    plans: list[Searched] = []
    digests: list[Digest] = []
    gather = gatherer(site)
    for facts, answer in answered(site, table, vocabulary, means):
        plans.append(gather(facts, answer))
        digests.append(shelved(answer, means.shelve))
        keep(texts_in(answer))
    return plans, digests


def answered(
    site: Site, table: Table, vocabulary: Vocabulary, means: Means
) -> Iterator[tuple[Facts, Prepared]]:
    """Yield of each plan what is known without its words, and what is worked out from these, or known."""
    written = digest(vocabulary)
    for part in batched(site.plans.values(), AT_ONCE):
        found = [table.named_of(linked) for linked in part]
        compute = partial(prepared_of, part, table, vocabulary, means)
        answers = remembered([digest(key, written) for key, _ in found], compute, means.store)
        table.clear(part)
        yield from zip((facts for _, facts in found), answers, strict=True)


def prepared_of(
    plans: Sequence[LinkedPlan],
    table: Table,
    vocabulary: Vocabulary,
    means: Means,
    missing: Sequence[int],
) -> Iterator[Prepared]:
    """Return what some of the plans give to the search, worked out."""
    given = (table.input_of(plans[n]) for n in missing)
    return computed(prepare_batch, vocabulary, given, means.executor, 8)


def sharded_by(alphabet: Alphabet, means: Means) -> Iterator[Sharded]:
    """Yield the ranges of each part of the index; those of which no plan changed are known."""
    for parts in batched(alphabet.parts(), PARTS):
        compute = partial(ranges_of, parts, alphabet, means)
        yield from remembered([digest("shards", part.key) for part in parts], compute, means.store)


def ranges_of(
    parts: Sequence[Part], alphabet: Alphabet, means: Means, missing: Sequence[int]
) -> Iterator[Sharded]:
    """Return the ranges of some of the parts, made."""
    sheaves = alphabet.sheaves(parts[n] for n in missing)
    return chain.from_iterable(computed(shard_batch, None, sheaves, means.executor, 1))
