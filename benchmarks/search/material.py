"""MkDocs with its Material theme, words cut by jieba: the usual choice of those who write Markdown."""

import json
import subprocess
from pathlib import Path

from benchmarks.corpus.forms import markdown
from benchmarks.corpus.plans import MadePlan
from benchmarks.search.subjects import Subject, files_of
from benchmarks.tools import from_pypi

SETTINGS = {
    "site_name": "Plans",
    "theme": {"name": "material", "language": "zh", "font": False},
    "plugins": [{"search": {"lang": ["zh", "en"], "separator": r"[\s\u200b\-]"}}],
    "use_directory_urls": True,
}
# It answers from a worker: what the worker sends is the whole answer, the page shows some of it.
LISTEN = """
window.Worker = class extends window.Worker {
  constructor(...all) {
    super(...all);
    this.addEventListener("message", (event) => {
      if (event.data && event.data.data && Array.isArray(event.data.data.items)) {
        window.lastAnswer = event.data.data.items;
        (window.waiting || (() => {}))();
      }
    });
  }
};
"""
ANSWERS = """async (query) => {
  const input = document.querySelector("[data-md-component=search-query]");
  const answer = new Promise((resolve) => { window.waiting = resolve; });
  input.value = query;
  input.dispatchEvent(new Event("keyup", { bubbles: true }));
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 5000))]);
  const all = (window.lastAnswer || []).map((group) => group[0].location.split("#")[0].replace(/\\/$/, ""));
  const plans = Array.from(new Set(all)).filter(Boolean);
  return { plans, total: plans.length };
}"""


def mkdocs(plans: list[MadePlan], folder: Path) -> tuple[list[str], str]:
    """Write a project of these plans; return the command that builds it and the version."""
    tool = from_pypi("mkdocs-material", "jieba")
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Plans\n", "utf-8")
    for plan in plans:
        (folder / "docs" / f"{plan.id}.md").write_text(markdown(plan), "utf-8")
    settings = folder / "mkdocs.yml"
    settings.write_text(json.dumps(SETTINGS), "utf-8")  # JSON is YAML
    command = [str(tool.folder / "mkdocs"), "build", "--quiet", "--config-file", str(settings)]
    return command, tool.version


def material(plans: list[MadePlan], folder: Path) -> Subject:
    """Return the site that MkDocs builds of these plans."""
    command, version = mkdocs(plans, folder)
    subprocess.run(command, check=True, cwd=folder, capture_output=True)
    site = folder / "site"
    workers = tuple((site / "assets" / "javascripts" / "workers").glob("search*.js"))
    return Subject(
        name="material",
        version=version,
        site=site,
        index=(*files_of(site / "search"), *workers),
        page="?q={query}",
        done=".md-search-result__item a",
        answers=ANSWERS,
        is_slow=True,
    )
