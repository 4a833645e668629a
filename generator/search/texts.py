"""What the rows of a result show, in blocks: a plan's own rows stand in files of their own.

In: a plan and its documents. Out: scripts of ROWS rows each. A pure function of one plan.
"""

import codecs
from base64 import b32encode
from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

from generator.files import Artifact
from generator.forms.inline import plain
from generator.model.site import LinkedPlan
from generator.official.standing import standing_of
from generator.search.characters import is_traditional
from generator.search.documents import Document
from generator.search.packing import FOLDER, json_text, named_script
from generator.search.tokens import fold
from generator.urls import link, plan_url

ROWS: Final = 8
"""Rows in a block: a result shows one or two of them."""
VERSION: Final = 4
"""Letters of a plan's version: 20 bits. They tell its texts from those that it had before, not from other plans'."""
Head = tuple[str, str, str, str, str, str]
Texts = tuple[str, tuple[Artifact, ...]]
"""The version, and the blocks in order."""


def head_of(linked: LinkedPlan) -> Head:
    """Return id, address, title, date, issuer and mark of a plan."""
    plan = linked.plan
    date = (plan.meta.published or plan.meta.written)[:10]
    address = link(FOLDER, plan_url(plan.id))
    return plan.id, address, plain(plan.title), date, plan.issuer, standing_of(linked)


def texts_of(head: Head, documents: Sequence[Document]) -> Texts:
    """Return a plan's texts, named by its id, its version and the number of the block."""
    rows = [_row(document) for document in documents]
    blocks = [
        gbk(json_text({"head": head, "rows": rows[start : start + ROWS]}))
        for start in range(0, len(rows), ROWS)
    ]
    digest = blake2b(b"".join(blocks), digest_size=5).digest()
    version = b32encode(digest).decode().lower()[:VERSION]
    scripts = (named_script(f"{head[0]}-{version}-{n}", block) for n, block in enumerate(blocks))
    return version, tuple(scripts)


def gbk(json: str) -> bytes:
    """Return JSON in GBK, what that lacks as an escape: deflated, a seventh less than in UTF-8."""
    return json.encode("gbk", "search-escape")


def _escape(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    found = error.object[error.start : error.end].encode("utf-16-be")
    halves = (found[at : at + 2].hex() for at in range(0, len(found), 2))
    return "".join(f"\\u{half}" for half in halves), error.end


codecs.register_error("search-escape", _escape)


def _row(document: Document) -> list[object]:
    """Return mark, title, headings, lead, cooperating, body, deadlines, targets, ids of units, simplified text.

    The last is left out where the browser's own small table gives it, which is nearly always.
    """
    text = "\n".join(document.pieces)
    d = document
    row: list[object] = [
        d.mark,
        d.title,
        d.headings,
        d.lead,
        d.cooperating,
        d.body,
        d.deadlines,
        d.targets,
        " ".join(d.named),
    ]
    return [*row, fold(text)] if is_traditional(text) else row
