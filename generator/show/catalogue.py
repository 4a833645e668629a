"""The disclosure catalogue (公开目录): every plan with its index number, as pages, as a table, as JSON.

In: a Site. Out: `Sheaf`s, and the value of catalogue/plans.json. What is unknown is empty, never made up.

Source: 政府信息公开条例 (国令第711号): a catalogue has 索引, 名称, 内容概述 and 生成日期 of what is disclosed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from generator.digests import digest
from generator.forms.inline import plain
from generator.model.site import Head, Site
from generator.portable import portable
from generator.recall import Recall, gist, recalled
from generator.show.facts import moment
from generator.show.outline import Outline, Sheaf, lone
from generator.show.paging import Pager, Slice
from generator.show.stretches import parts_of
from generator.show.twin import Json
from generator.urls import CATALOGUE, plan_url

SHEET, DATA = f"{CATALOGUE}plans.csv", f"{CATALOGUE}plans.json"


@portable
@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """A plan in the catalogue. Its digest stands for it where pages are compared, as a `PlanRow`'s does."""

    address: str = field(repr=False)
    index_no: str = field(repr=False)
    title: str = field(repr=False)
    kind: str = field(repr=False)
    issuer: str = field(repr=False)
    doc_no: str = field(repr=False)
    written: str = field(repr=False)
    published: str = field(repr=False)
    status: str = field(repr=False)
    summary: str = field(repr=False)
    key: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        named = (self.address, self.index_no, self.title, self.kind, self.issuer, self.doc_no)
        object.__setattr__(
            self, "key", digest(*named, self.written, self.published, self.status, self.summary)
        )


@portable
@dataclass(frozen=True, slots=True)
class CatalogueView:
    """A page of the catalogue."""

    rows: tuple[CatalogueRow, ...]
    total: int
    pager: Pager


@portable
@dataclass(frozen=True, slots=True)
class CatalogueSheet:
    """The whole catalogue, for the table."""

    rows: tuple[CatalogueRow, ...]


def catalogue(site: Site, recall: Recall) -> Iterator[Sheaf]:
    """Yield the pages of the catalogue and its table, where there is any plan."""
    heads = site.heads
    own = gist(recall, "catalogue", (heads,), None, lambda key: (_row(heads[key]),))
    if own:
        parts = parts_of(recall, CATALOGUE, own, dict.fromkeys(own, 1), site.config.page_size)
        total = len(own)
        yield (
            "catalogue",
            recalled(
                recall, "catalogue pages", (parts,), total, lambda key: (_page(parts[key], total),)
            ),
        )
        yield lone(recall, "catalogue sheet", (recall("sheet", own, None, lambda: _sheet(own)),))


def _page(part: Slice[CatalogueRow], total: int) -> Outline:
    view = CatalogueView(part.rows, total, part.pager)
    return Outline(part.address, "pages/catalogue.html.j2", view)


def _sheet(own: Mapping[str, tuple[CatalogueRow]]) -> Outline:
    rows = tuple(chain.from_iterable(own.values()))
    return Outline(SHEET, "pages/plans.csv.j2", CatalogueSheet(rows))


def catalogue_twin(head: Head) -> dict[str, Json]:
    """Return a plan of the catalogue as data."""
    row, linked = _row(head), head.linked
    return {
        "id": linked.plan.id,
        "index_no": row.index_no,
        "title": row.title,
        "kind": row.kind,
        "year": linked.plan.year,
        "issuer": row.issuer,
        "doc_no": row.doc_no,
        "written": row.written,
        "published": linked.plan.meta.published,
        "status": row.status,
        "summary": row.summary,
        "draft": linked.is_draft,
        "page": row.address,
        "data": f"{row.address}plan.json",
    }


def _row(head: Head) -> CatalogueRow:
    plan, meta = head.linked.plan, head.linked.plan.meta
    return CatalogueRow(
        address=plan_url(plan.id),
        index_no=meta.index_no,
        title=plain(plan.title),
        kind=plan.kind,
        issuer=plan.issuer,
        doc_no=meta.doc_no,
        written=meta.written,
        published=moment(meta.published),
        status=meta.status,
        summary=plain(meta.summary or head.words),
    )
