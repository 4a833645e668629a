"""The life of a plan, from file to page, in one function.

In: `Inputs`, `Settings`, what is known from before, and who does the work. Out: `Build`: every file that the site
consists of, and every problem. Reads nothing but what `inputs.load` hands out, and writes nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import TypeVar

from generator.digests import digest
from generator.disk.output import KnownFile, Wanted
from generator.disk.sources import Inputs
from generator.files import Artifact, Parsed, Source
from generator.forms.registers import is_register, parse_registers
from generator.link.graph import link
from generator.link.public import next_change
from generator.model.plan import Plan
from generator.model.registers import Registers, Topic
from generator.model.site import LinkedPlan, Site
from generator.problems import Problem, Severity, Span, in_order, problem
from generator.recall import Recall
from generator.run.means import Means
from generator.run.outputs import Search, files_of
from generator.run.settings import Settings
from generator.run.stages import computed, remembered
from generator.run.timings import Stage
from generator.run.work import parse_batch, prepare_batch, shard_batch
from generator.search.index import (
    Input,
    Prepared,
    Sharded,
    alphabet_of,
    assembled,
    input_of,
    key_of,
    oldest,
    vocabulary_of,
)
from generator.search.parts import Alphabet
from generator.search.proof import unproved
from generator.search.vocabulary import Vocabulary

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Build:
    """What a build makes."""

    files: tuple[Wanted, ...]
    """Every file of the site that is not known to stand; none where it is blocked."""
    problems: tuple[Problem, ...]
    """All of them, in order, as bad as they are for their own plan."""
    harmless: frozenset[str]
    """Paths of drafts: their problems keep nothing from being published."""
    is_blocked: bool = False
    """Whether a problem stands in the way of publishing."""
    plans: int = 0
    tasks: int = 0
    next_change: str = ""
    """When the next plan becomes public or stops being so; "" for never."""


def build(
    inputs: Inputs,
    settings: Settings,
    known_file: KnownFile,
    means: Means,
) -> Build:
    """Return what should be on disk, given what is on disk."""
    watch = means.watch
    with watch.stage(Stage.READ):
        registers = known_registers(inputs, settings, means.recall)
    with watch.stage(Stage.PARSE, len(inputs.texts)):
        parsed = parse_plans(inputs, registers.value.topics, means)
    plans = [one.value for one in parsed if one.value is not None]
    with watch.stage(Stage.LINK, len(plans)):
        site, link_problems = link(
            parsed,
            registers.value,
            inputs.files,
            settings.today,
            settings.drafts,
            means.recall,
        )
    found = (*inputs.problems, *registers.problems, *problems_of(parsed), *link_problems)
    if not parsed:
        found = (*found, problem("no-plans", Span(), Severity.WARNING))
    drafts = frozenset(plan.path for plan in plans if is_draft(plan))
    if stands_in_the_way(found, drafts, settings.strict):
        return Build((), in_order(found), drafts, is_blocked=True)

    with watch.stage(Stage.PREPARE, len(site.plans)):
        search = searched(site, means)
    made = files_of(site, inputs, known_file, means, search)
    found = (*found, *(fault for fault in made if isinstance(fault, Problem)))
    is_blocked = stands_in_the_way(found, drafts, settings.strict)
    return Build(
        files=() if is_blocked else tuple(want for want in made if isinstance(want, Wanted)),
        problems=in_order(found),
        harmless=drafts,
        is_blocked=is_blocked,
        plans=len(site.plans),
        tasks=sum(len(plan.tasks) for plan in site.plans.values()),
        next_change=next_change(tuple(plans), settings.today),
    )


@dataclass(frozen=True, slots=True)
class ReadRegisters:
    """The registers, complete, and what is wrong with them."""

    value: Registers
    problems: tuple[Problem, ...]


def known_registers(inputs: Inputs, settings: Settings, recall: Recall) -> "ReadRegisters":
    """Return the registers; as they were made for the last build where their files are the same."""
    files = tuple(item for item in inputs.texts if is_register(item.path))
    make = partial(read_registers, inputs, settings)
    return recall("registers", None, (files, settings.base_url), make)


def read_registers(inputs: Inputs, settings: Settings) -> ReadRegisters:
    """Return the registers, with the address that the settings ask for."""
    loaded = [inputs.load(item.path) for item in inputs.texts if is_register(item.path)]
    parsed = parse_registers([source for source in loaded if isinstance(source, Source)])
    value = parsed.value or Registers()
    if settings.base_url is not None:
        value = replace(value, config=replace(value.config, base_url=settings.base_url))
    unread = tuple(source for source in loaded if isinstance(source, Problem))
    return ReadRegisters(value, (*parsed.problems, *unread))


def parse_plans(inputs: Inputs, topics: tuple[Topic, ...], means: Means) -> list[Parsed[Plan]]:
    """Return all plans, parsed; those whose text and topics are as before are not read again."""
    texts = [item for item in inputs.texts if not is_register(item.path)]
    suggested = digest(topics)
    keys = [digest("plan", item.path, item.digest, suggested) for item in texts]

    def loaded(n: int) -> Source | Problem:
        source = inputs.load(texts[n].path)
        found = source.digest if isinstance(source, Source) else ""
        if (
            found != texts[n].digest
        ):  # it changed since it was listed: what is read has a key of its own
            keys[n] = digest("plan", texts[n].path, found, suggested)
        return source

    def compute(missing: Sequence[int]) -> Iterator[Parsed[Plan]]:
        return computed(parse_batch, topics, map(loaded, missing), means.executor)

    return remembered(keys, compute, means.store)


def problems_of(parsed: Sequence[Parsed[Plan]]) -> Iterator[Problem]:
    """Yield what parsing found."""
    for one in parsed:
        yield from one.problems


def is_draft(plan: Plan) -> bool:
    """Return whether a plan is kept unpublished by its editor."""
    return plan.meta.draft


def stands_in_the_way(found: Sequence[Problem], drafts: frozenset[str], strict: bool) -> bool:
    """Return whether some problem forbids publishing: an error, of anything but a draft."""
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(one.severity in bad and one.at.path not in drafts for one in found)


def searched(site: Site, means: Means) -> Search:
    """Return what puts the search together; what a plan gives to it by itself is worked out here, or known."""
    found = [
        means.recall(f"search {key}", linked, None, partial(searched_for, linked))
        for key, linked in site.plans.items()
    ]
    given = [one for _, one in found]
    vocabulary = known_vocabulary(found, means)
    written = digest(vocabulary)

    def compute(missing: Sequence[int]) -> Iterator[Prepared]:
        return computed(prepare_batch, vocabulary, (given[n] for n in missing), means.executor, 8)

    answers = remembered([digest(key, written) for key, _ in found], compute, means.store)

    with means.watch.stage(Stage.SHARDS, len(site.plans)):
        sharded = sharded_by(alphabet_of(answers), means)
    ranges = [named for own, _ in sharded for named in own]
    missing = [each for _, own in sharded for each in own]
    paths = {key: linked.plan.path for key, linked in site.plans.items()}

    def search() -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
        with means.watch.stage(Stage.ASSEMBLE):
            artifacts = assembled(site, given, answers, ranges, vocabulary)
            return artifacts, tuple(unproved(paths, artifacts, ranges, missing))

    return search


def known_vocabulary(plans: Sequence[tuple[str, Input]], means: Means) -> Vocabulary:
    """Return the words to write the texts with; they are known where the plans that they are learned from are."""
    keys, sample = zip(*oldest(plans), strict=True) if plans else ((), ())
    key = digest("vocabulary", *keys)

    def compute(missing: Sequence[int]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        for _ in missing:
            words = vocabulary_of(sample)
            yield words.few, words.many  # the memo takes plain values

    return Vocabulary(*remembered([key], compute, means.store)[0])


def sharded_by(alphabet: Alphabet, means: Means) -> list[Sharded]:
    """Return the ranges of each part of the index; those of which no plan changed are known."""
    parts = alphabet.parts()

    def compute(missing: Sequence[int]) -> Iterator[Sharded]:
        sheaves = alphabet.sheaves(parts[n] for n in missing)
        return chain.from_iterable(computed(shard_batch, None, sheaves, means.executor, 1))

    return remembered([digest("shards", part.key) for part in parts], compute, means.store)


def searched_for(linked: LinkedPlan) -> tuple[str, Input]:
    """Return what the search takes from a plan, and the key of what is worked out from it."""
    given = input_of(linked)
    return key_of(given), given
