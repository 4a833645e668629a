"""What a draft is called and what its title tells: id, kind, year, issuer.

In: titles and fields. Out: values, "" or None where nothing is certain. Not its business: asking anyone.
"""

import re

from generator.model.manuscript import Text
from generator.official.damage import placeholders

KINDS = (
    "任务分工方案", "工作要点", "工作思路", "工作计划", "工作方案", "实施方案", "行动计划", "行动方案", "五年规划",
    "发展规划", "事业规划", "规划纲要", "重点任务", "实施意见", "工作安排", "规划", "方案", "计划", "要点",
)  # fmt: skip
"""Kinds of documents (文种), the longer name first where one holds another."""

_YEARS = re.compile(r"(20\d\d) ?[-—–－~～至] ?(20\d\d) ?年|(20\d\d) ?年(?:度)?")
_DOC_YEAR = re.compile(r"[〔\[［【(（](20\d\d)[〕\]］】)）]")
_PREFIX = re.compile(r"([^《》“”，。、\s]{2,40}?)(?=20\d\d ?年|关于|印发|转发|“|《)")
_ORGANISATION = re.compile(
    "(?:局|委员会|[省市县区州]委|政府|厅|办公室|[部院处科]|联合会|学校|大学|学院|中心|小学|中学|教育部|国务院)$"
)
_PLACED = re.compile("^(?!市|县|区|省|州|我).{1,12}?(?:省|市|县|区|州|旗|盟|部|院|校|学|园)")
_LONGEST_NAME = 60
_ASCII = re.compile("[^a-z0-9]+")


def kind_in(title: str) -> str:
    """Return the kind of document that a title names, or ""."""
    ends = [(title.rfind(kind) + len(kind), len(kind), kind) for kind in KINDS if kind in title]
    return max(ends)[2] if ends else ""


def years_in(title: str) -> tuple[int | None, int | None]:
    """Return the year of a plan and, where it covers several, the last one, from its title."""
    found = _YEARS.search(title)
    if found is None:
        return None, None
    if found.group(1):
        return int(found.group(1)), int(found.group(2))
    return int(found.group(3)), None


def year_of_number(doc_no: str) -> int | None:
    """Return the year of a document number: 云政办发〔2021〕2号 → 2021."""
    found = _DOC_YEAR.search(doc_no)
    return int(found.group(1)) if found else None


def issuer_in(title: str) -> str:
    """Return the issuer that a title begins with, or "" where it names no place or is left open.

    市教育局 alone says nothing outside its city.
    """
    found = _PREFIX.match(title)
    name = found.group(1) if found else ""
    return name if is_organisation(name) else ""


def is_organisation(name: str) -> bool:
    """Say whether a line of a signature is the full name of an organisation."""
    is_certain = bool(_ORGANISATION.search(name) and _PLACED.match(name))
    return is_certain and not any(placeholders(Text(name)))


def plan_id(issuer: str, year: int | None, kind: str, stem: str) -> str:
    """Return an id of a-z, 0-9 and -: initials of issuer and kind with the year, else the file's name."""
    named = (_initials(issuer), str(year), _initials(kind)) if issuer and year else ()
    parts = named or (_plain(stem) or _initials(stem),)
    return "-".join(part for part in parts if part)[:80].strip("-") or "plan"


def stem_of(name: str) -> str:
    """Return a file's name without folders and ending."""
    last = re.split(r"[/\\]", name)[-1]
    return last.rpartition(".")[0] or last


def _plain(value: str) -> str:
    return _ASCII.sub("-", value.lower()).strip("-")


def _initials(value: str) -> str:
    # pypinyin reads its dictionaries when it is imported, and only an import of a document needs them
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    letters = lazy_pinyin(value[:_LONGEST_NAME], style=Style.FIRST_LETTER, errors="ignore")
    return _plain("".join(letters)).replace("-", "")
