"""The pages of topics, years, places and policies, each kind with its index; units have more to show (`unit_pages`).

In: a Site and its rows. Out: `Sheaf`s. The index of a kind comes before its entities.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.model.site import PlacePlans, PolicyTasks, Site, TaskRef, TopicTasks, YearPlans
from generator.recall import Recall, gist, recalled
from generator.show.cascade import cascade
from generator.show.entries import (
    by_note,
    place_entry,
    place_links,
    topic_entry,
    year_entry,
    year_links,
)
from generator.show.frame import web
from generator.show.list_views import (
    Entries,
    Entry,
    IndexView,
    PlaceView,
    PoliciesView,
    PolicyRow,
    PolicyView,
    TopicView,
    YearView,
)
from generator.show.listed import Rows, grouped
from generator.show.outline import Outline, Sheaf, lone
from generator.show.paging import Slice, slices
from generator.show.rows import Link, PlanRow, title_class
from generator.show.spread import spread
from generator.show.stretches import parts_of
from generator.show.task_sheets import SheetRows, sheet_of
from generator.urls import due_url, place_url, policy_url, table_url, topic_url, unit_url, year_url

_FIRST = 3
"""Tasks of a cited document that the register shows."""
_WORTH_A_TABLE = 10
"""Tasks of a topic or a document for which there is a file besides."""
_ISSUERS = 60
"""Units that the page of a place names."""
INDEX = 10
"""An index entry takes a line, not a card, so its pages hold that many times more."""


def index(kind: str, entries: Sequence[Entry], size: int, recall: Recall, more: str = "") -> Sheaf:
    """Return the pages of the index of a kind; `more` is the address of what else there is of it."""
    return lone(recall, f"index of {kind}", _index(kind, entries, size, more))


def _index(kind: str, entries: Sequence[Entry], size: int, more: str) -> Iterator[Outline]:
    for part in slices(f"{kind}/", entries, size):
        groups = by_note(part.rows) if kind == "units" else (Entries("", part.rows),)
        view = IndexView(kind, groups, more, part.pager)
        yield Outline(part.address, "pages/index.html.j2", view)


def plan_rows(rows: Rows, keys: Iterable[str]) -> tuple[PlanRow, ...]:
    """Return the rows of these plans."""
    return tuple(rows.plans[key] for key in keys)


def topics(site: Site, rows: Rows, sheets: SheetRows, recall: Recall) -> Iterator[Sheaf]:
    """Yield the index of topics and the pages of each."""
    size = site.config.page_size
    entries = tuple(topic_entry(found) for found in site.topics)
    yield index("topics", entries, size * INDEX, recall)
    own = {found.topic.id: found for found in site.topics}
    places = place_links(site)

    def pages(key: str) -> tuple[Outline, ...]:
        found = own[key]
        listed = (
            Outline(part.address, "pages/topic.html.j2", _topic(site, found, part, rows, places))
            for part in slices(topic_url(key), found.tasks, size, found.plans)
        )
        return *listed, *_table(_sheet(topic_url(key), found.tasks), found.tasks, sheets)

    yield "topics", recall.later("topic pages", (own,), (size, places), pages)


def _sheet(address: str, tasks: Sequence[TaskRef]) -> str:
    """Return the address of the table of what a page lists, or "" where that is little."""
    return table_url(address) if len(tasks) >= _WORTH_A_TABLE else ""


def _table(address: str, tasks: Sequence[TaskRef], sheets: SheetRows) -> Iterator[Outline]:
    if address:
        yield Outline(address, "pages/register-tasks.csv.j2", sheet_of(sheets, tasks))


def _topic(
    site: Site, found: TopicTasks, part: Slice[TaskRef], rows: Rows, places: Mapping[str, Link]
) -> TopicView:
    return TopicView(
        name=found.topic.name,
        spread=spread(site, found, places) if part.pager.number == 1 else (),
        sheet=_sheet(topic_url(found.topic.id), found.tasks),
        plans=plan_rows(rows, part.plans),
        total=len(found.tasks),
        groups=grouped(rows, part.rows),
        pager=part.pager,
    )


def years(site: Site, rows: Rows, recall: Recall) -> Iterator[Sheaf]:
    """Yield the index of years and the pages of each."""
    size = site.config.page_size
    due_years = site.due_years
    entries = tuple(year_entry(found) for found in site.years)
    yield index("years", entries, size * INDEX, recall)
    yield lone(
        recall,
        "years",
        (
            Outline(part.address, "pages/year.html.j2", _year(site, found, part, rows, due_years))
            for found in site.years
            for part in slices(year_url(found.year), found.plans, size)
        ),
    )


def _year(
    site: Site, found: YearPlans, part: Slice[str], rows: Rows, due_years: tuple[int, ...]
) -> YearView:
    return YearView(
        year=str(found.year),
        plans=plan_rows(rows, part.rows),
        years=year_links(site, without=found.year),
        due=due_url(found.year) if found.year in due_years else "",
        pager=part.pager,
    )


def places(site: Site, rows: Rows, recall: Recall) -> Iterator[Sheaf]:
    """Yield the index of places and the pages of each, where there are several."""
    size, own = site.config.page_size, site.places
    if not own:
        return
    entries = tuple(place_entry(*each) for each in own.items())
    yield index("places", entries, size * INDEX, recall)
    shown = gist(
        recall, "plans of places", (own,), rows.plans, lambda key: plan_rows(rows, own[key].plans)
    )

    def pages(key: str) -> tuple[Outline, ...]:
        return tuple(
            Outline(part.address, "pages/place.html.j2", _place(own[key], part))
            for part in slices(place_url(key), shown[key], size)
        )

    yield "places", recall.later("place pages", (own, shown), size, pages)


def _place(found: PlacePlans, part: Slice[PlanRow]) -> PlaceView:
    issuers = found.issuers if part.pager.number == 1 else ()
    return PlaceView(
        name=found.name,
        total=len(found.plans),
        issuers=tuple(Link(unit.name, unit_url(unit.id)) for unit in issuers[:_ISSUERS]),
        has_more_issuers=len(issuers) > _ISSUERS,
        plans=tuple(part.rows),
        pager=part.pager,
    )


def policies(site: Site, rows: Rows, sheets: SheetRows, recall: Recall) -> Iterator[Sheaf]:
    """Yield the register of citations and the page of each document."""
    size = site.config.page_size
    own = site.policies
    cited = gist(
        recall, "policy rows", (own,), None, lambda key: (_policy_row(site, own[key], rows),)
    )
    parts = parts_of(recall, "policies/", cited, dict.fromkeys(cited, 1), size)
    name = "register of citations"
    yield name, recalled(recall, name, (parts,), None, lambda key: (_cited(parts[key]),))

    def pages(key: str) -> tuple[Outline, ...]:
        found = own[key]
        listed = (
            Outline(part.address, "pages/policy.html.j2", _policy(site, found, part, rows))
            for part in slices(policy_url(key), found.tasks, size, found.plans)
        )
        return *listed, *_table(_sheet(policy_url(key), found.tasks), found.tasks, sheets)

    yield "policies", recall.later("policy pages", (own,), size, pages)


def _cited(part: Slice[PolicyRow]) -> Outline:
    return Outline(part.address, "pages/policies.html.j2", PoliciesView(part.rows, part.pager))


def _policy_row(site: Site, found: PolicyTasks, rows: Rows) -> PolicyRow:
    policy, first = found.policy, found.tasks[:_FIRST]
    return PolicyRow(
        policy=Link(policy.title, policy_url(policy.id)),
        issuer=policy.issuer,
        number=policy.number,
        level=policy.level,
        tasks=tuple(
            (str(site.heads[ref.plan].linked.plan.year or ""), rows.task(ref)) for ref in first
        ),
        total=len(found.tasks),
        plans=len(found.plans),
    )


def _policy(site: Site, found: PolicyTasks, part: Slice[TaskRef], rows: Rows) -> PolicyView:
    policy = found.policy
    return PolicyView(
        title=policy.title,
        title_class=title_class(policy.title),
        issuer=policy.issuer,
        number=policy.number,
        date=policy.date,
        level=policy.level,
        url=web(policy.url),
        aliases=policy.aliases,
        steps=cascade(site, found, rows) if part.pager.number == 1 else (),
        sheet=_sheet(policy_url(policy.id), found.tasks),
        plans=plan_rows(rows, part.plans),
        total=len(found.tasks),
        groups=grouped(rows, part.rows),
        pager=part.pager,
    )
