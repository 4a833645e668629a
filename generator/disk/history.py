"""Which files came into an output folder, and which went, since its first recorded build.

In: a manifest and what is about to be done to the folder. Out: `History`, kept beside the manifest, and lists of files
as an upload left them. When a file last changed is not recorded here: files that stay as they are keep their time
stamps. A history that is missing or broken begins anew with the next build.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from generator.disk.manifest import BROKEN, Manifest
from generator.disk.output import WritePlan

FORMAT = 1
LISTED = "plansite-files"


@dataclass(frozen=True, slots=True)
class History:
    """Times are in nanoseconds since 1970."""

    start: int = 0
    """Of files that were there then nothing more is known; 0 where nothing is recorded."""
    came: Mapping[str, int] = field(default_factory=dict)
    """When each later file stood there for the first time."""
    went: Mapping[str, int] = field(default_factory=dict)
    """When each file that is gone was removed."""


def history_file(manifest: Path) -> Path:
    """Return where the history of an output folder is kept, given where its manifest is."""
    return manifest.with_suffix(".history")


def read_history(path: Path) -> History:
    """Return the recorded history, empty where there is none that can be read."""
    with suppress(*BROKEN, AttributeError):
        found = json.loads(path.read_text("utf-8"))
        if found["format"] == FORMAT:
            came, went = ({str(p): int(t) for p, t in found[k].items()} for k in ("came", "went"))
            return History(int(found["start"]), came, went)
    return History()


def write_history(path: Path, history: History) -> None:
    """Record the history, in one step. Raises OSError."""
    found = {
        "format": FORMAT,
        "start": history.start,
        "came": dict(history.came),
        "went": dict(history.went),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    written(path, found)


def continued(history: History, manifest: Manifest, plan: WritePlan, now: int) -> History:
    """Return the history as it is when a plan is carried out. Done before, so that a killed build loses nothing."""
    if not history.start or not manifest.is_known:
        return History(now)
    known = manifest.files.keys() | history.went.keys()
    came = {want.path: now for want in plan.put if want.path not in known}
    there = {want.path for want in plan.put}
    went = {path: time for path, time in history.went.items() if path not in there}
    return History(
        history.start, {**history.came, **came}, {**went, **dict.fromkeys(plan.drop, now)}
    )


def write_list(path: Path, manifest: Manifest) -> None:
    """Write which files there are, as an upload leaves them. Raises OSError."""
    files = {name: manifest.files[name].digest for name in sorted(manifest.files)}
    written(path, {LISTED: FORMAT, "files": files})


def read_list(path: Path) -> dict[str, str] | None:
    """Return the digests of files by path, as `write_list` wrote them; None where that is not such a list."""
    with suppress(*BROKEN, AttributeError):
        found = json.loads(path.read_text("utf-8"))
        if found[LISTED] == FORMAT:
            return {str(name): str(digest) for name, digest in found["files"].items()}
    return None


def written(path: Path, value: object) -> None:
    """Write a value as JSON, in one step. Raises OSError."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    draft.write_text(json.dumps(value, ensure_ascii=True, indent=0), "utf-8")
    draft.replace(path)
