"""The registers of a content folder: site.yaml, units.yaml, topics.yaml, policies.yaml, synonyms.yaml."""

from collections.abc import Sequence
from typing import Any

from generator.files import Parsed, Source
from generator.forms.entries import PolicyForm, SiteForm, SynonymForm, TopicForm, UnitForm
from generator.forms.filled import Places
from generator.forms.nodes import read_yaml
from generator.forms.validate import fill
from generator.model.registers import Policy, Registers, SiteConfig, Synonym, Topic, Unit
from generator.official.checking.damage import html
from generator.problems import Problem, Span, problem
from generator.urls import is_base_url

FORMS: dict[str, Any] = {
    "site": SiteForm,
    "units": tuple[UnitForm, ...],
    "topics": tuple[TopicForm, ...],
    "policies": tuple[PolicyForm, ...],
    "synonyms": tuple[SynonymForm, ...],
}
"""The form of each register by the stem of its file's name."""
LANGUAGES = ("zh-CN", "en")


def is_register(path: str) -> bool:
    """Return whether a path of the content folder is a register rather than a plan."""
    stem, _, ending = path.rpartition(".")
    return ending.lower() in ("yaml", "yml") and stem in FORMS


def parse_registers(sources: Sequence[Source]) -> Parsed[Registers]:
    """Return all registers; what is absent has its defaults. None where any cannot be read."""
    read: dict[str, tuple[Any, Places]] = {}
    problems: list[Problem] = []
    for source in sources:
        stem = source.path.rpartition(".")[0]
        document = read_yaml(source.text, source.path)
        wanted: type = dict if stem == "site" else list
        if (
            not document.problems
            and document.value != {}
            and not isinstance(document.value, wanted)
        ):
            code = "not-a-mapping" if wanted is dict else "not-a-list"
            problems.append(problem(code, document.place(())))
            continue
        problems += (found for value in document.texts() for found in html(value))
        value = fill(document, FORMS[stem]) if document.value != {} or document.problems else None
        problems += value.problems if value else ()
        if value and value.value is not None:
            read[stem] = (value.value, Places(document, value.keys))
    registers = Registers(
        config=_config(*read["site"], problems) if "site" in read else SiteConfig(),
        units=_entries(read.get("units"), Unit, problems),
        topics=_entries(read.get("topics"), Topic, problems),
        policies=_entries(read.get("policies"), Policy, problems),
        synonyms=_entries(read.get("synonyms"), Synonym, problems),
    )
    return Parsed(None if problems else registers, tuple(problems))


def _config(form: SiteForm, places: Places, problems: list[Problem]) -> SiteConfig:
    if form.language not in LANGUAGES:
        known = "、".join(LANGUAGES)
        at = places.at(("language",))
        problems.append(problem("bad-language", at, value=form.language, known=known))
    if form.base_url and not is_base_url(form.base_url):
        problems.append(problem("bad-base-url", places.at(("base_url",)), value=form.base_url))
    base = (
        form.base_url if form.base_url.endswith("/") or not form.base_url else f"{form.base_url}/"
    )
    return SiteConfig(**{**form.model_dump(), "base_url": base})


def _entries(
    read: tuple[tuple[Any, ...], Places] | None, kind: Any, problems: list[Problem]
) -> tuple[Any, ...]:
    """Return the entries of a list; an id used twice is a problem."""
    if read is None:
        return ()
    forms, places = read
    first: dict[str, Span] = {}
    for index, form in enumerate(forms):
        if not hasattr(form, "id"):
            continue
        at = places.at((index, "id"))
        if form.id.lower() in first:
            problems.append(problem("repeated-id", at, value=form.id, first=first[form.id.lower()]))
        first.setdefault(form.id.lower(), at)
    return tuple(
        kind(**form.model_dump(), at=places.at((index,))) for index, form in enumerate(forms)
    )
