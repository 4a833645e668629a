"""The documents that official text cites: 教育部《关于…的意见》（教基〔2021〕1号）.

In: a paragraph, or what an editor stated. Out: citations with issuer, title and number. Not its business:
which policy of the register a citation means.
"""

import re
from functools import lru_cache
from unicodedata import normalize

from generator.model.manuscript import Text
from generator.model.plan import Citation
from generator.official.citing.doc_numbers import broken_doc_no, doc_no, number_in
from generator.official.citing.issuers import issuer_and_title, issuer_before, normal_issuer
from generator.official.citing.title_marks import Range, bracket_problems, marks_of, title_of
from generator.official.folding import without_blanks
from generator.official.units.bracket_groups import CLOSING, OPENING, groups_in

__all__ = [
    "bracket_problems", "broken_doc_no", "citation_key", "citation_of", "citations_in", "doc_no", "normal_issuer",
    "normal_title",
]  # fmt: skip

_ALIAS = re.compile(r"(?:简称|下称|又称|统称)(?:为|作)?[:：]?\s{0,3}$")
_UNSEEN = re.compile(r"[\s〈〉《》<>“”‘’\"'「」『』、,，·]")
_DASHES = re.compile(r"[-‐‑–—―－~～〜]+")
_BRACKETS = str.maketrans("〔〕[]【】", "()()()")
_NEAR = 80
"""Characters behind a title in which its number stands."""


def citations_in(text: Text) -> tuple[Citation, ...]:
    """Return the documents that a paragraph cites, in order, each once.

    A title in 〈…〉 inside another is part of it; 以下简称《…》 is another name for the document before it.
    """
    found: dict[str, Citation] = {}
    aliases: list[str] = []
    for at in marks_of(text.value).titles:
        citation = _citation(text, at)
        key = normal_title(citation.title)
        if _ALIAS.search(text.value, max(0, at[0] - 10), at[0]):
            aliases.append(key)
        elif key and key not in aliases:
            known = found.get(_key_of(citation), citation)
            found[_key_of(citation)] = known if known.number else citation
    return tuple(_without_repeats(found))


def citation_of(text: Text) -> Citation | None:
    """Return the document that an editor states: 教育部《…》（…号）, or a bare title; None if empty."""
    titles = marks_of(text.value).titles
    if titles:
        start, end = titles[0]
        read = _citation(text, (start, end))
        issuer = normal_issuer(text.value[:start]) or read.issuer
        return _stated(text, issuer, read.title, read.number or number_in(text.value[end:]))
    bare, number = _number_at_end(text.value)
    title = without_blanks(bare)
    return _stated(text, issuer_and_title(title)[0], title, number) if title else None


@lru_cache(maxsize=1 << 10)  # each title several times in its text, many in many plans
def normal_title(title: str) -> str:
    """Return a title in the form in which titles are compared: width, quotes, brackets, blanks aside."""
    folded = _UNSEEN.sub("", without_blanks(normalize("NFKC", title)).translate(_BRACKETS))
    return normalize("NFC", _DASHES.sub("-", folded).casefold())


def citation_key(issuer: str, title: str) -> tuple[str, str]:
    """Return the identity of a document: 教育部《关于…》 and 《教育部关于…》 have the same."""
    named, rest = issuer_and_title(without_blanks(title))
    return normal_title(normal_issuer(issuer) or named), normal_title(rest)


def _key_of(citation: Citation) -> str:
    issuer, title = citation_key(citation.issuer, citation.title)
    return f"{issuer}\n{title}"


def _without_repeats(found: dict[str, Citation]) -> list[Citation]:
    """Return the citations without those that repeat a title whose issuer was named elsewhere."""
    with_issuer = {normal_title(one.title) for one in found.values() if one.issuer}
    return [
        one for one in found.values() if one.issuer or normal_title(one.title) not in with_issuer
    ]


def _citation(text: Text, at: Range) -> Citation:
    value = text.value
    title = without_blanks(title_of(value[at[0] + 1 : at[1] - 1]))
    issuer = issuer_before(value[max(0, at[0] - _NEAR) : at[0]])
    return Citation(
        title=title,
        issuer=issuer or issuer_and_title(title)[0],
        number=_number_after(value, at[1]),
        at=text.place(at[0]),
    )


def _number_after(value: str, start: int) -> str:
    """Return the number in the brackets that follow a title, or that follows it directly."""
    behind = value[start : start + _NEAR].lstrip()
    if behind[:1] in tuple(OPENING):
        return number_in(behind[1 : _closing(behind)])
    stop = re.search(r"[，。；,;《（(]|号", behind)
    directly = behind[: stop.end()] if stop and stop[0] == "号" else ""
    number = doc_no(directly)
    return number if number and len(without_blanks(directly)) <= len(number) + 1 else ""


def _closing(behind: str) -> int:
    """Return the offset of the bracket that closes the first; the end where there is none."""
    depth = 0
    for offset, character in enumerate(behind):
        depth += (character in OPENING) - (character in CLOSING)
        if not depth:
            return offset
    return len(behind)


def _number_at_end(value: str) -> tuple[str, str]:
    """Return a stated title and the number in the brackets that it ends with, "" if none."""
    value = value.strip()
    start = max(0, len(value) - _NEAR)
    last = next((s for s, e in groups_in(value[start:], _NEAR) if start + e == len(value)), -1)
    number = number_in(value[start + last + 1 : -1]) if last >= 0 else ""
    return (value[: start + last], number) if number else (value, "")


def _stated(text: Text, issuer: str, title: str, number: str) -> Citation:
    return Citation(title=title, issuer=issuer, number=number, recognised=False, at=text.at)
