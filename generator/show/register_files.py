"""The registers to take away: all tasks and all targets, for each year of plans as a table and as JSON.

In: a Site and its tasks as rows. Out: files, and which years there are. A file holds the plans of one year: none grows
with the whole site, and an edit touches those of its own year.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from itertools import chain

from generator.digests import digest, digest_bytes
from generator.files import Artifact
from generator.forms.inline import plain
from generator.groups import grouped
from generator.model.plan import Target
from generator.model.site import LinkedPlan, Site
from generator.portable import portable
from generator.recall import Recall
from generator.show.numbers import digits_of
from generator.show.outline import Bundle, Outline, Raw
from generator.show.pieces import Pieces
from generator.show.rows import Figure, figure_of
from generator.show.task_sheets import SheetPart, SheetRow, SheetRows, SheetView, in_parts
from generator.show.twin import Json, number
from generator.urls import plan_url, register_url, task_url

_written = Pieces()


@portable
@dataclass(frozen=True, slots=True)
class YearFiles:
    """What there is to take away of a register for one year of plans."""

    year: str
    """"" for plans that name none."""
    sheet: str
    data: str


@portable
@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target in a table for spreadsheets. Its digest stands for it where tables are compared."""

    plan: str = field(repr=False)
    year: str = field(repr=False)
    issuer: str = field(repr=False)
    status: str = field(repr=False)
    """Of the plan, as it states it."""
    task: str = field(repr=False)
    """The title of its task; "" where the plan as a whole sets it."""
    subject: str = field(repr=False)
    figure: Figure = field(repr=False)
    value: str = field(repr=False)
    upper: str = field(repr=False)
    """The other end of a range, or ""."""
    unit: str = field(repr=False)
    text: str = field(repr=False)
    address: str = field(repr=False)
    key: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        plan = (self.plan, self.year, self.issuer, self.status, self.task, self.address)
        own = (self.subject, self.figure, self.value, self.upper, self.unit, self.text)
        object.__setattr__(self, "key", digest(*plan, *own))

    @property
    def page(self) -> str:
        """The address of its plan."""
        return self.address.partition("#")[0]


@portable
@dataclass(frozen=True, slots=True, weakref_slot=True)
class TargetPart:
    """Some rows of a table of targets. Their digest stands for them."""

    rows: tuple[TargetLine, ...] = field(repr=False)
    key: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", digest(*(row.key for row in self.rows)))

    def __hash__(self) -> int:
        return hash(self.key)


@portable
@dataclass(frozen=True, slots=True)
class TargetSheet:
    """Targets as a table."""

    parts: tuple[TargetPart, ...]


Years = Mapping[str, Sequence[tuple[str, LinkedPlan | None]]]
"""Plans by register and year: by the address of the files without their endings.

Each by its id, and itself where what is made of it is compared.
"""


def years_of(site: Site, recall: Recall) -> Years:
    """Return the plans of each year that set tasks, and those that set targets."""
    plans = site.plans
    of: Mapping[str, object] = plans if recall.compares else site.heads

    def says(key: str) -> dict[str, tuple[str, LinkedPlan | None]]:
        head, own = site.heads[key], plans[key] if recall.compares else None
        kinds = ("tasks", head.tasks), ("targets", head.targets)
        year = str(head.linked.plan.year or "")
        return {register_url(kind, year): (key, own) for kind, count in kinds if count}

    return grouped(recall, "registers by year", of, says, lambda _, said: said).values


def files_for(kind: str, years: Years) -> tuple[YearFiles, ...]:
    """Return the files of a register, the newest year first."""
    stems = {stem.rpartition("/")[2]: stem for stem in years if stem.startswith(f"{kind}/")}
    numbers = sorted((name for name in stems if name.isdecimal()), key=int, reverse=True)
    named = [(name, name) for name in numbers]
    named += [("", name) for name in stems if not name.isdecimal()]
    return tuple(YearFiles(y, f"{stems[name]}.csv", f"{stems[name]}.json") for y, name in named)


def register_files(site: Site, years: Years, sheets: SheetRows, recall: Recall) -> Bundle:
    """Return the files of both registers."""
    targets = recall.later(
        "targets as lines", (site.plans,), None, lambda key: tuple(_lines(site.plans[key]))
    )

    def files(stem: str) -> tuple[Outline | Raw, ...]:
        keys = [key for key, _ in years[stem]]
        if stem.startswith("tasks/"):
            return _task_files(stem, [("", row) for key in keys for row in sheets[key].values()])
        return _target_files(stem, [*chain.from_iterable(targets[key] for key in keys)])

    return "register files", recall.later("register files", (years,), None, files)


def _task_files(stem: str, rows: Sequence[tuple[str, SheetRow]]) -> tuple[Outline | Raw, ...]:
    parts = tuple(in_parts(rows, SheetPart))
    table = Outline(f"{stem}.csv", "pages/register-tasks.csv.j2", SheetView(parts))
    return table, _raw(stem, "tasks", partial(map, partial(_written, _task_json), parts))


def _target_files(stem: str, rows: Sequence[TargetLine]) -> tuple[Outline | Raw, ...]:
    parts = tuple(in_parts(rows, TargetPart))
    table = Outline(f"{stem}.csv", "pages/register-targets.csv.j2", TargetSheet(parts))
    return table, _raw(stem, "targets", partial(map, partial(_written, _target_json), parts))


def _raw(stem: str, name: str, pieces: Callable[[], Iterable[str]]) -> Raw:
    """Return a file of JSON: an object with one list, a line for each of its objects."""
    path = f"{stem}.json"

    def make() -> Artifact:
        lines = ",\n".join(pieces())
        data = f'{{"{name}": [\n{lines}\n]}}\n'.encode("utf-8", "replace")
        return Artifact(path, data, digest_bytes(data))

    return Raw(path, make)


_dumps = json.JSONEncoder(ensure_ascii=False).encode


def _task_json(part: SheetPart) -> str:
    return ",\n".join(_dumps(task_twin(row)) for _, row in part.rows)


def _target_json(part: TargetPart) -> str:
    return ",\n".join(_dumps(line_twin(row)) for row in part.rows)


def task_twin(row: SheetRow) -> dict[str, Json]:
    """Return a task of the register as data."""
    return {
        **_plan_twin(row),
        "task": row.address.partition("#")[2],
        "number": row.number,
        "title": row.title,
        "lead": [*row.lead],
        "cooperating": [*row.cooperating],
        "deadlines": [*row.due],
        "targets": [*row.targets],
        "topics": [*row.topics],
        "page": row.address,
        "data": f"{row.page}plan.json",
    }


def line_twin(row: TargetLine) -> dict[str, Json]:
    """Return a target of the register as data."""
    return {
        **_plan_twin(row),
        "task": row.address.partition("#")[2],
        "title": row.task,
        "subject": row.subject,
        "comparator": row.figure.comparator,
        "value": _number(row.value),
        "upper": _number(row.upper),
        "unit": row.unit,
        "year": int(row.figure.year) if row.figure.year else None,
        "text": row.text,
        "page": row.address,
        "data": f"{row.page}plan.json",
    }


def _number(digits: str) -> Json:
    return number(Decimal(digits)) if digits else None


def _plan_twin(row: SheetRow | TargetLine) -> dict[str, Json]:
    return {
        "plan": row.page.split("/")[1],
        "plan_title": row.plan,
        "plan_year": int(row.year) if row.year else None,
        "issuer": row.issuer,
        "status": row.status,
    }


def _lines(linked: LinkedPlan) -> Iterator[TargetLine]:
    """Yield the targets of the plan as a whole, then those of its tasks."""
    plan = linked.plan
    head = (plain(plan.title), str(plan.year or ""), plan.issuer, plan.meta.status)
    for target in plan.targets:
        yield _line((*head, ""), target, plan_url(plan.id))
    for found in linked.tasks:
        task, address = plain(found.task.title), task_url(plan.id, found.task.id)
        for target in found.task.targets:
            yield _line((*head, task), target, address)


def _line(place: tuple[str, str, str, str, str], target: Target, address: str) -> TargetLine:
    """Return a target as a line; `place` says where it stands."""
    return TargetLine(
        *place,
        subject=target.subject,
        figure=figure_of(target),
        value=digits_of(target.value),
        upper="" if target.upper is None else digits_of(target.upper),
        unit=target.unit,
        text=target.text,
        address=address,
    )
