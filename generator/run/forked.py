"""Pages, and data of plans, made by processes that were forked off this one: they share the site, nothing is sent.

In: numbers of sheaves. Out: their files, as they stand or made, and what it took. What processes share is never sent
anywhere, so it may hold whatever this process holds.
"""

import time
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.disk.output import Kept, KnownFile, Staged
from generator.files import Artifact, Parsed
from generator.run.executors import shared
from generator.run.timings import Stage
from generator.run.work import written
from generator.show.frame import Frame
from generator.show.outline import Outlines, Raw
from generator.show.pages import Page, page_of
from generator.show.render import page_key, render_page
from generator.show.templates import TemplateSet

Named = tuple[Mapping[str, Outlines], str]
"""Pages, and under which name those stand that are meant."""
File = Kept | Parsed[Artifact] | Parsed[Staged]
Made = tuple[File, str]
"""A file, and the key of a page."""
Spent = tuple[Stage, float, int]
Batch = tuple[list[Made], list[Spent]]
"""Files, and what they took: seconds of processor and items by stage, where rendering is thought to be all of it."""


@dataclass(frozen=True, slots=True)
class RenderContext:
    """All that pages and data are made from."""

    templates: TemplateSet
    frame: Frame
    known: KnownFile
    folder: str
    """Where pages are written; "" for nowhere."""
    sheaves: tuple[Named, ...] = ()


@dataclass(slots=True)
class Tally:
    """What stages took of the processor, one after another."""

    last: float = field(default_factory=time.thread_time)
    seconds: dict[Stage, float] = field(default_factory=dict)
    items: dict[Stage, int] = field(default_factory=dict)

    def count(self, stage: Stage, items: int = 1) -> None:
        """Count what was done since the last time."""
        now = time.thread_time()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self.last
        self.items[stage] = self.items.get(stage, 0) + items
        self.last = now

    def besides(self, whole: Stage) -> Iterator[Spent]:
        """Yield what is to be added where all of it was counted for one stage, as one item."""
        for stage in self.items:
            if stage is not whole:
                yield stage, self.seconds[stage], self.items[stage]
        others = sum(own for stage, own in self.seconds.items() if stage is not whole)
        yield whole, -others, self.items.get(whole, 0) - 1


def forked_batch(nothing: None, numbers: tuple[int, ...]) -> list[Batch]:
    """Return the files of these sheaves. Raises OSError where they cannot be written."""
    context, tally = shared(RenderContext), Tally()
    made = [each for number in numbers for each in _made(context, number, tally)]
    return [(made, [*tally.besides(Stage.RENDER)])]


def standing(there: Kept | None, key: str) -> Kept | None:
    """Return what stands in the place of a page, where it is what would be made."""
    return there if there is not None and there.key == key else None


def _made(context: RenderContext, number: int, tally: Tally) -> Iterator[Made]:
    """Yield the files of a sheaf."""
    sheaf, name = context.sheaves[number]
    outlines = deque(sheaf[name])
    tally.count(Stage.VIEWS)
    while outlines:  # what was shown is let go of, page by page
        outline = outlines.popleft()
        if isinstance(outline, Raw):
            yield _raw(context, outline.make()), ""
            tally.count(Stage.DATA)
        else:
            page = page_of(outline, context.frame)
            key = page_key(context.templates, page)
            tally.count(Stage.KEYS)
            yield _page(context, page, key), key
            tally.count(Stage.RENDER)


def _raw(context: RenderContext, made: Artifact) -> File:
    """Return a file as it stands, or made."""
    there = context.known(made.path)
    if there is not None and there.digest == made.digest:
        return there
    return _placed(context, Parsed(made))


def _page(context: RenderContext, page: Page, key: str) -> File:
    """Return a page as it stands, or rendered."""
    there = standing(context.known(page.path), key)
    return there or _placed(context, render_page(context.templates, page))


def _placed(context: RenderContext, made: Parsed[Artifact]) -> Parsed[Artifact] | Parsed[Staged]:
    return written(made, context.folder) if context.folder else made
