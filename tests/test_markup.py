"""The W3C's checker finds nothing to say about any page and any style sheet of the sample site.

Needs Java and vnu.jar (`.ci/run` fetches it; PLANSITE_VNU_JAR names one elsewhere).
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.browser.sample import ROOT, built

# It reads files, where it takes 'self' for nothing at all, and it knows digests of scripts, not of styles. That our
# styles and scripts are taken is seen in the browser: tests/browser fail on what a policy blocks.
OF_THE_CHECKER = re.compile(
    r"^Resource violates Content Security Policy \(meta tag\): external (stylesheet|script) "
    r"“(\.\./)*(static/[a-z-]+\.(css|js)|boot\.js)” blocked"
    r"|^Inline style violates Content Security Policy \(meta tag\): blocked by “style-src” directive"
)


@pytest.fixture
def checker() -> list[str]:
    """The command that checks files."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("no Java here to run the HTML checker")
    named = os.environ.get("PLANSITE_VNU_JAR")
    found = [Path(named)] if named else sorted((ROOT / ".cache" / "tools").rglob("vnu.jar"))
    if not found or not found[0].is_file():
        pytest.skip("no HTML checker here (vnu.jar): run .ci/run, or name it in PLANSITE_VNU_JAR")
    return [java, "-jar", str(found[0]), "--format", "json", "--exit-zero-always", "--stdout"]


def faults(checker: list[str], *files: Path, kind: str = "html") -> list[str]:
    """Return what the checker says about these files of a kind, each thing once, with a place."""
    done = subprocess.run(
        [*checker, f"--skip-non-{kind}", *map(str, files)],
        capture_output=True, encoding="utf-8", check=True, timeout=300,
    )  # fmt: skip
    messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    found: dict[str, str] = {}
    for said in messages:
        if not OF_THE_CHECKER.match(said["message"]):
            place = f"{said.get('url', '')}:{said.get('lastLine', '')} {said.get('extract', '')!r}"
            found.setdefault(said["message"], place)
    return [f"{message} {place}" for message, place in found.items()]


def test_the_sample_site(
    checker: list[str], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    broken = tmp_path / "broken.html"
    broken.write_text("<!doctype html><html lang=en><title>t</title><p><img>", "utf-8")
    site = built(tmp_path_factory, "drafts", "--drafts")
    found = faults(checker, site, broken)
    assert [fault for fault in found if "broken.html" not in fault] == []
    assert found, "the checker sees nothing at all"
    badly = tmp_path / "broken.css"
    badly.write_text("a{colr:red}", "utf-8")
    styles = faults(checker, *sorted(site.rglob("*.css")), badly, kind="css")
    assert [fault for fault in styles if "broken.css" not in fault] == []
    assert len(styles) == 1, "the checker sees no style sheet"
