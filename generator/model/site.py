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
class SiteTarget:
    """A target and the task it stands in."""

    ref: TaskRef
    """Its task is "" where the target is that of the plan as a whole."""
    target: Target
    measure: str = ""
    """The id of the `Measure` that sets it beside others, or ""."""


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
    """By id, newest first (published, then written, then year; then id)."""
    units: tuple[UnitTasks, ...]
    """Registered units in register order, then those found in texts by name. Units nobody names are left out."""
    topics: tuple[TopicTasks, ...]
    """In register order; topics without tasks and plans are left out."""
    policies: Mapping[str, PolicyTasks]
    """By id, most cited first, then by title; policies nobody cites are left out."""
    years: tuple[YearPlans, ...]
    """Newest first."""
    targets: tuple[SiteTarget, ...]
    """Newest plan first, then in printed order."""
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

    def earlier(self, linked: LinkedPlan) -> LinkedPlan | None:
        """Return the plan of the year before where both have tasks to be set beside each other."""
        found = self.plans.get(linked.previous)
        return found if found is not None and found.tasks and linked.tasks else None

    @property
    def shares_tasks(self) -> bool:
        """Whether any task names several units, and not a crowd."""
        tasks = (task for linked in self.plans.values() for task in linked.tasks)
        return any(1 < len({link.unit.id for link in task.units}) <= CROWD for task in tasks)
