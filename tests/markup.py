"""The W3C's checker of HTML and style sheets: how it is started, and what it says.

Needs Java and vnu.jar (`.ci/run` fetches it; PLANSITE_VNU_JAR names one elsewhere).
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
# It reads files, where it takes 'self' for nothing at all, and it knows digests of scripts, not of styles. That our
# styles and scripts are taken is seen in the browser: tests/browser fail on what a policy blocks.
OF_THE_CHECKER = re.compile(
    r"^Resource violates Content Security Policy \(meta tag\): external (stylesheet|script) "
    r"“(\.\./)*(static/[a-z-]+\.(css|js)|boot\.js)” blocked"
    r"|^Inline style violates Content Security Policy \(meta tag\): blocked by “style-src” directive"
)


def command() -> list[str] | str:
    """Return the command that checks files, or why there is none."""
    java = shutil.which("java")
    if java is None:
        return "no Java here to run the HTML checker"
    named = os.environ.get("PLANSITE_VNU_JAR")
    found = [Path(named)] if named else sorted((ROOT / ".cache" / "tools").rglob("vnu.jar"))
    if not found or not found[0].is_file():
        return "no HTML checker here (vnu.jar): run .ci/run, or name it in PLANSITE_VNU_JAR"
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
