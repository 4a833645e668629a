"""Everything linked: the one value that pages, data and search are made from.

Made by `generator.link`. Holds only what is public (plus drafts where the preview asks for them), so
whatever is derived from a `Site` cannot leak the rest. Orders are final: nothing downstream sorts again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.plan import Citation, Plan, Role, Target, Task
from generator.model.registers import Policy, SiteConfig, Synonym, Topic, Unit
from generator.portable import portable
from generator.problems import Problem

CROWD = 60
"""A task that names more units than this says nothing about any two of them."""


@portable
@dataclass(frozen=True, slots=True)
class UnitLink:
    """A unit in a task: as printed, and which unit that is."""

    name: str
    unit: Unit
    role: Role
    recognised: bool


@portable
@dataclass(frozen=True, slots=True)
class PolicyLink:
    """A citation in a task, and which policy that is."""

    citation: Citation
    policy: Policy


@portable
@dataclass(frozen=True, slots=True)
class LinkedTask:
    """A task with what its names refer to."""

    plan: str
    """The id of its plan."""
    task: Task
    units: tuple[UnitLink, ...]
    policies: tuple[PolicyLink, ...]
    topics: tuple[Topic, ...]


@portable
@dataclass(frozen=True, slots=True)
class LinkedAttachment:
    """A file of a plan: its title, its path in the content folder and in the output, size in bytes."""

    title: str
    source: str
    address: str
    """The output path, e.g. plans/yuncheng-2021/files/table.xlsx"""
    size: int
    digest: str


@portable
@dataclass(frozen=True, slots=True)
class LinkedPlan:
    """A plan among the others."""

    plan: Plan
    issuer: Unit | None
    tasks: tuple[LinkedTask, ...]
    topics: tuple[Topic, ...]
    """Stated for the plan, then those of its tasks, by frequency."""
    policies: tuple[PolicyLink, ...]
    """Cited outside the tasks."""
    attachments: tuple[LinkedAttachment, ...]
    previous: str
    """The id of the same issuer's plan of the same kind for the year before, or ""."""
    following: str
    supersedes: str
    """The id of the plan that this one replaces, where that one is shown."""
    superseded_by: str
    absent_links: tuple[str, ...]
    """Links of its text, as written, to plans that are not shown: pages leave them out."""
    is_draft: bool
    problems: tuple[Problem, ...]
    """Shown on the page of a draft only."""
    place: str = ""
    """The name of the place that it is of, or ""."""


@portable
@dataclass(frozen=True, slots=True)
class Head:
    """What is asked of many plans at a time: lists show it beside one of their tasks."""

    linked: LinkedPlan
    """Without its texts, tasks and problems."""
    words: str
    """How its text begins."""
    tasks: int
    targets: int
    """Its own, and those of its tasks."""
    is_shared: bool
    """Whether any of its tasks names several units, and not a crowd."""
    has_columns: bool
    """Whether any of its tasks has cells of a division table that are no fields."""
    due_years: tuple[int, ...]
    """In which the time of any of its tasks ends; none where the plan has ended."""


@portable
@dataclass(frozen=True, slots=True)
class TaskRef:
    """Names a task: keys of `Site.plans` and of the plan's tasks."""

    plan: str
    task: str


@portable
@dataclass(frozen=True, slots=True)
class UnitTasks:
    """What a unit has to do, newest plan first."""

    unit: Unit
    issued: tuple[str, ...]
    """Ids of the plans that it issued."""
    lead: tuple[TaskRef, ...]
    cooperating: tuple[TaskRef, ...]
    names: tuple[tuple[str, int], ...] = ()
    """Its names in tasks, as printed, in order, and how often."""


@portable
@dataclass(frozen=True, slots=True)
class TopicTasks:
    """Plans and tasks of a topic, newest plan first."""

    topic: Topic
    plans: tuple[str, ...]
    tasks: tuple[TaskRef, ...]


@portable
@dataclass(frozen=True, slots=True)
class PolicyTasks:
    """Plans and tasks that cite a policy, newest plan first. `plans` cite it outside their tasks."""

    policy: Policy
    plans: tuple[str, ...]
    tasks: tuple[TaskRef, ...]


@portable
@dataclass(frozen=True, slots=True)
class YearPlans:
    """The plans for a year; a plan for several years stands in each of them."""

    year: int
    plans: tuple[str, ...]


@portable
@dataclass(frozen=True, slots=True)
class PlacePlans:
    """The plans of a place, newest first, and the units that issued them."""

    name: str
    plans: tuple[str, ...]
    issuers: tuple[Unit, ...]


@portable
@dataclass(frozen=True, slots=True)
class Reading:
    """A target among those that measure the same."""

    ref: TaskRef
    issuer: Unit
    year: int
    """The one that the target names, else the last of its plan."""
    target: Target


@portable
@dataclass(frozen=True, slots=True)
class Measure:
    """What several plans set targets for: a share, a rate, a standard per head."""

    id: str
    name: str
    unit: str
    readings: tuple[Reading, ...]
    """By issuer, then year, then as printed."""


@portable
@dataclass(frozen=True, slots=True)
class Site:
    """All public plans and how they are linked."""

    config: SiteConfig
    plans: Mapping[str, LinkedPlan]
    """By id, newest first (published, then written, then year; then id). Those of a large site wait on disk: who asks
    for one has it read; what is asked of many stands in `heads`."""
    heads: Mapping[str, Head]
    """Of each plan, in the same order."""
    units: tuple[UnitTasks, ...]
    """Registered units in register order, then those found in texts by name. Units nobody names are left out."""
    topics: tuple[TopicTasks, ...]
    """In register order; topics without tasks and plans are left out."""
    policies: Mapping[str, PolicyTasks]
    """By id, most cited first, then by title; policies nobody cites are left out."""
    years: tuple[YearPlans, ...]
    """Newest first."""
    places: Mapping[str, PlacePlans] = field(default_factory=dict)
    """By id, wider places first; nothing where all plans are of one place."""
    synonyms: tuple[Synonym, ...] = ()
    measures: tuple[Measure, ...] = ()
    """What targets of at least two plans measure alike, by name."""
    measured: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """By plan, for each task with such a target, the measure's id of each of its targets, or ""."""

    def task(self, ref: TaskRef) -> LinkedTask:
        """Return the task that `ref` names. Raises KeyError where there is none."""
        for linked in self.plans[ref.plan].tasks:
            if linked.task.id == ref.task:
                return linked
        raise KeyError(ref)

    def earlier(self, plan: str) -> str:
        """Return the id of the plan of the year before where both have tasks to be set beside each other, or ""."""
        own = self.heads[plan]
        found = self.heads.get(own.linked.previous)
        return own.linked.previous if found is not None and found.tasks and own.tasks else ""

    @property
    def due_years(self) -> tuple[int, ...]:
        """The years in which anything is due, newest first."""
        found = set[int]().union(*(head.due_years for head in self.heads.values()))
        return tuple(sorted(found, reverse=True))

    @property
    def shares_tasks(self) -> bool:
        """Whether any task names several units, and not a crowd."""
        return any(head.is_shared for head in self.heads.values())
