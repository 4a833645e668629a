"""Which quantities are goals: to be reached, and not a name, a condition, a fact or a past result.

In: a quantity and its clause, in a text made `clauses.plain`. Out: yes or no. When in doubt, no: a
table of targets with one wrong row is worse than one that lacks a row. Not its business: the subject.
"""

import re
from typing import Final

from generator.model.plan import Comparator
from generator.official.figures.clauses import Clause
from generator.official.figures.quantities import Quantity

GOAL_VERBS: Final = (
    "新创建|新建成|新建|改扩建|改建|扩建|迁建|续建|建成|建设|建好|建立|组建|创建成|创建|争创|创成|创办|打造|培植|培育|培养|"
    "轮训|培训|遴选|评选|选树|选派|选拔|认定|命名|资助|救助|投资|投入|筹集|筹措|新增|增加|增设|扩增|补充|招聘|招录|引进|"
    "配备|配齐|安排|推出|表彰|整治|改造|维修|开设|开发|发放|惠及|覆盖|提供|组织|开展|举办|举行|召开|完成|实现|达到|"
    "购置|采购|添置|购买|订购|更换|更新|实施|征集|选聘|选送|聘请|聘用|招收|修缮|修建|铺设|安装|减免|立项|引入|吸纳|扶持|拨付|下达|"
    "组建|招募|整顿|确定|上线|改善|调剂|汇聚|互派|整合|附设|设置|扩招|选择|宣讲|调研|演练|接受|掌握|学会|服务(?=学生|群众|家长|企业|师生)|"
    "发表|配送|新购|淘汰|报废|启用|投用|交付|吸引|接收|接纳|派遣|选配|增派|增聘|新聘|评定|评出|推送|推介|拍摄|摄制|出版|编印|印制|"
    "开通|开办|竣工|置换|清退|查处|核减|授予|颁发|承办|承接|签订|孵化|栽植|种植|修复|整修|翻新|装修|拆除|推选|选出|增补|"
    "办理|试办|共建|盘活|设立|派出|启动|推荐|申报|录制|制作|编写|慰问|走访|帮扶|结对|化解|撤并|关停|取缔|加固|重建|新改扩建"
)
_VERB: Final = re.compile(
    f"{GOAL_VERBS}|力争|争取|确保|保证|保障|计划|目标|提高|提升|增长|下降|降低|减少|压减|控制|保持|稳定|扩大|交流轮岗"
)
_RATE: Final = re.compile("(?:率|比例|比重|占比|覆盖面|比|标准|满意度|面)[均都各]?[为是]?\\s?$")
_ASSURED: Final = re.compile("力争|争取|确保|保证|实现|目标")
_PAST: Final = re.compile(
    "已经|已有|已达|已建|已完成|已实现|累计达|达到了|实现了|完成了|建成了|新增了|现有|共有|拥有(?![^,。;]{0,16}[数率]达)|原有|下辖|所辖|目前|"
    "基础上|基础之上|上年(?<![比较]上年)|去年(?<![比较]去年)|上一年(?<![比较]上一年)|往年|近年来|过去[一二三四五]年|年来|以来"
)
TELLS: Final = re.compile(
    "[已现共原下所目](?:(?<=已)(?:[有达建经]|完成|实现)|(?<=[现共原])有|(?<=[下所])辖|(?<=目)前)"
)
"""Says that a sentence tells what is so."""
_TURNS: Final = re.compile(
    "力争|争取|确保|保证|计划|目标|年内|年底|今年|明年|到2|十.?五|新增|新建|新开|改扩建|[不再要将]|推进|开展|实施|加强"
)
"""After 现有 and the like, what turns from what is so to what is to be."""
_REPORT: Final = re.compile(
    "[近过截上去一二三四五](?:(?<=近)年来|(?<=过)去[一二三四五]年|(?<=截)至目前|(?<=上)年(?<![比较]上年)"
    "|(?<=去)年(?<![比较]去年)|(?<=上)一年(?<![比较]上一年)|(?<=[一二三四五])年来)"
)
_COMPARED: Final = re.compile("同比|比上年|较上年|比去年|较去年|环比")
_CUTS: Final = re.compile(
    r"[^,;]{3}[比较](?:上年|去年)(?:度|同期)?(?:[^,;0-9了]{0,4}(?:下降|减少|压减|压缩|精简|降低)[0-9]"
    r"|[^,;0-9了]{2,6}[0-9.]{1,6}(?:%|个百分点|[名人个所])?以上)"
)
"""What is to be less than last year, and bounds: plans promise them, reports rarely tell of them so."""
_NO_GOAL_BEFORE: Final = re.compile(
    "(?:从|由|在|最高可?|最高可?达|最高不超过|奖励|一次性|一次性补助|满|对|给予|不足|未达|占全[市县省国])\\s?$"
)
_CONDITION: Final = re.compile("[的者]|[大超]?规模|大班|超大|学校|村|家庭|乡镇|班级|班额")
_COVERED: Final = re.compile("覆盖[^,;0-9]{0,8}$")
_NEAR: Final = 10
_DONE_BY: Final = re.compile("达到|建成|完成|实现|通过|开展|配备|参加|掌握|创建|建立|用于")
_SHARE_OF: Final = re.compile(
    "的[^0-9]{2,16}?(?:达到|建成|完成|实现|通过|开展|配备|参加|掌握|创建|建立)(?![了过])"
)
"""五分之一的教师参加培训: a share of those who are to do it."""
_EXCLUDES: Final = re.compile(
    "的[,;。]?(?:不予|不得|不再|一律|取消|予以|给予|要|应|须|实行|视为|责令)"
)
"""支持率低于80%的不予实施: what happens to those, no goal."""
_BOUNDARY: Final = re.compile(r"\s*(?:[、和及与并]|$)")
_EVERY: Final = re.compile("每(?:个?学[年期]|[年月周天日])[^每]{0,8}$")
_TAKES_TIME: Final = re.compile("(?:时间|时长|作业|睡眠|锻炼|阅读)[^,0-9]{0,8}$")
_CONCRETE: Final = frozenset(
    (
        "所",
        "名",
        "人",
        "人次",
        "场",
        "场次",
        "家",
        "处",
        "小时",
        "分钟",
        "课时",
        "学时",
        "元",
        "平方米",
        "倍",
        "%",
        "个百分点",
        "百分点",
        "次",
        "学位",
    )
)
"""Units that a number in Chinese numerals may count: 三项, 两个 and the like mostly begin names."""

_DURATIONS: Final = ("小时", "分钟")
RELATIVE: Final = ("%", "‰", "个百分点", "百分点", "倍")
_LOOK_BACK: Final = 80
_LOOK_AHEAD: Final = 40


def is_relative(unit: str) -> bool:
    """Return whether a unit measures a share, a change or a ratio; all others count things."""
    return unit in RELATIVE or unit.startswith(":")


def report(plain: str) -> int:
    """Return where a sentence begins to tell of the past (近年来，…), else where it ends."""
    told = _REPORT.search(plain)
    return told.start() if told else len(plain)


def is_past(plain: str, clause: Clause) -> bool:
    """Return whether a clause tells what is so or was so: 现有…, 同比增长… (unless 力争 promises it)."""
    if _PAST.search(plain, clause.start, clause.end):
        return True
    if not _COMPARED.search(plain, clause.start, clause.end):
        return False
    return not (
        _ASSURED.search(plain, clause.start, clause.end)
        or _CUTS.search(plain, clause.start, clause.end)
    )


def tells(plain: str, clause: Clause, before: bool) -> bool:
    """Return whether a clause tells what is so: 现有在校生12万人，生师比为15:1; `before`: the last one does."""
    if TELLS.search(plain, clause.start, clause.end):
        return True
    return before and not _TURNS.search(plain, clause.start, clause.end)


def covers(plain: str, start: int, end: int) -> bool:
    """Return whether 覆盖 in front of a number says of what it is a share: 覆盖城区70%以上的学校."""
    return _COVERED.search(plain, max(start, end - _NEAR), end) is not None


def _is_condition(plain: str, clause: Clause, found: Quantity) -> bool:
    """Return whether the number picks out what is meant: 1500人以上的学校, 20人的队伍; not 80%以上的学校建成…."""
    if found.unit not in RELATIVE and not found.per and plain[found.end : found.end + 1] == "的":
        return True
    if not (found.bounded or found.stated) or not _CONDITION.match(plain, found.end, clause.end):
        return False
    if found.unit == "%":
        return bool(_EXCLUDES.match(plain, found.end, clause.end)) or not (
            found.stated
            or covers(plain, clause.start, found.start)
            or _DONE_BY.search(plain, found.end, min(clause.end, found.end + _LOOK_AHEAD))
        )
    return not found.stated


def _is_name(found: Quantity) -> bool:
    """Return whether a number in Chinese numerals is more likely part of a name: 一校, 三项, 两个."""
    if not found.in_words or found.per:
        return False
    at_least = found.comparator in (Comparator.AT_LEAST, Comparator.MORE)
    return not at_least and (found.value == 1 or found.unit not in _CONCRETE)


def _is_time_limit(found: Quantity, head: str) -> bool:
    """Return whether a duration is bounded for what takes time: 书面作业时间不超过60分钟."""
    return found.stated and bool(_TAKES_TIME.search(head))


def _is_excluded(plain: str, clause: Clause, found: Quantity) -> bool:
    head = plain[max(clause.start, found.start - _LOOK_BACK) : found.start]
    compared = found.comparator is not Comparator.EQUAL
    if found.unit in _DURATIONS and not (_EVERY.search(head) or _is_time_limit(found, head)):
        return True
    if found.unit == "分" and not (compared or found.stated):
        return True
    before = _NO_GOAL_BEFORE.search(head)
    return bool(before) or _is_name(found) or _is_condition(plain, clause, found)


def _is_to_reach(plain: str, clause: Clause, found: Quantity) -> bool:
    """Return whether words of the clause set the number: a comparison, a verb, a rate before it."""
    start = max(clause.start, found.start - _LOOK_BACK)
    if (
        found.stated
        or (found.per and "元" in found.unit)
        or _VERB.search(plain, start, found.start)
    ):
        return True
    closes = _BOUNDARY.match(plain, found.end, clause.end)
    if found.bounded and (closes or is_relative(found.unit)):
        return True
    if found.unit == "%" and _SHARE_OF.match(plain, found.end, clause.end):
        return True
    return is_relative(found.unit) and bool(_RATE.search(plain[start : found.start]))


def is_goal(plain: str, clause: Clause, found: Quantity, goes_on: bool = False) -> bool:
    """Return whether a quantity is a number to reach.

    `goes_on`: the clause before ended in a goal in the same unit: 新建公办园5所，普惠园3所.
    """
    if found.unit == "" or not plain[found.start : found.end].strip("全覆盖实现做到达"):
        return True
    closes = goes_on and _BOUNDARY.match(plain, found.end, clause.end)
    reached = bool(closes) or _is_to_reach(plain, clause, found)
    return reached and not _is_excluded(plain, clause, found)
