"""From a manuscript to a plan: what is recognised, what the editor overrides, how table and text merge."""

from decimal import Decimal

from generator.files import Source
from generator.forms.documents import parse_plan
from generator.model.plan import DeadlineKind, Plan, Role
from generator.model.registers import Topic

FRONT = "---\n标题: 云澜市教育局2021年工作要点\n---\n"
TABLE = """\
附件：任务分工表

| 序号 | 国家意见 | 工作任务 | 具体措施 | 完成时限 | 牵头单位 | 配合单位 |
|---|---|---|---|---|---|---|
| 1 | 发展学前教育 | 扩大学前资源 | 1.新建幼儿园5所。<br>2.培训园长。 | 2022年底 | 市教育局 | 市财政局 |
| 2 | 促进公平 | 控辍保学 | 建立台账。 | 长期坚持 | 市教育局 | 市民政局 |
"""


def plan_of(body: str, topics: tuple[Topic, ...] = (), front: str = FRONT) -> Plan:
    """Return the plan of a Markdown text."""
    plan = parse_plan(Source("plans/a.md", front + body, "0"), topics).value
    assert plan is not None
    return plan


def codes(body: str) -> set[str]:
    """Return the codes of the problems of a Markdown text."""
    return {each.code for each in parse_plan(Source("plans/a.md", FRONT + body, "0")).problems}


def test_title_gives_kind_year_and_issuer() -> None:
    plan = plan_of("一、甲\n1. 乙。丙。\n")
    assert (plan.kind, plan.year, plan.issuer, plan.id) == ("工作要点", 2021, "云澜市教育局", "a")


def test_a_notice_that_is_the_plan_has_number_addressees_and_issuer() -> None:
    body = (
        "关于做好2024年教育工作的通知\n\n云教发〔2024〕3号\n\n各县（市、区）教育局，市直各学校：\n\n"
        "1. 扩大学位。新增学位500个。\n\n云澜市教育局\n\n2024年3月1日\n"
    )
    plan = plan_of(body, front="---\n年份: 2024\n---\n")
    assert (plan.title, plan.issuer) == ("关于做好2024年教育工作的通知", "云澜市教育局")
    assert (plan.meta.doc_no, plan.meta.written) == ("云教发〔2024〕3号", "2024-03-01")
    assert plan.meta.addressees == ("各县（市、区）教育局", "市直各学校")
    assert plan.notice is None
    assert [task.text for task in plan.tasks] == [("新增学位500个。",)]


def test_decimal_numbers_are_checked_in_their_own_series() -> None:
    body = "一、甲\n1.1 乙。丙。\n1.2 丁。戊。\n2.1 己。庚。\n2.3 辛。壬。\n"
    found = [
        dict(each.values)
        for each in parse_plan(Source("plans/a.md", FRONT + body, "0")).problems
        if each.code == "number-gap"
    ]
    assert found == [{"expected": "2", "number": "2.3"}]


def test_a_plan_over_years() -> None:
    plan = plan_of(
        "一、甲\n1. 乙。丙。\n", front="---\n标题: 云澜市学前教育行动计划（2024—2026年）\n---\n"
    )
    assert (plan.year, plan.end_year, plan.kind) == (2024, 2026, "行动计划")


def test_facts_of_a_task() -> None:
    body = (
        "一、学前教育\n1. 扩大普惠资源。落实教育部《幼儿园督导评估办法》（教督〔2023〕5号），2021年底前公办园"
        "覆盖面达到65%以上，长期坚持。（牵头单位：市教育局，配合单位：市财政局、市委编办）\n"
    )
    task = plan_of(body).tasks[0]
    assert task.named(Role.LEAD) == ("市教育局",)
    assert task.named(Role.COOPERATING) == ("市财政局", "市委编办")
    assert [(t.subject, t.value, t.unit) for t in task.targets] == [
        ("公办园覆盖面", Decimal(65), "%")
    ]
    assert {d.kind for d in task.deadlines} == {DeadlineKind.YEAR, DeadlineKind.ONGOING}
    assert [(c.issuer, c.number) for c in task.citations] == [("教育部", "教督〔2023〕5号")]
    assert task.clause.startswith("（牵头单位")
    assert all(unit.recognised for unit in task.units)
    assert all(target.recognised for target in task.targets)
    assert all(deadline.recognised for deadline in task.deadlines)


def test_what_the_editor_states_holds() -> None:
    stated = '{lead="市财政局" cooperating="" deadlines="2025年底" topics="甲"}'
    body = f"一、甲\n1. 乙。丙。（牵头单位：市教育局） {stated}\n"
    task = plan_of(body).tasks[0]
    assert [(u.name, u.role, u.recognised) for u in task.units] == [("市财政局", Role.LEAD, False)]
    assert [(d.value, d.recognised) for d in task.deadlines] == [("2025", False)]
    assert task.topics == ("甲",)


def test_ids_follow_numbers_where_they_differ_else_order() -> None:
    running = plan_of("一、甲\n1. 乙。丙。\n二、丁\n2. 戊。己。\n3. 庚。辛。 {#special}\n")
    assert [task.id for task in running.tasks] == ["t1", "t2", "special"]
    restarting = plan_of("一、甲\n1. 乙。丙。\n2. 乙二。丙。\n二、丁\n1. 戊。己。\n")
    assert [task.id for task in restarting.tasks] == ["t1", "t2", "t3"]


def test_parts_are_a_path() -> None:
    plan = plan_of("一、甲\n（一）乙\n1. 丙。丁。\n（二）戊\n2. 己。庚。\n二、辛\n3. 壬。癸。\n")
    numbers = [[plan.parts[index].number for index in task.parts] for task in plan.tasks]
    assert numbers == [["一", "一"], ["一", "二"], ["二"]]


def test_a_table_is_merged_into_the_tasks_of_the_text() -> None:
    body = (
        "一、重点\n（一）扩大学前资源。多建公办园。（牵头单位：市教育局，配合单位：市财政局）\n"
        "（二）控辍保学。逐人建档。（牵头单位：市教育局，配合单位：市民政局）\n" + TABLE
    )
    plan = plan_of(body)
    assert len(plan.tasks) == 2
    first, second = plan.tasks
    assert [m.text.value for m in first.measures] == ["新建幼儿园5所。", "培训园长。"]
    assert [(c.name, c.lines) for c in first.columns] == [("国家意见", ("发展学前教育",))]
    assert [(d.kind, d.value) for d in first.deadlines] == [(DeadlineKind.YEAR, "2022")]
    assert [d.kind for d in second.deadlines] == [DeadlineKind.ONGOING]
    assert not codes(body) & {"row-title-differs", "row-unit-missing"}


def test_without_tasks_in_the_text_the_rows_are_the_tasks() -> None:
    plan = plan_of("按下表落实。\n\n---\n\n" + TABLE)
    assert [(task.id, task.title) for task in plan.tasks] == [
        ("t1", "扩大学前资源"),
        ("t2", "控辍保学"),
    ]
    assert plan.tasks[0].named(Role.LEAD) == ("市教育局",)


def test_topics_suggest_themselves_by_their_words() -> None:
    topics = (
        Topic(id="preschool", name="学前教育", words=("幼儿园", "学前教育")),
        Topic(id="safety", name="校园安全", words=("安全",)),
    )
    plan = plan_of("一、甲\n1. 发展学前教育。新建幼儿园。\n2. 守牢底线。每周检查。\n", topics)
    assert [task.topics for task in plan.tasks] == [("preschool",), ()]


def test_a_draft_has_no_errors_but_a_public_plan_has() -> None:
    body = "一、甲\n1. 乙。由xx市负责。\n"
    public = parse_plan(Source("a.md", FRONT + body, "0")).problems
    draft = parse_plan(
        Source("a.md", FRONT.replace("---\n标题", "---\n草稿: 是\n标题", 1) + body, "0")
    )
    assert any(each.severity == "error" for each in public)
    assert draft.problems
    assert not any(each.severity == "error" for each in draft.problems)


def test_open_problems_keep_a_plan_unpublished() -> None:
    front = "---\n标题: 甲\n待处理问题:\n  - {代码: placeholder, 说明: 请填写市名。}\n---\n"
    found = parse_plan(Source("a.md", front + "一、乙\n1. 丙。丁。\n", "0")).problems
    assert [
        (each.code, each.severity, each.at.line) for each in found if each.code == "open-problem"
    ] == [("open-problem", "error", 4)]


def test_a_task_behind_a_sub_part_stands_in_the_outer_one() -> None:
    body = (
        "一、甲\n（一）乙。丙。\n（二）丁\n1. 戊。己。\n2. 庚。辛。\n（三）壬。癸。\n"
        "二、子\n（一）丑。寅。\n"
    )
    plan = plan_of(body)
    numbers = [[plan.parts[index].number for index in task.parts] for task in plan.tasks]
    assert numbers == [["一"], ["一", "二"], ["一", "二"], ["一"], ["二"]]
    assert [task.after for task in plan.tasks] == [0, 1, 1, 1, 2]
    assert "number-gap" not in codes(body)


def test_the_year_is_that_of_the_plan_not_of_the_review() -> None:
    for title in (
        "临溪县教育局2022年工作总结及2023年工作计划",
        "临溪县教育局2022年工作情况和2023年工作打算",
    ):
        plan = plan_of("一、迁建小学。6月底前竣工。", front=f"---\n标题: {title}\n---\n")
        assert plan.year == 2023
        assert [deadline.value for deadline in plan.tasks[0].deadlines] == ["2023-06"]
