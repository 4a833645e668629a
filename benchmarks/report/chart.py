"""Bars as SVG.

In: rows of figures. Out: an SVG document, without scripts or fonts of its own, that reads on light and dark ground.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, LABEL, VALUE = 720, 150, 110
BAR, GAP, HEAD = 18, 8, 34
OURS, OTHERS = "#b3261e", "#7a8699"
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#444}"
    ".h{font-weight:600}"
    "@media(prefers-color-scheme:dark){text{fill:#ddd}}"
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar."""

    label: str
    value: float
    shown: str
    """The value as it is written behind the bar."""
    is_ours: bool = False


def chart(panels: Sequence[tuple[str, Sequence[Bar]]]) -> str:
    """Return panels of bars, one below the other, each with a scale of its own."""
    parts: list[str] = []
    top = 0
    for title, bars in panels:
        parts.append(f'<text class="h" x="0" y="{top + 20}">{escape(title)}</text>')
        top += HEAD
        most = max((bar.value for bar in bars), default=0) or 1
        for bar in bars:
            parts.append(bar_at(bar, top, most))
            top += BAR + GAP
        top += GAP
    title = escape("; ".join(title for title, _ in panels))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top}" role="img" '
        f'width="{WIDTH}" height="{top}"><title>{title}</title><style>{STYLE}</style>'
        f"{''.join(parts)}</svg>\n"
    )


def bar_at(bar: Bar, top: int, most: float) -> str:
    """Return a bar with its label and its value."""
    length = max(1.0, (WIDTH - LABEL - VALUE) * bar.value / most)
    colour = OURS if bar.is_ours else OTHERS
    middle = top + BAR - 5
    return (
        f'<text x="{LABEL - 8}" y="{middle}" text-anchor="end">{escape(bar.label)}</text>'
        f'<rect x="{LABEL}" y="{top}" width="{length:.1f}" height="{BAR}" fill="{colour}"/>'
        f'<text x="{LABEL + length + 6:.1f}" y="{middle}">{escape(bar.shown)}</text>'
    )
