"""What can be found: one document for each task, and one for what a plan says outside its tasks.

In: a Site. Out: `Document`s, newest plan first, each plan before its tasks. Not its business: terms and scores.
A task does not hold the titles above it: who searches for a part is not helped by all of its tasks.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import attrgetter
from typing import Final

from generator.forms.inline import plain
from generator.model.plan import Comparator, Plan, Role, Target, Task
from generator.model.site import LinkedPlan, LinkedTask, Site
from generator.portable import portable

_SIGNS: Final = {
    Comparator.AT_LEAST: "≥",
    Comparator.AT_MOST: "≤",
    Comparator.ABOUT: "≈",
    Comparator.EQUAL: "",
}
_RESPONSIBLE: Final = re.compile("牵头|配合|责任")
"""A table with such a column divides the tasks among units: its rows are in the tasks already."""


@portable
@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One thing to be found, its words by field."""

    plan: str
    task: str
    """Empty for the plan itself."""
    title: str
    mark: str = ""
    """The task's number as printed."""
    headings: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    """Units as printed; for the plan itself, its issuer."""
    cooperating: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    """Shown beside a result; their words stand in the body already."""
    units: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    """Ids of those that lead, and of those that cooperate; an issuer leads its plan."""
    named: tuple[str, ...] = ()
    """The id of the unit that each name in `lead` and `cooperating` means, in their order."""
    topics: tuple[str, ...] = ()
    """Ids, to narrow down what was found."""
    kinds: tuple[str, ...] = ()
    """Of its deadlines."""

    @property
    def ref(self) -> str:
        """What names the document in an index; never like a number, which JavaScript would reorder."""
        return f"{self.plan}#{self.task}"

    @property
    def pieces(self) -> tuple[str, ...]:
        """All its words, one piece a paragraph; a phrase has to stand within one of them."""
        return (self.title, *self.headings, *self.lead, *self.cooperating, *self.body)


values_of: Final = attrgetter(*(field.name for field in fields(Document)))
"""Returns all that a document consists of, as plain values."""


def documents_of(site: Site) -> tuple[Document, ...]:
    """Return all documents of the site."""
    return tuple(document for linked in site.plans.values() for document in plan_documents(linked))


def plan_documents(linked: LinkedPlan) -> tuple[Document, ...]:
    """Return the plan itself, then its tasks."""
    return (_plan_document(linked), *map(_task_document, linked.tasks))


def _plan_document(linked: LinkedPlan) -> Document:
    plan = linked.plan
    return Document(
        plan=plan.id,
        task="",
        title=_line(plan.title),
        headings=_lines(part.title for part in plan.parts),
        lead=_lines([plan.issuer]),
        body=_lines(_outside_tasks(plan)),
        units=((linked.issuer.id,) if linked.issuer else (), ()),
        topics=tuple(topic.id for topic in linked.topics),
    )


def _outside_tasks(plan: Plan) -> Iterator[str]:
    yield from plan.opening
    for part in plan.parts:
        yield from part.text
    yield from plan.closing
    if plan.notice:
        yield plan.notice.title.value
        yield from (paragraph.value for paragraph in plan.notice.text)
    yield from (plan.meta.doc_no, plan.meta.index_no)
    for table in plan.tables:
        if not any(_RESPONSIBLE.search(column) for column in table.columns):
            yield table.caption
            yield from (line.value for row in table.rows for cell in row for line in cell)


def _task_document(linked: LinkedTask) -> Document:
    task = linked.task
    lead, cooperating = _names(linked, Role.LEAD), _names(linked, Role.COOPERATING)
    return Document(
        plan=linked.plan,
        task=task.id,
        title=_line(task.title),
        mark=task.mark,
        lead=tuple(lead),
        cooperating=tuple(cooperating),
        body=_lines(_body(task)),
        deadlines=_lines(deadline.text or deadline.value for deadline in task.deadlines),
        targets=_lines(map(_target, task.targets)),
        units=(_ids(linked, Role.LEAD), _ids(linked, Role.COOPERATING)),
        named=(*lead.values(), *cooperating.values()),
        topics=tuple(topic.id for topic in linked.topics),
        kinds=tuple(dict.fromkeys(deadline.kind.value for deadline in task.deadlines)),
    )


def _names(linked: LinkedTask, role: Role) -> dict[str, str]:
    """Return the names of the units in a role, each with the id of the unit that it means first."""
    names = [_name(link.name) for link in linked.units]
    found = {
        name: link.unit.id
        for name, link in zip(reversed(names), reversed(linked.units), strict=True)
        if name and link.role is role
    }
    return {name: found[name] for name in dict.fromkeys(names) if name in found}


def _ids(linked: LinkedTask, role: Role) -> tuple[str, ...]:
    return tuple(dict.fromkeys(link.unit.id for link in linked.units if link.role is role))


def _body(task: Task) -> Iterator[str]:
    yield from task.text
    yield from (measure.text.value for measure in task.measures if not task.are_told)
    for column in task.columns:
        yield from column.lines


def _target(target: Target) -> str:
    sign = _SIGNS.get(target.comparator, target.comparator.value)
    return target.text or f"{target.subject}{sign}{target.value:f}{target.unit}"


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the texts that say something, each once."""
    return tuple(dict.fromkeys(filter(None, map(_line, texts))))


def _line(text: str) -> str:
    """Return the words of `text` on one line: line breaks part the pieces of a document."""
    return " ".join(plain(text).splitlines()).strip()


_name = lru_cache(maxsize=4096)(_line)
"""The same of names, which come again and again."""
