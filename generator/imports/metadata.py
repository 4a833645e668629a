"""The information block (信息块) of a portal's page: labels and values in their many spellings.

In: lines from around the document. Out: fields with their lines, and the lines that are left. Not its
business: what the text itself says. Spellings are those seen on published pages; several pairs may
stand on one line, and a value may stand on the line below its label.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.manuscript import Text
from generator.official.figures.dates import iso_date
from generator.official.units.lists import is_unit_like

# Strong labels need no colon behind them; an empty field is known and left out.
_STRONG = {
    "索引号": "index_no",
    "索引ID": "index_no",
    "索引编号": "index_no",
    "信息索引号": "index_no",
    "发文单位": "issuer",
    "发文机关": "issuer",
    "发布机构": "issuer",
    "发布单位": "issuer",
    "发布机关": "issuer",
    "制发机关": "issuer",
    "效力状态": "status",
    "有效性": "status",
    "时效性": "status",
    "主题分类": "topics",
    "发文字号": "doc_no",
    "公文文号": "doc_no",
    "成文日期": "written",
    "发文日期": "written",
    "印发日期": "written",
    "成文时间": "written",
    "生成日期": "written",
    "发布日期": "published",
    "发布时间": "published",
    "公开日期": "published",
    "公开时间": "published",
    "信息来源": "source",
    "文章来源": "source",
    "信息名称": "title",
    "公开方式": "",
    "公开范围": "",
    "公开时限": "",
    "公开形式": "",
    "体裁分类": "",
    "组配分类": "",
    "服务对象": "",
    "浏览次数": "",
    "点击次数": "",
    "阅读次数": "",
    "访问次数": "",
    "责任编辑": "",
    "废止日期": "",
}
_WEAK = {
    "文号": "doc_no",
    "标题": "title",
    "名称": "title",
    "来源": "source",
    "稿源": "source",
    "日期": "published",
    "时间": "published",
    "分类": "",
    "主题": "topics",
    "作者": "",
    "编辑": "",
    "责编": "",
    "审核": "",
    "审核人": "",
    "发布人": "",
    "信息发布人": "",
    "签发人": "",
    "录入": "",
    "点击": "",
    "点击数": "",
    "点击量": "",
    "点击率": "",
    "浏览": "",
    "浏览数": "",
    "浏览量": "",
    "阅读": "",
    "阅读数": "",
    "阅读量": "",
    "访问量": "",
    "人气": "",
    "字号": "",
    "字体": "",
    "字体大小": "",
    "文字大小": "",
    "保护视力色": "",
    "视力保护色": "",
    "打印": "",
    "分享": "",
    "分享到": "",
    "关键词": "",
    "关键字": "",
    "主题词": "",
    "内容概述": "",
    "主办单位": "",
    "承办单位": "",
}
_FIELDS = _STRONG | _WEAK


def _spaced(labels: Sequence[str]) -> str:
    """Return an alternation of labels, longest first; 索 引 号 is spread on many pages."""
    return "|".join(" ?".join(label) for label in sorted(labels, key=len, reverse=True))


_LABEL = re.compile(
    rf"(?:^|(?<=[ |｜\[\]【】()（）/;；,，]))[【\[(（]?"
    rf"(?:(?P<strong>{_spaced(list(_STRONG))})(?: ?[:：]|[】\]]| |$)"
    rf"|(?P<weak>{_spaced(list(_WEAK))}) ?[:：]|(?P<unknown>[\u4e00-\u9fff]{{2,8}}) ?[:：])"
    rf"|(?P<glued>{_spaced(list(_STRONG))}) ?[:：]"
)
_MARKS = " |｜[]【】/;；,，:："
_MEETING = re.compile(
    r"(?:^| )(?:会议)?(?:地点|主持人?|出席|列席|参会人员|参加人员|出席人员|记录人?) ?[:：]"
)
"""Minutes: their 时间 is that of the meeting."""
_WHEN = ("时间", "日期")
_NUMERIC_DATE = re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}(?: \d.{0,8})?")
_BYLINE = re.compile(r"([^|｜。]{2,30})[|｜] ?(\d{4}[^|｜。]{4,20})")
_BYLINE_TURNED = re.compile(r"(\d{4}[^|｜。]{4,20}?) ?[|｜] ?([^|｜。]{0,30})")
_SOURCE, _PUBLISHED = "信息来源", "发布日期"
"""The labels that a line of name and date stands for."""
_LONGEST_LINE = 400
_LONGEST_VALUE = 100
_ORGANISATION = re.compile("(?:局|委|府|厅|院|办|室|部|会|网|站|中心|报|社|校|所|处|科)$")
_FITS = {
    "index_no": re.compile(r"[\w\-/.]*\d[\w\-/.]{3,}"),
    "doc_no": re.compile(r"\S{1,16}[〔\[［【(（]\d{4}[〕\]］】)）]\d{1,5}号?"),
    "status": re.compile("有效|现行有效|失效|已失效|已修改|废止|已废止|是|否"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the information block; `value` is as printed and may be empty."""

    name: str
    label: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Labelled:
    """What was found, and the lines that belong to the document."""

    fields: tuple[Field, ...]
    rest: tuple[Text, ...]


def pairs_in(line: str) -> tuple[tuple[str, str], ...]:
    """Return the labels and values of a line of the information block; () for any other line.

    Labels that we do not know count beside known ones: they end the value in front of them.
    """
    if len(line) > _LONGEST_LINE:
        return ()
    labels = list(_LABEL.finditer(line))
    front = line[: labels[0].start()].strip(_MARKS + "(（") if labels else ""
    if not labels or not _is_of_block(labels) or (front and not iso_date(front)):
        return ()
    ends = [label.start() for label in labels[1:]] + [len(line)]
    pairs = tuple(
        (label[str(label.lastgroup)].replace(" ", ""), _value(line[label.end() : end]))
        for label, end in zip(labels, ends, strict=True)
    )
    return ((_PUBLISHED, front), *pairs) if front else pairs


def _value(printed: str) -> str:
    """Return a value without the marks around it; of round brackets only one that is not paired."""
    value = printed.strip(_MARKS)
    if value.count("(") + value.count("（") < value.count(")") + value.count("）"):
        return value.rstrip(")）")
    return value.rstrip("(（")


def _is_of_block(labels: Sequence[re.Match[str]]) -> bool:
    """Say whether a line with these labels is of the information block: it begins so, or mostly is so."""
    known = sum(label.lastgroup != "unknown" for label in labels)
    strong = any(label.lastgroup == "strong" for label in labels)
    return known > 0 and (labels[0].lastgroup != "unknown" or strong or known * 2 > len(labels))


def is_labelled(line: str) -> bool:
    """Say whether a line is part of an information block."""
    return bool(pairs_in(line))


def read_block(lines: Sequence[Text]) -> Labelled:
    """Return the fields of the lines, and the lines without any."""
    fields: list[Field] = []
    rest: list[Text] = []
    waiting: Field | None = None
    is_meeting = any(_MEETING.search(line.value[:_LONGEST_LINE]) for line in lines)
    for line in lines:
        pairs = pairs_in(line.value) or byline_in(line.value)
        pairs = pairs or _dated(line.value, rest[-1].value if rest else "")
        if is_meeting and any(label in _WHEN for label, _ in pairs):
            pairs = ()
        if waiting and not pairs and _fits(waiting.name, line.value):
            fields[-1] = Field(waiting.name, waiting.label, line.value, waiting.line)
            waiting = None
            continue
        fields += [Field(field_of(k), k, v[:_LONGEST_VALUE], line.at.line) for k, v in pairs]
        waiting = fields[-1] if pairs and not fields[-1].value else None
        rest += [] if pairs else [line]
    return Labelled(tuple(fields), tuple(rest))


def _dated(line: str, above: str) -> tuple[tuple[str, str], ...]:
    """Return the pair of a date alone, as portals print it: 2021-04-13 15:42, not below who signed."""
    is_portal = _NUMERIC_DATE.fullmatch(line) and iso_date(line) and not is_unit_like(above)
    return ((_PUBLISHED, line),) if is_portal else ()


def field_of(label: str) -> str:
    """Return the field that a label stands for; "" for one that a plan does not keep."""
    return _FIELDS.get(label, "")


def byline_in(line: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of a line such as 云澜市人民政府 | 2021-04-13 15:42, or the other way round."""
    found, turned = _BYLINE.fullmatch(line), _BYLINE_TURNED.fullmatch(line)
    if found and iso_date(found.group(2)):
        return ((_SOURCE, found.group(1).strip()), (_PUBLISHED, found.group(2).strip()))
    if turned and iso_date(turned.group(1)):
        name = turned.group(2).strip()
        source = ((_SOURCE, name),) if _ORGANISATION.search(name) else (("栏目", name),)
        return ((_PUBLISHED, turned.group(1)), *source)
    return ()


def _fits(name: str, value: str) -> bool:
    """Say whether a line may be the value of the label above it."""
    if name in ("written", "published"):
        return bool(iso_date(value))
    if name in _FITS:
        return _FITS[name].fullmatch(value) is not None
    is_name = name in ("issuer", "source") and len(value) <= _LONGEST_VALUE
    return is_name and bool(_ORGANISATION.search(value)) and "年" not in value
