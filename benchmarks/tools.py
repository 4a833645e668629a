"""The peers' tools: got from their registries into a cache folder, never into the repository.

In: names of packages. Out: where their commands are and which versions they have, or `Absent`, which says why.
The folder is that of the variable PLANSITE_PEERS, or `plansite-peers` in the user's cache.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

VARIABLE = "PLANSITE_PEERS"
SECONDS = 600
CHARACTERS_OF_A_REASON = 160
RELEASE, RELEASES = re.compile(r"\d+\.\d+\.\d+"), 6
"""What a release is called; how many of them are tried, the newest first."""
Command = tuple[str, ...]


class Absent(Exception):
    """A peer cannot be had here: the text says why."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A peer's package, installed."""

    name: str
    version: str
    folder: Path
    """Where its files are: the environment's `bin`, or the package itself."""


def cache_folder() -> Path:
    """Return the folder for the peers' tools."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "plansite-peers"


@cache
def from_pypi(package: str, *more: str) -> Tool:
    """Return a package of PyPI, its newest version, in an environment of its own; raise Absent."""
    home = cache_folder() / "python" / package
    programs = home / ("Scripts" if sys.platform == "win32" else "bin")
    python = programs / ("python.exe" if sys.platform == "win32" else "python")
    if not python.exists():
        run(package, (sys.executable, "-m", "venv", str(home)))
    pip = (str(python), "-m", "pip", "--disable-pip-version-check")
    if not (home / "ready").exists():
        run(package, (*pip, "install", "--quiet", package, *more))
        (home / "ready").touch()
    listed = json.loads(run(package, (*pip, "list", "--format=json")))
    versions = {row["name"].lower().replace("_", "-"): row["version"] for row in listed}
    named = [package, *more]
    found = [f"{name} {versions[name.lower().replace('_', '-')]}" for name in named]
    return Tool(package, " + ".join(found).removeprefix(f"{package} "), programs)


@cache
def from_npm(package: str) -> Tool:
    """Return a package of npm, the newest version that can be installed; raise Absent."""
    npm = shutil.which("npm")
    if npm is None:
        raise Absent(f"{package}: npm is not installed")
    home = cache_folder() / "node"
    folder = home / "node_modules" / package
    if not folder.exists():
        home.mkdir(parents=True, exist_ok=True)
        install_newest(npm, package, home)
    version = json.loads((folder / "package.json").read_text("utf-8"))["version"]
    return Tool(package, version, folder)


def install_newest(npm: str, package: str, home: Path) -> None:
    """Install a package's newest release; where one needs what its registry does not have, the one before."""
    listed = json.loads(run(package, (npm, "view", package, "versions", "--json")))
    releases = [version for version in listed if RELEASE.fullmatch(version)][-RELEASES:]
    options = ("--no-audit", "--no-fund", "--loglevel=error")
    while releases:
        try:
            run(
                package,
                (npm, "install", "--prefix", str(home), *options, f"{package}@{releases.pop()}"),
            )
            return
        except Absent:
            if not releases:
                raise


def run(package: str, command: Command) -> str:
    """Run an installer; return what it printed; raise Absent where it fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise Absent(f"{package}: {type(problem).__name__}") from problem
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()
        reason = next((line for line in reversed(said) if "log of this run" not in line), "")
        raise Absent(f"{package}: {reason[:CHARACTERS_OF_A_REASON]}")
    return done.stdout
