"""What a batch of work is, in any process: parsing plans, preparing them for the search, rendering pages.

In: what a batch shares, and its items. Out: a result for each. Nothing here reads files; the pages of a new site are
written where nobody looks yet. Processes that are started for more work import this module first, so it imports what
the work needs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.disk.fresh import staged
from generator.disk.output import Staged
from generator.files import Artifact, Parsed, Source
from generator.forms.documents import parse_plan
from generator.model.plan import Plan
from generator.model.registers import Topic
from generator.problems import Problem, Span
from generator.search.index import Input, Prepared, Sharded, prepared, sharded, vocabulary_of
from generator.search.parts import Sheaf
from generator.search.vocabulary import Vocabulary
from generator.show.pages import Page
from generator.show.render import render_page
from generator.show.templates import TemplateSet

Words = tuple[tuple[str, ...], tuple[str, ...]]
"""A vocabulary as plain values."""


def parse_batch(
    topics: tuple[Topic, ...], sources: tuple[Source | Problem, ...]
) -> list[Parsed[Plan]]:
    """Return the plans of the sources; a source that could not be read is passed on as a problem."""
    return [parsed(source, topics) for source in sources]


def parsed(source: Source | Problem, topics: tuple[Topic, ...]) -> Parsed[Plan]:
    """Return a plan; a finding about the document as a whole stands at the beginning of its file."""
    if isinstance(source, Problem):
        return Parsed(None, (source,))
    found = parse_plan(source, topics)
    if all(each.at.path for each in found.problems):
        return found
    placed = (
        each if each.at.path else replace(each, at=Span(source.path)) for each in found.problems
    )
    return Parsed(found.value, tuple(placed))


def render_batch(
    shared: tuple[TemplateSet, str], pages: tuple[Page, ...]
) -> list[Parsed[Artifact] | Parsed[Staged]]:
    """Return the rendered pages, written where a folder is given for them. Raises OSError."""
    templates, folder = shared
    made = (render_page(templates, page) for page in pages)
    return [written(page, folder) if folder else page for page in made]


def written(page: Parsed[Artifact], folder: str) -> Parsed[Staged]:
    """Return a page that is on disk: thousands of bytes need not travel."""
    return Parsed(None if page.value is None else staged(folder, page.value), page.problems)


def vocabulary_batch(nothing: None, samples: tuple[Sequence[Input], ...]) -> list[Words]:
    """Return the words to write texts with, learned from each of some samples; as plain values, for the memo."""
    found = (vocabulary_of(sample) for sample in samples)
    return [(words.few, words.many) for words in found]


def prepare_batch(vocabulary: Vocabulary, plans: tuple[Input, ...]) -> list[Prepared]:
    """Return what each plan gives to the search by itself."""
    return prepared(plans, vocabulary)


def shard_batch(shared: None, sheaves: tuple[Sheaf, ...]) -> list[Iterable[Sharded]]:
    """Return the ranges of each part of each sheaf."""
    return [sharded(sheaf) for sheaf in sheaves]
