"""Advertisements that attackers put into the sentences of hijacked sites.

In: a string. Out: the spans of the advertisement. Not its business: what becomes of them.
Words alone prove nothing: 整治网络博彩, 体育彩票公益金 are official language. A span is spam where the words
come with what only advertisements have: `_` joins, 365bet-like brands, 网址 and 官网 right behind.
"""

import re
from collections.abc import Iterator, Sequence

Span = tuple[int, int]

_STRONG = re.compile(
    r"(?:365|188|888|bet|w)?bet(?:365|188|\d{2,4})|\d{2,4}bet|365不给提款|不给提款|不能提款怎么办"
    r"|体育在线网址|彩票网|真人娱乐城|现金网开户|网上真人|线上赌场|六合彩开奖|时时彩计划|澳门新?葡京"
    r"|博彩公司|博彩平台推荐|娱乐城官网|棋牌官网|棋牌游戏下载|成人视频|无码视频|裸聊|在线av",
    re.IGNORECASE,
)
_WEAK = re.compile(
    "博彩|棋牌|体育在线|体育投注|彩票|娱乐城|百家乐|老虎机|时时彩|真人娱乐|赌场|六合彩|葡京|皇冠体育"
    "|亚博|色情|裸聊|提款|出款|押注|开户送"
)
HINT = re.compile(
    "b[eE][tT]|B[eE][tT]|提款|出款|体育在线|体育投注|皇冠体育|彩票|博彩|六合彩|时时彩|娱乐城|现金网|真人|赌场|葡京"
    "|棋牌|百家乐|老虎机|成人视频|无码|裸聊|在线[aA][vV]|亚博|色情|押注|开户"
)
"""Stands in every advertisement that the two expressions above find, and is found far sooner."""
_TAIL = re.compile(
    "网址|官网|官方网站|官方电话|官方|下载|登录|登陆|注册|开户|投注|怎么办|客户端|手机版|app|娱乐|在线"
    "|网站|平台|电话|导航|入口",
    re.IGNORECASE,
)
_AD_TAIL = re.compile("(?:网址|官网|官方网站|app下载|下载|开户|投注|官方电话|入口)", re.IGNORECASE)
_FIGHTING = re.compile(
    "打击|整治|治理|防范|查处|严禁|禁止|清理|抵制|远离|拒绝|防止|屏蔽|预防|警惕|杜绝|举报|公益金|关停"
)
_RUN = re.compile(r"[^\s，。；：、！？,;:!?（）()《》“”‘’\[\]【】〔〕]+")
_BRAND = re.compile("[0-9A-Za-z]+")
_FIGHT_REACH = 30
_TAIL_REACH = 6


def spam_spans(value: str) -> tuple[Span, ...]:
    """Return the spans of advertisements in `value`, in order, never overlapping."""
    if not HINT.search(value):
        return ()
    return tuple(span for run in _RUN.finditer(value) for span in _spans_in(value, run))


def _spans_in(value: str, run: re.Match[str]) -> Iterator[Span]:
    strong = [m.span() for m in _STRONG.finditer(value, *run.span())]
    weak = [m.span() for m in _WEAK.finditer(value, *run.span())]
    if not strong and not weak:
        return
    if "_" in run.group():
        yield _joined(value, run, [*strong, *weak])
    elif strong or any(_is_advertised(value, hit) for hit in weak):
        yield _grown(value, run, [*strong, *weak])


def _is_advertised(value: str, hit: Span) -> bool:
    """Say whether an ad's tail follows and no official fights it in the same sentence."""
    if not _AD_TAIL.search(value, hit[1], hit[1] + _TAIL_REACH):
        return False
    return not _FIGHTING.search(value, max(0, hit[0] - _FIGHT_REACH), hit[1] + _TAIL_REACH)


def _joined(value: str, run: re.Match[str], hits: Sequence[Span]) -> Span:
    """Return a chain of phrases joined by `_`, without the words of the sentence around it.

    Its first phrase begins with a brand (digits or Latin letters) or an advertising word; its last
    one ends with such a word: 教师[365…_…_…网址]招聘.
    """
    begin, end = run.span()
    first_end = value.index("_", begin, end)
    last_begin = value.rindex("_", begin, end) + 1
    early = [hit[0] for hit in hits if hit[0] < first_end]
    late = [hit[1] for hit in hits if hit[1] > last_begin]
    starts = early or [m.start() for m in _BRAND.finditer(value, begin, first_end)][-1:]
    ends = late or [m.end() for m in _TAIL.finditer(value, last_begin, end)]
    return _grow(value, run, (min(starts, default=first_end), max(ends, default=last_begin)))


def _grown(value: str, run: re.Match[str], hits: Sequence[Span]) -> Span:
    """Return the hits and what belongs to them."""
    return _grow(value, run, (min(hit[0] for hit in hits), max(hit[1] for hit in hits)))


def _grow(value: str, run: re.Match[str], span: Span) -> Span:
    """Return the span with a brand right in front and the tails right behind."""
    start, end = span
    while start > run.start() and value[start - 1].isascii() and value[start - 1].isalnum():
        start -= 1
    while tail := _TAIL.match(value, end, run.end()) or _BRAND.match(value, end, run.end()):
        end = tail.end()
    return start, end
