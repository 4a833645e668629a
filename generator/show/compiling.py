"""Templates as quicker Python than Jinja makes of them: what is known beforehand is not asked for on every page.

In: the syntax tree of a template. Out: the same page. Where a template does something that is not known beforehand
(an attribute that is not there, a list where a text is expected) the code fails, and Jinja's own takes its place (see
`render`): it decides what that means, and words the fault.
"""

from collections import Counter
from collections.abc import Callable
from keyword import iskeyword
from typing import Any

import markupsafe
from jinja2 import Template, nodes
from jinja2.compiler import CodeGenerator
from jinja2.idtracking import VAR_LOAD_RESOLVE
from jinja2.runtime import Context, Macro, markup_join
from jinja2.utils import missing
from markupsafe import Markup, escape

from generator.show.folding import named

_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
"""What `escape` does with a text, without making a value of it; should it go, the same, and slower."""

_marked = str.__new__
_TEXTS = frozenset((str,))


def text(value: object) -> str:
    """Return a value as HTML. Most are letters and digits, and stay as they are."""
    if type(value) is str:
        return value if value.isalnum() else _escaped(value)
    return str(value) if type(value) is int else escape(value)


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

    named: Counter[str]
    """What the template itself gives a meaning to, and how often: that goes before a function of the environment."""
    macros: dict[str, int]
    """How many arguments the macros take whose function has a name of its own."""
    output: nodes.Expr | None = None
    """What is written to be shown as it comes."""

    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:
        """Write a template; functions of the environment are the same everywhere in it."""
        self.writeline(f"from {__name__} import QuickMacro, joined, text")
        self.named, self.macros = Counter(named(node)), {}
        for name in self.environment.globals:
            self.writeline(f"own_{name} = environment.globals[{name!r}]")
        super().visit_Template(node, frame)

    def is_own(self, name: str) -> bool:
        """Return whether a name means a function of the environment."""
        return name in self.environment.globals and name not in self.named

    def enter_frame(self, frame: Any) -> None:
        """Write where names come from."""
        symbols = frame.symbols
        symbols.loads = {
            target: (action, name)
            for target, (action, name) in symbols.loads.items()
            if action != VAR_LOAD_RESOLVE or not self.is_own(name)
        }
        super().enter_frame(frame)

    def visit_Name(self, node: nodes.Name, frame: Any) -> None:
        """Write a name."""
        if self.is_own(node.name):
            self.write(f"own_{node.name}")
        else:
            super().visit_Name(node, frame)

    def visit_Macro(self, node: nodes.Macro, frame: Any) -> None:
        """Write a macro; what stands beside it calls its function, where no other thing has its name."""
        super().visit_Macro(node, frame)
        if frame.rootlevel and self.named[node.name] == 1:
            self.writeline(f"do_{node.name} = macro")
            self.macros[node.name] = len(node.args)

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
        if node is self.output and (function := self.direct(node, frame)):
            self.write(function)
        else:
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

    def direct(self, node: nodes.Expr, frame: Any) -> str:
        """Return the function of the macro called, where it is known here and given all its arguments; or ""."""
        if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name) or frame.block:
            return ""
        is_plain = not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        is_known = self.macros.get(node.node.name) == len(node.args)
        return f"do_{node.node.name}" if is_plain and is_known else ""

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        self.write("" if self.direct(node, frame) else "(shown if type(shown := ")
        self.output = node

    def _output_child_post(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        self.write("" if self.direct(node, frame) else ") is Markup else text(shown))")
