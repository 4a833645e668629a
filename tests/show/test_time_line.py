"""What is due when, year by year, over all plans that stand."""

from dataclasses import replace
from itertools import pairwise

from generator.model.plan import Deadline, DeadlineKind
from generator.model.site import LinkedPlan
from generator.official.figures.last_days import last_day
from generator.show.pages import pages_of
from generator.show.time_line import TimeLineView
from tests.show.sample import CONFIG, linked_plan, sample_site


def dated(plan: LinkedPlan, *deadlines: Deadline) -> LinkedPlan:
    """Return the plan, its first task with these deadlines, the others with none."""
    first, *others = plan.tasks
    tasks = tuple(
        replace(found, task=replace(found.task, deadlines=own))
        for found, own in ((first, deadlines), *((each, ()) for each in others))
    )
    return replace(plan, tasks=tasks, plan=replace(plan.plan, tasks=tuple(t.task for t in tasks)))


def due(kind: DeadlineKind, value: str) -> Deadline:
    return Deadline(kind=kind, value=value, text=value)


def lines(*plans: LinkedPlan, size: int = 50) -> dict[str, TimeLineView]:
    site = sample_site(*plans, config=replace(CONFIG, page_size=size))
    return {
        page.address: page.view for page in pages_of(site) if isinstance(page.view, TimeLineView)
    }


def test_the_soonest_comes_first_and_the_same_time_stands_once() -> None:
    year = due(DeadlineKind.YEAR, "2022")
    june = due(DeadlineKind.MONTH, "2022-06")
    day = due(DeadlineKind.DATE, "2022-06-01")
    late = due(DeadlineKind.DATE, "2023-01-05")
    found = lines(
        dated(linked_plan(2022), year, june, late), dated(linked_plan(2021), day, june, year)
    )
    assert list(found) == ["deadlines/2023/", "deadlines/2022/"]
    view = found["deadlines/2022/"]
    assert [(g.deadline.value, len(g.tasks)) for g in view.groups] == [
        ("2022-06-01", 1), ("2022-06", 2), ("2022", 2),
    ]  # fmt: skip
    assert view.total == 5
    assert [(y.text, bool(y.address)) for y in view.years] == [("2023", True), ("2022", False)]


def test_what_has_no_end_and_plans_that_ended_are_left_out() -> None:
    never = (due(DeadlineKind.YEARLY, ""), due(DeadlineKind.ONGOING, ""))
    ended = dated(linked_plan(2021, superseded_by="jyj-2022"), due(DeadlineKind.YEAR, "2021"))
    assert lines(dated(linked_plan(2022), *never), ended) == {}


def test_a_year_is_paged_and_every_date_stands_on_one_page() -> None:
    days = [due(DeadlineKind.DATE, f"2022-03-{day:02}") for day in range(1, 8)]
    found = lines(dated(linked_plan(2022), *days), size=3)
    assert list(found) == [f"deadlines/2022/{page}" for page in ("", "page-2/", "page-3/")]
    values = [group.deadline.value for view in found.values() for group in view.groups]
    assert values == [day.value for day in days]


def test_times_are_in_the_order_of_their_last_days() -> None:
    for view in lines().values():
        ends = [
            last_day(due(DeadlineKind(group.deadline.kind), group.deadline.value))
            for group in view.groups
        ]
        assert all(one <= other for one, other in pairwise(ends))
