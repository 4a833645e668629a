"""Every page that does not stand, and the data of every plan, made by whoever does the work.

In: sheaves, what stands on disk. Out: the files, as they are or as they are to be written, and the faults of
templates. Processes that can be forked off share the site and make the views of their pages themselves (decision
0022); for all others the views are made here and sent.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice

from generator.disk.output import Staged, Wanted
from generator.disk.sources import in_templates
from generator.files import Artifact, Parsed
from generator.problems import Problem
from generator.run.executors import forked, has_others, room_of
from generator.run.forked import Batch, Named, RenderContext, forked_batch, standing
from generator.run.means import Keep, Means, kept_or_put
from generator.run.stages import computed
from generator.run.standing import Standing
from generator.run.timings import Stage, Stopwatch
from generator.run.work import render_batch
from generator.show.outline import Bundle, Outlines, Raw
from generator.show.pages import Page, page_of
from generator.show.render import page_key

MANY = 400
"""Sheaves for which processes pay, however little there was to do before."""
BATCHES = 2
"""Of a part for each batch that may wait: cheap and dear sheaves are mixed, so that all processes end together."""
AT_ONCE = 1024
"""Sheaves after which processes that share the site make room for new ones: what they touch, they copy."""

SOON = 3
"""Sheaves that are made first, of rows of all plans: the home page, plans, their data."""

Pages = Iterator[Wanted | Problem]


def rendering(
    sheaves: Iterable[Bundle],
    context_of: Callable[[tuple[Named, ...]], RenderContext],
    means: Means,
) -> Pages:
    """Yield every page that does not stand, or why it cannot be made; one that stands is kept.

    Whoever asks for them has no other threads meanwhile: beside these no process is forked off.
    """
    watch = means.watch
    if means.standing.is_kept:  # a preview, which has threads; nearly all of its pages stand
        yield from sent(fresh(sheaves, means.standing), context_of(()), means)
        return
    named = ((sheaf, name) for _, sheaf in sheaves for name in sheaf)
    parts = partial(listed, named, watch)
    is_worth_it = False
    part = parts()
    while part:
        own, is_worth_it = context_of(part), is_worth_it or len(part) >= MANY
        with forked(means.executor, own, is_worth_it) as is_shared:
            if not is_shared:
                remaining = chain(part, chain.from_iterable(iter(parts, ())))
                yield from sent(((sheaf[name], ()) for sheaf, name in remaining), own, means)
                return
            made = made_elsewhere(len(part), means)
            part = parts()  # meanwhile
            yield from made


@contextmanager
def ahead(sheaves: Iterator[Bundle], means: Means) -> Iterator[Iterator[Bundle]]:
    """Give the sheaves. Where other processes do what is done inside, the first are made meanwhile, in a thread."""
    if means.standing.is_kept or not has_others(means.executor):
        yield sheaves
        return
    first = deque[Bundle]()

    def draw() -> None:
        with means.watch.stage(Stage.VIEWS):
            first.extend(islice(sheaves, SOON))

    with ThreadPoolExecutor(1) as thread:
        drawn = thread.submit(draw)
        yield chain(taken_from(first), sheaves)
    drawn.result()


def taken_from(sheaves: deque[Bundle]) -> Iterator[Bundle]:
    """Yield the sheaves, and hold on to none."""
    while sheaves:
        yield sheaves.popleft()


def listed(named: Iterator[Named], watch: Stopwatch) -> tuple[Named, ...]:
    """Return the next sheaves: few at a time, for each holds on to the rows that its pages show."""
    with watch.stage(Stage.VIEWS):
        return tuple(islice(named, AT_ONCE))


def made_elsewhere(count: int, means: Means) -> Pages:
    """Return the pages that other processes make of what they share with this one; they begin at once."""
    batches = BATCHES * room_of(means.executor)
    mixed = chain.from_iterable(range(n, count, batches) for n in range(batches))
    with means.watch.stage(Stage.RENDER):
        made = computed(forked_batch, None, mixed, means.executor, -(-count // batches))
    return taken(made, means)


def taken(made: Iterator[Batch], means: Means) -> Pages:
    """Yield the pages that others make, and count what they took."""
    watch = means.watch
    for pages, spent in watch.each(Stage.RENDER, made):
        for stage, processors, items in spent:
            watch.add(stage, 0.0, processors, items)
        for page, key in pages:
            if isinstance(page, Parsed):
                yield from rendered(page, key, means.keep)
            else:
                yield Wanted(page, key)


def sent(
    together: Iterable[tuple[Outlines, Outlines]], context: RenderContext, means: Means
) -> Pages:
    """Yield the pages that are made elsewhere of views that are made here: of each thing, and as which they stand."""
    kept: list[Wanted] = []
    keys: deque[str] = deque()
    watch, templates = means.watch, context.templates

    def missing() -> Iterator[Page]:
        for outlines, last in watch.each(Stage.VIEWS, iter(together)):
            same = {each.path: each for each in last}
            for outline in outlines:
                if isinstance(outline, Raw):
                    with watch.stage(Stage.DATA, 1):
                        kept.append(kept_or_put(outline.make(), context.known, means.keep))
                    continue
                page = page_of(outline, context.frame)
                there = context.known(page.path)
                with watch.stage(Stage.KEYS, 1):
                    is_same = there is not None and same.get(page.path) == outline
                    key = there.key if there and is_same else page_key(templates, page)
                if whole := standing(there, key):
                    kept.append(Wanted(whole, key))
                else:
                    keys.append(key)
                    yield page

    with watch.stage(Stage.RENDER):
        made = computed(render_batch, (templates, context.folder), missing(), means.executor, 32)
    for page in watch.each(Stage.RENDER, made):
        yield from rendered(page, keys.popleft(), means.keep)
    yield from kept


def fresh(sheaves: Iterable[Bundle], standing: Standing) -> Iterator[tuple[Outlines, Outlines]]:
    """Yield the pages that are made together and do not stand as they should, and as which they stand."""
    for kind, sheaf in sheaves:
        for name in standing.fresh(f"pages: {kind}", sheaf, paths):
            last = standing.last(f"pages: {kind}", name)
            yield sheaf[name], last if isinstance(last, tuple) else ()


def paths(outlines: Outlines) -> Iterator[str]:
    """Yield where files are."""
    return (each.path for each in outlines)


def rendered(
    page: Parsed[Artifact] | Parsed[Staged], key: str, keep: Keep
) -> Iterator[Wanted | Problem]:
    """Yield a rendered page under its key, and what was wrong with it."""
    if page.value is not None:
        yield Wanted(page.value if isinstance(page.value, Staged) else keep(page.value), key)
    yield from (in_templates(found) for found in page.problems)
