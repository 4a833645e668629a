"""The judged intents name tasks that are there."""

from pathlib import Path

import pytest
import yaml

from benchmarks.search.judged import BEST, INTENTS, SETS, intents
from generator.files import Source
from generator.forms.documents import parse_plan

FILES = sorted(INTENTS.glob("*/*.yaml"))


@pytest.fixture(scope="module")
def refs(repo: Path) -> set[str]:
    """Plans and tasks of the sample content, as intents name them."""
    found: set[str] = set()
    for path in sorted((repo / "content" / "plans").rglob("*.*")):
        plan = parse_plan(Source(path.name, path.read_text("utf-8"), "")).value
        if plan is not None:
            name = plan.id or path.stem
            found |= {name, *(f"{name}#{task.id}" for task in plan.tasks)}
    return found


def test_they_name_what_is_there(refs: set[str]) -> None:
    missing = {(i.query, ref) for i in intents() for ref in i.grades if ref not in refs}
    assert not missing


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.stem}-{path.stem}")
def test_entries(path: Path) -> None:
    for entry in yaml.safe_load(path.read_text("utf-8")):
        assert entry.keys() <= {"query", "nothing", *range(1, BEST + 1)}, entry
        listed = [ref for grade in range(1, BEST + 1) for ref in entry.get(grade, ())]
        assert len(set(listed)) == len(listed), entry["query"]
        assert bool(listed) != bool(entry.get("nothing")), entry["query"]
        assert listed == [] or entry.get(BEST), entry["query"]


def test_both_sets_are_many_of_the_same_kinds() -> None:
    kinds = {group: {i.kind for i in intents() if i.group == group} for group in SETS}
    assert kinds["fresh"] == kinds["tuned"]
    assert all(sum(i.group == group for i in intents()) >= 60 for group in SETS)
