"""A real cluster of two worker processes: the same files, a worker killed on the way, and what can be wrong."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from generator.digests import digest_bytes
from generator.files import Source
from generator.run import cluster as clusters
from generator.run.cluster import cluster, difference_of, version
from generator.run.executors import SerialExecutor, executor_for, room_of
from generator.run.order import Refusal
from generator.run.stages import computed
from generator.run.timings import Stopwatch, TimedExecutor
from generator.run.work import parse_batch
from tests.site_test import SiteTest, plan

pytestmark = pytest.mark.filterwarnings("default")  # those of Dask are not ours


@pytest.fixture(scope="module")
def distributed() -> ModuleType:
    """Dask, which is in the locks of the tests."""
    module: ModuleType = pytest.importorskip(
        "distributed", reason="Dask is not installed: requirements/test.txt"
    )
    return module


@pytest.fixture(scope="module")
def local(distributed: ModuleType) -> Iterator[Any]:
    """A scheduler and two workers, each a process of its own."""
    made = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
    )
    yield made
    with suppress(Exception):
        made.close(timeout=10)


def address_of(local: Any) -> str:
    return str(local.scheduler_address).replace("tcp", "dask", 1)


def sources(count: int) -> list[Source]:
    texts = [plan(text=f"公办园覆盖面达到{50 + number}%以上。") for number in range(count)]
    return [Source(f"plans/{n}.md", t, digest_bytes(t.encode())) for n, t in enumerate(texts)]


def test_the_same_files(local: Any, tmp_path: Path) -> None:
    site = SiteTest(tmp_path).write("plans/a.md", plan())
    for number in range(4):
        site.write(f"plans/b{number}.md", plan(f"云澜市教育局202{number}年工作要点"))
    here = site.build("--jobs", "1").files()
    site.build("--fresh", "--executor", address_of(local))
    assert site.files() == here


def test_as_much_is_handed_out_as_the_cluster_can_do(local: Any) -> None:
    with cluster(address_of(local)) as executor:
        assert room_of(TimedExecutor(executor, Stopwatch())) == 2 * clusters.EACH


def test_a_worker_that_is_killed(local: Any, distributed: ModuleType) -> None:
    given = sources(60)
    expected = list(computed(parse_batch, (), given, SerialExecutor(), 3))
    with (
        cluster(address_of(local)) as executor,
        distributed.Client(local, set_as_default=False) as client,
    ):
        workers = client.run(os.getpid)
        found = computed(parse_batch, (), given, executor, 3)
        first = next(found)
        os.kill(next(iter(workers.values())), signal.SIGKILL)
        assert [first, *found] == expected


def test_work_that_kills_every_worker(local: Any) -> None:
    with pytest.raises(Refusal, match="cluster-lost"), executor_for(None, address_of(local)) as far:
        far.submit(os._exit, 1).result()


def test_workers_with_other_versions(
    local: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = ("3.99.0", *version()[1:])
    monkeypatch.setattr(
        clusters, "difference_of", lambda ours, theirs: difference_of(other, theirs)
    )
    site = SiteTest(tmp_path).write("plans/a.md", plan())
    site.build("--executor", address_of(local), status=1).says("tcp://", "Python 3.99.0 / 3.")
    assert not site.files()


def test_nobody_works(distributed: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "PATIENCE", 1)
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=None, silence_logs=50) as empty,
        pytest.raises(Refusal, match="cluster-empty"),
        cluster(address_of(empty)),
    ):
        pass


def test_the_scheduler_is_away(
    distributed: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(clusters, "PATIENCE", 1)
    site = SiteTest(tmp_path).write("plans/a.md", plan())
    site.build("--executor", "dask://127.0.0.1:9", status=1).says("dask://127.0.0.1:9")
    assert len(site.err.splitlines()) == 1


def test_without_dask(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    site = SiteTest(tmp_path).write("plans/a.md", plan())
    site.build("--executor", "dask://127.0.0.1:9", status=2).says("requirements/cluster.txt")


@pytest.mark.parametrize(
    "address",
    [
        "dask://",
        "dask://host",
        "dask://host:0",
        "dask://host:65536",
        "tcp://host:1",
        "dask://a b:1",
        "x",
    ],
)
def test_what_is_no_address(address: str, tmp_path: Path) -> None:
    site = SiteTest(tmp_path).write("plans/a.md", plan())
    site.build("--executor", address, status=2).says(address, "dask://HOST:PORT")


def test_versions() -> None:
    ours = ("3.11.7", "a1", ("jinja2-3.1.6.dist-info", "pytest-9.0.0.dist-info"))
    assert difference_of(ours, ours) == ""
    assert difference_of(ours, ("3.12.0", *ours[1:])) == "Python 3.11.7 / 3.12.0"
    assert difference_of(ours, ("3.11.7", "b2", ())) == "Plansite a1 / b2"
    assert difference_of(ours, (*ours[:2], ("jinja2-3.1.4.dist-info",))) == "jinja2 3.1.6 / 3.1.4"
    assert difference_of(ours, (*ours[:2], ("jinja2-3.1.6.dist-info", "dask-1.dist-info"))) == ""
