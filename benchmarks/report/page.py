"""docs/benchmarks.md: what was measured, made of benchmarks/results/*.json and of nothing else.

In: results. Out: the page and its charts. Prose that no measurement changes stands in intro.md beside this file.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.report.chart import Bar, chart
from benchmarks.report.pages import fluid_table, goals_table, marks_table, pages_table
from benchmarks.report.tables import (
    NAMES,
    build_table,
    growth_table,
    intents_table,
    preview_table,
    quality_table,
    search_table,
    seconds,
    size,
    versions,
)

ROOT = Path(__file__).resolve().parents[2]
RESULTS, DOCS = ROOT / "benchmarks" / "results", ROOT / "docs"
KINDS = ("search", "intents", "build", "preview", "growth", "pages", "fluid", "lighthouse")
PAGE, CHART = "benchmarks.md", "images/search.svg"
Results = dict[str, Any]


def files(results: Path = RESULTS) -> dict[str, str]:
    """Return the page and its charts: path below docs/ → text."""
    found = {name: json.loads((results / f"{name}.json").read_text("utf-8")) for name in KINDS}
    return {PAGE: page(found), CHART: search_chart(found["search"])}


def write() -> None:
    """Write the page and its charts."""
    for path, text in files().items():
        (DOCS / path).write_text(text, "utf-8")


def page(found: Mapping[str, Results]) -> str:
    """Return the page."""
    search, build, pages, marks = (found[n] for n in ("search", "build", "pages", "lighthouse"))
    text = (Path(__file__).parent / "intro.md").read_text("utf-8")
    parts = {
        "measured": f"{measured(search)} {search['browser']}.",
        "search": search_table(search["rows"]),
        "quality": quality_table(search["rows"]),
        "intents": intents_table(found["intents"]["sets"]),
        "growth": growth_table(found["growth"]["rows"]),
        "corpus": corpus(search["corpus"]),
        "built": measured(build),
        "build": build_table(build["rows"]),
        "edited": edited(found["preview"]),
        "preview": preview_table(found["preview"]["rows"]),
        "weighed": f"{pages['browser']}, {named(pages['versions'])}, by `{pages['command']}`.",
        "pages": pages_table(pages["rows"]),
        "walked": walked(found["fluid"]),
        "fluid": fluid_table(found["fluid"]["rows"]),
        "marked": marked(marks),
        "marks": marks_table(marks["rows"]),
        "goals": goals_table(pages["rows"], marks["rows"]),
    }
    for name, part in parts.items():
        text = text.replace(f"<!-- {name} -->", part)
    return text


def measured(found: Results) -> str:
    """Return when, where and how it was measured."""
    machine, load = found["machine"], found["machine"]["load_before"]
    state = f"shared with other work (load {load} before)" if machine["is_shared"] else "alone"
    order = f" ({found['order']})" if "order" in found else ""
    return (
        f"Measured {machine['date']} on {machine['cores']} cores, {machine['memory_gib']} GiB, {machine['system']}, "
        f"Python {machine['python']}, {state}, by `{found['command']}`: medians of {found['runs']} runs "
        f"after one that warms up{order}. {versions(found['rows'])}."
    )


def marked(found: Results) -> str:
    """Return when and how Lighthouse was asked."""
    return f"{begun(found)}, {named(found['versions'])}, by `{found['command']}`: medians of {found['runs']} runs."


def edited(found: Results) -> str:
    """Return when and how edits were timed."""
    count = f"the median of {found['edits']} edits, one after the other"
    return f"{begun(found)}, by `{found['command']}`: {count}. {versions(found['rows'])}."


def walked(found: Results) -> str:
    """Return when and how a long plan was read."""
    return f"{begun(found)}, {found['browser']}, by `{found['command']}`: three walks."


def begun(found: Results) -> str:
    """Return when and where something was measured."""
    machine = found["machine"]
    state = f"shared with other work (load {machine['load_before']} before)"
    return f"Measured {machine['date']} on {machine['cores']} cores, {state if machine['is_shared'] else 'alone'}"


def named(versions_: Mapping[str, str]) -> str:
    """Return which versions were measured."""
    return ", ".join(f"{NAMES[name]} {version}" for name, version in versions_.items())


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
