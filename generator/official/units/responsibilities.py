"""Who does what: the units that official text names as leading, responsible or cooperating.

In: a paragraph of a task, or the lines of a table cell. Out: units with their roles, and where the clause that
says so stands. Not its business: which unit a name means (see `names`).

Read are clauses in brackets of any kind, on a line of their own, or behind the last full stop:
（牵头单位：…，配合单位：…）, （…牵头，…配合）, （…按职责分工负责）. 责任单位 leads where nobody else does.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.model.manuscript import Text
from generator.model.plan import Role, UnitName
from generator.official.folding import normal_name
from generator.official.structure.blocks import join
from generator.official.units.bracket_groups import OPENING, groups_in, is_closed
from generator.official.units.duties import Duty, Named, labels_in, named_in, prose_in
from generator.official.units.lists import Range, is_unit_like, trimmed
from generator.portable import portable
from generator.problems import Problem, Severity, problem

_MARKS = re.compile(
    r"牵头|负责|责任|主责|主办|承办|承担|执行|配合|协办|协同|协助|联合|支持|参加|参与|落实|实施"
)
_SAYS_WHO_LEADS = re.compile("牵头|主办|主责|会同|商")
_BOUNDARY = "。；;！!？?）)〕】]：:，,、 \t\u00a0\u2003\u3000"
_LINE_BOUNDARY = "。；;！!？?）)〕】] \t\u00a0\u2003\u3000"
_LONGEST_CLAUSE = 2000
_LONGEST_PROSE = 200
_FIRST_LEADS = re.compile(
    r"(?:首位|第一位|列第一|排第一|列首|排名第一|首个单位|第一个单位)[^。]{0,12}(?:牵头|主责|主办)"
)
_AND = ("和", "与", "及")

Clause = tuple[Range, tuple[Named, ...]]


@portable
@dataclass(frozen=True, slots=True)
class Responsibility:
    """One clause that assigns a task."""

    units: tuple[UnitName, ...]
    """Lead units first, each in printed order."""
    start: int
    """Offset of the clause in the text, its brackets included."""
    end: int


def responsibilities_in(text: Text, first_leads: bool = False) -> tuple[Responsibility, ...]:
    """Return the clauses of a paragraph that say who does it, in order.

    `first_leads`: the plan says once that the first unit of each list leads (see `says_first_leads`).
    """
    found = []
    for at, named in _clauses(text.value):
        leads = first_leads or says_first_leads(text.value[slice(*at)])
        units = _units(text, named, leads)
        if units:
            found.append(Responsibility(units, *at))
    return tuple(found)


def says_first_leads(value: str) -> bool:
    """Return whether a text says that the unit listed first leads (列首位的为牵头单位，下同)."""
    return _FIRST_LEADS.search(value) is not None


def unit_names(lines: Sequence[Text], role: Role) -> tuple[UnitName, ...]:
    """Return the units of a table cell or a stated list; a label or （牵头） in it decides over `role`."""
    duty: Duty | None = Duty.LEAD if role is Role.LEAD else Duty.COOPERATING
    found: list[UnitName] = []
    for line in _whole_lines(lines):
        whole = (0, len(line.value))
        found.extend(_units(line, named_in(line.value, whole, duty), False))
        for label in labels_in(line.value, whole)[-1:]:
            duty = label.duty
    return tuple(found)


def responsibility_problems(text: Text) -> Iterator[Problem]:
    """Yield what looks like a clause about units but cannot be read for certain."""
    for at, named in _clauses(text.value):
        clause = text.value[slice(*at)][:40]
        if not named:
            yield problem("units-not-named", text.place(at[0]), Severity.WARNING, clause=clause)
        if not is_closed(text.value, at) and _opens(text.value, at):
            yield problem("unclosed-units", text.place(at[0]), Severity.WARNING, clause=clause)
        for one in named:
            name = normal_name(text.value[slice(*one.at)])[:40]
            if not is_unit_like(name):
                yield problem("doubtful-unit", text.place(one.at[0]), Severity.NOTE, name=name)


def _opens(value: str, at: Range) -> bool:
    """Return whether a clause begins with a bracket of its own, not that of 【牵头单位】."""
    if value[at[0]] not in OPENING:
        return False
    labels = labels_in(value, at)
    return not (labels and labels[0].start == at[0])


@lru_cache(maxsize=256)  # reading and checking ask for the same texts
def _clauses(value: str) -> tuple[Clause, ...]:
    """Return each clause with the units that it names; none where it only has a label."""
    if not _MARKS.search(value):
        return ()
    bracketed = tuple(_bracketed_clauses(value))
    gaps = zip(
        (0, *(at[1] for at, _ in bracketed)),
        (*(at[0] for at, _ in bracketed), len(value)),
        strict=True,
    )
    found = sorted(
        (*bracketed, *(line for gap in gaps for line in _line_clauses(value, gap))),
        key=lambda c: c[0],
    )
    return tuple(found) or _whole_prose(value)


def _bracketed_clauses(value: str) -> Iterator[Clause]:
    done = 0
    for at in groups_in(value, _LONGEST_CLAUSE):
        if at[0] >= done and (named := _bracketed(value, at)) is not None:
            yield at, named
            done = at[1]


def _bracketed(value: str, at: Range) -> tuple[Named, ...] | None:
    """Return who a bracket names; None where it is no such clause."""
    if not _MARKS.search(value, *at):
        return None
    inner = trimmed(value, (at[0] + 1, at[1] - is_closed(value, at)))
    labels = labels_in(value, inner)
    if any(label.duty for label in labels):
        starts_so = labels[0].start == inner[0] or value[labels[0].start - 1] in _BOUNDARY
        return named_in(value, inner, None) if starts_so else None
    return prose_in(value, inner) if inner[1] - inner[0] <= _LONGEST_PROSE else None


def _line_clauses(value: str, gap: Range) -> Iterator[Clause]:
    """Yield clauses without brackets: behind a full stop or on a line of their own, up to the next stop."""
    done = gap[0]
    for label in labels_in(value, gap):
        begins = label.start == 0 or value[label.start - 1] in _LINE_BOUNDARY
        if label.start < done or not label.duty or not begins:
            continue
        stop = value.find("。", label.end, gap[1])
        done = stop + 1 if stop >= 0 else gap[1]
        if done - label.start <= _LONGEST_CLAUSE:
            yield (label.start, done), named_in(value, (label.start, done), None)


def _whole_prose(value: str) -> tuple[Clause, ...]:
    """Return a line that says nothing but who leads (市教育局牵头，市财政局配合。)."""
    if len(value) > _LONGEST_PROSE or not _SAYS_WHO_LEADS.search(value):
        return ()
    named = prose_in(value, trimmed(value, (0, len(value))))
    leads = named and any(one.duty is Duty.LEAD for one in named)
    return (((0, len(value)), named),) if named and leads else ()


def _units(text: Text, named: Sequence[Named], first_leads: bool) -> tuple[UnitName, ...]:
    """Return the units, lead first; a name that is printed twice counts once."""
    has_lead = any(one.duty is Duty.LEAD for one in named)
    found: dict[str, UnitName] = {}
    for order, one in enumerate(named):
        name = normal_name(text.value[slice(*one.at)])
        leads = _leads(one.duty, order == 0, has_lead, first_leads)
        unit = UnitName(
            name=name, role=Role.LEAD if leads else Role.COOPERATING, at=text.place(one.at[0])
        )
        if name and (name not in found or (leads and found[name].role is not Role.LEAD)):
            found[name] = unit
    return tuple(sorted(found.values(), key=lambda unit: unit.role is not Role.LEAD))


def _leads(duty: Duty, is_first: bool, has_lead: bool, first_leads: bool) -> bool:
    if duty is Duty.IN_ORDER or (duty is Duty.RESPONSIBLE and first_leads and not has_lead):
        return is_first
    return duty is Duty.LEAD or (duty is Duty.RESPONSIBLE and not has_lead)


def _whole_lines(lines: Sequence[Text]) -> Iterator[Text]:
    """Yield the lines of a cell; a name that goes on in the next line is put together."""
    held: list[Text] = []
    for line in lines:
        if held and not _goes_on(held[-1].value, line.value):
            yield join(held)
            held = []
        held.append(line)
    if held:
        yield join(held)


def _goes_on(line: str, following: str) -> bool:
    if following.lstrip().startswith(_AND):
        return True
    is_broken = not (is_unit_like(line) or is_unit_like(following)) and is_unit_like(
        line + following
    )
    return is_broken and not labels_in(line, (0, len(line)))
