"""What templates can do: words, links, rows made once. Everything here is the same on every page.

In: template texts and the messages of a language. Out: a Jinja environment. Not its business: pages and views.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from operator import call
from typing import Any
from urllib.parse import quote

from jinja2 import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    UndefinedError,
    nodes,
    pass_eval_context,
)
from jinja2.filters import do_join
from jinja2.nodes import EvalContext
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from generator.forms.inline import plain
from generator.show.compiling import QuickTemplate, QuickWriter
from generator.show.described import described
from generator.show.folding import Folding, opening
from generator.show.inline import inline_html
from generator.show.inlined import allowed, shortened
from generator.show.phrases import phrased
from generator.show.pieces import Pieces
from generator.show.qr import qr_svg
from generator.show.sheets import csv_line, ics_line
from generator.urls import ROOT, rooted

Pairs = Sequence[tuple[str, str]]
ROWS = 1 << 14
"""So many rows of lists, and links, are remembered, where nothing else is said."""
_PARTS = 64
"""So many parts of the frame are remembered; a site has a handful."""
_BLOCKS = """
    article body caption dd details div dl dt fieldset footer form h[1-6] head header html legend li link main meta nav
    ol p script section summary table tbody td th thead title tr ul
"""
_BLOCK = "|".join(_BLOCKS.split())
_LINE_END = re.compile(rf"\n+(?=</?(?:{_BLOCK})\b)|(</?(?:{_BLOCK})\b[^>]*>)\n+")
"""Line ends around a block, and at its beginning: no reader sees them, and a page has hundreds."""
_END_TAG = re.compile(
    r"</(?:dd|dt|li|t[dhr]|tbody|thead)>\n*"
    r"|</p>\n*(?=<(?:ul|ol|p|dl|div|details|section|article|h[1-6]|table|/div|/section|/li|/details|/article)\b)"
)
"""End tags that HTML lets be left out, whatever follows or before a block: a long page is two in a hundred lighter."""


def environment_of(
    sources: Pairs, messages: Pairs, is_quick: bool = True, rows: int = ROWS
) -> Environment:
    """Return the environment of templates, by name and text, with the messages of a language.

    `is_quick`: templates become quick code, which fails where it is in any doubt.
    """
    texts = dict(sources)

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        # The name as file name makes errors point at the template's own lines.
        return (texts[name], name, lambda: True) if name in texts else None

    environment = (_Quick if is_quick else _Careful)(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    environment.filters.update(
        md=inline_html,
        plain=plain,
        csv=csv_line,
        join=_join,
        phrased=phrased,
        shortened=shortened,
        allowed=allowed,
    )
    say = _sayer(dict(messages))
    if is_quick:
        say = lru_cache(rows, typed=True)(say)
        environment.globals.update(
            opening=opening,
            shown_t=lru_cache(rows, typed=True)(_shown(say)),
            shown_href=lru_cache(rows)(_shown(_href)),
        )
    environment.globals.update(
        t=say,
        href=lru_cache(rows)(_href),
        asset=_asset,
        ics=ics_line,
        qr=qr_svg,
        described=described,
        file=_file,
        once=lru_cache(rows)(call),
        parted=Pieces(),
        framed=lru_cache(_PARTS)(partial(_framed, environment)),
    )
    return environment


class _Quick(Environment):
    """Compiles templates to quicker code."""

    code_generator_class = QuickWriter
    template_class = QuickTemplate

    @cached_property
    def _folding(self) -> Folding:
        return Folding(self, _shorter)

    def _generate(self, source: nodes.Template, *values: Any, **named: Any) -> str:
        return super()._generate(self._folding.visit(source), *values, **named)


class _Careful(Environment):
    """Compiles templates as Jinja does, to the same pages."""

    def _generate(self, source: nodes.Template, *values: Any, **named: Any) -> str:
        return super()._generate(_Shortening().visit(source), *values, **named)


class _Shortening(NodeTransformer):
    """Leaves out what no browser needs."""

    def visit_TemplateData(self, text: nodes.TemplateData) -> nodes.Node:
        text.data = _shorter(text.data)
        return text


def _shorter(text: str) -> str:
    return _END_TAG.sub("", _LINE_END.sub(r"\1", text))


def _href(address: str) -> Markup:
    return escape(rooted(address))


def _asset(path: str) -> str:
    """Return the link to a file of `static/`."""
    return rooted(f"static/{path}")


def _file(path: str) -> str:
    """Return the link to a file; its name may hold any character."""
    return f"{ROOT}{quote(path)}"


def _shown(function: Callable[..., str]) -> Callable[..., Markup]:
    """Return the function that says the same as HTML."""

    def shown(*values: object, **named: object) -> Markup:
        return escape(function(*values, **named))

    return shown


_TEXTS = frozenset((str,))


@pass_eval_context
def _join(context: EvalContext, values: Iterable[object], *more: object, **named: object) -> str:
    """Return what Jinja's `join` makes; of texts with a text between them, at once."""
    if len(more) == 1 and not named and type(values) is tuple:
        (between,) = more
        if type(between) is str and _TEXTS.issuperset(map(type, values)):
            return between.join(values)
    found: str = do_join(context, values, *more, **named)
    return found


def _framed(environment: Environment, name: str, **known: object) -> Markup:
    """Return a part that is the same on all pages that know the same of these."""
    return Markup(environment.get_template(name).render(known))


def _sayer(catalogue: Mapping[str, str]) -> Callable[..., str]:
    """Return the function from a key to its text, filled in; `key.one` is preferred where `n` is 1.

    It raises UndefinedError for a key that the catalogue lacks: in a template that is a slip of its writer.
    """

    def t(key: str, /, **values: object) -> str:
        text = catalogue.get(f"{key}.one") if values.get("n") == 1 else None
        text = text if text is not None else catalogue.get(key)
        if text is None:
            raise UndefinedError(f"no message {key!r}")
        return text.format_map(values) if values else text

    return t
