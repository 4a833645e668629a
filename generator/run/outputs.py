"""A linked site → every file of it.

In: a Site, the files that are not made from it, what stands on disk. Out: the files, as they are or as they are to be
written, and the faults of templates. Pages are rendered by whoever does the work.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from generator.disk.output import Kept, Staged, Wanted
from generator.disk.sources import Inputs, Original, in_templates
from generator.files import Artifact, Parsed
from generator.messages import wording
from generator.model.site import Site
from generator.problems import Problem
from generator.run.means import Keep, Means
from generator.run.stages import computed
from generator.run.timings import Stage
from generator.run.work import render_batch
from generator.show.data import lists_artifacts, twin_artifact
from generator.show.pages import Page, pages_of
from generator.show.render import page_key
from generator.show.templates import TemplateSet
from generator.urls import file_of

Search = Callable[[], tuple[tuple[Artifact, ...], tuple[Problem, ...]]]
"""Puts the files of the search together, and proves that they find every plan."""


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
        pages = pages_of(site, lambda found: wording(found, language), means.recall)
        made = list(render_pages(templates, pages, known_pages, means))
        made += means.watch.each(Stage.DATA, data_files(site, known_pages, means))
        made += map(Wanted, inputs.templates.statics)
        made += map(Wanted, attachments(site, inputs))
        artifacts, missed = searching.result()
        made += (*missed, *(Wanted(means.keep(artifact)) for artifact in artifacts))
    return made


def data_files(site: Site, known: Mapping[str, Kept], means: Means) -> Iterator[Wanted]:
    """Yield the files for programs; one that stands on disk as it would be is kept."""
    for key, linked in site.plans.items():
        artifact = means.recall(f"data {key}", linked, None, partial(twin_artifact, linked))
        there = known.get(artifact.path)
        is_same = there is not None and there.digest == artifact.digest
        yield Wanted(there if there and is_same else means.keep(artifact))
    yield from (Wanted(means.keep(artifact)) for artifact in lists_artifacts(site))


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
                make = partial(page_key, templates, page)
                frame = (templates.key, page.site)
                key = means.recall(f"key {page.address}", page.view, frame, make)
                path = file_of(page.address)
            if path in known and known[path].key == key:
                kept.append(Wanted(known[path], key))
            else:
                keys.append(key)
                yield page

    made = computed(render_batch, (templates, means.folder), missing(), means.executor, 32)
    for page in watch.each(Stage.RENDER, made):
        yield from rendered(page, keys.popleft(), means.keep)
    yield from kept


def rendered(
    page: Parsed[Artifact] | Parsed[Staged], key: str, keep: Keep
) -> Iterator[Wanted | Problem]:
    """Yield a rendered page under its key, and what was wrong with it."""
    if page.value is not None:
        yield Wanted(page.value if isinstance(page.value, Staged) else keep(page.value), key)
    yield from (in_templates(found) for found in page.problems)


def attachments(site: Site, inputs: Inputs) -> Iterator[Original]:
    """Yield the files that public plans refer to; each goes to its own address."""
    for plan in site.plans.values():
        for file in plan.attachments:
            yield Original(file.address, inputs.where(file.source), file.size, file.digest)
