"""Document numbers (发文字号): 云政办发〔2021〕2号, as GB/T 9704-2012 (7.2.5) has them.

In: text. Out: the number in its one form, or "". Not its business: whose number it is.
"""

import re
from unicodedata import normalize

from generator.official.folding import without_blanks

_YEAR = r"[〔(\[【﹝〈<〖]((?:19|20)\d{2})[〕)\]】﹞〉>〗]"
_NUMBER = re.compile(_YEAR + r"第?(\d{1,5})(号?)")
_AGENCY = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,14}$")
_BEFORE = re.compile(
    r".*(?:根据|依据|按照|依照|贯彻|落实|执行|转发|印发|字号|文号|参照|参见|详见|以)"
)
_ORDER = re.compile(r"[\u4e00-\u9fff]{0,20}令(?:第)?\d{1,4}号|第\d{1,4}号令")
_STANDARD = re.compile(r"(?:GB|JGJ|JY|DB\d{0,4})(?:/T|/Z)? ?\d{1,6}(?:\.\d{1,3})?[-—–]\d{4}")
_LONGEST_AGENCY = 14


def doc_no(text: str) -> str:
    """Return the first document number of a text in its one form (云政办发〔2021〕2号), "" if none."""
    folded = _folded(text)
    found = (_whole(folded, one) for one in _NUMBER.finditer(folded) if one[3])
    return next((number for number in found if number), "")


def broken_doc_no(text: str) -> bool:
    """Return whether a text is a document number that lost its 号: 云政办发〔2021〕2."""
    folded = _folded(text)
    found = _NUMBER.search(folded)
    return (
        found is not None
        and not found[3]
        and found.end() == len(folded)
        and _AGENCY.fullmatch(folded, 0, found.start()) is not None
    )


def number_in(text: str) -> str:
    """Return the number by which a short text identifies a document: 发文字号, 令第40号, GB/T 15834-2011."""
    folded = _folded(text)
    if number := doc_no(folded):
        return number
    found = _ORDER.search(folded) or _STANDARD.search(folded)
    return found[0] if found else ""


def _folded(text: str) -> str:
    return without_blanks(normalize("NFKC", text))


def _whole(folded: str, found: re.Match[str]) -> str:
    before = folded[max(0, found.start() - _LONGEST_AGENCY) : found.start()]
    agency = _AGENCY.search(_BEFORE.sub("", before))
    return f"{agency[0]}〔{found[1]}〕{int(found[2])}号" if agency else ""
