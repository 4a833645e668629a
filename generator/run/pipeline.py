"""The life of a plan, from file to page, in one function.

In: `Inputs`, `Settings`, what is known from before, and who does the work. Out: `Build`: every file that the site
consists of, and every problem. Reads nothing but what `inputs.load` hands out, and writes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from generator.digests import digest
from generator.disk.listing import Listed
from generator.disk.output import KnownFile, Wanted
from generator.disk.sources import Inputs
from generator.files import Parsed, Source
from generator.forms.registers import is_register, parse_registers
from generator.link.graph import link
from generator.link.public import moments, next_change
from generator.link.sketch import Read, read_as
from generator.model.plan import Plan
from generator.model.registers import Registers, Topic
from generator.model.site import Site
from generator.problems import Problem, Severity, Span, in_order, problem
from generator.recall import Recall, those
from generator.run.means import Means
from generator.run.outputs import files_of
from generator.run.recollection import PARSED, REGISTERS
from generator.run.settings import Settings
from generator.run.stages import batched, computed, remembered
from generator.run.timings import Stage
from generator.run.work import parse_batch

AT_ONCE = 512
"""Plans that are parsed before what is not needed of them is put aside."""


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
    site, found, drafts, change = understood(inputs, settings, means)
    if stands_in_the_way(found, drafts, settings.strict):
        return Build((), in_order(found), drafts, is_blocked=True)

    made = files_of(site, inputs, known_file, means)
    found = (*found, *(fault for fault in made if isinstance(fault, Problem)))
    is_blocked = stands_in_the_way(found, drafts, settings.strict)
    return Build(
        files=() if is_blocked else tuple(want for want in made if isinstance(want, Wanted)),
        problems=in_order(found),
        harmless=drafts,
        is_blocked=is_blocked,
        plans=len(site.plans),
        tasks=sum(head.tasks for head in site.heads.values()),
        next_change=change,
    )


def understood(
    inputs: Inputs, settings: Settings, means: Means
) -> tuple[Site, tuple[Problem, ...], frozenset[str], str]:
    """Return the linked site, what was found on the way, the paths of drafts, and when the next plan changes.

    What was read ends with it: of the plans there is only what the site puts aside.
    """
    watch = means.watch
    with watch.stage(Stage.READ):
        registers = known_registers(inputs, settings, means.recall)
    with watch.stage(Stage.PARSE, len(inputs.texts)):
        read = read_plans(inputs, registers.value.topics, means)
    with watch.stage(Stage.LINK, len(read)):
        site, link_problems = link(
            read,
            registers.value,
            inputs.files,
            settings.today,
            settings.drafts,
            means.recall,
        )
    found = (
        *inputs.problems,
        *registers.problems,
        *problems_of(read, means.recall),
        *link_problems,
    )
    if not read:
        found = (*found, problem("no-plans", Span(), Severity.WARNING))
    plans = those(means.recall, "plans read", read, sketched)
    drafts = frozenset(those(means.recall, "drafts read", plans, drafted).values())
    return site, found, drafts, next_change(moments_of(plans, means.recall), settings.today)


@dataclass(frozen=True, slots=True)
class ReadRegisters:
    """The registers, complete, and what is wrong with them."""

    value: Registers
    problems: tuple[Problem, ...]


def known_registers(inputs: Inputs, settings: Settings, recall: Recall) -> "ReadRegisters":
    """Return the registers; as they were made for the last build where their files are the same."""
    files = (*those(recall, "files of registers", inputs.texts, registering).values(),)
    make = partial(read_registers, inputs, settings)
    return recall(REGISTERS, None, (files, settings.base_url), make)


def read_registers(inputs: Inputs, settings: Settings) -> ReadRegisters:
    """Return the registers, with the address that the settings ask for."""
    loaded = [inputs.load(path) for path in inputs.texts if is_register(path)]
    parsed = parse_registers([source for source in loaded if isinstance(source, Source)])
    value = parsed.value or Registers()
    if settings.base_url is not None:
        value = replace(value, config=replace(value.config, base_url=settings.base_url))
    unread = tuple(source for source in loaded if isinstance(source, Problem))
    return ReadRegisters(value, (*parsed.problems, *unread))


def read_plans(inputs: Inputs, topics: tuple[Topic, ...], means: Means) -> Mapping[str, Read]:
    """Return all plans as read, by path; those whose text and topics are as before are not parsed again."""
    suggested = digest(topics)
    texts = those(means.recall, "files of plans", inputs.texts, planning)

    def fill(paths: Sequence[str]) -> Iterator[Read]:
        for part in batched(paths, AT_ONCE):
            yield from parsed(part)

    def parsed(paths: Sequence[str]) -> Iterator[Read]:
        keys = [digest("plan", path, texts[path].digest, suggested) for path in paths]

        def loaded(n: int) -> Source | Problem:
            source = inputs.load(paths[n])
            if paths[n] in inputs.strayed:  # it changed since: what is read has a key of its own
                found = source.digest if isinstance(source, Source) else ""
                keys[n] = digest("plan", paths[n], found, suggested)
            return source

        def compute(missing: Sequence[int]) -> Iterator[Parsed[Plan]]:
            return computed(parse_batch, topics, map(loaded, missing), means.executor)

        for answer in remembered(keys, compute, means.store):
            yield read_as(answer, means.recall.put(answer))

    return means.recall.filled(PARSED, (texts,), suggested, fill)


def registering(text: Listed) -> Listed | None:
    """Return a text that is a register."""
    return text if is_register(text.path) else None


def planning(text: Listed) -> Listed | None:
    """Return a text that is a plan."""
    return None if is_register(text.path) else text


def problems_of(read: Mapping[str, Read], recall: Recall) -> Iterator[Problem]:
    """Yield what parsing found."""
    found = those(recall, "problems read", read, lambda one: one.problems or None)
    return chain.from_iterable(found.values())


def sketched(read: Read) -> Plan | None:
    """Return what is kept of a plan as read."""
    return None if read.sketch is None else read.sketch.plan


def drafted(plan: Plan) -> str | None:
    """Return the path of a plan that is kept unpublished by its editor."""
    return plan.path if plan.meta.draft else None


def moments_of(plans: Mapping[str, Plan], recall: Recall) -> Iterator[str]:
    """Yield when plans become public or stop being so."""
    found = those(recall, "moments", plans, lambda plan: moments(plan) or None)
    return chain.from_iterable(found.values())


def stands_in_the_way(found: Sequence[Problem], drafts: frozenset[str], strict: bool) -> bool:
    """Return whether some problem forbids publishing: an error, of anything but a draft."""
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(one.severity in bad and one.at.path not in drafts for one in found)
