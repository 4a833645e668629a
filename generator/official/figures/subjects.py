"""What a number measures: 公办园覆盖面 in 力争公办园覆盖面达到65%以上, 示范校 in 新建5所示范校.

In: places in a text made `clauses.plain`. Out: the place of the subject, or none. Not its business:
which numbers are goals.
"""

import re
from typing import Final

from generator.official.endings import ending, endings
from generator.official.figures.clauses import MASK, trimmed
from generator.official.figures.goals import GOAL_VERBS
from generator.official.figures.times import YEAR

Place = tuple[int, int]

_NOUNS: Final = (
    "率|覆盖|合格|机构|中心|基地|经费|学时|人次|工作|任务|项目|面积|资金|比例|总|者|员|费|额|量|规模|标准(?!化)|金|"
    "占|面|后|资源(?!教室|中心|库)|劳动力"
)
"""After a verb, these make it part of a name: 培训合格率, 建设资金."""

_NAMES: Final = (
    "(?:培训|轮训|帮扶|结对|资助|救助|招聘|评选|慰问|走访|表彰|推荐)(?:班|营|对象|计划|活动|课程)"
)
"""Names that begin like a verb: 轮训班."""

_LEAD: Final = re.compile(
    rf"(?:(?:到|至|于|在)?(?:{YEAR})\s?年(?:[底末]|度|内)?(?:[春秋]季?学期(?:开学)?)?(?:之前|以前|前|内|起|初)?(?:期间)?"
    "|到?“?十[一二三四五六七八九]?五”?(?:期间|时期|末期?)|[到至]?(?:今年|年)底前?|年内|今年|全年"
    "|(?:[上下]半年|[春秋]季(?:学期|开学)|第?[一二三四]季度|[寒暑]假)(?:期间|之?前|起|开始|[末底])?"
    "|[省市县区][级县区]?财政(?:局|部门)?(?=[对按安])"
    "|每(?:个?学[年期]|[年月周天日])|逐[年步]|[0-9]{1,2}(?:月底?前?|[.、])"
    "|[一二三四五六七八九]是|力争|争取|努力|力求|确保|保证|保障(?!水平|机制|能力|体系|性)|保持|再(?!生|贷)|进一步|基本|全面|切实|认真|积极|加快|大力|稳步|持续|继续|不断|有效|深入"
    "|计划|预计|坚持|稳定|落实|着力|严格|做到|要求|统筹|推动|推进|促进|支持(?!率|度|中心)|指导(?!站|员|意见|中心)|倡导|鼓励|督促|其中|同时|分别"
    "|全部|所有(?!权|制)|为[^,0-9]{0,20}?(?=购置|采购|添置|购买|配备|配齐|提供|新增|建设)"
    "|首批|稳妥|有序|扎实|获评|获得|夺得|控制(?!率|价)|我[市县区省]|将|使(?!用|命)|让|把(?!关|控|握)|对(?!口|外|接|标)|要(?!素|求|点)|并(?!轨|网)|且|均(?!衡|等|值)|[都、和及与,·\\s]|以及|共(?!同|青|享|建)"
    f"|(?!{_NAMES})(?:{GOAL_VERBS})(?!{_NOUNS}))"
)
_CHANGES: Final = (
    "提升", "上升", "下降",    "提高", "增长", "增加", "降低", "减少", "压减", "扩大", "缩小",
    "缩减", "压缩", "降", "增", "升",
)  # fmt: skip
_TAIL: Final = (
    "稳步", "逐步", "分别", "达到", "达成", "达", "完成", "实现", "稳定在", "保持在", "控制", "稳定", "保持", "不得",
    "年内", "平均",
    "均", "共", "各", "都", "为", "是", "的", "要", "应", "再", "力争", "确保", "争取", "将", "有", "全部",
    "每天", "每周", "每年", "每月", "每学期", "每学年", "每个学期", "、", "和",
    " ", "(", "按", "严格", "每生", "每人", "每校", "每班", "原则上", "一般", "全面", "基本",
    "累计", "人均", "全年", "单次",
)  # fmt: skip


_TAILS: Final = endings(_TAIL)
_TAILS_AND_CHANGES: Final = endings((*_TAIL, *_CHANGES))
_OBJECT_ENDS: Final = re.compile(
    r"[、和及与并;,()]|以及|进行|[到赴]|分[层类批期]|参加|参与|听取|执行|开展|用于|专项|纳入|作为|列入|达到|建成|完成|实现|通过|全覆盖|[0-9]|$"
)
_ACTS: Final = re.compile("(?<=[一-龥]{2})(?:[到赴](?!位|校率)|参加|参与)")
_MID_VERB: Final = re.compile(
    "(?:组建|共建|附设|接受|调剂|互派|新创建|新建成|新建|改扩建|扩建|争创|建成|新增|安排|争取|购置|采购|添置|购买|更换|更新|实施|发放|拨付|配送|派遣|引进|录制|招收|选派|评定|立项|遴选|评选|认定|打造|招聘|配备|创建|建立|建设|设立|申报|补充|覆盖|"
    f"开展|举办|组织(?<!党组织)|派出)(?!{_NOUNS})"
)
_HAN: Final = re.compile(f"[一-龥{MASK}]")
_FROM: Final = re.compile("[从由][^0-9,]{0,8}[0-9]")
_WHEN: Final = re.compile(f"[到至在]?(?:(?:{YEAR})年(?:[底末]|内)?前?|年[底末]前?)$")
"""A time between subject and number: 配备率2022年底前达到100%."""
_NO_OBJECT: Final = re.compile("的|全部|给予|予以")
_AT_A_RATE: Final = re.compile("的(?:标准|比例|要求)")
_LONGEST_HEAD: Final = 80
_LONGEST_OBJECT: Final = 30
_LONGEST_TIME: Final = 10


def _without_lead(plain: str, start: int, end: int) -> int:
    while start < end and (match := _LEAD.match(plain, start, end)):
        start = match.end()
    return start


def _without_tail(plain: str, start: int, end: int, changed: bool) -> int:
    """Return where the subject ends; 提高 in 提高2个百分点 says what is measured, in 提高到95% not."""
    tails = _TAILS if changed else _TAILS_AND_CHANGES
    while word := ending(plain, start, end, tails):
        end -= len(word)
    return end


def before(plain: str, start: int, end: int, changed: bool = False, counted: bool = True) -> Place:
    """Return the subject that stands in front of a number, an empty place where there is none.

    `counted`: the number counts things, so the subject begins after the verb that makes or finds them.
    `changed`: the number is a difference, so the verb stays: 巩固率提高 for 巩固率提高2个百分点.
    """
    start = max(start, end - _LONGEST_HEAD)
    start = _without_lead(plain, start, end)
    base = _FROM.search(plain, start, end)
    end = base.start() if base else end
    end = _without_tail(plain, start, end, changed)
    when = _WHEN.search(plain, max(start, end - _LONGEST_TIME), end)
    end = _without_tail(plain, start, when.start(), changed) if when else end
    verbs = [match.end() for match in _MID_VERB.finditer(plain, start, end)]
    if counted and verbs and end - verbs[-1] > 1 and not _VERB.fullmatch(plain, verbs[-1], end):
        start = verbs[-1]
    return trimmed(plain, start, max(start, end))


def acting(plain: str, start: int, end: int) -> Place:
    """Return the subject of a clause without what it does: 骨干教师 in 骨干教师赴高校研修."""
    stop = _ACTS.search(plain, start, end)
    return trimmed(plain, start, stop.start() if stop else end)


def after(plain: str, start: int, end: int) -> Place:
    """Return the counted thing behind a number: 党建示范校 in 培植5所党建示范校; no verb, as in 3亿元建设."""
    rate = _AT_A_RATE.match(plain, start, end)
    if rate:
        start = _without_lead(plain, rate.end(), end)
    elif skipped := _NO_OBJECT.match(plain, start, end):
        start = skipped.end()
    elif _VERB.match(plain, start, end):
        return start, start
    stop = _OBJECT_ENDS.search(plain, start, min(end, start + _LONGEST_OBJECT))
    place = trimmed(plain, start, stop.start() if stop else end)
    return place if _HAN.search(plain, *place) else (start, start)


def ends_in_verb(plain: str, start: int, end: int) -> bool:
    """Return whether the words in front of a number end in what is done to the counted thing."""
    return bool(_ENDS_IN_VERB.search(plain[max(start, end - 8) : end]))


def verb(plain: str, start: int, end: int) -> Place:
    """Return the last verb in front of a number, where nothing else says what is counted: 投资."""
    found = list(_VERB.finditer(plain, max(start, end - _LONGEST_HEAD), end))
    return found[-1].span() if found else (end, end)


_VERB: Final = re.compile(GOAL_VERBS)
_ENDS_IN_VERB: Final = re.compile(rf"(?:{GOAL_VERBS})\s?$")
_STAGE: Final = (
    "学前|幼儿园|小学|初中|义务教育|高中阶段|普通高中|普高|中职|高职|高中|本科|"
    "城市|农村|城区|乡镇|公办|民办|"
    "省级|市级|县级|校级"
)
_STAGES: Final = re.compile(f"(?:{_STAGE})(?:[、和及与](?:{_STAGE}))+")
_ONLY_STAGES: Final = re.compile(f"(?:{_STAGE})(?:[、和及与](?:{_STAGE}))*")
_ENDS_IN_STAGE: Final = re.compile(f"(?:{_STAGE})$")
_OF_STAGE: Final = re.compile(f"为(?={_STAGE})(?:{_STAGE})$")
_MEASURE: Final = re.compile(
    "(?:毛入园率|毛入学率|净入学率|覆盖面|满意度|占比|比例|比重|标准|面积|人数|数量|[一-龥]{0,4}率)$"
)


def _shared(names: list[str]) -> str:
    """Return what the last of several names says for all: 普惠园占比 in 临溪县、望川县普惠园占比."""
    place = re.search("[县市区](?=.)", names[-1])
    if place and all(name.endswith(("县", "市", "区")) for name in names[:-1]):
        return names[-1][place.end() :]
    measure = _MEASURE.search(names[-1])
    return measure[0] if measure and not any(_MEASURE.search(n) for n in names[:-1]) else ""


def each(subject: str, count: int) -> tuple[str, ...]:
    """Return the subjects of `count` numbers in a row (分别达到…), all the same where they cannot be told.

    小学、初中巩固率 is 小学巩固率 and 初中巩固率; 农村初中和小学补助标准 is 农村初中补助标准 and 农村小学补助标准.
    """
    stages = _STAGES.search(subject)
    if stages and len(names := re.split("[、和及与]", stages[0])) == count:
        return tuple(subject[: stages.start()] + name + subject[stages.end() :] for name in names)
    names = re.split("、|以及|[和及与]", subject)
    if len(names) != count or not all(names):
        return (subject,) * count
    shared = _shared(names)
    return (*(name + shared for name in names[:-1]), names[-1])


def named(subject: str) -> str:
    """Return a subject without the 为 before its stage: 补助标准小学 for 补助标准为小学每生1000元."""
    stage = _OF_STAGE.search(subject)
    return subject[: stage.start()] + subject[stage.start() + 1 :] if stage else subject


def continued(earlier: str, later: str) -> str:
    """Return the subject of a number that names only its stage, from the one before it.

    After 高级岗位比例高中 comes 初中: 高级岗位比例初中. After 小学专职教师比例 comes 初中: 初中专职教师比例.
    """
    if not _ONLY_STAGES.fullmatch(later):
        return later
    if last := _ENDS_IN_STAGE.search(earlier):
        return earlier[: last.start()] + later
    first = _ONLY_STAGES.match(earlier)
    return later + earlier[first.end() :] if first else later
