"""The build benchmark: every generator, the same plans, one session.

In: numbers of plans. Out: rows of figures. A build of a site that is there already is one command more, no server kept.
"""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from subprocess import CalledProcessError
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.build.process import Cost, cost_of
from benchmarks.build.projects import PROJECTS, Project
from benchmarks.corpus.plans import MadePlan, plans
from benchmarks.tools import Absent

Row = dict[str, Any]
Say = Callable[[str], None]
EDITED = "一行改动"


def measured(sizes: list[int], runs: int, generators: tuple[str, ...], say: Say) -> Row:
    """Return a row for each generator and size, small sizes first."""
    return {"runs": runs, "rows": each_row(sizes, generators, say, partial(row_of, runs=runs))}


def each_row(
    sizes: list[int],
    generators: tuple[str, ...],
    say: Say,
    row: Callable[[str, list[MadePlan], Path], Row],
) -> list[Row]:
    """Return what `row` says of each generator and size, each in a folder; all are gone afterwards.

    Nothing is removed in between: see `from_nothing`.
    """
    rows = []
    with TemporaryDirectory() as folder:
        for size in sorted(sizes):
            made = list(plans(size))
            for name in generators:
                say(f"{name}, {size} plans")
                place = Path(folder) / f"{name}-{size}"
                place.mkdir()
                rows.append(row(name, made, place / "project"))
                say(json.dumps(rows[-1]))
    return rows


def row_of(name: str, made: list[MadePlan], folder: Path, runs: int) -> Row:
    """Return the figures of one generator; of one that cannot be had or fails, why."""
    row: Row = {"plans": len(made), "engine": name}
    try:
        return row | figures(PROJECTS[name](made, folder), made, runs)
    except (Absent, CalledProcessError) as problem:
        if name == "ours":
            raise
        return row | {"absent": str(problem).splitlines()[0]}


def figures(project: Project, made: list[MadePlan], runs: int) -> Row:
    """Return time and memory of a build from nothing, of one more, and of one after an edit of a line."""
    built(project)
    cold = [from_nothing(project, run) for run in range(runs)]
    built(project)
    again = [built(project) for _ in range(runs)]
    edited = [after_an_edit(project, made[len(made) // 2], run) for run in range(runs)]
    written = [path for path in project.output.rglob("*") if path.is_file()]
    return {
        "version": project.version,
        "cold": middle(cold),
        "again": middle(again),
        "edit": middle(edited),
        "output": {"bytes": sum(path.stat().st_size for path in written), "files": len(written)},
    }


def built(project: Project) -> Cost:
    """Build; return what it cost."""
    return cost_of(project.commands, project.folder, **dict(project.environment))


def from_nothing(project: Project, run: int) -> Cost:
    """Build as if for the first time. What stands there is put aside, not removed.

    For minutes after files were removed, ext4 makes new ones slowly (it passes over the numbers of those that are gone:
    `recently_deleted` in Linux's fs/ext4/ialloc.c), and a first build follows on no removal.
    """
    for kind, folder in (("output", project.output), ("cache", project.cache)):
        if folder is not None and folder.exists():
            folder.rename(project.folder.parent / f"{kind} {run}")
    return built(project)


def after_an_edit(project: Project, plan: MadePlan, run: int) -> Cost:
    """Change one line of one plan, build."""
    path = project.sources / f"{plan.id}.md"
    text = path.read_text("utf-8")
    task = next(plan.tasks)
    path.write_text(text.replace(task.text, f"{EDITED}{run}。{task.text}"), "utf-8")
    cost = built(project)
    path.write_text(text, "utf-8")
    return cost


def middle(costs: list[Cost]) -> Row:
    """Return the medians."""
    return {
        "seconds": round(median(cost.seconds for cost in costs), 2),
        "bytes": round(median(cost.bytes for cost in costs)),
    }
