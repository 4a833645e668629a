"""A page becomes a file.

In: the templates and a Page. Out: an Artifact, or the problem in the template that kept it from being made.
"""

from collections.abc import Callable
from functools import lru_cache
from posixpath import relpath
from urllib.parse import quote

from markupsafe import Markup

from generator.digests import digest, digest_bytes
from generator.files import Artifact, Parsed
from generator.show.frame import Frame
from generator.show.inline import inline_html
from generator.show.pages import Page
from generator.show.rows import Link
from generator.show.templates import (
    TemplateSet,
    closure_digest,
    message,
    template,
    template_problem,
)
from generator.urls import file_of, link


def page_key(templates: TemplateSet, page: Page) -> str:
    """Return the key of the rendered page: equal keys, equal bytes."""
    closure = closure_digest(templates, page.template)
    return digest(closure, _frame_key(page.site), page.address, page.view)


@lru_cache(maxsize=4)
def _frame_key(frame: Frame) -> str:
    return digest(frame)


def render_page(templates: TemplateSet, page: Page) -> Parsed[Artifact]:
    """Return the page as a file; its value is None where a template is at fault."""
    try:
        text = template(templates, page.template).render(_context(templates, page))
    except Exception as error:
        return Parsed(None, (template_problem(page.template, error),))
    data = text.encode("utf-8", "replace")
    return Parsed(Artifact(file_of(page.address), data, digest_bytes(data)))


def _context(templates: TemplateSet, page: Page) -> dict[str, object]:
    href = _href(page)
    absent: tuple[str, ...] = getattr(page.view, "absent_links", ())

    def md(text: str, links: tuple[Link, ...] = ()) -> Markup:
        written = tuple((found.text, href(found.address)) for found in links)
        return inline_html(text, written, page.address, absent)

    def t(key: str, **values: object) -> str:
        return message(templates, key, values)

    def asset(path: str) -> str:
        return href(f"static/{path}")

    return {
        "view": page.view,
        "site": page.site,
        "here": page.address,
        "href": href,
        "file": _file(page),
        "asset": asset,
        "md": md,
        "t": t,
    }


def _href(page: Page) -> Callable[[str], str]:
    """Return the function from an address to the link that the page holds."""
    known: dict[str, str] = {}
    own = page.address.partition("/")[0]
    root = "../" * page.address.count("/")

    def href(address: str) -> str:
        if address not in known:
            # Below another folder of the root the way leads through the root: no need to compare paths.
            is_far = address.partition("/")[0] != own and "#" not in address
            known[address] = f"{root}{file_of(address)}" if is_far else link(page.address, address)
        return known[address]

    return href


def _file(page: Page) -> Callable[[str], str]:
    """Return the function from a file's path to a link; its name may hold any character."""
    folder = file_of(page.address).rpartition("/")[0]

    def href(path: str) -> str:
        return quote(relpath(f"/{path}", f"/{folder}"))

    return href
