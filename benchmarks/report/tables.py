"""Tables in Markdown.

In: rows of figures, as they stand in benchmarks/results/. Out: Markdown.
"""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any

Row = dict[str, Any]
KILO, MEGA = 1000, 1_000_000
NAMES = {
    "govuk": "GOV.UK Frontend",
    "lighthouse": "Lighthouse",
    "ours": "**Plansite**",
    "pagefind": "Pagefind",
    "lunr": "lunr, one file",
    "material": "MkDocs-Material",
    "hugo": "Hugo, no search",
    "hugo+pagefind": "Hugo + Pagefind",
    "eleventy": "Eleventy, no search",
    "zensical": "Zensical",
}
SEARCH_HEAD = (
    "plans",
    "engine",
    "server",
    "index on disk",
    "until the first answer",
    "cold answer",
    "slowest of the queries",
    "second search",
    "longest task",
)
QUALITY_HEAD = ("plans", "engine", "query", "recall", "precision", "nDCG@10")
GROWTH_HEAD = (
    *("plans", "ranges", "directories", "texts", "changed by one more plan"),
    *("ranges for a query, median", "most"),
)
BUILD_HEAD = (
    *("plans", "generator", "from nothing", "nothing changed", "one line edited"),
    *("memory, all processes", "output"),
)
PREVIEW_HEAD = ("plans", "server", "page", "page, lists and search")
SERVERS = {"gzip": "compresses", "plain": "does not"}


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def size(count: float) -> str:
    """Return a number of bytes for people."""
    if count < MEGA:
        return f"{count / KILO:.0f} KB"
    return f"{count / MEGA:.1f} MB"


def seconds(milliseconds: float) -> str:
    """Return a time for people."""
    return f"{milliseconds / 1000:.2f} s"


def search_table(rows: list[Row]) -> str:
    """Return size and speed of each engine."""
    return table(SEARCH_HEAD, [line for row in rows for line in search_lines(row)])


def search_lines(row: Row) -> list[list[object]]:
    """Return a line for each kind of server, or one that says why there is none."""
    start = [row["plans"], NAMES[row["engine"]]]
    if "absent" in row:
        return [[*start, f"absent: {row['absent']}", *[""] * (len(SEARCH_HEAD) - 3)]]
    index = f"{size(row['index']['bytes'])}, {row['index']['files']} files"
    return [
        [
            *(*start, words, index, f"{size(found['cold']['bytes'])}, {found['cold']['requests']}"),
            *(seconds(found["cold"]["milliseconds"]), seconds(found["worst"]["milliseconds"])),
            *(seconds(found["warm"]["milliseconds"]), f"{found['cold']['longest']} ms"),
        ]
        for server, words in SERVERS.items()
        if (found := row.get(server))
    ]


def quality_table(rows: list[Row]) -> str:
    """Return how good the answers are."""
    lines = [
        [
            row["plans"],
            NAMES[row["engine"]],
            {"unquoted": "as typed", "quoted": "“quoted”"}[form],
            *(f"{found[name]:.2f}" for name in ("recall", "precision", "ndcg")),
        ]
        for row in rows
        for form in ("unquoted", "quoted")
        if (found := row.get("quality", {}).get(form))
    ]
    return table(QUALITY_HEAD, lines)


def intents_table(sets: dict[str, Row]) -> str:
    """Return how well the judged intents of each set are answered, all and by kind."""
    first = next(iter(sets.values()))
    engines = [name for name in ("ours", "pagefind") if "kinds" in first.get(name, {})]
    head = [
        "intents",
        "",
        *(f"{NAMES[name]} {what}" for name in engines for what in ("nDCG@10", "success@3")),
    ]
    lines = []
    for group, found in sets.items():
        figures = [[found[name], found[name]["kinds"]] for name in engines]
        lines.append(
            [f"{group}, {found['count']}", "all", *_scores(of_all for of_all, _ in figures)]
        )
        lines += [
            ["", kind, *_scores(kinds[kind] for _, kinds in figures)] for kind in figures[0][1]
        ]
    return table(head, lines)


def _scores(found: Iterable[Row]) -> list[str]:
    return [f"{row[what]:.2f}" for row in found for what in ("ndcg", "success")]


def build_table(rows: list[Row]) -> str:
    """Return time, memory and output of each generator."""
    return table(BUILD_HEAD, [build_line(row) for row in rows])


def build_line(row: Row) -> list[object]:
    """Return the figures of a generator, or why there are none."""
    start = [row["plans"], NAMES[row["engine"]]]
    if "absent" in row:
        return [*start, f"absent: {row['absent']}", *[""] * (len(BUILD_HEAD) - 3)]
    output = f"{size(row['output']['bytes'])}, {row['output']['files']} files"
    times = (f"{row[name]['seconds']:.2f} s" for name in ("cold", "again", "edit"))
    return [*start, *times, size(row["cold"]["bytes"]), output]


def preview_table(rows: list[Row]) -> str:
    """Return how long each server takes to show an edit."""
    return table(PREVIEW_HEAD, [preview_line(row) for row in rows])


def preview_line(row: Row) -> list[object]:
    """Return the times of a server, or why there are none."""
    start = [row["plans"], NAMES[row["engine"]]]
    if "absent" in row:
        return [*start, f"absent: {row['absent']}", ""]
    return [*start, f"{row['page']:.2f} s", f"{row['all']:.2f} s"]


def growth_table(rows: list[Row]) -> str:
    """Return what the files of the search weigh at each size, and what a query needs of them."""
    return table(GROWTH_HEAD, [growth_line(row) for row in rows])


def growth_line(row: Row) -> list[object]:
    """Return the figures of a size."""
    kinds = (row[name] for name in ("ranges", "directories", "texts"))
    files = (f"{size(kind['bytes'])}, {kind['files']:,} files" for kind in kinds)
    queries = row["queries"]
    heaviest = max(queries, key=queries.__getitem__)
    most = f"{size(queries[heaviest])} ({heaviest})"
    return [
        f"{row['plans']:,}",
        *files,
        size(row["changed_by_a_plan"]),
        size(median(queries.values())),
        most,
    ]


def versions(rows: list[Row]) -> str:
    """Return which versions were measured."""
    known = {row["engine"]: row["version"] for row in rows if "version" in row}
    return ", ".join(f"{NAMES[name].strip('*')} {version}" for name, version in known.items())
