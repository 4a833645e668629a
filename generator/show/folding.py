"""What is known of a template before any page is made: it is worked out once, when the template is compiled.

In: the syntax tree of a template. Out: a simpler one, of the same meaning. Not its business: the code that is made of
it (see `compiling`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any, TypeVar

from jinja2 import Environment, UndefinedError, nodes
from jinja2.meta import find_undeclared_variables
from jinja2.visitor import NodeTransformer

T = TypeVar("T")

FOLDED = ("t", "href", "asset")
"""What these say of constants is worked out when a template is compiled."""
FRAMED = frozenset(("site", "leads", "section", "is_section"))
"""What may be known to a part that is the same on many pages: it is made once for each of their values."""
SHOWN = {"t": "shown_t", "href": "shown_href"}
"""What is called in place of these where the result is only shown: it remembers them as HTML."""
IS_FIRST = "_is_first"
"""Says in a loop whether it begins."""


def opening(values: Iterable[T]) -> Iterator[tuple[bool, T]]:
    """Yield values, each with whether it is the first."""
    return zip(chain((True,), repeat(False)), values)  # noqa: B905  (the other has no end)


class Folding(NodeTransformer):
    """Replaces what is the same on every page by what it comes to, and leaves line ends before blocks out."""

    def __init__(self, environment: Environment, shorter: Callable[[str], str]) -> None:
        """`shorter`: what is to become of the text between the tags."""
        self.environment = environment
        self.shorter = shorter
        self.known: dict[str, Any] = {name: environment.globals[name] for name in FOLDED}
        self.parts: dict[str, Part] = {}
        self.named: frozenset[str] = frozenset()

    def visit_Template(self, template: nodes.Template) -> nodes.Node:
        """Work on a template."""
        self.named = frozenset(named(template))
        return self.generic_visit(template)

    def visit_TemplateData(self, text: nodes.TemplateData) -> nodes.Node:
        """Shorten a text."""
        text.data = self.shorter(text.data)
        return text

    def visit_Call(self, call: nodes.Call) -> nodes.Node:
        """Work out what is called with constants."""
        self.generic_visit(call)
        name = self.called(call)
        is_plain = not (call.kwargs or call.dyn_args or call.dyn_kwargs)
        values = [each.value for each in call.args if isinstance(each, nodes.Const)]
        if name in FOLDED and is_plain and len(values) == len(call.args):
            try:
                found = self.known[name](*values)
                return nodes.Const(found, lineno=call.lineno)
            except UndefinedError:
                pass  # rendering will report it, with its line
        return call

    def visit_Output(self, shown: nodes.Output) -> nodes.Node:
        """Show words and links as they were shown before."""
        self.generic_visit(shown)
        for each in shown.nodes:
            if isinstance(each, nodes.Call) and self.called(each) in SHOWN:
                each.node = nodes.Name(SHOWN[self.called(each)], "load")
        return shown

    def called(self, call: nodes.Call) -> str:
        """Return the name of the function of the environment that is called, or ""."""
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        return "" if name in self.named else name

    def visit_For(self, loop: nodes.For) -> nodes.Node:
        """Count no turns of a loop that asks for nothing but whether it begins."""
        self.generic_visit(loop)
        if not _asks_for_first(loop):
            return loop
        _Beginning().generic_visit(loop)
        loop.target = nodes.Tuple([nodes.Name(IS_FIRST, "store"), loop.target], "store")
        loop.iter = nodes.Call(nodes.Name("opening", "load"), [loop.iter], [], None, None)
        return loop

    def visit_Import(self, tag: nodes.Import) -> nodes.Node:
        """Import macros that know nothing of the page without it: then they are the same ones on all pages."""
        part = self.part(tag.template)
        tag.with_context = tag.with_context and not (part.is_passive and not part.names)
        return tag

    def visit_Include(self, tag: nodes.Include) -> nodes.Node:
        """Include a part that shows nothing of the page as it was made for another page."""
        part = self.part(tag.template)
        if not part.names <= FRAMED or tag.ignore_missing:
            return tag
        known = [nodes.Keyword(name, nodes.Name(name, "load")) for name in sorted(part.names)]
        call = nodes.Call(nodes.Name("framed", "load"), [tag.template], known, None, None)
        return nodes.Output([call], lineno=tag.lineno)

    def part(self, name: nodes.Expr) -> "Part":
        """Return what is to be known of another template; one that is not named outright may want anything."""
        loader = self.environment.loader
        if not isinstance(name, nodes.Const) or loader is None:
            return ANYTHING
        if name.value not in self.parts:
            source = loader.get_source(self.environment, name.value)[0]
            self.parts[name.value] = part_of(self.environment, source)
        return self.parts[name.value]


class _Beginning(NodeTransformer):
    """Replaces `loop.first` by what tells it."""

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:
        return nodes.Name(IS_FIRST, "load") if _is_first(node) else self.generic_visit(node)


def _is_first(node: nodes.Getattr) -> bool:
    return node.attr == "first" and _is_loop(node.node)


def _is_loop(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "loop"


def _asks_for_first(loop: nodes.For) -> bool:
    """Return whether a loop asks whether it begins, and for nothing else; a loop inside it has a `loop` of its own."""
    asked = sum(map(_is_loop, loop.find_all(nodes.Name)))
    is_plain = not (loop.recursive or loop.test or any(loop.find_all(nodes.Block)))
    others = (name for each in loop.find_all(nodes.For) for name in each.find_all(nodes.Name))
    is_alone = not any(map(_is_loop, others))
    return is_plain and is_alone and 0 < asked == sum(map(_is_first, loop.find_all(nodes.Getattr)))


_NAMING = (nodes.Name, nodes.Macro, nodes.Import, nodes.FromImport)


def named(template: nodes.Template) -> Iterator[str]:
    """Yield the names that a template gives a meaning to, each as often as it does."""
    for node in template.find_all(_NAMING):
        match node:
            case nodes.Name(ctx=ctx, name=name) if ctx != "load":
                yield name
            case nodes.Macro(name=name) | nodes.Import(target=name):
                yield name
            case nodes.FromImport(names=names):
                yield from (each if isinstance(each, str) else each[1] for each in names)


@dataclass(frozen=True, slots=True)
class Part:
    """What a template wants of those that use it."""

    names: frozenset[str]
    """What it asks of the page."""
    is_passive: bool
    """Whether it holds macros only, so that it keeps nothing in mind between two pages."""


ANYTHING = Part(frozenset(("?",)), False)
_BOUND = (nodes.Extends, nodes.Include, nodes.Block)
_PASSIVE = (nodes.Macro, nodes.Import, nodes.FromImport, nodes.Output)


def part_of(environment: Environment, source: str) -> Part:
    """Return what a template wants; one that is put together from others may want anything."""
    found = environment.parse(source)
    uses: list[Any] = [*found.find_all(nodes.Import), *found.find_all(nodes.FromImport)]
    if any(found.find_all(_BOUND)) or any(use.with_context for use in uses):
        return ANYTHING
    names = frozenset(find_undeclared_variables(found) - environment.globals.keys())
    return Part(names, all(isinstance(each, _PASSIVE) for each in found.body))
