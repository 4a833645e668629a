"""A page before it gets its frame.

In: an address, a template's name, a view. Nothing else.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outline:
    """What a page shows, and where."""

    address: str
    template: str
    view: object
