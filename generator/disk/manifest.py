"""What Plansite wrote into an output folder: kept beside the memo, so that the folder holds the site alone.

In: the cache folder and an output folder. Out: `Manifest`. A manifest that is missing or broken is empty.
"""

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator.digests import digest
from generator.disk.stamps import Stamp, stamp_of

FORMAT = 2
FOLDER = "outputs"


Record = dict[str, Any]


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
    record: Record = field(default_factory=dict)
    """What the pipeline wants to know of its last build here."""


@dataclass(frozen=True, slots=True)
class Head:
    """The first line of a manifest: enough to see that nothing changed, without reading of every file."""

    record: Record = field(default_factory=dict)
    seen: str = ""
    """`seen_digest` of the folder when it held these files and no others; "" where that is not known."""


def manifest_file(cache: Path, output: Path) -> Path:
    """Return where the manifest of an output folder is kept."""
    return cache / FOLDER / f"{digest(str(output.resolve()))}.json"


BROKEN = (OSError, ValueError, TypeError, KeyError, IndexError, RecursionError)
"""What reading a manifest may raise that was damaged, or is of another version."""


def read_head(path: Path, output: Path) -> Head:
    """Return the head of the recorded manifest of `output`, empty where there is none that can be read."""
    with suppress(*BROKEN), path.open(encoding="utf-8") as file:
        return head_of(file.readline(), output)
    return Head()


def read_manifest(path: Path, output: Path) -> Manifest:
    """Return the recorded manifest of `output`, empty where there is none that can be read."""
    with suppress(*BROKEN):
        first, _, rest = path.read_text("utf-8").partition("\n")
        record = head_of(first, output).record
        files = {name: written(*item) for name, item in json.loads(rest).items()}
        return Manifest(files, True, record)
    return Manifest()


def head_of(line: str, output: Path) -> Head:
    """Return a head from its line. Raises one of BROKEN for that of another folder or format."""
    found = json.loads(line)
    if found["format"] != FORMAT or found["output"] != str(output.resolve()):
        raise ValueError(found["format"])
    return Head(dict(found["record"]), str(found["seen"]))


def seen_digest(stamps: Mapping[str, Stamp | None]) -> str:
    """Return a digest of which files there are and how they were; "" where that of some file is not known."""
    return "" if None in stamps.values() else digest(*sorted(stamps.items()))


def written(key: str, digest_: str, stamp: list[int] | None) -> Written:
    """Return a file from its recorded values."""
    return Written(
        str(key), str(digest_), (stamp[0], stamp[1], stamp[2], stamp[3]) if stamp else None
    )


def write_manifest(path: Path, output: Path, manifest: Manifest) -> None:
    """Record the manifest, in one step."""
    files = {name: (f.key, f.digest, f.stamp) for name, f in manifest.files.items()}
    seen = seen_digest({name: file.stamp for name, file in manifest.files.items()})
    found = {
        "format": FORMAT,
        "output": str(output.resolve()),
        "record": manifest.record,
        "seen": seen,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.new")
    draft.write_text(f"{json.dumps(found)}\n{json.dumps(files)}", "utf-8")
    draft.replace(path)


def unknown(paths: Iterable[str]) -> dict[str, Written]:
    """Return files of ours whose bytes are not known."""
    return {path: Written("", "", None) for path in paths}


def still_there(manifest: Manifest, stamps: Mapping[str, Stamp]) -> Manifest:
    """Return the manifest with the files that changed or went since marked as unknown.

    `stamps`: of the files that are in the folder now.
    """
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
