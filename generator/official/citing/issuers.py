"""Who issued a cited document: 教育部办公厅《…》, 省委省政府印发的《…》, 《云澜市教育局关于…的意见》.

In: the text in front of a title, or the title. Out: the issuer in its one form. Not its business: where titles
stand.
"""

import re
from functools import lru_cache

from generator.official.folding import normal_name
from generator.official.units.lists import is_unit_like
from generator.official.units.places import is_national, placed

_RUN = re.compile(r"[\u4e00-\u9fff、 \u00a0\u3000]{2,40}$")
_ISSUES = re.compile(
    r"(?:联合|共同)?(?:印发|发布|出台|下发|制定|制订|颁布|转发|公布)(?:的|了)?$|(?<=[部厅局委办府院室门会])新?(?:最新)?的$"
)
_STRONG = re.compile(
    r"贯彻|落实|按照|根据|依据|依照|依循|遵循|遵照|学习|执行|实施|出台|制定|制订|修订|印发|下发|转发|发布|颁布|宣传|关于|对照|参照|结合"
    r"|围绕|认真|严格|全面|深入|推动|加强|完善|做好|开展|通过|以及|符合|遵守|的"
)
_WEAK = re.compile(r"[和及与、将由按对经以把在至]|现")
_NO_ISSUER = re.compile(
    r"^(?:[我本该各全](?!国)|有关|相关|上级|省级|市级|县级)|精神|会议|大会|要求|部署|讲话|任务"
)
_PAIRS = (
    (re.compile(r"中共中央[、，,]?国务院"), "中共中央、国务院"),
    (re.compile(r"([省市县区州]委)[、，,]?([省市县区州](?:人民)?政府)"), r"\1、\2"),
    (re.compile(r"中办[、，,]?国办"), "中办、国办"),
)
_IN_TITLE = re.compile(r"关于|印发|转发")
_LONGEST = 40
_LONGEST_BARE = 12


@lru_cache(maxsize=1 << 10)  # the same few hundred names, thousands of times
def normal_issuer(issuer: str) -> str:
    """Return an issuer in its one form: 中共中央国务院 is 中共中央、国务院; blanks between issuers are 、."""
    issuer = normal_name(
        re.sub(r"(?<=[部厅局委办府院会])\s+(?=[\u4e00-\u9fff]{2})", "、", issuer.strip())
    )
    for pattern, form in _PAIRS:
        issuer = pattern.sub(form, issuer)
    return issuer


def is_issuer(name: str) -> bool:
    """Return whether a name is one that issues documents: of the state, of a place, or a short unit's name."""
    if not 1 < len(name) <= _LONGEST or _NO_ISSUER.search(name):
        return False
    if is_national(name):
        return is_unit_like(name) or name.endswith("中央")
    rest = placed(name)
    if rest.level:
        return rest.rest in ("委", "政府", "厅", "局") or is_unit_like(rest.rest)
    is_some_unit = name.endswith(("部门", "单位", "机构", "学校")) and "等" not in name
    return (
        len(name) <= _LONGEST_BARE
        and is_unit_like(name)
        and not (is_some_unit or _WEAK.search(name))
    )


def issuer_before(text: str) -> str:
    """Return the issuer that the end of `text`, in front of a title, names; "" if none."""
    found = _RUN.search(text[-_LONGEST:])
    run = normal_issuer(found[0]) if found else ""
    return _issuer_at_end(_behind_last(_ISSUES.sub("", run)))


def _behind_last(run: str) -> str:
    end = max((found.end() for found in _STRONG.finditer(run)), default=0)
    return run[end:].strip("、")


def _issuer_at_end(run: str) -> str:
    """Return the longest end of `run`, from its start or behind 和, 、 …, that is an issuer."""
    starts = (0, *(found.end() for found in _WEAK.finditer(run)))
    return next((run[start:] for start in starts if is_issuer(run[start:])), "")


def issuer_and_title(title: str) -> tuple[str, str]:
    """Return the issuer that a title begins with, and the rest: 教育部, 关于…的意见. "" where it names none."""
    found = _IN_TITLE.search(title, 0, _LONGEST)
    issuer = normal_issuer(title[: found.start()]) if found else ""
    return (issuer, title[found.start() :]) if found and is_issuer(issuer) else ("", title)
