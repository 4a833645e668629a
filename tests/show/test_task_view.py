"""What a card shows, and what it leaves to what is said already."""

from dataclasses import replace
from decimal import Decimal

import pytest

from generator.model.manuscript import Measure, Notice, Text
from generator.model.plan import Column, Comparator, Target, Task
from generator.model.site import LinkedTask
from generator.recall import anew
from generator.show.around import around
from generator.show.plan_view import plan_view
from generator.show.task_view import task_view
from tests.show.sample import linked_plan, sample_site

SHARE = Target(
    value=Decimal(90),
    comparator=Comparator.AT_LEAST,
    unit="%",
    subject="思政课教师配备率",
    year=2022,
)
TASK = Task(id="t1", number="1", mark="1.", parts=(), title="一", text=("配备率达到90%以上。",))


def shown(*targets: Target, year: str = "", measured: tuple[str, ...] = ()) -> list[str]:
    """Return the targets on the card of a task that has these."""
    task = replace(TASK, targets=targets)
    view = task_view(LinkedTask("p", task, (), (), ()), (), measured, year)
    return [f"{aim.figure.subject} {aim.figure.amount} {aim.figure.year}" for aim in view.targets]


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ({}, 1),
        ({"subject": "全市思政课教师配备率"}, 1),
        ({"year": None}, 1),
        ({"year": 2023}, 2),
        ({"value": Decimal(95)}, 2),
        ({"subject": "心理教师配备率"}, 2),
        ({"subject": "配备率", "value": Decimal(90)}, 2),
        ({"comparator": Comparator.EQUAL}, 2),
    ],
)
def test_a_target_is_shown_once(changes: dict[str, object], count: int) -> None:
    """Also where a measure says it in fewer words; not where anything is different or too little is the same."""
    assert len(shown(SHARE, replace(SHARE, **changes))) == count  # type: ignore[arg-type]


def test_one_that_leads_on_is_shown() -> None:
    assert len(shown(SHARE, replace(SHARE, year=None), measured=("", "m-1"))) == 2


def test_the_year_of_a_plan_goes_without_saying() -> None:
    assert shown(SHARE, year="2022") == ["思政课教师配备率 90% "]
    assert shown(SHARE, year="2021") == ["思政课教师配备率 90% 2022"]


def divided(**changes: object) -> Task:
    """Return a task with a measure of a table beside its text."""
    told = Measure(mark="1.", text=Text("评选案例30个。"))
    aims = (
        replace(SHARE, text="配备率达到90%以上"),
        replace(SHARE, subject="案例", text="案例30个"),
    )
    columns = (Column(name="国家意见", lines=("第4条",)),)
    task = replace(TASK, measures=(told,), columns=columns, targets=aims)
    return replace(task, **changes)  # type: ignore[arg-type]


def test_what_is_folded_keeps_its_targets() -> None:
    view = task_view(LinkedTask("p", divided(), (), (), ()), ())
    assert view.are_measures_folded
    assert [aim.figure.subject for aim in view.targets] == ["思政课教师配备率"]


@pytest.mark.parametrize("changes", [{"columns": ()}, {"text": ()}])
def test_the_text_itself_is_never_folded(changes: dict[str, object]) -> None:
    view = task_view(LinkedTask("p", divided(**changes), (), (), ()), ())
    assert not view.are_measures_folded
    assert len(view.targets) == 2


def test_a_number_is_kept_from_the_next() -> None:
    lines = (Measure(mark="1.", text=Text("2022年建成")), Measure(mark="2.", text=Text("评选")))
    view = task_view(LinkedTask("p", replace(TASK, measures=lines), (), (), ()), ())
    assert [line.mark + line.text for line in view.measures] == ["1. 2022年建成", "2.评选"]


@pytest.mark.parametrize(("length", "is_folded"), [(80, False), (81, True)])
def test_a_letter_of_more_than_six_lines_is_folded(length: int, is_folded: bool) -> None:
    linked = linked_plan(2022)
    notice = Notice(
        title=Text("通知"),
        addressees=("各县",),
        text=(Text("文" * length),),
        signature=(Text("局"),),
    )
    found = replace(linked, plan=replace(linked.plan, notice=notice))
    beside = around(sample_site(found), anew)[found.plan.id]
    (letter,) = plan_view(found, beside, str).letter
    assert letter.is_folded == is_folded
