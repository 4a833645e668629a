"""Templates as quicker Python than Jinja makes of them: what is known beforehand is not asked for on every page.

In: the syntax tree of a template. Out: the same page. Where a template does something that is not known beforehand
(an attribute that is not there, a list where a text is expected) the code fails, and Jinja's own takes its place (see
`render`): it decides what that means, and words the fault.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from keyword import iskeyword
from typing import Any

import markupsafe
from jinja2 import Environment, Template, UndefinedError, nodes
from jinja2.compiler import CodeGenerator
from jinja2.idtracking import VAR_LOAD_RESOLVE
from jinja2.meta import find_undeclared_variables
from jinja2.runtime import Context, Macro, markup_join
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

FOLDED = ("t", "href", "asset")
"""What these say of constants is worked out when a template is compiled."""
FRAMED = frozenset(("site", "leads"))
"""What may be known to a part that is the same on every page: it is made once for each of their values."""

_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
"""What `escape` does with a text, without making a value of it; should it go, the same, and slower."""

_marked = str.__new__
_TEXTS = frozenset((str,))


def text(value: object) -> str:
    """Return a value as HTML. Most are letters and digits, and stay as they are."""
    if type(value) is str:
        return value if value.isalnum() else _escaped(value)
    return escape(value)


def joined(values: tuple[object, ...]) -> str:
    """Return what `~` puts together."""
    if _TEXTS.issuperset(map(type, values)):
        return "".join(values)  # type: ignore[arg-type]
    return markup_join(values)


class QuickMacro(Macro):
    """A macro of named arguments only; where all are given in their order, it is called at once."""

    def __call__(self, *values: Any, **named: Any) -> str:
        """Return what the macro makes of the values, as HTML."""
        if named or len(values) != self._argument_count:
            return super().__call__(*values, **named)
        return _marked(Markup, self._func(*values))


class QuickTemplate(Template):
    """A template whose page knows the functions of the environment, and no other names than its own beside them."""

    def new_context(self, vars: Any = None, shared: bool = False, locals: Any = None) -> Context:
        """Return what a page begins with: Jinja asks for each name in two dictionaries, and there are forty."""
        known = vars or {} if shared else {**self.environment.globals, **(vars or {})}
        if locals:
            known = {
                **known,
                **{name: locals[name] for name in locals if locals[name] is not missing},
            }
        return self.environment.context_class(self.environment, known, self.name, self.blocks)


class QuickWriter(CodeGenerator):
    """Writes attributes, calls and values as Python has them."""

    named: frozenset[str] = frozenset()
    """What the template itself gives a meaning to, as far as it goes before a function of the environment."""

    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:
        """Write a template."""
        self.writeline(f"from {__name__} import QuickMacro, joined, text")
        self.writeline("own = environment.globals")
        self.named = frozenset(_named(node))
        super().visit_Template(node, frame)

    def enter_frame(self, frame: Any) -> None:
        """Write where names come from; functions of the environment are the same everywhere."""
        own = self.environment.globals
        symbols, loads = frame.symbols, frame.symbols.loads
        symbols.loads = {}
        for target, (action, name) in loads.items():
            if action == VAR_LOAD_RESOLVE and name in own and name not in self.named:
                self.writeline(f"{target} = own[{name!r}]")
            else:
                symbols.loads[target] = (action, name)
        super().enter_frame(frame)
        symbols.loads = loads

    def visit_Block(self, node: nodes.Block, frame: Any) -> None:
        """Write a block as one piece: its own do not go up one by one through all that it stands in."""
        if node.scoped or node.required or frame.buffer is not None or self.extends_so_far:
            super().visit_Block(node, frame)
            return
        self.writeline(f"yield concat(context.blocks[{node.name!r}][0](context))", node)

    def visit_Getattr(self, node: nodes.Getattr, frame: Any) -> None:
        """Write an attribute, which has to be there; blocks of a page are none of `self`."""
        is_block = isinstance(node.node, nodes.Name) and node.node.name == "self"
        if is_block or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Any, forward_caller: bool = False) -> None:
        """Write a call; no function of ours wants to know the context."""
        is_plain = not (node.dyn_args or node.dyn_kwargs or (node.kwargs and not node.args))
        if forward_caller or not is_plain:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for first in node.args[:1]:
            self.visit(first, frame)
            self.signature(nodes.Call(node.node, node.args[1:], node.kwargs, None, None), frame)
        self.write(")")

    def visit_Concat(self, node: nodes.Concat, frame: Any) -> None:
        """Write what `~` puts together."""
        self.write("joined((")
        for each in node.nodes:
            self.visit(each, frame)
            self.write(", ")
        self.write("))")

    def macro_def(self, macro_ref: Any, frame: Any) -> None:
        """Write what makes a macro of its function."""
        takes_more = macro_ref.accesses_kwargs or macro_ref.accesses_varargs
        if takes_more or macro_ref.accesses_caller:
            super().macro_def(macro_ref, frame)
            return
        names = tuple(each.name for each in macro_ref.node.args)
        name = macro_ref.node.name
        self.write(
            f"QuickMacro(environment, macro, {name!r}, {names!r}, False, False, False, True)"
        )

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        self.write("(shown if type(shown := ")

    def _output_child_post(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        self.write(") is Markup else text(shown))")


def _named(template: nodes.Template) -> Iterator[str]:
    """Yield the names that a template gives a meaning to."""
    for name in template.find_all(nodes.Name):
        if name.ctx != "load":
            yield name.name
    for macro in template.find_all(nodes.Macro):
        yield macro.name
    for tag in template.find_all(nodes.Import):
        yield tag.target
    for names in (tag.names for tag in template.find_all(nodes.FromImport)):
        yield from (each if isinstance(each, str) else each[1] for each in names)


class Folding(NodeTransformer):
    """Replaces what is the same on every page by what it comes to, and leaves line ends before blocks out."""

    def __init__(self, environment: Environment, shorter: Callable[[str], str]) -> None:
        """`shorter`: what is to become of the text between the tags."""
        self.environment = environment
        self.shorter = shorter
        self.known: dict[str, Any] = {name: environment.globals[name] for name in FOLDED}
        self.parts: dict[str, Part] = {}

    def visit_TemplateData(self, text: nodes.TemplateData) -> nodes.Node:
        """Shorten a text."""
        text.data = self.shorter(text.data)
        return text

    def visit_Call(self, call: nodes.Call) -> nodes.Node:
        """Work out what is called with constants."""
        self.generic_visit(call)
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        is_plain = not (call.kwargs or call.dyn_args or call.dyn_kwargs)
        values = [each.value for each in call.args if isinstance(each, nodes.Const)]
        if name in FOLDED and is_plain and len(values) == len(call.args):
            try:
                found = self.known[name](*values)
                return nodes.Const(found, lineno=call.lineno)
            except UndefinedError:
                pass  # rendering will report it, with its line
        return call

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
