"""What a site is made of before it is finished: pages without their frame, and files that need none.

In: an address, a template's name, a view; or a path and what makes the file. Nothing else.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from generator.files import Artifact
from generator.recall import Recall, settled_in
from generator.urls import file_of


@dataclass(frozen=True, slots=True)
class Outline:
    """What a page shows, and where."""

    address: str
    template: str
    view: object

    @property
    def path(self) -> str:
        """Relative to the output folder, as that of a file is."""
        return file_of(self.address)


@dataclass(frozen=True, slots=True)
class Raw:
    """A file that no template makes, and where."""

    path: str
    make: Callable[[], Artifact]


Sheaf = tuple[str, Mapping[str, tuple[Outline, ...]]]
"""Pages of a kind, under a name that no other has, by what they are of: those of one thing are made of the same values.
Where these are as in the last build, so are the pages: the very same."""
Outlines = tuple[Outline | Raw, ...]
Bundle = tuple[str, Mapping[str, Outlines]]
"""A sheaf of pages, or the same of other files."""


def lone(recall: Recall, name: str, outlines: Iterable[Outline]) -> Sheaf:
    """Return pages that are quickly made, each by itself: the same as before where it shows the same."""
    return name, settled_in(recall, f"{name}, pages", {each.address: (each,) for each in outlines})
