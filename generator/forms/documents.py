"""Source → what it says: the stage functions of parsing, for plans and registers."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from generator.files import Parsed, Source
from generator.forms.fields import is_id
from generator.forms.markdown import read_markdown
from generator.forms.structured import read_structured
from generator.model.manuscript import Manuscript, Metadata
from generator.model.plan import Plan
from generator.model.registers import Topic
from generator.official.checking.checks import check_manuscript, check_texts
from generator.official.checking.damage import html
from generator.official.citing.citations import bracket_problems
from generator.official.identity import initials
from generator.official.understand import understand
from generator.official.units.responsibilities import responsibility_problems
from generator.official.walk import fields_of, texts_of
from generator.problems import Problem, Severity, in_order, problem


def read_manuscript(source: Source) -> Parsed[Manuscript]:
    """Return the plan as written, in whichever of the two forms."""
    if source.path.lower().endswith(".md"):
        return read_markdown(source.text, source.path)
    return read_structured(source.text, source.path)


def parse_plan(source: Source, topics: tuple[Topic, ...] = ()) -> Parsed[Plan]:
    """Return the plan as understood, with every problem of its text.

    In a draft nothing about the text is an error: it is not public, and its page shows what is open.
    """
    read = read_manuscript(source)
    if read.value is None:
        return Parsed(None, read.problems)
    manuscript = read.value
    plan, found = understand(manuscript, plan_id(manuscript, source.path), topics)
    problems = in_order((*read.problems, *found, *_text_problems(manuscript, plan.meta)))
    if manuscript.meta.draft:
        problems = tuple(_softened(each) for each in problems)
    return Parsed(plan, (*problems, *_open_problems(manuscript)))


def plan_id(manuscript: Manuscript, path: str) -> str:
    """Return the id of a plan: its own, else its file's name, in pinyin initials where not ASCII."""
    stem = PurePosixPath(path).stem
    return manuscript.meta.id or (stem if is_id(stem) else initials(stem))


def _text_problems(manuscript: Manuscript, completed: Metadata) -> Sequence[Problem]:
    texts = tuple(texts_of(manuscript))
    problems = [*check_texts(texts)]
    for check in (bracket_problems, responsibility_problems):
        for text in texts:
            problems += check(text)
    for value in fields_of(manuscript):
        problems += html(value)
    return (*problems, *check_manuscript(replace(manuscript, meta=completed)))


def _softened(found: Problem) -> Problem:
    soft = found.severity is Severity.ERROR
    return replace(found, severity=Severity.WARNING) if soft else found


def _open_problems(manuscript: Manuscript) -> Sequence[Problem]:
    """Return what the draft still carries; a plan that is to be published must not."""
    draft = manuscript.meta.draft
    severity = Severity.WARNING if draft else Severity.ERROR
    return tuple(
        problem("open-problem", each.at, severity, note=each.note or each.code)
        for each in manuscript.meta.open_problems
    )
