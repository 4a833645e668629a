"""Our own search: the site that the generator builds, driven by what its search page promises (its data attributes)."""

import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.corpus.forms import manuscript
from benchmarks.corpus.plans import MadePlan
from benchmarks.corpus.vocabulary import listed
from benchmarks.search.subjects import Subject, files_of

ROOT = Path(__file__).resolve().parents[2]
REGISTERS = ("topics.yaml", "synonyms.yaml")
ANSWERS = """async () => {
  const plans = Array.from(document.querySelectorAll('[data-plan]'), (e) => e.dataset.plan);
  const count = document.querySelector('[data-count-plans]').dataset.countPlans;
  return { plans: Array.from(new Set(plans)), total: Number(count) };
}"""


def write_content(plans: list[MadePlan], folder: Path) -> Path:
    """Write a content folder of these plans, with registers of topics, synonyms and units; return it."""
    (folder / "plans").mkdir(parents=True)
    for name in REGISTERS:
        shutil.copy(ROOT / "content" / name, folder / name)
    (folder / "units.yaml").write_text(units(), "utf-8")
    for plan in plans:
        (folder / "plans" / f"{plan.id}.md").write_text(manuscript(plan), "utf-8")
    return folder


def units() -> str:
    """Return a register of the units that lead and cooperate in made plans."""
    entries = [f"- {{id: u{at}, name: 市{unit}}}" for at, unit in enumerate(listed("units"))]
    return "\n".join([*entries, ""])


def build(content: Path, output: Path) -> Path:
    """Build a site from nothing; return its folder."""
    command = [sys.executable, "-m", "generator", "build", "--content", str(content)]
    options = ["--output", str(output), "--fresh"]
    subprocess.run([*command, *options], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return output


def ours(plans: list[MadePlan], folder: Path) -> Subject:
    """Return our site of these plans."""
    return of_site(build(write_content(plans, folder / "content"), folder / "output"))


def of_site(site: Path) -> Subject:
    """Return a built site as a subject."""
    return Subject(
        name="ours",
        version="this commit",
        site=site,
        index=files_of(site / "search", "index.html"),
        page="search/?q={query}",
        done="html[data-search=done]",
        answers=ANSWERS,
        asks_by_address=True,
    )
