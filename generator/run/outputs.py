"""A linked site → every file of it.

In: a Site, the files that are not made from it, what stands on disk. Out: the files, as they are or as they are to be
written, and the faults of templates. Pages are rendered by whoever does the work.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from generator.disk.output import KnownFile, Staged, Wanted
from generator.disk.sources import Inputs, Original, in_templates
from generator.files import Artifact, Parsed
from generator.messages import wording
from generator.model.site import Site
from generator.problems import Problem
from generator.run.means import Keep, Means
from generator.run.searching import searched
from generator.run.stages import computed
from generator.run.timings import Stage
from generator.run.work import render_batch
from generator.show.data import lists_artifacts, twins
from generator.show.frame import Frame, frame_of
from generator.show.outline import Sheaf
from generator.show.pages import Page, page_of, sheaves_of
from generator.show.render import page_key
from generator.show.templates import TemplateSet
from generator.urls import file_of


def files_of(
    site: Site,
    inputs: Inputs,
    known: KnownFile,
    means: Means,
) -> list[Wanted | Problem]:
    """Return every file of the site that does not stand already, and the faults of templates that kept one from it."""
    language = site.config.language
    templates = TemplateSet(inputs.templates.sources, inputs.templates.catalogue(language))
    frame = frame_of(site)
    means.standing.begin((templates.key, frame))
    search = searched(site, means, lambda artifacts: files(artifacts, known, means))
    with ThreadPoolExecutor(1) as aside:
        searching = aside.submit(search.rest)  # while other processes render
        sheaves = sheaves_of(site, lambda found: wording(found, language), means.recall)
        made = list(render_pages(templates, frame, sheaves, known, means))
        data = (artifact for _, artifact in twins(site, means.recall))
        made += means.watch.each(Stage.DATA, files(data, known, means))
        made += files(lists_artifacts(site, means.recall), known, means)
        made += files(inputs.templates.statics, known, means)
        made += files(attachments(site, inputs), known, means)
        artifacts, missed = searching.result()
        made += (*missed, *search.files, *files(artifacts, known, means))
    return made


def files(
    wanted: Iterable[Artifact | Original], known: KnownFile, means: Means
) -> Iterator[Wanted]:
    """Yield the files that a preview did not write as they should be; one that stands on disk so is kept."""
    for file in wanted:
        if means.standing.holds(file.path, file.digest):
            continue
        means.standing.note(file.path, file.digest, file.path)
        there = known(file.path)
        if there is not None and there.digest == file.digest:
            yield Wanted(there)
        else:
            yield Wanted(means.keep(file) if isinstance(file, Artifact) else file)


def render_pages(
    templates: TemplateSet,
    frame: Frame,
    sheaves: Iterable[Sheaf],
    known: KnownFile,
    means: Means,
) -> Iterator[Wanted | Problem]:
    """Yield every page that does not stand, or why it cannot be made. One that stands on disk so is kept."""
    kept: list[Wanted] = []
    keys: deque[str] = deque()
    watch, standing = means.watch, means.standing
    fresh = (sheaf for sheaf in sheaves if not standing.holds(*sheaf))

    def missing() -> Iterator[Page]:
        for name, outlines in watch.each(Stage.VIEWS, fresh):
            last = standing.last(name)
            same = {each.address: each for each in last} if isinstance(last, tuple) else {}
            for outline in outlines:
                page = page_of(outline, frame)
                path = file_of(page.address)
                there = known(path)
                with watch.stage(Stage.KEYS, 1):
                    is_same = there is not None and same.get(page.address) == outline
                    key = there.key if there and is_same else page_key(templates, page)
                if there is not None and there.key == key:
                    kept.append(Wanted(there, key))
                else:
                    keys.append(key)
                    yield page
            standing.note(name, outlines, *(file_of(each.address) for each in outlines))

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
