"""What a preview knows of its output folder because it wrote it itself: which values its files were made of.

In: values under names, as they are made; the manifest, as it is after each build. Out: whether the files of a value
stand as they should, and those that do not. A build of its own knows nothing of the kind and compares each file with
the manifest.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.disk.manifest import Manifest

Files = tuple[object, tuple[str, ...]]
"""A value and the paths of the files that were made of it."""


@dataclass(slots=True)
class Standing:
    """The files of an output folder, by what they were made of."""

    is_kept: bool = False
    """Whether there will be a next build that wants to know."""
    manifest: Manifest | None = None
    """What stands in the folder; None where it has to be looked at."""
    context: object = None
    """What all files depend on."""
    before: dict[str, Files] = field(default_factory=dict)
    now: dict[str, Files] = field(default_factory=dict)

    def begin(self, context: object) -> None:
        """Begin a build; of files that were made in another context nothing is known but their paths."""
        self.now = {}
        if context != self.context:
            self.before = {name: (None, paths) for name, (_, paths) in self.before.items()}
        self.context = context

    def holds(self, name: str, value: object) -> bool:
        """Return whether the files of a value stand as they should; they are then taken note of."""
        known = self.before.get(name)
        if known is None or not (known[0] is value or known[0] == value):
            return False
        self.now[name] = known
        return True

    def last(self, name: str) -> object:
        """Return the value that the files under a name were made of; None where that is not known."""
        known = self.before.get(name)
        return None if known is None else known[0]

    def note(self, name: str, value: object, *paths: str) -> None:
        """Take note of files that will stand when the build has come to its end."""
        if self.is_kept:
            self.now[name] = (value, paths)

    def others(self) -> Iterator[str]:
        """Yield the files that stand and were made of something else."""
        for name, known in self.before.items():
            if self.now.get(name) is not known:
                yield from known[1]

    def forget(self) -> None:
        """Know nothing any more: the folder is being written."""
        self.before, self.manifest = {}, None

    def turn(self, manifest: Manifest) -> None:
        """Take what was noted for what stands: the build has come to its end."""
        if self.is_kept:
            self.before, self.manifest = self.now, manifest
