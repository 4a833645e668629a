"""A plan as understood: tasks with units, targets, deadlines and citations, each a value of its own."""

from dataclasses import dataclass, field
from decimal import Decimal

from generator.model.manuscript import Measure, Metadata, Notice, Table, Text
from generator.portable import STAYS, Choice, portable
from generator.problems import Span


class Role(Choice):
    """What a unit does in a task."""

    LEAD = "lead"
    COOPERATING = "cooperating"


class Comparator(Choice):
    """How a target's value is meant."""

    AT_LEAST = ">="
    AT_MOST = "<="
    MORE = ">"
    LESS = "<"
    EQUAL = "="
    ABOUT = "~"


class DeadlineKind(Choice):
    """The type of a deadline, and the form of its ISO value."""

    DATE = "date"
    """2025-12-31"""
    MONTH = "month"
    """2025-06"""
    HALF = "half"
    """2025-H1"""
    YEAR = "year"
    """2025"""
    TERM = "term"
    """2022-autumn, 2022-spring"""
    YEARLY = "yearly"
    """no value: it recurs once in a year or oftener, its text says how often"""
    ONGOING = "ongoing"
    """no value"""


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A number to reach."""

    value: Decimal
    """Scaled counts are written out: 3万人次 is 30000 with unit 人次, 3亿元 is 300000000 元."""
    upper: Decimal | None = None
    """The other end of a range such as 2—3所."""
    comparator: Comparator = Comparator.EQUAL
    unit: str = ""
    """Unit of measure as printed, without scale: %, 所, 元, 人次, 元/人/年; ":1" of a ratio such as 16:1."""
    subject: str = ""
    year: int | None = None
    text: str = ""
    """The clause as printed."""
    recognised: bool = True
    """False where the editor stated it."""
    at: Span = field(default=Span(), compare=False, repr=False, metadata=STAYS)


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """When something is due: typed, never a made-up date."""

    kind: DeadlineKind
    value: str = ""
    text: str = ""
    recognised: bool = True
    at: Span = field(default=Span(), compare=False, repr=False, metadata=STAYS)


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A cited document. Its identity is issuer + title (+ number); `policy` is filled in by linking."""

    title: str
    issuer: str = ""
    number: str = ""
    recognised: bool = True
    at: Span = field(default=Span(), compare=False, repr=False)


@portable
@dataclass(frozen=True, slots=True)
class TextLink:
    """A link that the editor wrote into a text."""

    target: str
    """As written: ../other-plan/#t3, https://…"""
    at: Span = field(default=Span(), compare=False, repr=False)


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class UnitName:
    """A unit as the text names it."""

    name: str
    role: Role
    recognised: bool = True
    at: Span = field(default=Span(), compare=False, repr=False)


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A cell of the task's row in a division table that is not a field of its own (国家意见 …)."""

    name: str
    lines: tuple[str, ...]


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPart:
    """A heading above tasks."""

    number: str
    mark: str
    title: str
    level: int
    text: tuple[str, ...] = ()
    at: Span = field(default=Span(), compare=False, repr=False, metadata=STAYS)


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One task of a plan."""

    id: str
    """t13: from the task's number where the plan's numbers are all different, else from its order."""
    number: str
    mark: str
    parts: tuple[int, ...]
    """Indexes into the plan's parts, outermost first."""
    after: int = -1
    """Index of the part printed last before it: the innermost of `parts`, unless it follows a sub-part."""
    title: str
    text: tuple[str, ...]
    """Paragraphs after the lead sentence, verbatim."""
    clause: str = ""
    """The responsibility clause inside the text, as printed; a page that shows units may leave it out."""
    measures: tuple[Measure, ...] = ()
    are_told: bool = False
    """Whether the measures are cut out of `text`, where they still stand: a page shows only one of the two."""
    columns: tuple[Column, ...] = ()
    units: tuple[UnitName, ...] = ()
    """Lead units first, each in printed order."""
    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[Target, ...] = ()
    citations: tuple[Citation, ...] = ()
    topics: tuple[str, ...] = ()
    """Topic ids; stated, or suggested by words of the topics register."""
    at: Span = field(default=Span(), compare=False, repr=False, metadata=STAYS)

    def named(self, role: Role) -> tuple[str, ...]:
        """Return the names of the units with this role, as printed."""
        return tuple(unit.name for unit in self.units if unit.role is role)


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One plan, understood by itself; its place among the others is `site.Site`'s."""

    path: str = field(compare=False)
    id: str
    title: str
    kind: str
    year: int | None
    end_year: int | None
    issuer: str
    meta: Metadata
    """The editor's own values, completed by what the text says (title, doc_no, written, addressees)."""
    notice: Notice | None = None
    opening: tuple[str, ...] = ()
    parts: tuple[PlanPart, ...] = ()
    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    """Of the plan as a whole: 主要目标, tables of indicators."""
    tables: tuple[Table, ...] = ()
    closing: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    """Cited outside the tasks."""
    links: tuple[TextLink, ...] = ()
    """Every link in its texts, in reading order."""

    @property
    def at(self) -> Span:
        """Where the plan's file begins."""
        return Span(self.path)


__all__ = [
    "Citation", "Column", "Comparator", "Deadline", "DeadlineKind", "Measure", "Metadata", "Notice",
    "Plan", "PlanPart", "Role", "Table", "Target", "Task", "Text", "TextLink", "UnitName",
]  # fmt: skip
