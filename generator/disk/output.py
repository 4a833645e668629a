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
from generator.disk.stamps import Stamp, digest_file, stamp_of
from generator.files import Artifact
from generator.portable import portable

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


@portable
@dataclass(frozen=True, slots=True)
class Staged:
    """A finished file in its place below the folder that is to become the output folder."""

    path: str
    digest: str
    stamp: Stamp


Content = Artifact | Spooled | Staged | Original | Kept


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that should be in the output folder."""

    content: Content
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
    made: set[str] = set()
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


def put(output: Path, want: Wanted, made: set[str]) -> Written:
    """Write a file in one step and return its record. Raises OSError."""
    folder, _, name = want.path.rpartition("/")
    if folder not in made:
        make_folder(output, output / folder)
        made.add(folder)
    target = f"{output}/{want.path}"
    draft = f"{output}/{folder}/.{name[:80]}{DRAFT}"
    try:
        written = write_draft(draft, want.content)
        if os.path.isdir(target) and not os.path.islink(target):  # noqa: PTH112, PTH114  (names: thousands)
            remove_empty_tree(Path(target))
        os.replace(draft, target)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            os.unlink(draft)  # noqa: PTH108
        raise
    return Written(want.key, written, stamp_of(os.stat(target)))  # noqa: PTH116


def make_folder(output: Path, folder: Path) -> None:
    """Make a folder of the site; a file of ours that stands in its place goes first."""
    for path in (*reversed(folder.relative_to(output).parents), folder.relative_to(output)):
        if (output / path).is_file():
            (output / path).unlink()
    folder.mkdir(parents=True, exist_ok=True)


def write_draft(draft: str, content: Content) -> str:
    """Write the bytes of a file under its draft name; return the digest of what was written."""
    match content:
        case Artifact(data=data):
            write_bytes(draft, data)
        case Spooled(data=read):
            write_bytes(draft, read())
        case Original(file=file):
            shutil.copyfile(file, draft)
            return digest_file(Path(draft))  # the original may have changed since it was looked at
        case Kept(path=path) | Staged(path=path):
            raise FileNotFoundError(f"{path}: changed while it was used")
    return content.digest


WHOLE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


def write_bytes(path: str, data: bytes) -> None:
    """Write a file, in as few calls of the system as there can be. Raises OSError."""
    file = os.open(path, WHOLE, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(file, left) :]
    finally:
        os.close(file)


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
