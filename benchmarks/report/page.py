"""docs/benchmarks.md: what was measured, made of benchmarks/results/*.json and of nothing else.

In: results. Out: the page and its charts. Prose that no measurement changes stands in intro.md beside this file.
"""

import json
from pathlib import Path
from typing import Any

from benchmarks.report.chart import Bar, chart
from benchmarks.report.tables import (
    NAMES,
    intents_table,
    quality_table,
    search_table,
    seconds,
    size,
    versions,
)

ROOT = Path(__file__).resolve().parents[2]
RESULTS, DOCS = ROOT / "benchmarks" / "results", ROOT / "docs"
PAGE, CHART = "benchmarks.md", "images/search.svg"
Results = dict[str, Any]


def files(results: Path = RESULTS) -> dict[str, str]:
    """Return the page and its charts: path below docs/ → text."""
    found = json.loads((results / "search.json").read_text("utf-8"))
    return {PAGE: page(found), CHART: search_chart(found)}


def write() -> None:
    """Write the page and its charts."""
    for path, text in files().items():
        (DOCS / path).write_text(text, "utf-8")


def page(found: Results) -> str:
    """Return the page."""
    intro = (Path(__file__).parent / "intro.md").read_text("utf-8")
    parts = {
        "measured": measured(found),
        "search": search_table(found["rows"]),
        "quality": quality_table(found["rows"]),
        "intents": intents_table(found["intents"]),
        "corpus": corpus(found["corpus"]),
    }
    for name, text in parts.items():
        intro = intro.replace(f"<!-- {name} -->", text)
    return intro


def measured(found: Results) -> str:
    """Return when, where and how it was measured."""
    machine = found["machine"]
    busy = machine["load_before"] or 0
    shared = f"shared with other work (load {busy} before)" if machine["is_shared"] else "alone"
    return (
        f"Measured {machine['date']} on {machine['cores']} cores, {machine['memory_gib']} GiB, {machine['system']}, "
        f"Python {machine['python']}, {shared}, by `{found['command']}`: medians of {found['runs']} runs "
        f"after one that warms up. {versions(found['rows'])}; {found['browser']}."
    )


def corpus(found: Results) -> str:
    """Return what the made plans are like."""
    return (
        f"{found['texts']} made plans: {found['characters']:,} characters each, {found['pairs']:,} distinct pairs of "
        f"characters each, gzip leaves {found['gzip_ratio']:.2f} of a text, {found['vocabulary']:,} pairs in all, "
        f"growing with exponent {found['growth']:.2f}."
    )


def search_chart(found: Results) -> str:
    """Return bars of the largest size: time, bytes, index."""
    most = max(row["plans"] for row in found["rows"])
    rows = [row for row in found["rows"] if row["plans"] == most and "gzip" in row]
    return chart(
        [
            (
                f"First answer, {most} plans, 1.6 Mbit/s, 150 ms, CPU ×4 slower",
                [bar(row, row["gzip"]["cold"]["milliseconds"], seconds) for row in rows],
            ),
            (
                "Bytes until the first answer (server compresses)",
                [bar(row, row["gzip"]["cold"]["bytes"], size) for row in rows],
            ),
            ("Index on disk", [bar(row, row["index"]["bytes"], size) for row in rows]),
        ]
    )


def bar(row: Results, value: float, words: Any) -> Bar:
    """Return the bar of an engine."""
    name = row["engine"]
    return Bar(NAMES[name].strip("*"), value, words(value), is_ours=name == "ours")
