"""A site where there was none: written beside its place as it is made, so that it appears there in one step.

In: an output folder that does not exist yet, finished files. Out: the folder, whole. Nobody sees it before, so its
files need no drafts of their own, and other processes may write some of them. A build that is blocked or fails takes
it away again; one that is killed leaves it to the next.
"""

import os
import shutil
from dataclasses import dataclass
from errno import EEXIST
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from generator.disk.manifest import Written
from generator.disk.output import DRAFT, Content, Staged, Wanted, WritePlan, write_draft
from generator.disk.stamps import Stamp, stamp_of
from generator.files import Artifact


def draft_of(output: Path) -> Path:
    """Return the folder that is to become an output folder."""
    there = output.resolve()
    return there.with_name(f".{there.name[:80]}{DRAFT}")


def staged(folder: str, artifact: Artifact) -> Staged:
    """Write a file that nobody looks for yet. Raises OSError."""
    written = write_new(folder, artifact)
    return Staged(artifact.path, written.digest, written.stamp)


def write_new(folder: str, content: Content) -> "New":
    """Write a file below a folder of ours. Raises OSError."""
    target = f"{folder}/{content.path}"
    try:
        digest = write_draft(target, content)
    except FileNotFoundError:  # most pages have a folder of their own
        os.makedirs(target.rpartition("/")[0], exist_ok=True)  # noqa: PTH103  (names, not Paths: there are thousands)
        digest = write_draft(target, content)
    return New(digest, stamp_of(os.stat(target)))  # noqa: PTH116


class New(NamedTuple):
    """What is known of a file that was just written."""

    digest: str
    stamp: Stamp


@dataclass(slots=True)
class FreshTree:
    """The files of a new site until all are known to be good; also a context that lets go of them."""

    folder: str

    def add(self, artifact: Artifact) -> Staged:
        """Write a file. Raises OSError."""
        return staged(self.folder, artifact)

    def become(self, output: Path, plan: WritePlan) -> dict[str, Written]:
        """Write what is left, move all of it to its place, and return what is there then. Raises OSError."""
        files = {want.path: self.written(want) for want in plan.put}
        os.makedirs(self.folder, exist_ok=True)  # noqa: PTH103
        os.rename(self.folder, output)  # noqa: PTH104
        return files

    def written(self, want: Wanted) -> Written:
        """Return the record of a file, which is there afterwards."""
        if isinstance(want.content, Staged):
            return Written(want.key, want.content.digest, want.content.stamp)
        return Written(want.key, *write_new(self.folder, want.content))

    def __enter__(self) -> Self:
        """Begin with nothing. Raises FileExistsError where something in the way is not ours to take away."""
        self.__exit__(None, None, None)
        if os.path.lexists(self.folder):  # a link, say: nothing is written through it
            raise FileExistsError(EEXIST, os.strerror(EEXIST), self.folder)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take away what did not become an output folder."""
        shutil.rmtree(self.folder, ignore_errors=True)
