"""A plan as a page of Zensical, in the Markdown that its authors would write.

In: a plan as data (plan.json). Out: Markdown; the folder of the site that Zensical builds of it.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

from benchmarks.pages.govuk import FACTS, HEAD, units_and_dates
from benchmarks.search.material import SETTINGS
from benchmarks.tools import Tool


def markdown(plan: dict[str, Any]) -> str:
    """Return a plan as Markdown."""
    blocks = [f"# {plan['title']}", rows(("", ""), facts(plan)), *plan["opening"]]
    titles = {part["number"]: part["title"] for part in plan["parts"]}
    part = ""
    for found in plan["tasks"]:
        here = found["parts"][0] if found["parts"] else ""
        if here != part:
            part = here
            blocks.append(f"## {part}、{titles.get(part, '')}")
        blocks += task(found)
    table = (cells(found) for found in plan["tasks"])
    return "\n\n".join([*blocks, "## 任务分工", rows(HEAD, table)]) + "\n"


def facts(plan: dict[str, Any]) -> list[tuple[str, ...]]:
    """Return the rows of the information block."""
    return [(name, plan[key]) for name, key in FACTS if plan[key]]


def task(found: dict[str, Any]) -> list[str]:
    """Return a task with its text and measures."""
    title = f"### {found['mark']}{found['title']} {{#{found['id']}}}"
    return [title, *filter(None, found["text"].split("\n")), *found["measures"]]


def cells(found: dict[str, Any]) -> tuple[str, ...]:
    """Return the cells of a task."""
    return (found["title"], *units_and_dates(found))


def rows(head: tuple[str, ...], lines: Any) -> str:
    """Return a table."""
    texts = (head, ("---",) * len(head), *lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in texts)


def built(plans: dict[str, dict[str, Any]], folder: Path, tool: Tool) -> Path:
    """Return the site that Zensical builds of these plans (id → data)."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Plans\n", "utf-8")
    for name, plan in plans.items():
        front = json.dumps({"description": plan["title"]}, ensure_ascii=False)
        (docs / f"{name}.md").write_text(f"---\n{front}\n---\n{markdown(plan)}", "utf-8")
    extensions = ["attr_list", "tables", {"toc": {"permalink": True}}]
    settings = SETTINGS | {"markdown_extensions": extensions}
    (folder / "mkdocs.yml").write_text(json.dumps(settings), "utf-8")  # JSON is YAML
    command = [str(tool.folder / "zensical"), "build", "--config-file", "mkdocs.yml"]
    subprocess.run(command, check=True, cwd=folder, capture_output=True)
    return folder / "site"
