"""What the rows of a result show, in blocks: a plan's own rows stand in files of their own.

In: a plan, its documents, and the words to write them with. Out: scripts of ROWS rows each. A pure function of these.
From which of the oldest documents these words are learned is decided here too.
"""

import zlib
from base64 import b32encode
from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

from generator.files import Artifact
from generator.forms.inline import plain
from generator.model.site import LinkedPlan
from generator.official.standing import standing_of
from generator.search.characters import is_traditional
from generator.search.coding import coder_of
from generator.search.documents import Document
from generator.search.packing import FOLDER, json_text, named_script
from generator.search.tokens import fold
from generator.search.vocabulary import Vocabulary
from generator.urls import link, plan_url

ROWS: Final = 8
"""Rows in a block: a result shows one or two of them."""
VERSION: Final = 4
"""Letters of a plan's version: 20 bits. They tell its texts from those that it had before, not from other plans'."""
MOST_PLANS: Final = 128
"""Words are learned from so many of the oldest plans, at most."""
PLANS_WORTH: Final = 10
"""So much of these: as many documents as so many plans have."""
ENOUGH: Final = 150_000
"""Characters after which no more plans are looked at."""
Head = tuple[str, str, str, str, str, str]
Texts = tuple[str, tuple[Artifact, ...]]
"""The version, and the blocks in order."""


def head_of(linked: LinkedPlan) -> Head:
    """Return id, address, title, date, issuer and mark of a plan."""
    plan = linked.plan
    date = (plan.meta.published or plan.meta.written)[:10]
    address = link(FOLDER, plan_url(plan.id))
    return plan.id, address, plain(plan.title), date, plan.issuer, standing_of(linked)


def texts_of(
    plans: Sequence[tuple[Head, Sequence[Document]]], vocabulary: Vocabulary
) -> list[Texts]:
    """Return the texts of plans, named by the plan's id, its version and the number of the block."""
    plain = [_plain(*plan) for plan in plans]
    coder = coder_of(vocabulary)
    coded = [[*map(coder, blocks)] for blocks in plain]
    versions = [*map(_version, plain, coded)]
    return [
        (version, _scripts(f"{head[0]}-{version}", blocks))
        for (head, _), version, blocks in zip(plans, versions, coded, strict=True)
    ]


def _plain(head: Head, documents: Sequence[Document]) -> list[str]:
    """Return the blocks of a plan's rows as JSON."""
    _, _, *shown = head
    rows = [_row(document) for document in documents]
    return [json_text([shown, *rows[start : start + ROWS]]) for start in range(0, len(rows), ROWS)]


def _version(plain: Sequence[str], coded: Sequence[bytes]) -> str:
    digest = blake2b("".join(plain).encode(), digest_size=5)
    digest.update(b"".join(coded))
    return b32encode(digest.digest()).decode().lower()[:VERSION]


def _scripts(name: str, blocks: Sequence[bytes]) -> tuple[Artifact, ...]:
    return tuple(named_script(f"{name}-{n}", block) for n, block in enumerate(blocks))


def sampled(plans: int) -> int:
    """Return from how many of the oldest plans words are learned.

    Powers of two: only when there are twice as many plans does a new one make all texts new.
    """
    return min(MOST_PLANS, 1 << plans.bit_length() - 1) if plans else 0


def sample_of(plans: Sequence[Sequence[Document]]) -> list[str]:
    """Return what of these plans words are learned from.

    Some documents, chosen by their titles: where others are edited, all texts of other plans stay as they are.
    """
    one_in = max(1, len(plans) // PLANS_WORTH)
    found: list[str] = []
    size = 0
    for plan in plans:
        rows = [json_text(_row(document)) for document in plan if _is_sampled(document, one_in)]
        found.append(",".join(rows))
        size += len(found[-1])
        if size >= ENOUGH:
            break
    return found


def _is_sampled(document: Document, one_in: int) -> bool:
    return zlib.crc32(document.title.encode("utf-8", "surrogatepass")) % one_in == 0


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
