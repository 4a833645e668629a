"""Manuscript → Plan: what each task says, read from its own text, unless the editor states it.

Not its business: what the names refer to (see `link`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import repeat
from sys import intern
from typing import Any

from generator.model.manuscript import (
    Item,
    Manuscript,
    Measure,
    Metadata,
    Part,
    Text,
)
from generator.model.plan import Citation, Plan, PlanPart, Task
from generator.model.registers import Topic
from generator.official.aims import aims_of
from generator.official.citing.citations import citations_in
from generator.official.facts import Facts, facts_of
from generator.official.heading import issuer_in, kind_in, years_in
from generator.official.identity import task_ids
from generator.official.structure.signature import signature_of, signers_of
from generator.official.structure.told import told_in
from generator.official.tables.merging import with_divisions
from generator.official.text_links import links_in
from generator.official.topics import Vocabulary, suggested, vocabulary
from generator.official.units.responsibilities import says_first_leads
from generator.official.walk import texts_of
from generator.problems import Problem, problem

Understood = tuple[Plan, tuple[Problem, ...]]


def understand(manuscript: Manuscript, plan_id: str, topics: tuple[Topic, ...] = ()) -> Understood:
    """Return the plan that the manuscript describes, and what is doubtful about it.

    `topics` suggest themselves by their words for tasks that state none.
    """
    meta = completed(manuscript)
    items = [each for each in manuscript.body if isinstance(each, Item)]
    ids = task_ids(items)
    first_leads = any(says_first_leads(text.value) for text in _frame(manuscript))
    facts, faults = facts_of(items, meta.year, first_leads)
    said = dict[Any, Any]()
    tasks = map(_task, items, ids, _paths(manuscript.body), facts, repeat(said))
    written = dict(zip(ids, items, strict=True))
    stated = {task_id: item.stated for task_id, item in written.items()}
    merged, found = with_divisions(tuple(tasks), manuscript.tables, meta.year, stated)
    plan = Plan(
        path=manuscript.path,
        id=plan_id,
        title=meta.title,
        kind=meta.kind,
        year=meta.year,
        end_year=meta.end_year,
        issuer=meta.issuer,
        meta=meta,
        notice=manuscript.notice,
        opening=_values(manuscript.opening),
        parts=tuple(_part(each) for each in manuscript.body if isinstance(each, Part)),
        tasks=_finished(merged, [written.get(task.id) for task in merged], vocabulary(topics)),
        targets=aims_of(manuscript, meta.year),
        tables=manuscript.tables,
        closing=_values(manuscript.closing),
        citations=_citations(manuscript),
        links=tuple(link for text in texts_of(manuscript) for link in links_in(text)),
    )
    return plan, (*_repeated(items), *faults, *found)


def completed(manuscript: Manuscript) -> Metadata:
    """Return the information block with what title and letter say where the editor left it out."""
    meta = manuscript.meta
    letter = manuscript.notice
    signature = letter.signature if letter else signature_of(manuscript.closing)
    first, last = years_in(meta.title)
    return replace(
        meta,
        kind=meta.kind or kind_in(meta.title),
        year=meta.year if meta.year is not None else first,
        end_year=meta.end_year if meta.year is not None or meta.end_year is not None else last,
        issuer=meta.issuer or issuer_in(meta.title, signers_of(signature)),
        addressees=meta.addressees or (manuscript.notice.addressees if manuscript.notice else ()),
    )


def _frame(manuscript: Manuscript) -> tuple[Text, ...]:
    """Return the texts around the tasks, where a rule for the whole plan may stand."""
    letter = manuscript.notice.text if manuscript.notice else ()
    return (*letter, *manuscript.opening, *manuscript.closing)


def _repeated(items: Sequence[Item]) -> Iterator[Problem]:
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            yield problem("repeated-task-id", item.title.at, task=item.id)
        if item.id:
            seen.add(item.id)


def _paths(body: Sequence[Part | Item]) -> Iterator[tuple[tuple[int, ...], int]]:
    """Yield for each task the indexes of the parts it stands in, outermost first, and of the last one printed."""
    path: list[tuple[int, int]] = []
    count = 0
    for each in body:
        if isinstance(each, Part):
            path = [(level, index) for level, index in path if level < each.level]
            path.append((each.level, count))
            count += 1
        else:
            del path[max(0, len(path) - each.outside) :]
            yield tuple(index for _, index in path), count - 1


def _task(
    item: Item,
    task_id: str,
    path: tuple[tuple[int, ...], int],
    facts: Facts,
    said: dict[Any, Any],
) -> Task:
    """Return a task; what an earlier one said in the same words (`said`) is the same value, and asks for room once."""
    parts, after = path
    return Task(
        id=intern(task_id),
        number=intern(item.number),
        mark=intern(item.mark),
        parts=parts,
        after=after,
        title=item.title.value,
        text=_values(item.text),
        clause=facts.clause,
        measures=item.measures,
        units=tuple(said.setdefault(each, each) for each in facts.units),
        deadlines=tuple(said.setdefault(each, each) for each in facts.deadlines),
        targets=facts.targets,
        citations=facts.citations,
        topics=item.stated.topics or (),
        at=item.title.at,
    )


def _finished(
    tasks: Sequence[Task], items: Sequence[Item | None], words: Vocabulary
) -> tuple[Task, ...]:
    """Return the tasks with the topics they suggest, and, where they have none, the measures that their texts tell."""
    pairs = tuple(zip(tasks, items, strict=True))
    told = [told_in(item.text) if item and not task.measures else () for task, item in pairs]
    topics = [
        _topics(task, words) if item is None or item.stated.topics is None else ()
        for task, item in pairs
    ]
    return tuple(map(_with, tasks, told, topics))


def _topics(task: Task, words: Vocabulary) -> tuple[str, ...]:
    text = "".join((*task.text, *(each.text.value for each in task.measures)))
    return suggested(task.title, text, words)


def _with(task: Task, told: tuple[Measure, ...], topics: tuple[str, ...]) -> Task:
    """Return a task with measures that its text tells and topics that it suggests, if any."""
    changes: dict[str, Any] = {}
    if told:
        changes = {"measures": told, "are_told": True}
    if topics:
        changes["topics"] = topics
    return replace(task, **changes) if changes else task


def _part(part: Part) -> PlanPart:
    return PlanPart(
        number=intern(part.number),
        mark=intern(part.mark),
        title=part.title.value,
        level=part.level,
        text=_values(part.text),
        at=part.title.at,
    )


def _citations(manuscript: Manuscript) -> tuple[Citation, ...]:
    """Return what is cited outside the tasks, each document once; the plan's own title is none."""
    parts = (text for each in manuscript.body if isinstance(each, Part) for text in each.text)
    letter = manuscript.notice.text if manuscript.notice else ()
    found = (c for text in (*letter, *manuscript.opening, *parts) for c in citations_in(text))
    return tuple(
        {(c.issuer, c.title): c for c in found if c.title != manuscript.meta.title}.values()
    )


def _values(texts: Sequence[Text]) -> tuple[str, ...]:
    return tuple(text.value for text in texts)
