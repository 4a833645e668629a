"""A page before it gets its frame.

In: an address, a template's name, a view. Nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from generator.recall import Recall, settled


@dataclass(frozen=True, slots=True)
class Outline:
    """What a page shows, and where."""

    address: str
    template: str
    view: object


Sheaf = tuple[str, Callable[[], tuple[Outline, ...]]]
"""Pages that are made together, of the same values: a name that no other has, and what makes them. Where the values are
as in the last build, so are the pages: the very same."""


def lone(recall: Recall, outline: Outline) -> Sheaf:
    """Return a page that is quickly made: the same as before where it shows the same."""
    return outline.address, partial(settled, recall, f"page {outline.address}", (outline,))
