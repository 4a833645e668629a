"""A Dask cluster does the work: the same stages, on other machines.

In: the address of a scheduler. Out: an executor. Raises Refusal where the cluster cannot be had, or would not make the
same files: its workers must run this program, with this Python and these packages. `distributed` is imported here
alone, and only when it is asked for. Not its business: starting a cluster.
"""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any, ParamSpec, TypeVar

from generator.run.code import installed, own_digest
from generator.run.order import Refusal

P = ParamSpec("P")
R = TypeVar("R")
SCHEME = "dask://"
_ADDRESS = re.compile(r"dask://(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\]):([0-9]{1,5})")
LAST_PORT = 65535
PATIENCE = 10
"""Seconds to wait for the scheduler, and then for a first worker."""
EACH = 4
"""Batches handed out for each thread of a worker: the next one is there when one is done."""
RETRIES = 2
"""How often work is tried again elsewhere that failed for reasons of the cluster."""

Version = tuple[str, str, tuple[str, ...]]
"""Python, this program, the installed packages."""


def checked_address(value: str) -> str:
    """Return the address as typed. Raises Refusal where it is none."""
    found = _ADDRESS.fullmatch(value)
    if found is None or not 0 < int(found[1]) <= LAST_PORT:
        raise Refusal(
            "use-bad-value", option="--executor", value=value, detail=f"{SCHEME}HOST:PORT"
        )
    return value


class ClusterExecutor(Executor):
    """Hands work to a cluster. Results come back here: workers neither read nor write files."""

    def __init__(self, client: Any, threads: int) -> None:
        """Use a client, which stays its owner's."""
        self.inside = client.get_executor(pure=False, retries=RETRIES)
        self.room = EACH * threads

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Return the work, begun."""
        future: Future[R] = self.inside.submit(fn, *args, **kwargs)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster as it is; what was not done is called off with the client."""


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """Give an executor on the cluster at `dask://HOST:PORT`. Raises Refusal."""
    try:
        dask: Any = import_module("distributed")  # optional, slow, and without types
    except ImportError:
        raise Refusal("cluster-not-installed", executable=sys.executable) from None
    try:
        client = dask.Client(
            address.replace("dask", "tcp", 1), timeout=PATIENCE, set_as_default=False
        )
    except (OSError, ValueError) as error:  # a time that ran out is an OSError
        raise Refusal("cluster-away", 1, address=address, reason=reason(error)) from None
    try:
        yield ClusterExecutor(client, threads_of(client, address))
    except (CancelledError, dask.KilledWorker) as error:
        raise Refusal("cluster-lost", 1, address=address, reason=reason(error)) from None
    finally:
        with suppress(OSError):
            client.close(timeout=PATIENCE)


def threads_of(client: Any, address: str) -> int:
    """Return how much can be done at once. Raises Refusal where nobody works, or with other versions."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except OSError:
        raise Refusal("cluster-empty", 1, address=address) from None
    try:
        found: Mapping[str, Version] = client.run(version)
    except Exception as error:  # whatever a worker without this program raises
        raise Refusal("cluster-differs", 1, worker=address, difference=reason(error)) from None
    for worker, theirs in sorted(found.items()):
        if difference := difference_of(version(), theirs):
            raise Refusal("cluster-differs", 1, worker=worker, difference=difference)
    threads: Mapping[str, int] = client.nthreads()
    return max(1, sum(threads.values()))


def version() -> Version:
    """Return what the files that are made depend on, in the process that is asked."""
    return sys.version.split()[0], own_digest(), installed()


def difference_of(ours: Version, theirs: Version) -> str:
    """Return in what two versions differ, both sides; "" where they make the same files."""
    names = ("Python", "Plansite")
    for name, one, other in zip(names, ours[:2], theirs[:2], strict=True):
        if one != other:
            return f"{name} {one} / {other}"
    own, other_packages = packages(ours[2]), packages(theirs[2])
    return ", ".join(
        f"{name} {own[name]} / {other_packages[name]}"
        for name in sorted(own.keys() & other_packages.keys())
        if own[name] != other_packages[name]
    )


def packages(folders: tuple[str, ...]) -> dict[str, str]:
    """Return versions by package, from the names of their folders: jinja2-3.1.6.dist-info."""
    split = (folder.removesuffix(".dist-info").partition("-") for folder in folders)
    return {name: number for name, _, number in split}


def reason(error: BaseException) -> str:
    """Return the first line of what an error says."""
    said = str(error).strip() or type(error).__name__
    return said.splitlines()[0][:200]
