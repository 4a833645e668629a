"""A plan to start from, for each kind."""

from generator.forms.structured import dump
from generator.official.heading import KINDS
from generator.official.identity import initials

_OPENING = "这里写引言：全年工作的总体要求。写完后删去这一行。"
_BODY = """\
一、第一部分的标题
1. 第一项任务的主题句。{year}年底前覆盖率达到90%以上。（牵头单位：市教育局，配合单位：市财政局）
2. 第二项任务的主题句。任务的具体内容。（牵头单位：市教育局）

二、第二部分的标题
3. 第三项任务的主题句。任务的具体内容，长期坚持。（牵头单位：市教育局）
"""


def kinds() -> tuple[str, ...]:
    """Return the kinds of plans that are offered."""
    return KINDS


def new_plan(kind: str, year: int) -> tuple[str, str]:
    """Return file stem and text of a draft of `kind` for `year`, complete enough to be previewed."""
    front = {
        "标题": f"某市教育局{year}年{kind}",
        "文种": kind,
        "年份": year,
        "发文机关": "",
        "成文日期": "",
        "主题": [],
        "草稿": True,
    }
    text = f"---\n{dump(front)}---\n\n{_OPENING}\n\n{_BODY.format(year=year)}"
    return f"{initials(kind)}-{year}", text
