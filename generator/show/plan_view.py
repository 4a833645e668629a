"""A plan's page: what stands around its tasks.

In: a plan and what is around it. Out: a `PlanView`. Not its business: the cards of tasks (`task_view`)
and tables (`table_view`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.model.manuscript import Notice, Progress, Text
from generator.model.plan import Plan, Role
from generator.model.site import LinkedPlan
from generator.official.beginnings import first_words
from generator.official.standing import status_kind
from generator.portable import portable
from generator.problems import Problem
from generator.show.around import Around
from generator.show.cascade import levels_address
from generator.show.described import Described, described_of
from generator.show.endings import Cited, FileView, cited_documents, file_view
from generator.show.facts import Fact, facts, moment, more_facts
from generator.show.rows import Figure, Link, figure_of, title_class
from generator.show.table_view import Division, TableView, division_of, other_tables
from generator.show.task_view import TaskView, citation_links, task_view
from generator.urls import code_url, manuscript_url, plan_url

Word = Callable[[Problem], str]
"""What a problem says, in the language of the site."""

_ANNEX = (("附件",), ("附件1",), ("附件：",))
_KEYWORDS = 5
_LINE, _LINES = 20, 6
"""A letter of more lines of so many characters is folded: the plan is what readers come for."""


@portable
@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of a draft, worded."""

    place: str
    severity: str
    text: str


@portable
@dataclass(frozen=True, slots=True)
class Letter:
    """The letter in front of a plan."""

    title: str
    addressees: str
    text: tuple[str, ...]
    signature: tuple[str, ...]
    is_folded: bool


@portable
@dataclass(frozen=True, slots=True)
class Section:
    """A part's heading with what stands directly below it; without a title, tasks above all parts."""

    anchor: str
    mark: str
    title: str
    level: int
    text: tuple[str, ...]
    tasks: tuple[TaskView, ...]
    count: int
    """Tasks in it and in the parts below it."""


@portable
@dataclass(frozen=True, slots=True)
class Summary:
    """How much there is of what."""

    parts: int
    tasks: int
    leads: int
    targets: int
    policies: int


@portable
@dataclass(frozen=True, slots=True)
class PlanView:
    """Everything that a plan's page shows."""

    address: str
    data: str
    code: str
    """The address of the picture that leads a camera here."""
    title: str
    title_class: str
    description: str
    issuer: str
    source: str
    published: str
    keywords: tuple[str, ...]
    is_draft: bool
    findings: tuple[Finding, ...]
    status: str
    status_kind: str
    superseded_by: tuple[Link, ...]
    absent_links: tuple[str, ...]
    """Links in the text that the page leaves out."""
    facts: tuple[Fact, ...]
    more_facts: tuple[Fact, ...]
    summary: str
    counts: Summary
    letter: tuple[Letter, ...]
    """None or one."""
    opening: tuple[str, ...]
    links: tuple[Link, ...]
    targets: tuple[Figure, ...]
    """Of the plan as a whole."""
    sections: tuple[Section, ...]
    division: tuple[Division, ...]
    """None or one."""
    tables: tuple[TableView, ...]
    closing: tuple[str, ...]
    attachments: tuple[FileView, ...]
    cited: tuple[Cited, ...]
    changes: tuple[tuple[str, str], ...]
    previous: tuple[Link, ...]
    compare: str
    """Where it stands beside the one before it, or ""."""
    following: tuple[Link, ...]
    described: Described
    """For machines that index the web."""
    levels: str
    """Where its tasks stand below those of the levels above, or ""."""
    manuscript: str
    """The file that it is written in, or ""."""


def plan_view(
    linked: LinkedPlan, around: Around, word: Word, has_manuscript: bool = False
) -> PlanView:
    """Return the view of a plan's page; `word` words the problems of a draft.

    `has_manuscript`: whether the file that it is written in is published.
    """
    plan, meta = linked.plan, linked.plan.meta
    sections = sections_of(linked, around.measured)
    return PlanView(
        address=plan_url(plan.id),
        data=f"{plan_url(plan.id)}plan.json",
        code=code_url(plan.id),
        title=plan.title,
        title_class=title_class(plan.title),
        description=meta.summary or first_words(plan),
        issuer=plan.issuer,
        source=meta.source or plan.issuer,
        published=moment(meta.published),
        keywords=tuple(topic.name for topic in linked.topics[:_KEYWORDS]),
        is_draft=linked.is_draft,
        findings=tuple(_findings(linked, word)),
        status=meta.status,
        status_kind=status_kind(meta.status),
        superseded_by=around.superseded_by,
        absent_links=linked.absent_links,
        facts=facts(linked),
        more_facts=more_facts(linked, around),
        summary=meta.summary,
        counts=_counts(linked),
        letter=() if plan.notice is None else (_letter(plan.notice),),
        opening=plan.opening,
        links=citation_links(linked.policies),
        targets=tuple(dict.fromkeys(figure_of(target) for target in plan.targets)),
        sections=sections,
        division=division_of(linked),
        tables=other_tables(plan),
        closing=_closing(plan),
        attachments=tuple(file_view(attachment) for attachment in linked.attachments),
        cited=tuple(cited_documents(linked)),
        changes=tuple((change.date, change.note) for change in meta.changes),
        previous=around.previous,
        compare=around.compare,
        following=around.following,
        described=described_of(plan),
        levels=levels_address(linked),
        manuscript=manuscript_url(plan.id, plan.path) if has_manuscript else "",
    )


def _findings(linked: LinkedPlan, word: Word) -> Iterator[Finding]:
    """Yield what keeps a draft from being published: open problems first, then what was found."""
    if not linked.is_draft:
        return
    for entry in linked.plan.meta.open_problems:
        yield Finding(str(entry.at), "error", entry.note or entry.code)
    for found in linked.problems:
        yield Finding(str(found.at), found.severity.value, word(found))


def _letter(notice: Notice) -> Letter:
    addressees = "、".join(notice.addressees)
    text, signature = _values(notice.text), _values(notice.signature)
    lines = sum(-(-len(each) // _LINE) for each in (addressees, *text, *signature))
    return Letter(notice.title.value, addressees, text, signature, is_folded=lines > _LINES)


def _values(texts: tuple[Text, ...]) -> tuple[str, ...]:
    return tuple(text.value for text in texts)


def sections_of(linked: LinkedPlan, measured: Mapping[str, tuple[str, ...]]) -> tuple[Section, ...]:
    """Return the parts in printed order with their tasks; tasks above all parts come first.

    `measured`: for each task the measures of its targets.
    """
    reports: dict[str, list[Progress]] = {}
    for entry in linked.plan.meta.progress:
        reports.setdefault(entry.task, []).append(entry)
    cards: dict[int, list[TaskView]] = {}
    counts: dict[int, int] = {}
    year = _only_year(linked.plan)
    for found in linked.tasks:
        parts = found.task.parts
        measures = measured.get(found.task.id, ())
        cards.setdefault(found.task.after, []).append(
            task_view(found, reports.get(found.task.id, ()), measures, year)
        )
        for part in parts:
            counts[part] = counts.get(part, 0) + 1
    loose = tuple(cards.get(-1, ()))
    first = (Section("", "", "", 0, (), loose, len(loose)),) if loose else ()
    rest = (
        Section(
            anchor=f"_p{number + 1}",
            mark=part.mark,
            title=part.title,
            level=part.level,
            text=part.text,
            tasks=tuple(cards.get(number, ())),
            count=counts.get(number, 0),
        )
        for number, part in enumerate(linked.plan.parts)
    )
    return (*first, *rest)


def _only_year(plan: Plan) -> str:
    """Return the year of a plan for one year, else ""."""
    is_one = plan.year is not None and plan.end_year in (None, plan.year)
    return str(plan.year) if is_one else ""


def _closing(plan: Plan) -> tuple[str, ...]:
    """Return what follows the tasks; without the word above an annexed table that became tasks."""
    is_bare = plan.closing[-1:] in _ANNEX and plan.tables and not other_tables(plan)
    return plan.closing[:-1] if is_bare else plan.closing


def _counts(linked: LinkedPlan) -> Summary:
    tasks = linked.tasks
    leads = {u.unit.id for task in tasks for u in task.units if u.role is Role.LEAD}
    cited = {p.policy.id for task in tasks for p in task.policies}
    return Summary(
        parts=sum(part.level == 1 for part in linked.plan.parts),
        tasks=len(tasks),
        leads=len(leads),
        targets=len(linked.plan.targets) + sum(len(task.task.targets) for task in tasks),
        policies=len(cited | {p.policy.id for p in linked.policies}),
    )
