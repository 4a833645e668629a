"""The site's templates: their sources, what each depends on, and the environment that runs them.

In: template texts and the messages of the site's language. Out: a compiled environment, digests, and
problems with the place in the template. Not its business: pages and views.
"""

import re
from dataclasses import dataclass, field

from jinja2 import (
    Environment,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
)

from generator.digests import digest
from generator.problems import Problem, Span, problem
from generator.show.environment import ROWS, environment_of


@dataclass(frozen=True, slots=True)
class TemplateSet:
    """The templates as texts, by name (`layouts/base.html.j2`), and the catalogue of one language."""

    sources: tuple[tuple[str, str], ...]
    messages: tuple[tuple[str, str], ...] = ()
    rows: int = field(default=ROWS, compare=False, repr=False)
    """So many rows of lists are remembered as rendered."""
    key: str = field(init=False, compare=False, repr=False)
    """Digest of all of it, taken once."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", digest(self.sources, self.messages))


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What is made once from a set of templates, in each process that uses it."""

    quick: Environment
    careful: Environment
    closures: dict[str, str]


_prepared: dict[str, _Prepared] = {}
_KEPT = 4
"""A preview keeps the sets of the last few edits; more would be a leak."""


def _prepare(templates: TemplateSet) -> _Prepared:
    found = _prepared.get(templates.key)
    if found is None:
        while len(_prepared) >= _KEPT:
            del _prepared[next(iter(_prepared))]
        texts, messages = templates.sources, templates.messages
        quick, careful = (
            environment_of(texts, messages, each, templates.rows) for each in (True, False)
        )
        found = _Prepared(quick, careful, {})
        _prepared[templates.key] = found
    return found


def template(templates: TemplateSet, name: str, is_quick: bool = True) -> Template:
    """Return the compiled template. Raises jinja2's TemplateError where it cannot be read."""
    prepared = _prepare(templates)
    return (prepared.quick if is_quick else prepared.careful).get_template(name)


def closure_digest(templates: TemplateSet, name: str) -> str:
    """Return the digest of a template, of all that it includes, imports or extends, and the messages.

    A template that picks another by a computed name depends on all of them.
    """
    prepared = _prepare(templates)
    if name not in prepared.closures:
        prepared.closures[name] = _closure(templates, name)
    return prepared.closures[name]


_USE = re.compile(
    r"\{%[-+]?\s*(?:extends|include|import|from)\b\s*"
    r"(?:(['\"])([^'\"]*)\1\s*(?=[-+]?%|ignore|with|as|import))?"
)
"""A tag that uses another template, and the name where it is written out and stands alone."""


def _closure(templates: TemplateSet, name: str) -> str:
    sources = dict(templates.sources)
    seen: dict[str, str] = {}
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen[current] = sources.get(current, "")
        named = [found[2] for found in _USE.finditer(seen[current])]
        if None in named:
            return templates.key
        waiting.extend(named)
    return digest(tuple(sorted(seen.items())), templates.messages)


def template_problem(name: str, error: Exception) -> Problem:
    """Return the problem that says where in the templates `error` arose."""
    if isinstance(error, TemplateSyntaxError):
        place = Span(error.name or name, error.lineno)
    elif isinstance(error, TemplateNotFound):
        place = Span(name)
    else:
        place = _place(name, error)
    return problem("template-error", place, reason=str(error) or type(error).__name__)


def _place(name: str, error: Exception) -> Span:
    """Return the innermost line of a template that the error passed through."""
    place = Span(name)
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(".j2"):
            place = Span(trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return place
