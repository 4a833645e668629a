"""What the rows of a result show, in blocks: a plan's own rows stand in files of their own.

In: a plan and its documents. Out: scripts of about BLOCK bytes, and where each begins. A pure function of one plan.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from generator.files import Artifact
from generator.forms.inline import plain
from generator.model.site import LinkedPlan
from generator.official.standing import standing_of
from generator.search.documents import Document
from generator.search.folding import folding, narrowing
from generator.search.packing import FOLDER, json_bytes, packed_script
from generator.urls import link, plan_url

BLOCK: Final = 14_000
Head = tuple[str, str, str, str, str, str]


def head_of(linked: LinkedPlan) -> Head:
    """Return id, address, title, date, issuer and mark of a plan."""
    plan = linked.plan
    date = (plan.meta.published or plan.meta.written)[:10]
    address = link(FOLDER, plan_url(plan.id))
    return plan.id, address, plain(plan.title), date, plan.issuer, standing_of(linked)


def text_blocks(head: Head, documents: Sequence[Document]) -> tuple[tuple[int, Artifact], ...]:
    """Return the number of the first document of each block, and its script: the head, then the rows."""
    return tuple(
        (start, packed_script(b'{"head":%b,"rows":[%b]}' % (json_bytes(head), b",".join(rows))))
        for start, rows in _blocks(documents)
    )


def _blocks(documents: Sequence[Document]) -> Iterator[tuple[int, list[bytes]]]:
    start, rows, size = 0, list[bytes](), 0
    for number, document in enumerate(documents):
        row = json_bytes(_row(document))
        if rows and size + len(row) > BLOCK:
            yield start, rows
            start, rows, size = number, [], 0
        rows.append(row)
        size += len(row)
    yield start, rows


def _row(document: Document) -> list[object]:
    """Return task, mark, title, headings, lead, cooperating, body, deadlines, targets, and simplified text.

    The last is empty where the browser's own small table gives it, which is nearly always.
    """
    text = "\n".join(document.pieces)
    folded = text.translate(folding())
    d = document
    return [
        *(
            d.task,
            d.mark,
            d.title,
            d.headings,
            d.lead,
            d.cooperating,
            d.body,
            d.deadlines,
            d.targets,
        ),
        "" if text.translate(narrowing()) == folded else folded,
    ]
