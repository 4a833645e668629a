"""What a batch of work is, in any process: parsing plans, rendering pages.

In: what a batch shares, and its items. Out: a result for each. Nothing here reads files. Processes that are
started for more work import this module first, so it imports what the work needs.
"""

from generator.files import Artifact, Parsed, Source
from generator.forms.documents import parse_plan
from generator.model.plan import Plan
from generator.model.registers import Topic
from generator.problems import Problem
from generator.show.pages import Page
from generator.show.render import render_page
from generator.show.templates import TemplateSet


def parse_batch(
    topics: tuple[Topic, ...], sources: tuple[Source | Problem, ...]
) -> list[Parsed[Plan]]:
    """Return the plans of the sources; a source that could not be read is passed on as a problem."""
    return [
        Parsed(None, (source,)) if isinstance(source, Problem) else parse_plan(source, topics)
        for source in sources
    ]


def render_batch(templates: TemplateSet, pages: tuple[Page, ...]) -> list[Parsed[Artifact]]:
    """Return the rendered pages."""
    return [render_page(templates, page) for page in pages]
