"""A linked site → every file of it.

In: a Site, the files that are not made from it, what stands on disk. Out: the files, as they are or as they are to be
written, and the faults of templates. Not its business: who renders the pages (see `rendering`).
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import islice

from generator.disk.output import KnownFile, Wanted
from generator.disk.sources import Inputs, Original
from generator.files import Artifact
from generator.messages import wording
from generator.model.site import Site
from generator.problems import Problem
from generator.run.forked import RenderContext
from generator.run.means import Means, kept_or_put
from generator.run.rendering import ahead, rendering
from generator.run.searching import searched
from generator.run.timings import Stage
from generator.show.data import lists_artifacts
from generator.show.environment import ROWS
from generator.show.frame import frame_of
from generator.show.outline import Bundle
from generator.show.pages import sheaves_of
from generator.show.render import compile_all
from generator.show.templates import TemplateSet
from generator.urls import manuscript_url

File = Artifact | Original
FEW = 1 << 12
"""Rows that are remembered as rendered where each page is made once: enough for those that are made at a time."""


def files_of(
    site: Site,
    inputs: Inputs,
    known: KnownFile,
    means: Means,
) -> list[Wanted | Problem]:
    """Return every file of the site that does not stand already, and the faults of templates that kept one from it."""
    language = site.config.language
    rows = ROWS if means.standing.is_kept else FEW
    templates = means.recall(
        "template set", inputs.templates, language, lambda: templates_of(inputs, language, rows)
    )
    frame = frame_of(site)
    means.standing.begin((templates.key, frame))
    context_of = partial(RenderContext, templates, frame, known, means.folder)
    with ahead(sheaves(site, templates, means), means) as drawn:
        search = searched(site, known, means)
    pages = rendering(drawn, context_of, means)
    made = [*islice(pages, 1)]  # where others make them, they have begun with the next
    others = (
        *lists_artifacts(site, means.recall),
        *inputs.templates.statics,
        *attachments(site, inputs),
        *manuscripts(site, inputs),
    )
    made += files("lists and originals", by_path(others), known, means)
    artifacts, missed = search.rest()
    made += (*missed, *search.files, *files("search", by_path(artifacts), known, means))
    made += pages
    return made


def templates_of(inputs: Inputs, language: str, rows: int = ROWS) -> TemplateSet:
    """Return the templates with the messages of a language; so many rows are remembered as rendered."""
    return TemplateSet(inputs.templates.sources, inputs.templates.catalogue(language), rows)


def sheaves(site: Site, templates: TemplateSet, means: Means) -> Iterator[Bundle]:
    """Yield the sheaves of a site; for one that is new its templates are compiled before: it needs all of them."""
    if means.folder:
        with means.watch.stage(Stage.RENDER):
            compile_all(templates)
    word = partial(wording, language=site.config.language)
    yield from sheaves_of(site, word, means.recall)


def by_path(found: Iterable[File]) -> dict[str, File]:
    """Return files by path."""
    return {file.path: file for file in found}


def files(
    kind: str, wanted: Mapping[str, File], known: KnownFile, means: Means
) -> Iterator[Wanted]:
    """Yield the files of a kind that a preview did not write as they should be; one that stands on disk so is kept."""
    for key in means.standing.fresh(kind, wanted, lambda file: (file.path,)):
        yield kept_or_put(wanted[key], known, means.keep)


def attachments(site: Site, inputs: Inputs) -> Iterator[Original]:
    """Yield the files that public plans refer to; each goes to its own address."""
    for head in site.heads.values():
        for file in head.linked.attachments:
            yield Original(file.address, inputs.where(file.source), file.digest)


def manuscripts(site: Site, inputs: Inputs) -> Iterator[Original]:
    """Yield the files that public plans are written in, where the site offers them."""
    if site.config.manuscripts:
        for key, head in site.heads.items():
            path = head.linked.plan.path
            if not head.linked.is_draft:
                address = manuscript_url(key, path)
                yield Original(address, inputs.where(path), inputs.texts[path].digest)
