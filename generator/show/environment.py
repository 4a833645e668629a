"""What templates can do: words, links, rows made once. Everything here is the same on every page.

In: template texts and the messages of a language. Out: a Jinja environment. Not its business: pages and views.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined, UndefinedError, nodes
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from generator.forms.inline import plain
from generator.show.described import described
from generator.show.inline import inline_html
from generator.show.phrases import phrased
from generator.show.qr import qr_svg
from generator.show.sheets import csv_line, ics_line
from generator.urls import ROOT, rooted

Pairs = Sequence[tuple[str, str]]
_ROWS = 1 << 14
"""So many rows of lists, and links, are remembered: enough for the pages that are made at a time."""
_BLOCKS = """
    article body caption dd details div dl dt fieldset footer form h[1-6] head header html legend li link main meta nav
    ol p script section summary table tbody td th thead title tr ul
"""
_BLOCK = "|".join(_BLOCKS.split())
_LINE_END = re.compile(rf"\n+(?=</?(?:{_BLOCK})\b)|(</(?:{_BLOCK})>|<[du]l[^>]*>)\n+")
"""Line ends around a block: no reader sees them, and a page has hundreds."""
_END_TAG = re.compile(r"</(?:dd|dt|li|t[dhr]|tbody|thead)>\n*")
"""End tags that HTML lets be left out whatever follows: a long page is two in a hundred lighter."""
_FOLDED = ("t", "href", "asset")
"""What these say of constants is worked out when a template is compiled."""


def environment_of(sources: Pairs, messages: Pairs) -> Environment:
    """Return the environment of templates, by name and text, with the messages of a language."""
    texts = dict(sources)

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        # The name as file name makes errors point at the template's own lines.
        return (texts[name], name, lambda: True) if name in texts else None

    environment = _Environment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    environment.filters.update(md=inline_html, plain=plain, csv=csv_line, phrased=phrased)
    environment.globals.update(
        t=_sayer(dict(messages)),
        href=lru_cache(_ROWS)(_href),
        asset=_asset,
        ics=ics_line,
        qr=qr_svg,
        described=described,
        file=_file,
        once=lru_cache(_ROWS)(_once),
    )
    return environment


class _Context(Context):
    """Calls what a template calls, and nothing else: no function of ours wants the context."""

    def call(
        self,
        called: Any,
        /,
        *values: Any,
        _loop_vars: Any = None,
        _block_vars: Any = None,
        **named: Any,
    ) -> Any:
        return called(*values, **named)


class _Writer(CodeGenerator):
    """Writes values by `_Environment.text`; should Jinja change, it escapes by itself, and slower."""

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        self.write("environment.text(")


class _Environment(Environment):
    """Works out constant words and links when a template is compiled."""

    context_class = _Context
    code_generator_class = _Writer

    @staticmethod
    def text(value: object) -> str:
        """Return a value as HTML. Most are letters and digits, or safe, and stay as they are."""
        kind = type(value)
        if kind is Markup or (kind is str and value.isalnum()):  # type: ignore[attr-defined]
            return value  # type: ignore[return-value]
        return escape(value)

    def _generate(self, source: nodes.Template, *values: Any, **named: Any) -> str:
        return super()._generate(_Folding(self).visit(source), *values, **named)


class _Folding(NodeTransformer):
    """Replaces calls with constants by what they return, and leaves out what no browser needs."""

    def __init__(self, environment: Environment) -> None:
        self.known: dict[str, Any] = {name: environment.globals[name] for name in _FOLDED}

    def visit_TemplateData(self, text: nodes.TemplateData) -> nodes.Node:
        text.data = _END_TAG.sub("", _LINE_END.sub(r"\1", text.data))
        return text

    def visit_Call(self, call: nodes.Call) -> nodes.Node:
        self.generic_visit(call)
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        is_plain = not (call.kwargs or call.dyn_args or call.dyn_kwargs)
        values = [each.value for each in call.args if isinstance(each, nodes.Const)]
        if name in self.known and is_plain and len(values) == len(call.args):
            try:
                return nodes.Const(self.known[name](*values), lineno=call.lineno)
            except UndefinedError:
                pass  # rendering will report it, with its line
        return call


def _href(address: str) -> Markup:
    return escape(rooted(address))


def _asset(path: str) -> str:
    """Return the link to a file of `static/`."""
    return rooted(f"static/{path}")


def _file(path: str) -> str:
    """Return the link to a file; its name may hold any character."""
    return f"{ROOT}{quote(path)}"


def _once(macro: Callable[..., Any], *values: object) -> Any:
    """Return what a macro makes of values, as it was made before where these are the same.

    For macros of templates that are imported without the context: they know nothing of the page.
    """
    return macro(*values)


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
