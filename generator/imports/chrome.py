"""The frame of a portal's page around the document: breadcrumb, buttons, page numbers.

In: cleaned lines. Out: the document's lines, the column path, and an entry for each line dropped. Not
its business: the information block (see `metadata`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.imports.edits import replaced
from generator.imports.entries import Action, Entry, entry
from generator.model.manuscript import Text

_BREADCRUMB = re.compile(
    r"(?:您?(?:当前|现在|目前)?(?:的|所在|所在的)?位置|当前位置|您(?:现在|当前)的位置|当前所在位置)(?:是)?\s?[:：]\s?"
)
_STEP = re.compile(r"\s?(?:>{1,2}|＞{1,2}|»|›|→|/)\s?")
_HOME = re.compile(r"(?:首页|网站首页|主页)\s?(?:>{1,2}|＞|»|›|→)")
_LEAVES = frozenset(
    {"正文内容", "正文", "信息详情", "详情", "内容", "文章内容", "详细内容", "浏览文章"}
)
_WORDS_LISTED = """
    打印 打印本页 打印文章 打印页面 打印此页 我要打印 收藏 添加收藏 加入收藏 收藏本页 我要收藏 关闭
    关闭窗口 关闭本页 返回 返回顶部 返回首页 更多 更多信息 分享 分享到 分享至 我要分享 微信 微博
    新浪微博 QQ空间 朋友圈 字号 字体 字体大小 文字大小 纠错 我要纠错 网站地图 上一篇 下一篇 上一页
    下一页 尾页 扫一扫 无障碍 无障碍浏览 长者模式 适老化 朗读 语音播报 视力保护色 保护视力色 复制链接
    手机版 English 繁体 简体 首页 正文 全文 公文正文 END 网站支持IPv6
"""
_WORDS = frozenset(_WORDS_LISTED.split())
_FILLERS_LISTED = """
    大 中 小 默认 超大 特大 v T t A A+ A- + - QQ 到 本页 窗口
"""
_FILLERS = frozenset(_FILLERS_LISTED.split())
_BREAKS = re.compile(r"[\s\[\]【】|｜:：>＞»（）()〖〗、]+")
_STARTS = re.compile(
    r"(?:扫一扫|上一篇|下一篇|上一条|下一条|版权所有|Copyright|网站标识码|政府网站标识码|技术支持|您是第|访问量|[一-鿿]ICP备|[一-鿿]公网安备"
    r"|我为政府网站找错|手机扫描|用手机|微信扫|分享到)"
)
_TAIL = re.compile(
    r" ?[\[【(（]?(?:字 ?[号体](?:大小)?|视力保护色) ?[:：] ?[\[【(（]?[大中小超特默认vT| ]{0,20}[\]】)）]{0,2}$"
    r"|(?: ?[\[【(（](?:打印|收藏|关闭|分享|打印本页|打印文章|添加收藏|关闭窗口|字号)[^\]】)）]{0,6}[\]】)）])+$"
)
_OF_SITE = re.compile(
    r"网站标识码|[一-鿿]ICP备|[一-鿿]公网安备|版权所有|技术支持\s?[:：]|Copyright", re.IGNORECASE
)
"""Stands in the footer of sites only."""
_OF_FOOTER = re.compile(
    r"(?:(?:网站)?(?:主办|承办|协办|主管|维护|建设|管理|制作|运维)(?:单位|机构|方)?|地址|邮编|邮政编码|(?:联系|办公|咨询|服务|网站)?电话|传真"
    r"|(?:电子)?邮箱|E-?mail|(?:相关|友情)(?:链接|文档|文章|信息|阅读|新闻|附件|解读|稿件))\s?[:：]",
    re.IGNORECASE,
)
"""Of a footer where the site's own words follow or stand above."""
_PAGE_NUMBER = re.compile(
    r"[-—–－─]{1,3} ?\d{1,4} ?[-—–－─]{1,3}|第 ?\d{1,4} ?页(?: ?[,，/]? ?共 ?\d{1,4} ?页)?|\d{1,4} ?/ ?\d{1,4}"
)
_LONGEST = 120
_LONGEST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Framed:
    """The document out of its frame."""

    lines: tuple[Text, ...]
    column: tuple[str, ...]
    entries: tuple[Entry, ...]


def without_chrome(lines: Sequence[Text]) -> Framed:
    """Return the lines that are not the site's own, and the column path of the breadcrumb."""
    kept: list[Text] = []
    found: list[Entry] = []
    column: tuple[str, ...] = ()
    footer = _footer(lines)
    for index, line in enumerate(lines):
        path = breadcrumb_in(line.value)
        if path:
            column = column or path
            shown = " > ".join(path)
            found.append(entry(Action.TAKEN, "import-column", line.at.line, column=shown))
            continue
        rest = replaced(line, _TAIL, "") if len(line.value) <= _LONGEST else line
        if index >= footer or is_chrome(rest.value):
            what = line.value[:40]
            found.append(entry(Action.DROPPED, "import-chrome", line.at.line, what=what))
        else:
            found += [] if rest == line else [_cut_entry(line, rest)]
            kept.append(rest)
    return Framed(tuple(kept), column, tuple(found))


def _footer(lines: Sequence[Text]) -> int:
    """Return the index from which on all lines are of the site's footer; one of them must be certain."""
    start = len(lines)
    while start > 0 and (is_chrome(lines[start - 1].value) or _may_close(lines[start - 1].value)):
        start -= 1
    return start if any(is_chrome(line.value) for line in lines[start:]) else len(lines)


def _may_close(value: str) -> bool:
    return len(value) <= 2 * _LONGEST and bool(_OF_FOOTER.match(value))


def _cut_entry(line: Text, rest: Text) -> Entry:
    what = line.value[len(rest.value) :].strip()
    return entry(Action.DROPPED, "import-chrome", line.at.line, what=what)


def breadcrumb_in(line: str) -> tuple[str, ...]:
    """Return the steps of a breadcrumb line, without 正文 at its end; () for any other line."""
    if len(line) > 2 * _LONGEST:
        return ()
    start = _BREADCRUMB.match(line)
    if not start and not _HOME.match(line):
        return ()
    steps = [step.strip() for step in _STEP.split(line[start.end() if start else 0 :])]
    steps = [step for step in steps if step]
    while steps and steps[-1] in _LEAVES:
        steps.pop()
    return tuple(steps)


def is_chrome(line: str) -> bool:
    """Say whether a whole line is a button, a footer or a page number."""
    if not line or len(line) > _LONGEST:
        return not line
    if _PAGE_NUMBER.fullmatch(line):
        return True
    if _OF_SITE.search(line) or (len(line) <= _LONGEST_WORDS and _STARTS.match(line)):
        return True
    words = [word for word in _BREAKS.split(line) if word]
    if not words:
        return True
    return any(w in _WORDS for w in words) and all(w in _WORDS or w in _FILLERS for w in words)
