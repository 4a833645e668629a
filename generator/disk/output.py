"""Artifacts → the output folder, so that a reader never meets half a site.

In: the manifest and the wanted files. Out: the folder. `plan_writes` is pure, `apply` acts. Order: static files,
search data, open data, new pages, changed pages; then feed, sitemap and the entry of the search; removals; the manifest
last: nothing links to what is not there yet. A build that is killed leaves announced files and drafts (named
*.plansite-new), which the next build finds and replaces. Not its business: whose files these are (see `ownership`).
"""

import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.disk.manifest import Manifest, Written, unknown
from generator.disk.sources import Original
from generator.disk.spool import Spooled
from generator.disk.stamps import digest_file, stamp_of
from generator.files import Artifact

DRAFT = ".plansite-new"
LISTS = ("feed.xml", "sitemap.xml")
SEARCH = "search/"
SEARCH_PAGE = "search/index.html"
SEARCH_ENTRY = "search/boot.js"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the output folder that is as it should be."""

    path: str
    digest: str
    key: str


KnownFile = Callable[[str], Kept | None]
"""Return the file at a path of the output folder, where it is as an earlier build left it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that should be in the output folder."""

    content: Artifact | Spooled | Original | Kept
    key: str = ""

    @property
    def path(self) -> str:
        """Relative to the output folder."""
        return self.content.path


@dataclass(frozen=True, slots=True)
class WritePlan:
    """What has to be done to an output folder."""

    put: tuple[Wanted, ...]
    keep: tuple[Wanted, ...]
    drop: tuple[str, ...]


def plan_writes(
    manifest: Manifest, wanted: Iterable[Wanted], others: Collection[str] | None = None
) -> WritePlan:
    """Return what to write, in order, what to leave alone, and what to remove.

    `others`: files of ours that go unless they are wanted; all of them where nothing else is said.
    """
    wanted = list(wanted)
    for want in wanted:
        if leaves_folder(want.path):
            raise ValueError(want.path)
    put: list[Wanted] = []
    keep: list[Wanted] = []
    for want in wanted:
        (keep if is_there(manifest, want) else put).append(want)
    paths = {want.path for want in (*put, *keep)}
    gone = manifest.files if others is None else others
    drop = sorted(path for path in gone if path not in paths)
    ordered = sorted(put, key=lambda want: turn(want.path, want.path in manifest.files))
    return WritePlan(tuple(ordered), tuple(keep), tuple(drop))


def leaves_folder(path: str) -> bool:
    """Return whether a path could name something outside of the folder it is relative to."""
    return path.startswith("/") or "\\" in path or ":" in path or ".." in path.split("/")


def is_there(manifest: Manifest, want: Wanted) -> bool:
    """Return whether the folder holds these bytes already."""
    known = manifest.files.get(want.path)
    return known is not None and known.stamp is not None and known.digest == want.content.digest


def turn(path: str, is_replaced: bool = False) -> tuple[int, str]:
    """Return when a file is written: what is linked to comes before what links to it.

    Pages link to each other, so new ones come before those that replace older ones: nobody is led to a new page
    before all of them are there. Feed, sitemap and the entry of the search name pages, so they come last.
    """
    if path.startswith("static/"):
        return (0, path)
    if path == SEARCH_ENTRY or path in LISTS:
        return (5, path)
    if path.startswith(SEARCH) and path != SEARCH_PAGE:
        return (1, path)
    if not path.endswith(".html"):
        return (2, path)
    return (4, path) if is_replaced else (3, f"{_entrance(path)}{path}")


def _entrance(path: str) -> int:
    """Return how far towards the entrance a page stands: plans first, lists later, the home page last."""
    if path == "index.html":
        return 3
    return 0 if path.startswith("plans/") and path.count("/") > 1 else 1 + (path.count("/") < 2)  # noqa: PLR2004


def apply(plan: WritePlan, manifest: Manifest, output: Path) -> dict[str, Written]:
    """Make the folder what it should be; return what it then holds. Raises OSError."""
    output.mkdir(parents=True, exist_ok=True)
    files = {want.path: kept(manifest, want) for want in plan.keep}
    made: set[Path] = set()
    for want in plan.put:
        files[want.path] = put(output, want, made)
    for path in plan.drop:
        drop(output, path)
    if not manifest.record:  # the last build did not come to its end
        remove_drafts(output)
    return files


def kept(manifest: Manifest, want: Wanted) -> Written:
    """Return the record of a file that stays, under the key that it is wanted for now."""
    known = manifest.files[want.path]
    return Written(want.key, known.digest, known.stamp)


def put(output: Path, want: Wanted, made: set[Path]) -> Written:
    """Write a file in one step and return its record. Raises OSError."""
    target = output / want.path
    if target.parent not in made:
        make_folder(output, target.parent)
        made.add(target.parent)
    if target.is_dir() and not target.is_symlink():
        remove_empty_tree(target)
    draft = target.with_name(f".{target.name[:80]}{DRAFT}")
    try:
        written = write_draft(draft, want.content)
        os.replace(draft, target)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
    return Written(want.key, written, stamp_of(target.stat()))


def make_folder(output: Path, folder: Path) -> None:
    """Make a folder of the site; a file of ours that stands in its place goes first."""
    for path in (*reversed(folder.relative_to(output).parents), folder.relative_to(output)):
        if (output / path).is_file():
            (output / path).unlink()
    folder.mkdir(parents=True, exist_ok=True)


def write_draft(draft: Path, content: Artifact | Spooled | Original | Kept) -> str:
    """Write the bytes of a file under its draft name; return the digest of what was written."""
    match content:
        case Artifact(data=data):
            draft.write_bytes(data)
        case Spooled(data=read):
            draft.write_bytes(read())
        case Original(file=file):
            shutil.copyfile(file, draft)
            return digest_file(draft)  # the original may have changed since it was looked at
        case Kept(path=path):
            raise FileNotFoundError(f"{path}: changed while it was used")
    return content.digest


def drop(output: Path, path: str) -> None:
    """Remove a file of ours, and the folders that are empty without it."""
    with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
        (output / path).unlink()
    remove_empty(output, (output / path).parent)


def remove_empty(output: Path, folder: Path) -> None:
    """Remove a folder below the output folder and those above it, as far as they are empty."""
    while folder != output and output in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            if folder.exists():
                return
        folder = folder.parent


def remove_empty_tree(folder: Path) -> None:
    """Remove a folder that holds nothing but empty folders. Raises OSError where it holds more."""
    for child in list(folder.iterdir()):
        if child.is_dir() and not child.is_symlink():
            remove_empty_tree(child)
    folder.rmdir()


def remove_drafts(output: Path) -> None:
    """Remove what a killed build left half-written."""
    for path in list(output.rglob(f".*{DRAFT}")):
        with suppress(OSError):
            path.unlink()
        remove_empty(output, path.parent)


def announced(manifest: Manifest, plan: WritePlan) -> Manifest:
    """Return the manifest to record before writing: all that may be there if the build is killed."""
    return Manifest({**manifest.files, **unknown(changed(plan))}, True)


def changed(plan: WritePlan) -> Iterator[str]:
    """Yield the paths that a plan writes or removes."""
    yield from (want.path for want in plan.put)
    yield from plan.drop
