"""Which of its eight masks a code for cameras is read best in: the one with the fewest places that mislead a reader.

In: a code in its first mask. Out: the number of the best one. All eight are weighed at once, as arrays; a code is valid
in any of them.

Source: ISO/IEC 18004:2015, 7.8.2 (masks) and 7.8.3.1 (what misleads, and how much).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from segno import consts

if TYPE_CHECKING:
    from segno import QRCode

Modules = NDArray[np.bool_]
"""Which modules are dark: of each mask, row and column."""
_RUN = 5
"""So many modules of one colour in a row mislead."""
_CORNER = np.array((1, 0, 1, 1, 1, 0, 1), dtype=bool)
"""What a reader takes for a part of a corner, where it has `_LIGHT` light modules before or behind it."""
_LIGHT = 4
_OVERLAPS = (4, 6)
"""So far from the beginning of one another may begin inside it."""
_OTHERS = (
    *(consts.TYPE_FINDER_PATTERN_DARK, consts.TYPE_FINDER_PATTERN_LIGHT, consts.TYPE_SEPARATOR),
    *(consts.TYPE_ALIGNMENT_PATTERN_DARK, consts.TYPE_ALIGNMENT_PATTERN_LIGHT),
    *(consts.TYPE_TIMING_DARK, consts.TYPE_TIMING_LIGHT),
)
"""Modules that are the same whatever a code says, and in whichever mask."""


def best_mask(code: "QRCode") -> int:
    """Return the mask that misleads least of a code whose mask is the first."""
    plan = _plan(code)
    bare = (np.array(code.matrix, dtype=bool) ^ plan.masks[0]) & plan.weighed
    return int(np.argmin(penalties(bare ^ plan.masks)))


@dataclass(frozen=True, slots=True)
class Plan:
    """What all codes of a size have in common."""

    masks: Modules
    """What each mask turns over."""
    weighed: Modules
    """What is there before the mask is known."""


_plans: dict[int, Plan] = {}


def _plan(code: "QRCode") -> Plan:
    size = len(code.matrix)
    if size not in _plans:
        kinds = np.array([*code.matrix_iter(border=0, verbose=True)])
        fixed, last = np.isin(kinds, _OTHERS), _last(size)
        _plans[size] = Plan(_masks(size) & ~(fixed | last), fixed | ~last)
    return _plans[size]


def _last(size: int) -> Modules:
    """Return where a code says which mask it is in, and a large one how large."""
    found = np.zeros((size, size), dtype=bool)
    found[8, :9] = found[:9, 8] = found[8, -8:] = found[-8:, 8] = True
    if size > 41:  # noqa: PLR2004  (version 7)
        found[:6, -11:-8] = found[-11:-8, :6] = True
    return found


def _masks(size: int) -> Modules:
    """Return what the masks turn over in a square of nothing but data."""
    i, j = np.indices((size, size))
    product = i * j
    return np.array(
        (
            (i + j) % 2 == 0,
            i % 2 == 0,
            j % 3 == 0,
            (i + j) % 3 == 0,
            (i // 2 + j // 3) % 2 == 0,
            product % 2 + product % 3 == 0,
            (product % 2 + product % 3) % 2 == 0,
            ((i + j) % 2 + product % 3) % 2 == 0,
        )
    )


def penalties(codes: Modules) -> NDArray[np.int64]:
    """Return how much each code misleads."""
    lines = np.stack((codes, codes.transpose(0, 2, 1)))
    same = lines[..., 1:] == lines[..., :-1]
    blocks = same[0, :, 1:] & same[0, :, :-1] & same[1].transpose(0, 2, 1)[:, :, 1:]
    dark = codes.mean((1, 2)) * 100
    found: NDArray[np.int64] = (
        _runs(same).sum((0, 2))
        + 3 * blocks.sum((1, 2))
        + 40 * _corners(lines).sum((0, 2))
        + 10 * (np.abs(dark - 50) / 5).astype(int)
    )
    return found


def _runs(same: Modules) -> NDArray[np.int64]:
    """Return what runs of a colour count in each line: three for the shortest, and one for each module more."""
    whole = np.logical_and.reduce([_from(same, n, _RUN - 1) for n in range(_RUN - 1)])
    begun = whole[..., 0].astype(int) + (whole[..., 1:] & ~whole[..., :-1]).sum(-1)
    found: NDArray[np.int64] = whole.sum(-1) + 2 * begun
    return found


def _corners(lines: Modules) -> NDArray[np.int64]:
    """Return how many likenesses of a corner are in each line; of two that overlap the first counts."""
    length = len(_CORNER)
    there = np.logical_and.reduce([_from(lines, n, length) == _CORNER[n] for n in range(length)])
    edge = ((0, 0), (0, 0), (0, 0), (_LIGHT, _LIGHT))
    light = ~np.pad(lines, edge)
    lit = np.logical_and.reduce([_from(light, n, _LIGHT) for n in range(_LIGHT)])
    there &= lit[..., : there.shape[-1]] | lit[..., length + _LIGHT :]
    for n in range(there.shape[-1]):
        for behind in _OVERLAPS:
            if behind <= n:
                there[..., n] &= ~there[..., n - behind]
    found: NDArray[np.int64] = there.sum(-1)
    return found


def _from(lines: Modules, first: int, length: int) -> Modules:
    """Return the modules that are the `first` of so many, for all places where so many fit in."""
    return lines[..., first : lines.shape[-1] - length + 1 + first]
