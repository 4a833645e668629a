"""A small but rich site, made by hand: three years of one bureau, a division table, a draft, hostile text."""

from dataclasses import replace
from decimal import Decimal

from generator.digests import digest
from generator.link.measures import measures_of
from generator.link.places import places_with_plans
from generator.link.relations import units_with_tasks
from generator.link.told import told_by
from generator.model.manuscript import (
    Change,
    Measure,
    Metadata,
    Notice,
    OpenProblem,
    Progress,
    Table,
    text,
)
from generator.model.plan import (
    Citation,
    Column,
    Comparator,
    Deadline,
    DeadlineKind,
    Plan,
    PlanPart,
    Role,
    Target,
    Task,
    UnitName,
)
from generator.model.registers import Policy, SiteConfig, Topic, Unit
from generator.model.site import (
    LinkedAttachment,
    LinkedPlan,
    LinkedTask,
    PolicyLink,
    PolicyTasks,
    Site,
    TaskRef,
    TopicTasks,
    UnitLink,
    UnitTasks,
    YearPlans,
)
from generator.problems import Severity, Span, problem

PAYLOAD = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}[x](javascript:alert(1))"
CONFIG = SiteConfig(
    name="云澜市教育规划库",
    base_url="https://jyj.yunlan.example/guihua/",
    region="云澜市",
    description="云澜市教育系统的工作要点、工作方案，以及其中每一项任务。",
    code="3600000001",
    domain="jyj.yunlan.example",
    column=("政府信息公开", "规划计划"),
    column_description="公开教育规划和年度工作要点",
    column_keywords=("规划", "工作要点"),
    owner="云澜市教育局",
    contact="0700-1234567",
    icp="江ICP备00000001号",
    police="江公网安备00000000000001号",
    error_report="https://zhaocuo.example/",
    page_size=20,
)
NAMES = (
    *("云澜市教育局", "云澜市财政局", "云澜市人力资源和社会保障局", "中共云澜市委宣传部"),
    *("共青团云澜市委员会", "云澜市文化广播电视和旅游局", "云澜市卫生健康委员会", "云澜市公安局"),
    *("云澜市市场监督管理局", "临溪县人民政府", "望川县人民政府"),
)
SHORT = (
    *("市教育局", "市财政局", "市人社局", "市委宣传部", "团市委", "市文广旅局", "市卫健委"),
    *("市公安局", "市市场监管局", "临溪县人民政府", "望川县人民政府"),
)
UNITS = tuple(
    Unit(
        id=f"u{n}",
        name=name,
        aliases=(SHORT[n],),
        kind="市直单位" if n < 9 else "县区",
        region="云澜市",
    )
    for n, name in enumerate(NAMES)
)
TOPICS = (
    Topic(id="preschool", name="学前教育", words=("幼儿园",)),
    Topic(id="teachers", name="教师队伍"),
    Topic(id="sports", name="体育美育"),
)
POLICY = Policy(
    id="xueqian", title="关于办好家门口幼儿园的若干意见", issuer="中共江岳省委、江岳省人民政府",
    number="江发〔2018〕30号", date="2018-11-07", level="省级", url="https://www.jiangyue.example/a",
)  # fmt: skip
OTHER = Policy(
    id="tiyu", title="云澜市学校体育三年行动方案", issuer="云澜市人民政府", registered=False
)
TOPIC_OF = {"学前": TOPICS[0], "教师": TOPICS[1], "体育": TOPICS[2]}

WORK = (
    ("健全党组织领导的校长负责制", "完善学校议事决策制度，全年开展两轮督查，一起部署、一起考核。", "一"),
    ("深化思政课改革创新", "建设市级思政课名师工作室5个，每所中小学配齐专职思政课教师，开展**同备一堂课**活动。", "一"),
    ("扩大学前教育普惠资源", "落实省《关于办好家门口幼儿园的若干意见》，新建公办幼儿园8所，公办园占65%以上。", "二"),
    ("推动义务教育优质均衡", "新增学位3000个以上，控辍保学动态清零，大班额比例控制在1%以内。", "二"),
    ("强化体育美育劳动教育", "落实《云澜市学校体育三年行动方案》，每天体育活动2小时，体质健康优良率58%左右。", "二"),
    ("建设高素质教师队伍", "推进教师“县管校聘”改革，交流轮岗比例不低于10%，培训乡村教师3万人次。", "三"),
    ("提高教育经费保障水平", "生均公用经费标准提高到1200元/人/年，2025年底前建立经费使用绩效评价制度。", "三"),
    ("守牢校园安全底线", "开展校园及周边环境整治，食品安全抽检合格率不低于98.5%，实现非正常死亡为零。", "三"),
)  # fmt: skip
TARGETS = {
    2: (
        Target(value=Decimal(8), unit="所", subject="新建改扩建公办幼儿园", text="新建改扩建公办幼儿园8所"),
        Target(
            value=Decimal(65), comparator=Comparator.AT_LEAST, unit="%", subject="公办园覆盖面",
            year=2022, text="公办园覆盖面达到65%以上",
        ),
    ),
    5: (
        Target(value=Decimal(10), comparator=Comparator.AT_LEAST, unit="%", subject="交流轮岗比例"),
        Target(value=Decimal(30000), unit="人次", subject="培训乡村教师", text="培训乡村教师3万人次"),
    ),
    7: (
        Target(value=Decimal("98.5"), comparator=Comparator.AT_LEAST, unit="%", subject="抽检合格率"),
        Target(value=Decimal(2), upper=Decimal(3), comparator=Comparator.ABOUT, unit="次", subject="演练"),
    ),
}  # fmt: skip
DUE = {
    0: Deadline(kind=DeadlineKind.ONGOING, text="长期坚持"),
    2: Deadline(kind=DeadlineKind.TERM, value="2022-autumn", text="秋季学期"),
    3: Deadline(kind=DeadlineKind.HALF, value="2022-H1"),
    6: Deadline(kind=DeadlineKind.DATE, value="2025-12-31", text="2025年底前"),
    7: Deadline(kind=DeadlineKind.YEARLY, text="每年"),
}


def unit_links(order: int, count: int) -> tuple[UnitLink, ...]:
    """Return one lead unit and `count` cooperating ones."""
    picks = [(order * 3 + n) % len(UNITS) for n in range(count + 1)]
    return tuple(
        UnitLink(SHORT[pick], UNITS[pick], Role.LEAD if n == 0 else Role.COOPERATING, True)
        for n, pick in enumerate(dict.fromkeys(picks))
    )


def linked_task(plan: str, order: int, year: int, with_columns: bool) -> LinkedTask:
    """Return the task of WORK at `order`, as a plan of `year` has it."""
    title, body, part = WORK[order]
    units = unit_links(order, (0, 2, 9, 1, 3, 0, 2, 1)[order])
    citations = tuple(
        PolicyLink(Citation(title=policy.title, issuer=policy.issuer), policy)
        for policy in (POLICY, OTHER)
        if policy.title in body
    )
    cooperating = "、".join(u.name for u in units if u.role is Role.COOPERATING)
    clause = f"（牵头单位：{units[0].name}{'，配合单位：' + cooperating if cooperating else ''}）"
    topics = tuple(topic for word, topic in TOPIC_OF.items() if word in title)
    task = Task(
        id=f"t{order + 1}",
        number=str(order + 1),
        mark=f"{order + 1}.",
        parts={"一": (0,), "二": (1, 2), "三": (3,)}[part],
        after={"一": 0, "二": 2, "三": 3}[part],
        title=title,
        text=(f"{body}{clause}",),
        clause=clause,
        measures=tuple(
            Measure(
                mark=f"（{n}）", text=text(f"{year}年第{n}条举措，明确责任人和完成时间。" * (n * 2))
            )
            for n in range(1, 5 if with_columns else (order % 3) + 1)
        ),
        columns=(
            Column(name="国家意见", lines=("办好人民满意的教育。",)),
            Column(name="省级方案重点任务", lines=("完善政策。", "加大投入。")),
        )
        if with_columns
        else (),
        units=tuple(UnitName(name=u.name, role=u.role) for u in units),
        deadlines=(DUE[order],) if order in DUE else (),
        targets=TARGETS.get(order, ()),
        citations=tuple(link.citation for link in citations),
        topics=tuple(topic.id for topic in topics),
    )
    return LinkedTask(plan, task, units, citations, topics)


PARTS = (
    PlanPart(number="一", mark="一、", title="全面加强党对教育工作的领导", level=1),
    PlanPart(number="二", mark="二、", title="建设高质量教育体系", level=1, text=("总的要求是稳中求进。",)),
    PlanPart(number="一", mark="（一）", title="基础教育", level=2),
    PlanPart(number="三", mark="三、", title="强化教育保障", level=1),
)  # fmt: skip
NOTICE = Notice(
    title=text("云澜市教育局关于印发《云澜市教育局2022年工作要点》的通知"),
    addressees=("各县教育局", "市直各学校"),
    text=(text("现将《云澜市教育局2022年工作要点》印发给你们，请结合实际认真落实。"),),
    signature=(text("云澜市教育局"), text("2022年3月10日")),
)
BUDGET = Table(
    caption="经费安排表",
    columns=("序号", "项目名称", "主管科室", "资金来源", "金额（万元）", "备注说明"),
    rows=tuple(
        tuple(
            (text(word),)
            for word in (str(n), "乡村学校修缮工程", "财务科", "市级财政", "120.5", "分两年拨付")
        )
        for n in range(1, 4)
    ),
)
DIVISION = Table(
    caption="任务分工表",
    columns=("序号", "工作任务", "牵头单位", "配合单位"),
    rows=(((text("1"),), (text("任务"),), (text("市教育局"),), (text("市财政局"),)),),
)


def linked_plan(year: int, **changes: object) -> LinkedPlan:
    """Return the bureau's plan for `year`."""
    key = f"jyj-{year}"
    tasks = tuple(linked_task(key, n, year, year == 2022) for n in range(len(WORK)))
    meta = Metadata(
        id=key,
        title=f"云澜市教育局{year}年工作要点",
        index_no=f"YL0012021/{year}-00017",
        doc_no=f"云教发〔{year}〕3号",
        written=f"{year}-03-10",
        published=f"{year}-03-11T15:40",
        status="有效",
        source="云澜市教育局办公室",
        column=("法定主动公开内容", "规划信息"),
        progress=(
            Progress(task="t1", date=f"{year}-06-30", status="done", text="两轮督查已完成。",
                     link="https://jyj.yunlan.example/n/1"),
            Progress(task="t3", date=f"{year}-09-30", status="delayed", text="两所未开工。"),
        ),
        changes=(Change(date=f"{year}-05-01", note="更正第3项任务的数字。"),),
    )  # fmt: skip
    plan = Plan(
        path=f"plans/{key}.md",
        id=key,
        title=meta.title,
        kind="工作要点",
        year=year,
        end_year=None,
        issuer="云澜市教育局",
        meta=meta,
        notice=NOTICE if year == 2022 else None,
        opening=(
            f"{year}年是云澜市教育改革的重要一年。做好全年工作，要坚持立德树人，办好人民满意的教育。",
        ),
        parts=PARTS,
        tasks=tuple(found.task for found in tasks),
        tables=(DIVISION, BUDGET) if year == 2022 else (),
        closing=("各单位要按季度报送落实情况。",),
    )
    base: dict[str, object] = {
        "plan": plan, "issuer": UNITS[0], "tasks": tasks, "topics": TOPICS, "policies": (),
        "attachments": (
            LinkedAttachment("重点任务分工表（2022年）", "files/a.xlsx",
                             f"plans/{key}/files/分工表 #1.xlsx", 18_432, digest("a")),
        ),
        "previous": f"jyj-{year - 1}", "following": f"jyj-{year + 1}", "supersedes": "",
        "superseded_by": "", "absent_links": (),
        "is_draft": False, "problems": (), "place": "云澜市",
    }  # fmt: skip
    return LinkedPlan(**{**base, **changes})  # type: ignore[arg-type]


def hostile_plan() -> LinkedPlan:
    """Return a draft that holds a payload in every field that takes text."""
    p = PAYLOAD
    unit = Unit(id="x", name=p, aliases=(p,), kind=p, region=p, registered=False)
    policy = Policy(id="x", title=p, issuer=p, number=p, date=p, url="javascript:alert(1)", level=p)
    topic = Topic(id="x", name=p)
    citation = Citation(title=p, issuer=p, number=p)
    task = Task(
        id="t1", number=p, mark=p, parts=(0,), after=0, title=p, text=(f"{p}《{p}》", "[坏](javascript:x)"),
        measures=(Measure(mark=p, text=text(p)),), columns=(Column(name=p, lines=(p,)),),
        units=(UnitName(name=p, role=Role.LEAD),),
        deadlines=(Deadline(kind=DeadlineKind.DATE, value="2025-12-31", text=p),),
        targets=(Target(value=Decimal(1), unit=p, subject=p, text=p),), citations=(citation,),
        topics=("x",),
    )  # fmt: skip
    linked = LinkedTask(
        "hostile", task, (UnitLink(p, unit, Role.LEAD, True),), (PolicyLink(citation, policy),), (topic,)
    )  # fmt: skip
    meta = Metadata(
        id="hostile", title=p, index_no=p, doc_no=p, written="2023-01-01", status=p, source=p, summary=p,
        addressees=(p,), column=(p,), changes=(Change(date="2023-02-02", note=p),),
        progress=(Progress(task="t1", date="2023-03-03", status="ongoing", text=p, link="javascript:alert(1)"),),
        open_problems=(OpenProblem(code="spam", note=p, at=Span("plans/hostile.md", 3, 4)),),
    )  # fmt: skip
    plan = Plan(
        path="plans/hostile.md", id="hostile", title=p, kind=p, year=2023, end_year=2025, issuer=p, meta=meta,
        notice=Notice(title=text(p), addressees=(p,), text=(text(p),), signature=(text(p),)),
        opening=(p,), parts=(PlanPart(number=p, mark=p, title=p, level=1, text=(p,)),), tasks=(task,),
        tables=(Table(caption=p, columns=(p, p, p, p), rows=(((text(p),), (text(p),), (text(p),), ()),)),),
        closing=(p,),
    )  # fmt: skip
    found = problem("made-up", Span("plans/hostile.md", 9, 1), Severity.WARNING, words=p)
    return LinkedPlan(
        plan, None, (linked,), (topic,), (), (LinkedAttachment(p, p, f"plans/hostile/files/{p}", 9, "d"),),
        "", "", "", "", (), True, (found,), p,
    )  # fmt: skip


def sample_site(*plans: LinkedPlan, config: SiteConfig = CONFIG) -> Site:
    """Return the site of the given plans; of three years and a hostile draft where none are given."""
    chosen = plans or (
        hostile_plan(),
        linked_plan(2023, is_draft=True, following="", problems=(
            problem("made-up", Span("plans/jyj-2023.md", 12, 5), Severity.WARNING, words="x"),)),
        linked_plan(2022, following=""),
        linked_plan(2021, superseded_by="jyj-2022", previous="", following="jyj-2022"),
    )  # fmt: skip
    old = next((p for p in chosen if p.superseded_by), None)
    by_id = {p.plan.id: p for p in chosen}
    if old is not None:
        meta = replace(old.plan.meta, status="失效")
        by_id[old.plan.id] = replace(old, plan=replace(old.plan, meta=meta))
    return linked_site(by_id, config)


def linked_site(plans: dict[str, LinkedPlan], config: SiteConfig = CONFIG) -> Site:
    """Return the plans with all that links them."""
    tasks = [task for plan in plans.values() for task in plan.tasks]
    units = {link.unit.id: link.unit for task in tasks for link in task.units}
    topics = {topic.id: topic for task in tasks for topic in task.topics}
    policies = {link.policy.id: link.policy for task in tasks for link in task.policies}
    years = sorted({p.plan.year for p in plans.values() if p.plan.year}, reverse=True)

    def ref(task: LinkedTask) -> TaskRef:
        return TaskRef(task.plan, task.task.id)

    def refs_of(unit: str, role: Role) -> tuple[TaskRef, ...]:
        return tuple(
            ref(task) for task in tasks if any(u.unit.id == unit and u.role is role for u in task.units)
        )  # fmt: skip

    told = {key: told_by(plan, compares=False) for key, plan in plans.items()}
    heads = {key: each.head for key, each in told.items()}
    names = {found.unit.id: found.names for found in units_with_tasks(told, ())}
    measures, beside_others = measures_of(told)
    return Site(
        config=config,
        plans=plans,
        heads=heads,
        measures=measures,
        measured=beside_others,
        units=tuple(
            UnitTasks(
                unit,
                tuple(
                    key
                    for key, p in plans.items()
                    if p.issuer is not None and p.issuer.id == unit.id
                ),
                refs_of(unit.id, Role.LEAD),
                refs_of(unit.id, Role.COOPERATING),
                names.get(unit.id, ()),
            )
            for unit in units.values()
        ),
        topics=tuple(
            TopicTasks(
                topic,
                tuple(key for key, p in plans.items() if topic in p.topics),
                tuple(ref(task) for task in tasks if topic in task.topics),
            )
            for topic in topics.values()
        ),
        policies={
            policy.id: PolicyTasks(
                policy,
                (),
                tuple(
                    ref(task)
                    for task in tasks
                    if any(link.policy == policy for link in task.policies)
                ),
            )
            for policy in policies.values()
        },
        years=tuple(
            YearPlans(year, tuple(key for key, p in plans.items() if p.plan.year == year))
            for year in years
        ),
        places=places_with_plans(heads),
    )
