"""A linked site → its search: each plan is worked on by itself, then what all give is put together.

In: a Site, who works, how files are put aside. Out: files, and what makes the last ones. Few plans are looked at at a
time, and what they give to the index waits on disk: of a plan little stays in memory.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

from generator.digests import digest
from generator.disk.output import KnownFile, Wanted
from generator.files import Artifact
from generator.model.site import LinkedPlan, Site
from generator.problems import Problem
from generator.recall import Opened, gist, recalled, taken
from generator.run.means import Means, kept_or_put
from generator.run.ranging import Keep, Ranges, ranged
from generator.run.stages import asked, batched, computed, one_ahead, remembered
from generator.run.timings import Stage
from generator.run.work import Words, prepare_batch, vocabulary_batch
from generator.search.columns import facts_of
from generator.search.digests import Digest
from generator.search.index import (
    Given,
    Index,
    Input,
    Prepared,
    assembled,
    input_of,
    key_of,
    oldest,
    searched_of,
    shelved,
)
from generator.search.latin import latin_of
from generator.search.proof import unproved
from generator.search.vocabulary import Vocabulary

AT_ONCE = 64
"""Plans that are looked at at a time; so many others are at work meanwhile."""
Begun = tuple[Sequence[Input], Callable[[], list[Prepared]]]
"""What is taken from some plans, and what waits for what they give."""


@dataclass(frozen=True, slots=True)
class Search:
    """The search of a site."""

    files: list[Wanted]
    """Ranges of the index, and texts, that do not stand."""
    rest: Callable[[], tuple[tuple[Artifact, ...], tuple[Problem, ...]]]
    """Makes the files that tell of all plans, and proves that they find every plan."""


@dataclass(frozen=True, slots=True)
class Worked:
    """What was worked out for a plan."""

    digest: Digest
    """What it gives to the index."""
    given: Opened[Given]
    """What it gives to the files that tell of all plans."""
    files: tuple[Wanted, ...]
    """Its texts."""


def searched(site: Site, known: KnownFile, means: Means) -> Search:
    """Return what the search consists of."""
    recall, standing = means.recall, means.standing
    keep = partial(put_aside, known, means)
    with means.watch.stage(Stage.PREPARE, len(site.plans)):
        table = Table()
        vocabulary = known_vocabulary(site, table, means)
        worked = gathered(site, table, vocabulary, means, keep)
        given = recalled(recall, "given", (worked,), None, lambda key: worked[key].given)
    with means.watch.stage(Stage.SHARDS, len(site.plans)):
        digests = taken(recall, "digests of plans", worked, lambda each: each.digest)
        ranges = ranged(digests, means, keep)
        runs = taken(recall, "runs of letters", digests, lambda digest: digest[3])
        latin = latin_of(runs, recall)
    index = Index([*chain.from_iterable(r.names for r in ranges.values())], latin, vocabulary)
    missing = [each for found in ranges.values() for each in found.missed]
    files = [
        *chain.from_iterable(worked[key].files for key in standing.fresh("texts", worked, paths)),
        *chain.from_iterable(ranges[key].files for key in standing.fresh("ranges", ranges, paths)),
    ]

    def rest() -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
        with means.watch.stage(Stage.ASSEMBLE):
            artifacts = assembled(site, searched_of(site, given, recall), index, recall)
            where = taken(recall, "paths of plans", site.heads, lambda head: head.linked.plan.path)
            proof = unproved(where, artifacts, index.ranges, missing, recall)
            return artifacts, tuple(proof)

    return Search(files, rest)


def paths(found: Worked | Ranges) -> Iterator[str]:
    """Yield the paths of files."""
    return (each.path for each in found.files)


def put_aside(known: KnownFile, means: Means, files: Iterable[Artifact]) -> tuple[Wanted, ...]:
    """Return files as they are to be written. A preview keeps them: what they were made of is remembered with them."""
    if means.standing.is_kept:
        return tuple(map(Wanted, files))
    return tuple(kept_or_put(file, known, means.keep) for file in files)


@dataclass(slots=True)
class Table:
    """What was just taken from plans, until it is worked on."""

    inputs: dict[str, Input] = field(default_factory=dict)

    def input_of(self, linked: LinkedPlan) -> Input:
        """Return what the search takes from a plan."""
        key = linked.plan.id
        if key not in self.inputs:
            self.inputs[key] = input_of(linked)
        return self.inputs[key]

    def clear(self, plans: Iterable[LinkedPlan]) -> None:
        """Take from the table what was taken from these plans."""
        for linked in plans:
            self.inputs.pop(linked.plan.id, None)


def known_vocabulary(site: Site, table: Table, means: Means) -> Vocabulary:
    """Return the words to write the texts with; they are known where the plans that they are learned from are."""
    sample = {key: site.plans[key] for key in oldest([*site.plans])}
    names = gist(
        means.recall, "sample", (sample,), None, lambda key: key_of(table.input_of(sample[key]))
    )

    def compute(missing: Sequence[int]) -> Iterator[Words]:
        samples = ([table.input_of(linked) for linked in sample.values()] for _ in missing)
        return computed(vocabulary_batch, None, samples, means.executor, 1)

    def learned() -> Vocabulary:
        key = digest("vocabulary", *names.values())
        return Vocabulary(*remembered([key], compute, means.store)[0])

    return means.recall("vocabulary", names, None, learned)


def gathered(
    site: Site, table: Table, vocabulary: Vocabulary, means: Means, keep: Keep
) -> Mapping[str, Worked]:
    """Return what each plan gives to the search, its texts put aside."""
    written = means.recall("vocabulary, named", vocabulary, None, lambda: digest(vocabulary))

    def begun(part: Sequence[LinkedPlan]) -> Begun:
        inputs = [table.input_of(linked) for linked in part]
        table.clear(part)
        names = [digest(key_of(each), written) for each in inputs]
        return inputs, asked(names, partial(prepared_of, inputs, vocabulary, means), means.store)

    def fill(keys: Sequence[str]) -> Iterator[Worked]:
        parts = batched((site.plans[key] for key in keys), AT_ONCE)
        for inputs, answers in one_ahead(map(begun, parts)):
            for given, answer in zip(inputs, answers(), strict=True):
                digest_, marks, version, texts = answer
                streams = shelved(digest_, means.shelve)
                kept = keep(Artifact(*text) for text in texts)
                told = means.recall.put(Given(facts_of(*given), marks, version))
                yield Worked(streams, told, kept)

    return means.recall.filled("worked", (site.plans,), (written,), fill)


def prepared_of(
    inputs: Sequence[Input], vocabulary: Vocabulary, means: Means, missing: Sequence[int]
) -> Iterator[Prepared]:
    """Return what some of the plans give to the search, worked out."""
    given = (inputs[n] for n in missing)
    return computed(prepare_batch, vocabulary, given, means.executor, 8)
