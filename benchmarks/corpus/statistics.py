"""What the made plans are like, in the figures by which an index and a compressor feel them.

`python3 -m benchmarks corpus [PLANS]` prints them; pass files to have real documents beside them.
"""

import gzip
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

HAN = re.compile(r"[㐀-鿿]+")


@dataclass(frozen=True, slots=True)
class Statistics:
    """Figures of a collection of texts."""

    texts: int
    characters: int
    """The median of a text."""
    pairs: int
    """Distinct pairs of characters of a text, the median."""
    gzip_ratio: float
    """Bytes of a text compressed, of its bytes in UTF-8; the median."""
    vocabulary: int
    """Distinct pairs of all texts."""
    growth: float
    """Exponent of Heaps' law over the second half: pairs ∝ characters ** growth."""


def pairs_of(text: str) -> set[str]:
    """Return the pairs of characters of a text."""
    return {run[at : at + 2] for run in HAN.findall(text) for at in range(len(run) - 1)}


def statistics_of(texts: Iterable[str]) -> Statistics:
    """Return the figures of a collection of at least two texts."""
    vocabulary: set[str] = set()
    rows: list[tuple[int, int, float, int]] = []
    for text in texts:
        pairs, data = pairs_of(text), text.encode()
        vocabulary |= pairs
        ratio = len(gzip.compress(data, 6, mtime=0)) / len(data)
        rows.append((len(text), len(pairs), ratio, len(vocabulary)))
    characters, pairs_each, ratios, sizes = zip(*rows, strict=True)
    return Statistics(
        texts=len(rows),
        characters=round(median(characters)),
        pairs=round(median(pairs_each)),
        gzip_ratio=round(median(ratios), 3),
        vocabulary=len(vocabulary),
        growth=growth_of(characters, sizes),
    )


def growth_of(characters: tuple[int, ...], sizes: tuple[int, ...]) -> float:
    """Return the exponent by which the vocabulary grows from the middle of a collection to its end."""
    half = max(1, len(sizes) // 2)
    text = math.log(sum(characters) / sum(characters[:half]))
    return round(math.log(sizes[-1] / sizes[half - 1]) / text, 3)
