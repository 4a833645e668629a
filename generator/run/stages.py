"""A stage: the same pure function over many items, computing only what nobody knows yet.

In: items, each with a key; a store; an executor. Out: results in the order of the items. Not its business:
what the function does.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from itertools import chain, islice
from typing import TypeVar

from generator.disk.memo import Store
from generator.run.executors import room_of

In = TypeVar("In")
Out = TypeVar("Out")
Shared = TypeVar("Shared")
BatchRun = Callable[[Shared, tuple[In, ...]], list[Out]]


def batched(items: Iterable[In], size: int) -> Iterator[tuple[In, ...]]:
    """Yield the items, `size` at a time."""
    source = iter(items)
    while part := tuple(islice(source, size)):
        yield part


def one_ahead(items: Iterable[In]) -> Iterator[In]:
    """Yield each item when the next one has been made: what that began is at work while somebody waits for this one."""
    before: tuple[In, ...] = ()
    for item in items:
        yield from before
        before = (item,)
    yield from before


def computed(
    run: BatchRun[Shared, In, Out],
    shared: Shared,
    items: Iterable[In],
    executor: Executor,
    size: int = 16,
) -> Iterator[Out]:
    """Return the result of each item, in order; work on the first ones begins at once.

    `run` gets what all items share, and a batch.
    """
    begun = (executor.submit(run, shared, part) for part in batched(items, size))
    waiting = deque(islice(begun, room_of(executor)))
    return chain.from_iterable(_results(waiting, begun))


def _results(
    waiting: deque[Future[list[Out]]], begun: Iterator[Future[list[Out]]]
) -> Iterator[list[Out]]:
    """Yield results as they are waited for; for each one that is back, more work begins."""
    while waiting:
        found = waiting.popleft().result()
        waiting.extend(islice(begun, 1))
        yield found


def remembered(
    keys: Sequence[str],
    compute: Callable[[Sequence[int]], Iterable[Out]],
    store: Store,
) -> list[Out]:
    """Return the answer to each key; `compute` works out those at the given positions, in order."""
    return asked(keys, compute, store)()


def asked(
    keys: Sequence[str],
    compute: Callable[[Sequence[int]], Iterable[Out]],
    store: Store,
) -> Callable[[], list[Out]]:
    """Begin to find the answer to each key; return what waits for them."""
    known = store.known(keys)
    missing = list({key: n for n, key in enumerate(keys) if key not in known}.values())
    found = compute(missing)

    def answers() -> list[Out]:
        for n, answer in zip(missing, found, strict=True):
            known[keys[n]] = answer
            store.put(keys[n], answer)
        return [known[key] for key in keys]

    return answers
