"""The pages that list plans, tasks, targets, units, topics, policies and years.

In: rows and a slice of a list. Out: one frozen view per kind of page. Not its business: addresses.
"""

from dataclasses import dataclass

from generator.portable import portable
from generator.show.cascade import Step
from generator.show.due_view import DueGroup
from generator.show.paging import Pager
from generator.show.register_files import YearFiles
from generator.show.rows import Link, PlanRow, TargetRow, TaskGroup, TaskRow
from generator.show.spread import Spread
from generator.show.together import Partner


@portable
@dataclass(frozen=True, slots=True)
class PlansView:
    """A page of the list of all plans."""

    plans: tuple[PlanRow, ...]
    years: tuple[Link, ...]
    pager: Pager


@portable
@dataclass(frozen=True, slots=True)
class YearView:
    """A page of the plans of a year."""

    year: str
    plans: tuple[PlanRow, ...]
    years: tuple[Link, ...]
    """All years; this one without an address."""
    due: str
    """Where it is told what is due in the year, or ""."""
    pager: Pager


@portable
@dataclass(frozen=True, slots=True)
class PlaceView:
    """A page of the plans of a place."""

    name: str
    total: int
    """Its plans."""
    issuers: tuple[Link, ...]
    """On the first page."""
    has_more_issuers: bool
    plans: tuple[PlanRow, ...]
    pager: Pager


@portable
@dataclass(frozen=True, slots=True)
class TasksView:
    """A page of the register of all tasks."""

    groups: tuple[TaskGroup, ...]
    files: tuple[YearFiles, ...]
    pager: Pager

    @property
    def size(self) -> int:
        """Return how many tasks it lists."""
        return sum(len(group.tasks) for group in self.groups)


@portable
@dataclass(frozen=True, slots=True)
class TargetsView:
    """A page of the table of all targets."""

    rows: tuple[TargetRow, ...]
    series: tuple[str, ...]
    """For each row the page where its target is compared with others, or ""."""
    has_measures: bool
    """Whether there is any such page."""
    files: tuple[YearFiles, ...]
    pager: Pager


@portable
@dataclass(frozen=True, slots=True)
class Entry:
    """A unit, topic, policy, year or place in an index, and how many tasks and plans belong to it."""

    name: str
    address: str
    note: str
    tasks: int
    lead: int
    """Of these tasks, those that a unit leads; 0 for other things than units."""
    plans: int


@portable
@dataclass(frozen=True, slots=True)
class Entries:
    """Entries below a heading; an empty heading for those without one."""

    heading: str
    entries: tuple[Entry, ...]


@portable
@dataclass(frozen=True, slots=True)
class IndexView:
    """A page of the index of units, topics, policies, years or places."""

    kind: str
    """units, topics, policies, years or places: picks the page's words."""
    groups: tuple[Entries, ...]
    more: str
    """The address of what else there is of this kind, or ""."""
    pager: Pager


@portable
@dataclass(frozen=True, slots=True)
class UnitView:
    """A page of what a unit has to do; what is not a list of tasks or plans stands on the first one only."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    region: Link
    """The place it serves; with an address where that has a page."""
    parent: tuple[Link, ...]
    children: tuple[Link, ...]
    is_registered: bool
    issued: tuple[PlanRow, ...]
    lead_total: int
    cooperating_total: int
    due: tuple[DueGroup, ...]
    due_more: int
    """Dates beyond those that are shown."""
    partners: tuple[Partner, ...]
    sheet: str
    """The address of its tasks as a table, or ""."""
    calendar: str
    """The address of its dates as a calendar, or ""."""
    lead: tuple[TaskGroup, ...]
    cooperating: tuple[TaskGroup, ...]
    pager: Pager


@portable
@dataclass(frozen=True, slots=True)
class TopicView:
    """A page of the plans and tasks of a topic."""

    name: str
    spread: tuple[Spread, ...]
    """None or one, on the first page."""
    sheet: str
    """The address of its tasks as a table, or ""."""
    plans: tuple[PlanRow, ...]
    total: int
    groups: tuple[TaskGroup, ...]
    pager: Pager


@portable
@dataclass(frozen=True, slots=True)
class PolicyView:
    """A page of a cited document and of what carries it out."""

    title: str
    title_class: str
    issuer: str
    number: str
    date: str
    level: str
    url: str
    aliases: tuple[str, ...]
    steps: tuple[Step, ...]
    """On the first page."""
    sheet: str
    """The address of its tasks as a table, or "" where these are few."""
    plans: tuple[PlanRow, ...]
    total: int
    groups: tuple[TaskGroup, ...]
    pager: Pager


@portable
@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A cited document in the register of citations, with the first tasks that carry it out."""

    policy: Link
    issuer: str
    number: str
    level: str
    tasks: tuple[tuple[str, TaskRow], ...]
    """The year of the plan, and the task."""
    total: int
    plans: int
    """That cite it outside their tasks."""


@portable
@dataclass(frozen=True, slots=True)
class PoliciesView:
    """A page of the register of citations."""

    rows: tuple[PolicyRow, ...]
    pager: Pager


@portable
@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    description: str
    plans: tuple[PlanRow, ...]
    plan_total: int
    counts: tuple[tuple[str, int], ...]
    """Of tasks, targets, units, policies: what there is, and how many."""
    years: tuple[Link, ...]
    topics: tuple[Entry, ...]
    places: tuple[Entry, ...]
    has_more_places: bool
    is_dated: bool
    """Whether any task says when it is due."""
    units: tuple[Entry, ...]


@portable
@dataclass(frozen=True, slots=True)
class SearchView:
    """What the search page offers where scripts do not run."""

    years: tuple[Link, ...]
    topics: tuple[Link, ...]
    units: tuple[Link, ...]


@portable
@dataclass(frozen=True, slots=True)
class CodeView:
    """The picture that leads a camera to a page."""

    address: str


@portable
@dataclass(frozen=True, slots=True)
class NotFoundView:
    """The page for an address that does not exist; it always says the same."""
