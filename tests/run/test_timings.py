"""Timings: every second is counted once, wherever the work was done."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.run.arguments import arranged
from generator.run.executors import SerialExecutor, executor_for
from generator.run.timings import Stage, Stopwatch, TimedExecutor, as_table, figures
from tests.site_test import SiteTest, plan

NAP = 0.03


def slow() -> Iterator[int]:
    for number in range(2):
        time.sleep(NAP)
        yield number


def busy(seconds: float) -> int:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass
    return 1


def test_inner_stages_count_for_themselves() -> None:
    watch = Stopwatch()
    with watch.stage(Stage.RENDER, 1):
        assert list(watch.each(Stage.VIEWS, slow())) == [0, 1]
        assert watch.current() is Stage.RENDER
    assert watch.current() is None
    assert watch.spent[Stage.VIEWS].seconds >= 2 * NAP
    assert watch.spent[Stage.VIEWS].items == 2
    assert watch.spent[Stage.RENDER].seconds < NAP
    assert watch.spent[Stage.VIEWS].processors < NAP


@pytest.mark.parametrize("jobs", [1, 2])
def test_work_is_counted_once_wherever_it_is_done(jobs: int) -> None:
    watch = Stopwatch()
    with executor_for(jobs) as inner, watch.stage(Stage.RENDER):
        assert TimedExecutor(inner, watch).submit(busy, 0.1).result() == 1
    assert 0.1 <= watch.spent[Stage.RENDER].processors < 0.19


def test_what_goes_wrong_comes_back() -> None:
    done = TimedExecutor(SerialExecutor(), Stopwatch()).submit(int, "x")
    assert isinstance(done.exception(), ValueError)


def test_nothing_is_divided_by_no_plans() -> None:
    assert figures(Stopwatch(), 0)["stages"]["parse"]["per_1000_plans"] == 0.0
    assert len(list(as_table(Stopwatch(), 0, "en"))) == len(Stage) + 2


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["--timings"], ["build", "--timings=text"]),
        (["--timings", "json", "--fresh"], ["build", "--timings", "json", "--fresh"]),
        (["build", "--timings", "--jobs", "1"], ["build", "--timings=text", "--jobs", "1"]),
        (["--timings", "build"], ["build", "--timings=text"]),
    ],
)
def test_the_form_may_be_left_out(typed: list[str], expected: list[str]) -> None:
    assert arranged(typed) == expected


def test_a_build_says_what_it_took(tmp_path: Path) -> None:
    site = SiteTest(tmp_path).write("plans/a.md", plan())
    found = json.loads(site.build("--timings", "json").out.splitlines()[-1])
    assert found["plans"] == 1
    assert found["stages"]["render"]["items"] > 5
    assert found["stages"]["parse"]["processors"] > 0
    assert "生成页面" in site.build("--timings").err
    site.build("--timings", "maybe", status=2)
