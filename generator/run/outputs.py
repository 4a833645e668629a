"""A linked site → every file of it.

In: a Site, the files that are not made from it, what stands on disk. Out: the files, as they are or as they are to be
written, and the faults of templates. Not its business: who renders the pages (see `rendering`).
"""

from collections.abc import Iterable, Iterator
from functools import partial

from generator.disk.output import KnownFile, Wanted
from generator.disk.sources import Inputs, Original
from generator.files import Artifact
from generator.messages import wording
from generator.model.site import Site
from generator.problems import Problem
from generator.run.forked import Ground
from generator.run.means import Means
from generator.run.rendering import rendering
from generator.run.searching import searched
from generator.run.timings import Stage
from generator.show.data import lists_artifacts, twins
from generator.show.frame import frame_of
from generator.show.pages import sheaves_of
from generator.show.templates import TemplateSet


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
    sheaves = sheaves_of(site, lambda found: wording(found, language), means.recall)
    made = [*rendering(sheaves, partial(Ground, templates, frame, known, means.folder), means)]
    data = (artifact for _, artifact in twins(site, means.recall))
    made += means.watch.each(Stage.DATA, files(data, known, means))
    made += files(lists_artifacts(site, means.recall), known, means)
    made += files(inputs.templates.statics, known, means)
    made += files(attachments(site, inputs), known, means)
    artifacts, missed = search.rest()
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


def attachments(site: Site, inputs: Inputs) -> Iterator[Original]:
    """Yield the files that public plans refer to; each goes to its own address."""
    for plan in site.plans.values():
        for file in plan.attachments:
            yield Original(file.address, inputs.where(file.source), file.size, file.digest)
