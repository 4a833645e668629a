"""What a draft is called, and what is certain about its issuer and year.

In: titles, names, fields. Out: values, "" or None where nothing is certain. Not its business: reading
titles (see `official.heading`), and asking anyone.
"""

import re

from generator.model.manuscript import Text
from generator.official.checking.damage import placeholders
from generator.official.heading import issuer_in
from generator.official.units.places import region_of

_DOC_YEAR = re.compile(r"[〔\[［【(（](20\d\d)[〕\]］】)）]")
_ORGANISATION = re.compile(
    "(?:局|委员会|[省市县区州工党]委|政府|厅|办公室|[部院处]|联合会|学校|大学|学院|中心|小学|中学)$"
)
_ASCII = re.compile("[^a-z0-9]+")
_LONGEST_NAME = 60
_LONGEST_ID = 80


def year_of_number(doc_no: str) -> int | None:
    """Return the year of a document number: 云政办发〔2021〕2号 → 2021."""
    found = _DOC_YEAR.search(doc_no)
    return int(found.group(1)) if found else None


def certain_issuer(title: str) -> str:
    """Return the issuer that a title begins with, or "" where it names no place or is left open.

    市教育局 alone says nothing outside its city.
    """
    name = issuer_in(title)
    return name if is_organisation(name) else ""


def is_organisation(name: str) -> bool:
    """Say whether a name is the full one of an organisation, with its place."""
    is_certain = bool(_ORGANISATION.search(name) and region_of(name))
    return is_certain and not any(placeholders(Text(name)))


def plan_id(issuer: str, year: int | None, kind: str, stem: str) -> str:
    """Return an id of a-z, 0-9 and -: initials of issuer and kind with the year, else the file's name."""
    named = (_initials(issuer), str(year), _initials(kind)) if issuer and year else ()
    parts = named or (_plain(stem) or _initials(stem),)
    return "-".join(part for part in parts if part)[:_LONGEST_ID].strip("-") or "plan"


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
