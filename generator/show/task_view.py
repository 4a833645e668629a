"""A task as a card of its plan's page.

In: a LinkedTask. Out: a `TaskView`. Not its business: the plan around it, words of the page's language.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, repeat

from generator.model.manuscript import Progress
from generator.model.plan import Role, Task
from generator.model.site import LinkedTask, PolicyLink, UnitLink
from generator.portable import portable
from generator.show.frame import web
from generator.show.rows import DeadlineView, Figure, Link, deadline_view, figure_of, spaced
from generator.urls import measure_url, policy_url, unit_url

CHIPS = 6
"""More units than this are folded: forty filled chips take more room than the task's text."""
_STATUSES = ("done", "ongoing", "delayed", "dropped")
_TELLING = 4
"""Subjects that share so many characters at their ends, with the same amount, are one."""


@portable
@dataclass(frozen=True, slots=True)
class Marked:
    """A numbered line: its number as printed, and its text."""

    mark: str
    text: str


@portable
@dataclass(frozen=True, slots=True)
class Lines:
    """Lines below a name."""

    name: str
    lines: tuple[str, ...]


@portable
@dataclass(frozen=True, slots=True)
class Aim:
    """A target, and the page where it stands beside those of other years and issuers, or ""."""

    figure: Figure
    series: str


@portable
@dataclass(frozen=True, slots=True)
class Report:
    """What became of a task."""

    date: str
    status: str
    text: str
    link: str


@portable
@dataclass(frozen=True, slots=True)
class TaskView:
    """Everything that a task's card shows."""

    id: str
    mark: str
    title: str
    text: tuple[str, ...]
    links: tuple[Link, ...]
    """Words of the text and the pages that they lead to."""
    measures: tuple[Marked, ...]
    are_measures_folded: bool
    columns: tuple[Lines, ...]
    lead: tuple[Link, ...]
    cooperating: tuple[Link, ...]
    more: tuple[Link, ...]
    """Cooperating units beyond the first ones."""
    deadlines: tuple[DeadlineView, ...]
    targets: tuple[Aim, ...]
    progress: tuple[Report, ...]


def task_view(
    linked: LinkedTask, progress: Iterable[Progress], measured: Iterable[str] = (), year: str = ""
) -> TaskView:
    """Return the task as a card. `measured`: for each target the measure's id, or ""; none where there is none.

    `year`: that of the plan, where it is for one year: its targets need not say so.
    """
    task = linked.task
    lead = unit_links(linked.units, Role.LEAD)
    cooperating = unit_links(linked.units, Role.COOPERATING)
    room = max(CHIPS - len(lead), 1)
    if len(cooperating) <= room + 1:
        room = len(cooperating)
    return TaskView(
        id=task.id,
        mark=spaced(task.mark),
        title=task.title,
        text=without_clause(task.text, task.clause if linked.units else ""),
        links=citation_links(linked.policies),
        measures=() if task.are_told else _measures(task),
        are_measures_folded=are_folded(task),
        columns=tuple(Lines(column.name, column.lines) for column in task.columns),
        lead=lead,
        cooperating=cooperating[:room],
        more=cooperating[room:],
        deadlines=tuple(dict.fromkeys(deadline_view(d) for d in task.deadlines)),
        targets=tuple(_aims(task, measured, year)),
        progress=tuple(_report(p) for p in progress),
    )


def _aims(task: Task, measured: Iterable[str], year: str) -> Iterator[Aim]:
    """Yield each target once; those that nothing but folded measures say stay with these, unless they lead on."""
    folded = _folded_words(task)
    shown: list[Aim] = []
    for target, measure in zip(task.targets, chain(measured, repeat("")), strict=False):
        aim = Aim(figure_of(target), measure_url(measure) if measure else "")
        is_folded = not measure and bool(target.text) and target.text in folded
        if not is_folded and not any(_says(before, aim) for before in shown):
            shown.append(aim)
            is_own = aim.figure.year == year
            yield replace(aim, figure=replace(aim.figure, year="")) if is_own else aim


def _folded_words(task: Task) -> str:
    """Return the measures that are folded and that the text does not repeat."""
    if not are_folded(task):
        return ""
    text = "\n".join(task.text)
    return "\n".join(m.text.value for m in task.measures if m.text.value not in text)


def _says(before: Aim, aim: Aim) -> bool:
    """Return whether the one before says all of it: the same amount, of what is called the same."""
    one, other = before.figure, aim.figure
    if (one.comparator, one.amount) != (other.comparator, other.amount):
        return False
    if aim.series not in ("", before.series) or other.year not in ("", one.year):
        return False
    short, long = sorted((one.subject, other.subject), key=len)
    return short == long or (len(short) >= _TELLING and long.endswith(short))


def _measures(task: Task) -> tuple[Marked, ...]:
    """Return the measures; a number is kept from the one that it would run into."""
    lines = ((measure.mark, measure.text.value) for measure in task.measures)
    return tuple(Marked(spaced(mark) if text[:1].isdigit() else mark, text) for mark, text in lines)


def _report(progress: Progress) -> Report:
    status = progress.status if progress.status in _STATUSES else ""
    return Report(progress.date, status, progress.text, web(progress.link))


def are_folded(task: Task) -> bool:
    """Return whether the measures are folded: those of a table beside the text, never the text itself."""
    return bool(task.measures and task.columns and task.text)


def unit_links(units: Iterable[UnitLink], role: Role) -> tuple[Link, ...]:
    """Return the units with this role, as printed."""
    return tuple(Link(u.name, unit_url(u.unit.id)) for u in units if u.role is role)


def citation_links(policies: Iterable[PolicyLink]) -> tuple[Link, ...]:
    """Return the printed titles of cited documents and their pages, each once."""
    found = {f"《{p.citation.title}》": policy_url(p.policy.id) for p in policies}
    return tuple(Link(words, address) for words, address in found.items())


def without_clause(text: tuple[str, ...], clause: str) -> tuple[str, ...]:
    """Return the paragraphs without the responsibility clause, which the page shows as units."""
    if not clause:
        return text
    left = tuple(paragraph.replace(clause, "", 1).strip() for paragraph in text)
    return tuple(paragraph for paragraph in left if paragraph)
