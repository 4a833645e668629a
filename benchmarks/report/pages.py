"""Tables of pages: what they weigh, how they read, Lighthouse's marks, and how far all that is from what was aimed at.

In: the rows of pages.json and lighthouse.json. Out: Markdown.
"""

from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.report.tables import KILO, NAMES, Row, seconds, table

PLANS, ENGINES = ("A", "B"), ("ours", "govuk", "zensical")
PAGES_HEAD = (
    *("plan", "page", "html KB", "css", "script", "all KB", "requests", "text starts, px"),
    *("screens, folded / open", "targets under 44 px", "narrowest column at 320 px, characters"),
)
MARKS_HEAD = (
    *("page", "of", "performance", "accessibility", "best practices", "SEO"),
    *("first paint", "largest paint", "blocked", "shift"),
)
GOALS_HEAD = ("plan A / B", "to reach", *(NAMES[engine] for engine in ENGINES))
Value = Callable[[Row, Row], object]
"""What is said of a page: its row of pages.json, its row of lighthouse.json → a cell."""


def pages_table(rows: Sequence[Row]) -> str:
    """Return what the pages weigh and how they read on a phone."""
    return table(PAGES_HEAD, [pages_line(row) for row in rows])


def pages_line(row: Row) -> list[object]:
    """Return the line of a page."""
    sizes = row["bytes"]
    return [
        row["page"],
        NAMES[row["engine"]],
        *(kilobytes(row, kind) for kind in ("html", "css", "js")),
        f"{sum(sizes.values()) / KILO:.1f}",
        row["requests"],
        row["starts"],
        f"{row['screens']:.1f} / {row['open']:.1f}",
        f"{row['small']} of {row['targets']}",
        narrowest(row),
    ]


def narrowest(row: Row) -> str:
    """Return the narrowest column, and whether the page is wider than the screen."""
    width = "no table" if row["column"] is None else f"{row['column']:.1f}"
    return f"{width}{', sideways' if row['sideways'] else ''}"


def kilobytes(row: Row, kind: str) -> str:
    """Return the size of a kind of files."""
    return f"{row['bytes'].get(kind, 0) / KILO:.1f}"


def fluid_table(rows: Sequence[Row]) -> str:
    """Return the longest task of each act of a reader."""
    lines = [[row["act"], f"{row['median']:.0f} ms", f"{row['least']:.0f} ms"] for row in rows]
    return table(("act", "longest task, median", "least"), lines)


def marks_table(rows: Sequence[Row]) -> str:
    """Return Lighthouse's marks of all pages."""
    return table(MARKS_HEAD, [marks_line(row) for row in rows])


def marks_line(row: Row) -> list[object]:
    """Return the line of a page."""
    times = (seconds(row["fcp"]), seconds(row["lcp"]), f"{row['tbt']:.0f} ms")
    faults = f" ({', '.join(row['faults'])})" if row["faults"] else ""
    name = f"plan {row['page']}" if row["page"] in PLANS else row["page"]
    marks = list(row["marks"].values())
    return [f"{name}{faults}", NAMES[row["engine"]], *marks, *times, f"{row['cls']:.3f}"]


GOALS: tuple[tuple[str, str, Value], ...] = (
    ("all until complete, KB", "≤ 20 / 22", lambda p, _: f"{sum(p['bytes'].values()) / KILO:.1f}"),
    (
        "html, css, script, KB",
        "≤ 12.5, 5, 3",
        lambda p, _: ", ".join(kilobytes(p, kind) for kind in ("html", "css", "js")),
    ),
    ("requests", "≤ 3", lambda p, _: p["requests"]),
    ("largest paint, Lighthouse for phones", "≤ 0.90 s", lambda _, m: seconds(m["lcp"])),
    ("blocked, ms, and shift", "0, 0", lambda _, m: f"{m['tbt']:.0f}, {m['cls']:.3f}"),
    (
        "Lighthouse, four categories",
        "100 each",
        lambda _, m: ", ".join(map(str, m["marks"].values())),
    ),
    ("text starts at, px (390 px wide)", "≤ 640", lambda p, _: p["starts"]),
    (
        "screens, folded, unfolded",
        "≤ 16, 24 (B)",
        lambda p, _: f"{p['screens']:.1f}, {p['open']:.1f}",
    ),
    ("narrowest column at 320 px, characters", "≥ 3", lambda p, _: narrowest(p)),
    ("targets under 44 px at 390 px", "0", lambda p, _: f"{p['small']} of {p['targets']}"),
    (
        "text: px, line height, longest line",
        "17, 1.75, ≤ 40",
        lambda p, _: f"{p['text']:g}, {p['line']:.2f}, {p['longest']:.0f}",
    ),
    (
        "axe-core and HTML_CodeSniffer: found, in so many looks and widths",
        "0 in 8",
        lambda p, _: f"{p['faults']} in {p['looks']}",
    ),
    ("Nu checker: errors and warnings", "0", lambda p, _: stated(p["markup"])),
    ("least contrast of text in these looks", "≥ 6.6", lambda p, _: f"{p['contrast']:.1f}"),
    ("characters there without scripts", "all", lambda p, _: f"{p['unscripted']:.1%}"),
    ("taps from the top to the 20th task", "2", lambda p, _: p["taps"] or "no link"),
)


def stated(count: int | None) -> str:
    """Return a count, or that nothing counted."""
    return "not run" if count is None else str(count)


def goals_table(pages: Sequence[Row], marks: Sequence[Row]) -> str:
    """Return what was aimed at, and what each page is, plan by plan."""
    found = {
        (row["page"], row["engine"]): (row, mark)
        for row in pages
        for mark in marks
        if (row["page"], row["engine"]) == (mark["page"], mark["engine"])
    }
    return table(
        GOALS_HEAD,
        [
            [name, goal, *(both(found, engine, value) for engine in ENGINES)]
            for name, goal, value in GOALS
        ],
    )


def both(found: dict[tuple[str, str], tuple[Row, Row]], engine: str, value: Value) -> str:
    """Return what is to be said of an engine's pages of both plans."""
    cells: list[Any] = [value(*found[plan, engine]) for plan in PLANS if (plan, engine) in found]
    return " / ".join(map(str, cells)) or "absent"
