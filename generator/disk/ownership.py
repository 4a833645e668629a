"""Whose an output folder is, and whose its files are: Plansite removes and replaces nothing but its own.

In: a folder, its manifest, what is to be written. Out: what is ours, or a name that shows that something is not. Only
looks; writes nothing.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from generator.disk.manifest import Manifest, unknown
from generator.disk.output import Wanted, WritePlan
from generator.disk.stamps import digest_file

SITE_FOLDERS = (
    "catalogue",
    "deadlines",
    "places",
    "plans",
    "policies",
    "search",
    "sitemap",
    "targets",
    "tasks",
    "topics",
    "units",
    "years",
)
SITE_FILES = ("404.html", "feed.xml", "index.html", "sitemap.xml")
SITE_NAMES = frozenset((*SITE_FOLDERS, *SITE_FILES, "static"))
SITE_SIGNS = ("index.html", "404.html", "plans/index.html", "search/index.html")


def strangers(manifest: Manifest, output: Path) -> str:
    """Return a name that shows the folder is not an output of ours, or "" where it may be written.

    Ours: absent, empty, recorded in a manifest; or without a record (the cache was deleted), but with the pages
    that every site of ours has and no name at its top that no site of ours has.
    """
    if manifest.is_known or not output.exists():
        return ""
    if not output.is_dir():
        return output.name
    names = sorted(entry.name for entry in output.iterdir())
    foreign = [name for name in names if name not in SITE_NAMES]
    if foreign or not names:
        return next(iter(foreign), "")
    return "" if all((output / sign).is_file() for sign in SITE_SIGNS) else names[0]


def adopted(output: Path, paths: Sequence[str]) -> Manifest:
    """Return the manifest of files in a folder of ours that no record names: what only we write, bytes unknown.

    The record was lost, or a build that started in another folder wrote them and keeps a record of its own.
    """
    ours = [path for path in paths if is_ours(output, path)]
    return Manifest(unknown(ours), True)


_OURS = re.compile(
    rf"404\.html|feed\.xml|sitemap(?:-\d+)?\.xml|(?:(?:{'|'.join(SITE_FOLDERS)})/)?(?:[^/]+/)?(?:page-\d+/|compare/|levels/)?index\.html"
    r"|plans/[^/]+/(?:plan\.json|qr\.svg|source\.(?:md|yaml)|(?:compare|levels)/tasks\.csv)"
    r"|units/[^/]+/(?:tasks\.csv|deadlines\.ics|pairs\.csv)|(?:topics|policies)/[^/]+/tasks\.csv|targets/[^/]+/readings\.csv"
    r"|(?:tasks|targets)/[^/]+\.(?:csv|json)|catalogue/plans\.(?:csv|json)|search/[\w.-]+\.js(?:on)?"
)
_MARK = b"data-page="
_HEAD = 400
"""Bytes; every page of ours carries the mark in its first line."""


def has_our_name(path: str) -> bool:
    """Return whether only we write a file of this name."""
    return _OURS.fullmatch(path) is not None


def is_ours(output: Path, path: str) -> bool:
    """Return whether a file can only be one that Plansite wrote: by its address, and a page by its mark."""
    if not has_our_name(path):
        return False
    if not path.endswith(".html"):
        return True
    with suppress(OSError), (output / path).open("rb") as file:
        return _MARK in file.read(_HEAD)
    return False


def in_the_way(plan: WritePlan, manifest: Manifest, output: Path) -> str:
    """Return the path of a file that Plansite did not write where another has to be written, or ""."""
    if not output.exists():
        return ""
    for want in plan.put:
        path = want.path
        if path in manifest.files:
            continue
        if not path.startswith("static/") and (output / path).is_file() and not holds(output, want):
            return path
        for folder in PurePosixPath(path).parents:
            if str(folder) not in manifest.files and (output / folder).is_file():
                return str(folder)
    return ""


def holds(output: Path, want: Wanted) -> bool:
    """Return whether a file has the very bytes that are wanted: whoever wrote it, nothing of it is lost.

    So it is with attachments, whose addresses do not say that only we write them, where the record was lost.
    """
    with suppress(OSError):
        return digest_file(output / want.path) == want.content.digest
    return False
