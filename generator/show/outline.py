"""A page before it gets its frame.

In: an address, a template's name, a view. Nothing else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.recall import Recall, settled_in


@dataclass(frozen=True, slots=True)
class Outline:
    """What a page shows, and where."""

    address: str
    template: str
    view: object


Sheaf = tuple[str, Mapping[str, tuple[Outline, ...]]]
"""Pages of a kind, under a name that no other has, by what they are of: those of one thing are made of the same values.
Where these are as in the last build, so are the pages: the very same."""


def lone(recall: Recall, name: str, outlines: Iterable[Outline]) -> Sheaf:
    """Return pages that are quickly made, each by itself: the same as before where it shows the same."""
    return name, settled_in(recall, f"{name}, pages", {each.address: (each,) for each in outlines})
