r"""What a page holds but does not show: hijacked pages carry hidden advertisements.

In: a parsed page. Out: `hidden` set on what its own style sheets conceal, and what could not be judged; whether
an element is concealed by itself. Selectors are the parser's business (lexbor knows those of CSS 4), sheets are
taken apart in `sheets`. Not known: sheets in other files, scripts, and sizes that only a browser works out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from generator.imports.sheets import Declarations, Rule, declared, rules_in

_FAR = r"-(?:999|\d{4}|\d{2,3}(?:\.\d{1,3})?r?em|[1-9]\d{2}(?:%|v[wh]))"
"""Nobody scrolls there; -480px is how old pages centre what they show."""
_NOTHING = re.compile(r"0(?:\.0{1,4})?(?:px|pt|r?em|%|vw|vh)?")
_TINY = re.compile(r"[0-2](?:\.\d{1,3})?p[xt]|0?\.[01]\d{0,2}r?em")
_OFF = re.compile(_FAR)
_MOVED = re.compile(rf"translate[3xy]?d?\([^)]{{0,40}}{_FAR}|scale[xy]?\(0[,)]")
_CLIPPED = re.compile(
    r"rect\(\s?(?:0|1px)\b|inset\(\s?(?:50|100)%|circle\(\s?0|polygon\(\s?0 0\s?\)"
)
_SIZES = ("width", "height", "max-width", "max-height")
_PLACES = ("left", "right", "top", "bottom", "text-indent", "margin", "margin-left", "margin-top")
_NAMED = {"white": "#ffffff", "black": "#000000", "red": "#ff0000"}
_SHORT_HEX = re.compile(r"#([0-9a-f])([0-9a-f])([0-9a-f])")
_RGB = re.compile(r"rgba?\((\d{1,3})[ ,]{1,3}(\d{1,3})[ ,]{1,3}(\d{1,3})(?:[ ,/]{1,3}1(?:\.0)?)?\)")
_MOST_SELECTORS = 3000
_MOST_STEPS = 3_000_000
"""Selectors times elements: more than any page of a portal asks for."""
_CASCADED = ("display", "visibility")
"""What a later or stronger rule often takes back: of several panels one is shown."""


def conceals(given: Declarations) -> bool:
    """Return whether an element that is styled so cannot be read."""
    return any(_hides(name, value) for name, (value, _) in given.items()) or _is_camouflaged(given)


def _hides(name: str, value: str) -> bool:
    if name in _CASCADED:
        return value in ("none", "hidden", "collapse")
    if name in _SIZES or name in ("opacity", "zoom"):
        return _NOTHING.fullmatch(value) is not None
    if name == "font-size":
        return bool(_NOTHING.fullmatch(value) or _TINY.fullmatch(value))
    if name in _PLACES:
        return _OFF.search(value) is not None
    if name == "transform":
        return _MOVED.search(value) is not None
    return name in ("clip", "clip-path") and _CLIPPED.search(value) is not None


def _is_camouflaged(given: Declarations) -> bool:
    """Return whether text has the colour of what is behind it, or none."""
    color = _color(given.get("color", ("", False))[0])
    behind = (given.get(name, ("", False))[0] for name in ("background-color", "background"))
    return color == "transparent" or (bool(color) and color in map(_color, behind))


def _color(value: str) -> str:
    """Return a colour in one spelling, as far as it is known."""
    if short := _SHORT_HEX.fullmatch(value):
        return "#" + "".join(digit * 2 for digit in short.groups())
    if parts := _RGB.fullmatch(value):
        return "#" + "".join(f"{min(int(part), 255):02x}" for part in parts.groups())
    return _NAMED.get(value, value)


def is_concealed(node: LexborNode) -> bool:
    """Return whether an element is hidden by itself; a closed <details> only waits to be opened."""
    attributes = node.attributes
    if "hidden" in attributes or (attributes.get("aria-hidden") or "").strip().lower() == "true":
        return True
    if node.tag == "input" and attributes.get("type") == "hidden":
        return True
    if node.tag == "dialog" and "open" not in attributes:
        return True
    return conceals(declared((attributes.get("style") or "")[:2000]))


@dataclass(frozen=True, slots=True)
class Doubt:
    """A rule that conceals something, perhaps."""

    selector: str
    node: LexborNode | None
    """The first element that it is about, if that is known."""


def hide_styled(tree: LexborHTMLParser, sheets: Sequence[str]) -> tuple[Doubt, ...]:
    """Mark as hidden what the page's own style sheets conceal; return what could not be judged."""
    rules = (rule for sheet in sheets for rule in rules_in(sheet))
    told = [(rule, selector) for rule in rules if _tells(rule) for selector in rule.selectors]
    most = min(_MOST_SELECTORS, _MOST_STEPS // max(1, len(tree.css("*"))))
    found = _Found({}, {}, {})
    doubts = [
        Doubt(selector, None) for rule, selector in told[most:] if conceals(rule.declarations)
    ]
    for order, (rule, selector) in enumerate(told[:most]):
        doubts += _apply(tree, rule, selector, order, found)
    return (*doubts, *_hide(tree, found))


def _hide(tree: LexborHTMLParser, found: "_Found") -> Iterator[Doubt]:
    """Mark what rules hide; yield what would be most of the page, which shows itself once it is loaded."""
    whole = len(tree.body.text() or "") if tree.body else 0
    for key in found.hidden():
        node = found.nodes[key]
        if len(node.text() or "") * 2 > whole:
            yield Doubt(node.tag or "", node)
        else:
            node.attrs["hidden"] = ""


_Weight = tuple[bool, tuple[int, int, int], int]
"""Importance, specificity, order: the greatest wins (CSS Cascade 4)."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What rules say about elements, by the elements' numbers."""

    nodes: dict[int, LexborNode]
    settled: dict[tuple[int, str], tuple[_Weight, bool]]
    """For each cascaded property the strongest rule so far, and whether it hides."""
    buried: dict[int, bool]
    """What is moved away, shrunk or camouflaged, which no rule takes back."""

    def hidden(self) -> Iterator[int]:
        """Yield the numbers of what is hidden, in the order in which it was met."""
        cascaded = {key for (key, _), (_, hides) in self.settled.items() if hides}
        yield from (key for key in self.nodes if key in cascaded or self.buried.get(key))


def _tells(rule: Rule) -> bool:
    """Return whether a rule conceals something or may take that back; and is not for paper alone."""
    return not rule.is_for_print and (
        any(name in rule.declarations for name in _CASCADED) or conceals(rule.declarations)
    )


_FOR_PART = re.compile(
    r"::?(?:before|after|first-letter|first-line|[\w-]*(?:placeholder|scrollbar|selection)[\w-]*|-[\w-]+)"
)


def _apply(
    tree: LexborHTMLParser, rule: Rule, selector: str, order: int, found: _Found
) -> Iterator[Doubt]:
    """Take down what a rule says about the elements of one of its selectors; yield a doubt."""
    hides = conceals(rule.declarations)
    if _FOR_PART.search(selector):
        return
    try:
        nodes = tree.css(selector)
    except SelectolaxError:
        if hides:
            yield Doubt(selector, None)
        return
    if rule.is_conditional:
        if hides and nodes:
            yield Doubt(selector, nodes[0])
        return
    for node in nodes:
        if node.tag in ("html", "body"):
            continue
        found.nodes.setdefault(node.mem_id, node)
        _settle(node, rule, (specificity(selector), order), found)


def _settle(
    node: LexborNode, rule: Rule, weight: tuple[tuple[int, int, int], int], found: _Found
) -> None:
    inline = declared((node.attributes.get("style") or "")[:2000])
    for name, (value, is_important) in rule.declarations.items():
        if name not in _CASCADED:
            continue
        own = inline.get(name)
        if own and not is_important:
            continue
        key, full = (node.mem_id, name), (is_important, *weight)
        if key not in found.settled or found.settled[key][0] <= full:
            found.settled[key] = (full, _hides(name, value))
    rest = {name: given for name, given in rule.declarations.items() if name not in _CASCADED}
    if conceals(rest):
        found.buried[node.mem_id] = True


_IDS = re.compile(r"#[\w-]")
_CLASSES = re.compile(r"\.[A-Za-z_-]|\[|(?<!:):(?!:|not\(|is\(|where\(|has\()")
_TYPES = re.compile(r"(?:^|[\s>+~(,])[A-Za-z]")


def specificity(selector: str) -> tuple[int, int, int]:
    """Return how many ids, classes and names a selector has (Selectors 4, §17; :where() counts here)."""
    return tuple(len(kind.findall(selector)) for kind in (_IDS, _CLASSES, _TYPES))  # type: ignore[return-value]
