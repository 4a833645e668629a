"""A stage: the same pure function over many items, computing only what nobody knows yet.

In: items, each with a key; a store; an executor. Out: results in the order of the items. Not its business:
what the function does.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from itertools import islice
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


def computed(
    run: BatchRun[Shared, In, Out],
    shared: Shared,
    items: Iterable[In],
    executor: Executor,
    size: int = 16,
) -> Iterator[Out]:
    """Yield the result of each item, in order. `run` gets what all items share, and a batch."""
    waiting: deque[Future[list[Out]]] = deque()
    room = room_of(executor)
    for part in batched(items, size):
        waiting.append(executor.submit(run, shared, part))
        if len(waiting) == room:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def remembered(
    keys: Sequence[str],
    compute: Callable[[Sequence[int]], Iterable[Out]],
    store: Store,
) -> list[Out]:
    """Return the answer to each key; `compute` works out those at the given positions, in order."""
    known = store.known(keys)
    missing = list({key: n for n, key in enumerate(keys) if key not in known}.values())
    for n, answer in zip(missing, compute(missing), strict=True):
        known[keys[n]] = answer
        store.put(keys[n], answer)
    return [known[key] for key in keys]
