"""Every page that does not stand, rendered by whoever does the work.

In: sheaves of pages, what stands on disk. Out: the pages, as they are or as they are to be written, and the faults of
templates. Processes that can be forked off share the site and make the views of their pages themselves (decision
0022); for all others the views are made here and sent.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from generator.disk.output import Staged, Wanted
from generator.disk.sources import in_templates
from generator.files import Artifact, Parsed
from generator.problems import Problem
from generator.run.executors import bequeathed
from generator.run.heirs import Estate, Inherited, Named, heirs_batch
from generator.run.means import Keep, Means
from generator.run.stages import computed
from generator.run.standing import Standing
from generator.run.timings import Stage
from generator.run.work import render_batch
from generator.show.outline import Outline, Sheaf
from generator.show.pages import Page, page_of
from generator.show.render import compile_all, page_key
from generator.urls import file_of

MANY = 400
"""Sheaves for which processes pay, however little there was to do before."""
TOGETHER = 8
"""Sheaves that a process is given at a time."""

Pages = Iterator[Wanted | Problem]
Outlines = tuple[Outline, ...]


def rendering(
    sheaves: Iterable[Sheaf], estate: Callable[[tuple[Named, ...]], Estate], means: Means
) -> Pages:
    """Return every page that does not stand, or why it cannot be made; one that stands is kept.

    Processes that share the site are there when this returns: they are forked off before there are threads.
    """
    watch = means.watch
    if means.standing.is_kept:  # a preview, which has threads; nearly all of its pages stand
        return sent(sheaves, estate(()), means)
    with watch.stage(Stage.VIEWS):
        kept = tuple(sheaves)
        listed = tuple((sheaf, name) for _, sheaf in kept for name in sheaf)
    whole = estate(listed)
    if means.folder and len(listed) >= MANY:
        with watch.stage(Stage.RENDER):
            compile_all(whole.templates)
    if bequeathed(means.executor, whole, len(listed) >= MANY):
        return inherited(len(listed), means)
    return sent(kept, whole, means)


def inherited(count: int, means: Means) -> Pages:
    """Yield the pages that other processes make of what they share with this one."""
    watch = means.watch
    numbers = range(count)
    made: Iterator[Inherited] = computed(heirs_batch, None, numbers, means.executor, TOGETHER)
    for pages, spent in watch.each(Stage.RENDER, made):
        for stage, processors, items in spent:
            watch.add(stage, 0.0, processors, items)
        for page, key in pages:
            if isinstance(page, Parsed):
                yield from rendered(page, key, means.keep)
            else:
                yield Wanted(page, key)


def sent(sheaves: Iterable[Sheaf], estate: Estate, means: Means) -> Pages:
    """Yield the pages that are made elsewhere of views that are made here."""
    kept: list[Wanted] = []
    keys: deque[str] = deque()
    watch, templates = means.watch, estate.templates

    def missing() -> Iterator[Page]:
        for outlines, last in watch.each(Stage.VIEWS, fresh(sheaves, means.standing)):
            same = {each.address: each for each in last}
            for outline in outlines:
                page = page_of(outline, estate.frame)
                there = estate.known(file_of(page.address))
                with watch.stage(Stage.KEYS, 1):
                    is_same = there is not None and same.get(page.address) == outline
                    key = there.key if there and is_same else page_key(templates, page)
                if there is not None and there.key == key:
                    kept.append(Wanted(there, key))
                else:
                    keys.append(key)
                    yield page

    made = computed(render_batch, (templates, estate.folder), missing(), means.executor, 32)
    for page in watch.each(Stage.RENDER, made):
        yield from rendered(page, keys.popleft(), means.keep)
    yield from kept


def fresh(sheaves: Iterable[Sheaf], standing: Standing) -> Iterator[tuple[Outlines, Outlines]]:
    """Yield the pages that are made together and do not stand as they should, and as which they stand."""
    for kind, sheaf in sheaves:
        for name in standing.fresh(f"pages: {kind}", sheaf, paths):
            last = standing.last(f"pages: {kind}", name)
            yield sheaf[name], last if isinstance(last, tuple) else ()


def paths(outlines: Outlines) -> Iterator[str]:
    """Yield the files of pages."""
    return (file_of(each.address) for each in outlines)


def rendered(
    page: Parsed[Artifact] | Parsed[Staged], key: str, keep: Keep
) -> Iterator[Wanted | Problem]:
    """Yield a rendered page under its key, and what was wrong with it."""
    if page.value is not None:
        yield Wanted(page.value if isinstance(page.value, Staged) else keep(page.value), key)
    yield from (in_templates(found) for found in page.problems)
