"""What Plansite wrote into an output folder: kept beside the memo, so that the folder holds the site alone.

In: the cache folder and an output folder. Out: `Manifest`. A manifest that is missing or broken is empty.
"""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.digests import digest
from generator.disk.stamps import Stamp, stamp_of

FORMAT = 1
FOLDER = "outputs"


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the output folder."""

    key: str
    """Key of the answer that it holds, or "" where only its bytes are known."""
    digest: str
    stamp: Stamp | None
    """None: announced, perhaps written; its bytes are not known."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """All files that Plansite wrote into a folder, and the build that wrote them."""

    files: dict[str, Written] = field(default_factory=dict)
    is_known: bool = False
    """False where nothing is recorded of the folder."""
    record: dict[str, object] = field(default_factory=dict)
    """What the pipeline wants to know of its last build here."""


def manifest_file(cache: Path, output: Path) -> Path:
    """Return where the manifest of an output folder is kept."""
    return cache / FOLDER / f"{digest(str(output.resolve()))}.json"


def read_manifest(path: Path, output: Path) -> Manifest:
    """Return the recorded manifest of `output`, empty where there is none that can be read."""
    with suppress(OSError, ValueError, TypeError, KeyError, IndexError, RecursionError):
        found = json.loads(path.read_text("utf-8"))
        if found["format"] == FORMAT and found["output"] == str(output.resolve()):
            files = {name: written(*item) for name, item in found["files"].items()}
            return Manifest(files, True, dict(found["record"]))
    return Manifest()


def written(key: str, digest_: str, stamp: list[int] | None) -> Written:
    """Return a file from its recorded values."""
    return Written(
        str(key), str(digest_), (stamp[0], stamp[1], stamp[2], stamp[3]) if stamp else None
    )


def write_manifest(path: Path, output: Path, manifest: Manifest) -> None:
    """Record the manifest, in one step."""
    files = {name: (f.key, f.digest, f.stamp) for name, f in manifest.files.items()}
    found = {"format": FORMAT, "output": str(output.resolve()), "record": manifest.record}
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.new")
    draft.write_text(json.dumps({**found, "files": files}), "utf-8")
    draft.replace(path)


def unknown(paths: Iterable[str]) -> dict[str, Written]:
    """Return files of ours whose bytes are not known."""
    return {path: Written("", "", None) for path in paths}


def still_there(manifest: Manifest, output: Path) -> Manifest:
    """Return the manifest with the files that changed or went since marked as unknown."""
    stamps = stamps_below(output)
    files = {
        path: file if file.stamp == stamps.get(path) else Written("", "", None)
        for path, file in manifest.files.items()
    }
    return replace(manifest, files=files)


def stamps_below(folder: Path) -> dict[str, Stamp]:
    """Return the stamp of every file below a folder, by path."""
    found: dict[str, Stamp] = {}
    waiting = [(str(folder), "")]
    while waiting:
        current, above = waiting.pop()
        with suppress(OSError), os.scandir(current) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{above}{entry.name}/"))
                else:
                    found[above + entry.name] = stamp_of(stat_of(entry))
    return found


def stat_of(entry: os.DirEntry[str]) -> os.stat_result:
    """Return the state of an entry itself, not of what it links to."""
    if os.name == "nt":  # there, scandir leaves out the file's number
        return os.stat(entry.path, follow_symlinks=False)  # noqa: PTH116  (a name, not a Path, at hand)
    return entry.stat(follow_symlinks=False)
