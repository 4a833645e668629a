"""The colours of the style sheet, as docs/design-language.md tells them: every pair has the contrast that it needs."""

import re

import pytest

from tests.show.loading import TEMPLATES, written

CSS = written("site.css")
DOC = (TEMPLATES.parent / "docs" / "design-language.md").read_text("utf-8")
SCHEMES = {
    "light": r"^:root\{(--bg:[^}]*)\}",
    "dark": r"^:root\.is-dark\{([^}]*)\}",
    "contrast": r"^:root\.is-contrast\{([^}]*)\}",
}
PAIRS = (
    *(
        ("text", "bg"),
        ("text", "bg2"),
        ("soft", "bg"),
        ("soft", "bg2"),
        ("link", "bg"),
        ("link", "bg2"),
    ),
    *(
        ("seen", "bg"),
        ("alarm", "bg"),
        ("lead", "lead-bg"),
        ("coop", "coop-bg"),
        ("good", "good-bg"),
    ),
    *(("due", "due-bg"), ("over", "over-bg"), ("hit", "hit-bg"), ("edge", "bg")),
)
LEAST = {"light": 7, "dark": 7, "contrast": 13}
"""Of text; edges of controls need 3 (WCAG 1.4.11)."""


def colours(scheme: str) -> dict[str, str]:
    """Return the tokens of a scheme; what it does not name is as in light."""
    found = re.search(SCHEMES[scheme], CSS, re.MULTILINE)
    assert found is not None
    own = dict(re.findall(r"--([a-z0-9-]+):(#[0-9a-f]+)", found[1]))
    return own if scheme == "light" else {**colours("light"), **own}


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2), cut to a tenth."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return int((high + 0.05) / (low + 0.05) * 10) / 10


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_contrast(scheme: str, front: str, back: str) -> None:
    known = colours(scheme)
    assert contrast(known[front], known[back]) >= (3 if front == "edge" else LEAST[scheme])


def test_the_two_ways_into_dark_are_the_same() -> None:
    asked = re.search(r"prefers-color-scheme:dark\)\{:root:not\(\.is-light\)\{([^}]*)\}", CSS)
    chosen = re.search(SCHEMES["dark"], CSS, re.MULTILINE)
    assert asked is not None
    assert chosen is not None
    assert asked[1] == chosen[1]


def row(front: str, back: str) -> str:
    """Return the line of the table in docs/design-language.md."""
    cells = [f"`{front}` on `{back}`"]
    for scheme in SCHEMES:
        known = colours(scheme)
        cells += [f"{known[front]} on {known[back]}", f"{contrast(known[front], known[back]):g}"]
    return f"| {' | '.join(cells)} |"


@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_the_guide_tells_the_truth(front: str, back: str) -> None:
    assert row(front, back) in DOC.splitlines()
