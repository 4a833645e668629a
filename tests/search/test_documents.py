"""What can be found: each task once, each plan once, and nothing of one inside the other."""

from dataclasses import replace

from generator.search.documents import documents_of
from tests.show.sample import PAYLOAD, linked_plan, sample_site

SITE = sample_site()
DOCUMENTS = {document.ref: document for document in documents_of(SITE)}


def test_a_document_for_each_task_and_each_plan() -> None:
    expected = [
        f"{key}#{task}"
        for key, linked in SITE.plans.items()
        for task in ("", *(found.task.id for found in linked.tasks))
    ]
    assert list(DOCUMENTS) == expected
    assert not any(ref.isdigit() for ref in DOCUMENTS)


def test_a_task_holds_its_words() -> None:
    task = DOCUMENTS["jyj-2022#t3"]
    assert task.title == "扩大学前教育普惠资源"
    assert task.lead == ("市卫健委",)
    assert "国家意见" not in "".join(task.body)
    assert "办好人民满意的教育。" in task.body
    assert any("第1条举措" in piece for piece in task.body)
    assert task.topics == ("preschool",)
    assert task.deadlines == ("秋季学期",)
    assert "公办园覆盖面达到65%以上" in task.targets


def test_a_plan_holds_what_stands_outside_its_tasks() -> None:
    plan = DOCUMENTS["jyj-2022#"]
    assert plan.title == "云澜市教育局2022年工作要点"
    assert "建设高质量教育体系" in plan.headings
    assert "云教发〔2022〕3号" in plan.body
    assert "总的要求是稳中求进。" in plan.body
    assert "乡村学校修缮工程" in plan.body
    assert "任务分工表" not in plan.body
    assert not any("公办幼儿园" in piece for piece in plan.pieces)


def test_words_without_markup() -> None:
    assert "开展同备一堂课活动。" in DOCUMENTS["jyj-2022#t2"].body[0]


def test_hostile_text_stays_text() -> None:
    task = DOCUMENTS["hostile#t1"]
    assert task.title == PAYLOAD
    assert all("\n" not in piece for document in DOCUMENTS.values() for piece in document.pieces)


def test_a_target_without_words() -> None:
    assert DOCUMENTS["jyj-2022#t6"].targets[0] == "交流轮岗比例≥10%"


def test_an_id_like_a_number() -> None:
    linked = linked_plan(2022)
    numbered = replace(linked, plan=replace(linked.plan, id="2022"))
    assert not any(d.ref.isdigit() for d in documents_of(sample_site(numbered)))
