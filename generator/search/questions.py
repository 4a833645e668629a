"""The words of a question that documents do not have: 谁负责控辍保学 asks for 控辍保学, and for who leads it.

In: nothing. Out: patterns, for the page; it loads them where nothing is found as typed.
"""

from collections.abc import Mapping
from typing import Final

_ASIDE: Final = (
    "请问",
    "(?:应该|应当)?[由归找是]?(?:谁|(?:哪些?|什么)(?:个?部门|个?单位)|哪些?)[来去]?(?:管理?|负责|牵头|主管|承担)?",
    "什么时候|何时|几时|哪一?[年天]|多长时间|多久|几点",
    "是?多少(?:钱|[所个年名人间万次])?|几[所个年名间次]",
    "怎么(?:样|办|处理|做|解决)?|怎样|如何|为什么|为何|是?什么",
    "是不是|是否|有没有|能不能|会不会|可不可以|要不要",
    "[吗呢]$|[?？]+$",
    "的?(?:牵头|负责|配合)的?",
    "的?(?:目标|指标|任务|工作|政策)$",
)
_ASKS: Final = {
    "lead": "谁|单位|部门|负责|牵头",
    "cooperating": "谁|单位|部门|配合",
    "deadline": "时|多久|哪[天年]",
    "target": "多少|几|指标|目标",
}
_ROLES: Final = {"lead": "牵头|负责", "cooperating": "配合"}


def questions() -> Mapping[str, object]:
    """Return what is set aside; what a row shows that a word set aside asks for; the role of a unit that it means."""
    return {"aside": "|".join(_ASIDE), "asks": _ASKS, "roles": _ROLES}
