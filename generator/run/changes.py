"""What has to be uploaded: files of the output that came, changed or went since a day, or since a saved list.

In: an output folder that was built, and since when. Out: paths, in the order in which they can be uploaded without a
broken link on the way. Not its business: the upload. Raises Refusal where it cannot be told.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.disk.history import History, history_file, read_history, read_list, write_list
from generator.disk.manifest import (
    Manifest,
    manifest_file,
    read_manifest,
    stamps_below,
    still_there,
)
from generator.disk.output import turn
from generator.messages import say
from generator.official.figures.dates import iso_date
from generator.run.console import Console
from generator.run.order import Refusal

BILLION = 1_000_000_000
KINDS = {"added": "change-added", "changed": "change-changed", "removed": "change-removed"}
"""What can have happened to a file, each with the key of its word."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Paths; those to be uploaded in the order of uploading."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    """To be deleted after all others are uploaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked."""

    output: Path
    cache: Path
    since: str = ""
    """A day, a moment, the name of a saved list; "" for the beginning."""
    save: Path | None = None
    """Where to write the list of files as they are now."""


def show_changes(question: Question, form: str, console: Console) -> int:
    """Say which files came, changed and went; return the exit status."""
    file = manifest_file(question.cache, question.output)
    manifest = as_built(file, question.output)
    history = read_history(history_file(file))
    found = changes_of(question.since, manifest, history, console)
    if form == "json":
        console.result(as_json(found, question.since, manifest))
    else:
        console.results(as_table(found, manifest, console.language))
        counts = {name: len(getattr(found, name)) for name in KINDS}
        console.say("changes-counted", **counts)
    if question.save is not None:
        write_list(question.save, manifest)
    return 0


def as_built(file: Path, output: Path) -> Manifest:
    """Return what is recorded of the output. Raises Refusal where the folder is not as a build left it."""
    recorded = read_manifest(file, output)
    if not recorded.record:
        raise Refusal("changes-not-built", 1, folder=output)
    manifest = still_there(recorded, stamps_below(output))
    if strange := sorted(path for path, one in manifest.files.items() if one.stamp is None):
        raise Refusal("changes-not-as-built", 1, folder=output, file=strange[0])
    return manifest


def changes_of(since: str, manifest: Manifest, history: History, console: Console) -> Changes:
    """Return what changed since a day or a saved list. Raises Refusal where that is neither."""
    if not since:
        return since_list({}, manifest)
    if day := iso_date(since):
        moment = int(datetime.fromisoformat(day).timestamp()) * BILLION
        if not history.start or moment < history.start:
            began = datetime.fromtimestamp(history.start / BILLION)  # noqa: DTZ006  (as editors' clocks show)
            console.say("changes-unknown-before", began=began.isoformat(" ", "minutes"))
        return since_moment(moment, manifest, history)
    listed = read_list(Path(since)) if Path(since).is_file() else None
    if listed is None:
        raise Refusal("changes-since", since=since)
    return since_list(listed, manifest)


def since_list(listed: dict[str, str], manifest: Manifest) -> Changes:
    """Return how the files differ from those of a list."""
    files = manifest.files
    return Changes(
        added=in_order((path for path in files if path not in listed), is_replaced=False),
        changed=in_order(
            (p for p, one in files.items() if listed.get(p, one.digest) != one.digest),
            is_replaced=True,
        ),
        removed=tuple(sorted(listed.keys() - files.keys())),
    )


def since_moment(moment: int, manifest: Manifest, history: History) -> Changes:
    """Return what changed since a moment; of what was before the history began, all counts as new."""
    came = {path: history.came.get(path, history.start) for path in manifest.files}
    written = {path: one.stamp[1] for path, one in manifest.files.items() if one.stamp}
    return Changes(
        added=in_order((path for path in came if came[path] >= moment), is_replaced=False),
        changed=in_order(
            (path for path in came if came[path] < moment <= written[path]), is_replaced=True
        ),
        removed=tuple(
            sorted(
                path
                for path, time in history.went.items()
                if time >= moment > history.came.get(path, 0) and path not in manifest.files
            )
        ),
    )


def in_order(paths: Iterator[str], *, is_replaced: bool) -> tuple[str, ...]:
    """Return paths in the order in which a build writes them."""
    return tuple(sorted(paths, key=lambda path: turn(path, is_replaced)))


def as_table(found: Changes, manifest: Manifest, language: str) -> Iterator[str]:
    """Yield a line for each file: what happened to it, its bytes, its path."""
    for kind, key in KINDS.items():
        word = say(key, language)
        for path in getattr(found, kind):
            yield f"{word}  {size_of(manifest, path):>11}  {path}"


def size_of(manifest: Manifest, path: str) -> str:
    """Return the bytes of a file; "" where it is gone."""
    file = manifest.files.get(path)
    return f"{file.stamp[0]:,}" if file and file.stamp else ""


def as_json(found: Changes, since: str, manifest: Manifest) -> str:
    """Return the same for programs, with the digest of each file."""
    kinds = {
        kind: [
            {"path": path, "bytes": one.stamp[0], "digest": one.digest}
            for path in getattr(found, kind)
            if (one := manifest.files[path]).stamp
        ]
        for kind in ("added", "changed")
    }
    return json.dumps(
        {"since": since, **kinds, "removed": found.removed}, ensure_ascii=False, indent=1
    )
