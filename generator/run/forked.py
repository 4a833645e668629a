"""Pages, made by processes that were forked off this one: they share the site with it, so nothing has to be sent.

In: numbers of sheaves. Out: their pages, as they stand or rendered, and what it took. What processes share is never
sent anywhere, so it may hold whatever this process holds.
"""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from generator.disk.output import Kept, KnownFile, Staged
from generator.files import Artifact, Parsed
from generator.run.executors import shared
from generator.run.timings import Stage
from generator.run.work import written
from generator.show.frame import Frame
from generator.show.outline import Outline
from generator.show.pages import Page, page_of
from generator.show.render import page_key, render_page
from generator.show.templates import TemplateSet
from generator.urls import file_of

Named = tuple[Mapping[str, tuple[Outline, ...]], str]
"""Pages, and under which name those stand that are meant."""
Made = tuple[Kept | Parsed[Artifact] | Parsed[Staged], str]
"""A page, and its key."""
Batch = tuple[list[Made], tuple[tuple[Stage, float, int], ...]]
"""Pages, and what they took: seconds of processor and items by stage, where rendering is thought to be all of it."""


@dataclass(frozen=True, slots=True)
class RenderContext:
    """All that pages are made from."""

    templates: TemplateSet
    frame: Frame
    known: KnownFile
    folder: str
    """Where pages are written; "" for nowhere."""
    sheaves: tuple[Named, ...] = ()


def forked_batch(nothing: None, numbers: tuple[int, ...]) -> list[Batch]:
    """Return the pages of these sheaves. Raises OSError where they cannot be written."""
    context = shared(RenderContext)
    start = time.thread_time()
    named = (context.sheaves[n] for n in numbers)
    outlines = [*chain.from_iterable(sheaf[name] for sheaf, name in named)]
    viewed = time.thread_time()
    pages = [(page, page_key(context.templates, page)) for page in _pages(context, outlines)]
    keyed = time.thread_time()
    made = [(_made(context, page, key), key) for page, key in pages]
    rendered = sum(isinstance(page, Parsed) for page, _ in made)
    spent = (
        (Stage.VIEWS, viewed - start, len(numbers)),
        (Stage.KEYS, keyed - viewed, len(pages)),
        (Stage.RENDER, start - keyed, rendered - 1),  # counted already, as one batch
    )
    return [(made, spent)]


def standing(there: Kept | None, key: str) -> Kept | None:
    """Return what stands in the place of a page, where it is what would be made."""
    return there if there is not None and there.key == key else None


def _pages(context: RenderContext, outlines: list[Outline]) -> Iterator[Page]:
    return (page_of(outline, context.frame) for outline in outlines)


def _made(context: RenderContext, page: Page, key: str) -> Kept | Parsed[Artifact] | Parsed[Staged]:
    """Return a page as it stands, or rendered."""
    if there := standing(context.known(file_of(page.address)), key):
        return there
    made = render_page(context.templates, page)
    return written(made, context.folder) if context.folder else made
