"""What a preview knows of its output folder because it wrote it itself: which values its files were made of.

In: values of a kind, by what they are of; the manifest, as it is after each build. Out: those whose files do not stand
as they should, and the files of those that are no more. A build of its own knows nothing of the kind and compares each
file with the manifest.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from generator.difference import Difference, difference
from generator.disk.manifest import Manifest

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Kind:
    """Values of a kind, and which files are made of one."""

    values: Mapping[str, Any]
    paths: Callable[[Any], Iterable[str]]


@dataclass(slots=True)
class Standing:
    """The files of an output folder, by what they were made of."""

    is_kept: bool = False
    """Whether there will be a next build that wants to know."""
    manifest: Manifest | None = None
    """What stands in the folder; None where it has to be looked at."""
    context: object = None
    """What all files depend on."""
    is_strange: bool = False
    """Whether the files stand that were made in another context: nothing is known of them but their paths."""
    differing: Callable[[Mapping[Any, object], Mapping[Any, object]], Difference[Any]] = difference
    """How two mappings differ, by the identity of their values."""
    before: dict[str, _Kind] = field(default_factory=dict)
    now: dict[str, _Kind] = field(default_factory=dict)

    def begin(self, context: object) -> None:
        """Begin a build."""
        self.now = {}
        self.is_strange = self.is_strange or context != self.context
        self.context = context

    def fresh(
        self, kind: str, values: Mapping[str, T], paths: Callable[[T], Iterable[str]]
    ) -> Sequence[str]:
        """Return under which keys there are values whose files do not stand; they will when the build has ended."""
        if not self.is_kept:
            return (*values,)
        known, self.now[kind] = self.before.get(kind), _Kind(values, paths)
        if known is None or self.is_strange:
            return (*values,)
        keys = self.differing(known.values, values).keys
        return [key for key in keys if key in values and known.values.get(key) != values[key]]

    def last(self, kind: str, key: str) -> object:
        """Return the value that the files under a key were made of; None where that is not known."""
        known = self.before.get(kind)
        return None if known is None or self.is_strange else known.values.get(key)

    def others(self) -> Iterator[str]:
        """Yield the files that stand and were made of something else."""
        for kind, known in self.before.items():
            now = {} if self.is_strange or kind not in self.now else self.now[kind].values
            for key in self.differing(known.values, now).keys:
                if key in known.values and known.values[key] != now.get(key):
                    yield from known.paths(known.values[key])

    def forget(self) -> None:
        """Know nothing any more: the folder is being written."""
        self.before, self.manifest = {}, None

    def turn(self, manifest: Manifest) -> None:
        """Take what there is now for what stands: the build has come to its end."""
        if self.is_kept:
            self.before, self.manifest, self.is_strange = self.now, manifest, False
