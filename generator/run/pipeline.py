"""The life of a plan, from file to page, in one function.

In: `Inputs`, `Settings`, what is known from before, and who does the work. Out: `Build`: every file that the site
consists of, and every problem. Reads nothing but what `inputs.load` hands out, and writes nothing.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from generator.digests import digest
from generator.disk.memo import Store
from generator.disk.output import Kept, Wanted
from generator.disk.sources import Inputs, Listed, Original, in_templates
from generator.disk.spool import Spooled
from generator.files import Artifact, Parsed, Source
from generator.forms.registers import is_register, parse_registers
from generator.link.graph import link
from generator.link.public import next_change
from generator.messages import wording
from generator.model.plan import Plan
from generator.model.registers import Registers, Topic
from generator.model.site import Site
from generator.problems import Problem, Severity, Span, in_order, problem
from generator.run.settings import Settings
from generator.run.stages import computed, remembered
from generator.run.timings import Stage, Stopwatch
from generator.run.work import parse_batch, prepare_batch, render_batch
from generator.search.index import Prepared, assembled, input_of
from generator.search.proof import unproved
from generator.show.data import data_artifacts
from generator.show.pages import Page, pages_of
from generator.show.render import page_key
from generator.show.templates import TemplateSet
from generator.urls import file_of

Keep = Callable[[Artifact], Spooled]
"""Put a finished file aside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What a build works with."""

    store: Store
    """Answers known from before."""
    executor: Executor
    keep: Keep
    """Puts a finished file aside until all are known to be good."""
    watch: Stopwatch = field(default_factory=Stopwatch)


@dataclass(frozen=True, slots=True)
class Build:
    """What a build makes."""

    files: tuple[Wanted, ...]
    """Every file of the site; none where it is blocked."""
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
    known_pages: Mapping[str, Kept],
    means: Means,
) -> Build:
    """Return what should be on disk, given what is on disk.

    `known_pages`: files of the output folder that are as an earlier build left them, by path.
    """
    watch = means.watch
    with watch.stage(Stage.READ):
        registers = read_registers(inputs, settings)
    with watch.stage(Stage.PARSE, len(inputs.texts)):
        parsed = parse_plans(inputs, registers.value.topics, means)
    plans = [one.value for one in parsed if one.value is not None]
    with watch.stage(Stage.LINK, len(plans)):
        site, link_problems = link(
            parsed, registers.value, inputs.files, settings.today, settings.drafts
        )
    found = (*inputs.problems, *registers.problems, *problems_of(parsed), *link_problems)
    if not parsed:
        found = (*found, problem("no-plans", Span(), Severity.WARNING))
    drafts = frozenset(plan.path for plan in plans if is_draft(plan))
    if stands_in_the_way(found, drafts, settings.strict):
        return Build((), in_order(found), drafts, is_blocked=True)

    with watch.stage(Stage.PREPARE, len(site.plans)):
        search = searched(site, means)
    made = files_of(site, inputs, known_pages, means, search)
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

    def compute(missing: Sequence[int]) -> Iterator[Parsed[Plan]]:
        sources = (loaded(inputs, texts[n]) for n in missing)
        return computed(parse_batch, topics, sources, means.executor)

    return remembered(keys, compute, means.store)


def loaded(inputs: Inputs, item: Listed) -> Source | Problem:
    """Return a text as it was listed; one that changed meanwhile will be met by the next build."""
    source = inputs.load(item.path)
    return replace(source, digest=item.digest) if isinstance(source, Source) else source


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


Search = Callable[[], tuple[tuple[Artifact, ...], tuple[Problem, ...]]]
"""Puts the files of the search together, and proves that they find every plan."""


def searched(site: Site, means: Means) -> Search:
    """Return what puts the search together; what a plan gives to it by itself is worked out here, or known."""
    given = [input_of(linked) for linked in site.plans.values()]

    def compute(missing: Sequence[int]) -> Iterator[Prepared]:
        return computed(prepare_batch, None, (given[n] for n in missing), means.executor, 8)

    answers = remembered([digest("search", one) for one in given], compute, means.store)

    def search() -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
        with means.watch.stage(Stage.ASSEMBLE):
            artifacts = assembled(site, given, answers)
            paths = [linked.plan.path for linked in site.plans.values()]
            plans = {head[0]: (path, own) for path, (head, own) in zip(paths, given, strict=True)}
            return artifacts, tuple(unproved(plans, artifacts))

    return search


def files_of(
    site: Site,
    inputs: Inputs,
    known_pages: Mapping[str, Kept],
    means: Means,
    search: Search,
) -> list[Wanted | Problem]:
    """Return every file of the site, and the faults of templates that kept one from being made."""
    language = site.config.language
    templates = TemplateSet(inputs.templates.sources, inputs.templates.catalogue(language))
    with ThreadPoolExecutor(1) as aside:
        searching = aside.submit(search)  # while other processes render
        pages = pages_of(site, lambda found: wording(found, language))
        made = list(render_pages(templates, pages, known_pages, means))
        data = means.watch.each(Stage.DATA, data_artifacts(site))
        made += (Wanted(means.keep(artifact)) for artifact in data)
        made += map(Wanted, inputs.templates.statics)
        made += map(Wanted, attachments(site, inputs))
        artifacts, missed = searching.result()
        made += (*missed, *(Wanted(means.keep(artifact)) for artifact in artifacts))
    return made


def render_pages(
    templates: TemplateSet,
    pages: Iterable[Page],
    known: Mapping[str, Kept],
    means: Means,
) -> Iterator[Wanted | Problem]:
    """Yield every page, or why it cannot be made. A page that stands on disk as it would be is kept."""
    kept: list[Wanted] = []
    keys: deque[str] = deque()
    watch = means.watch

    def missing() -> Iterator[Page]:
        for page in watch.each(Stage.VIEWS, pages):
            with watch.stage(Stage.KEYS, 1):
                key, path = page_key(templates, page), file_of(page.address)
            if path in known and known[path].key == key:
                kept.append(Wanted(known[path], key))
            else:
                keys.append(key)
                yield page

    made = computed(render_batch, templates, missing(), means.executor, 32)
    for page in watch.each(Stage.RENDER, made):
        yield from rendered(page, keys.popleft(), means.keep)
    yield from kept


def rendered(page: Parsed[Artifact], key: str, keep: Keep) -> Iterator[Wanted | Problem]:
    """Yield a rendered page under its key, and what was wrong with it."""
    if page.value is not None:
        yield Wanted(keep(page.value), key)
    yield from (in_templates(found) for found in page.problems)


def attachments(site: Site, inputs: Inputs) -> Iterator[Original]:
    """Yield the files that public plans refer to; each goes to its own address."""
    for plan in site.plans.values():
        for file in plan.attachments:
            yield Original(file.address, inputs.where(file.source), file.size, file.digest)
