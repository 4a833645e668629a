"""Pieces of long files, remembered as they were written for as long as they are there.

In: what writes a piece, the piece. Out: what it wrote. A preview writes the same few pieces again and again
and holds on to them; where each is written once it is forgotten with its file.
"""

from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

_PIECES = 256
"""So many pieces of files are remembered; each has a hundred rows."""


class Pieces:
    """Gives what a function makes of a piece and other values, as it was made before where these are the same."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self.known = WeakKeyDictionary[object, dict[tuple[object, ...], Any]]()

    def __call__(self, function: Callable[..., Any], piece: object, *values: object) -> Any:
        """Return it."""
        if len(self.known) > _PIECES:
            self.known.clear()
        made = self.known.pop(piece, {})
        self.known[piece] = (
            made  # under this one: an equal one that it takes the place of may be gone soon
        )
        how = (function, *values)
        if how not in made:
            made[how] = function(piece, *values)
        return made[how]
