"""Finished files that wait to be written: in memory while they are few, then in a nameless file.

In: artifacts. Out: `Spooled`, which stands for one and hands out its bytes. A large site must not wait in
memory for the verdict on its last plan: nothing may be written before.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from generator.disk.shelf import Shelf
from generator.files import Artifact


@dataclass(frozen=True, slots=True)
class Spooled:
    """A finished file of the output folder."""

    path: str
    """Relative to the output folder, forward slashes."""
    digest: str
    data: Callable[[], bytes] = field(repr=False, compare=False)


class Spool(Shelf):
    """Holds finished files until they are written."""

    def add(self, artifact: Artifact) -> Spooled:
        """Return what stands for an artifact from now on."""
        held = self.put(artifact.data)
        return Spooled(artifact.path, artifact.digest, lambda: held[:])
