"""A page becomes a file.

In: the templates and a Page. Out: an Artifact, or the problem in the template that kept it from being made.
"""

from contextlib import suppress
from functools import lru_cache

from jinja2 import TemplateError
from markupsafe import Markup

from generator.digests import digest, digest_bytes
from generator.files import Artifact, Parsed
from generator.show.frame import Frame
from generator.show.inline import inline_html
from generator.show.pages import Page
from generator.show.rows import Link
from generator.show.templates import TemplateSet, closure_digest, template, template_problem
from generator.urls import file_of, rooted, settled


def page_key(templates: TemplateSet, page: Page) -> str:
    """Return the key of the rendered page: equal keys, equal bytes."""
    closure = closure_digest(templates, page.template)
    return digest(closure, _frame_key(page.site), page.address, page.view)


@lru_cache(maxsize=4)
def _frame_key(frame: Frame) -> str:
    return digest(frame)


def compile_all(templates: TemplateSet) -> None:
    """Compile the templates, so that processes forked off this one need not; one that has a fault is left for later."""
    for name, _ in templates.sources:
        with suppress(TemplateError):
            template(templates, name)


def render_page(templates: TemplateSet, page: Page) -> Parsed[Artifact]:
    """Return the page as a file; its value is None where a template is at fault."""
    known = _context(page)
    try:
        text = _shown(templates, page.template, known)
    except Exception as error:
        return Parsed(None, (template_problem(page.template, error),))
    data = settled(text, page.address).encode("utf-8", "replace")
    return Parsed(Artifact(file_of(page.address), data, digest_bytes(data)))


def _shown(templates: TemplateSet, name: str, known: dict[str, object]) -> str:
    """Return the text that a template makes. Where its quick code fails, Jinja's own decides, and names the fault."""
    try:
        return template(templates, name).render(known)
    except Exception:
        return template(templates, name, is_quick=False).render(known)


def _context(page: Page) -> dict[str, object]:
    """Return what a template knows of its page, beside what it knows on every page."""
    absent: tuple[str, ...] = getattr(page.view, "absent_links", ())

    def md(text: str, links: tuple[Link, ...] = ()) -> Markup:
        found = _leading(text, links) if links else ()
        return inline_html(text, found, page.address, absent)

    return {"view": page.view, "site": page.site, "here": page.address, "md": md}


def _leading(text: str, links: tuple[Link, ...]) -> tuple[tuple[str, str], ...]:
    """Return the words of a text that lead somewhere, and where to."""
    return tuple((link.text, rooted(link.address)) for link in links if link.text in text)
