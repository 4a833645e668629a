"""Words to make plans of: those of the lists, and names without end.

In: the lists in words/, a source of chance. Out: words. Names follow a Zipf–Mandelbrot law over ranks without an end,
so that new ones keep coming, as in real collections (Heaps' law); the name of a rank is always the same.
"""

from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from random import Random

WORDS = Path(__file__).parent / "words"
KNOWN, RARITY, EVENNESS = 30, 0.1, 0.9
"""Names heard about equally often; exponent by which the rest grow rarer (Heaps' exponent of the names alone is
1 / (1 + RARITY)); how evenly their characters are used (1: all alike). Tuned to real documents."""
SPREAD = 2_654_435_761  # Knuth's multiplicative hash: neighbouring ranks get unlike names
PIECES = 1 << 32


@cache
def listed(name: str) -> tuple[str, ...]:
    """Return the words of a list, in its order."""
    return tuple(word for line in lines(name) for word in line.split())


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the lines of a list, without remarks."""
    text = (WORDS / f"{name}.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def all_words() -> frozenset[str]:
    """Return every word of every list that is no grammar."""
    grammar = {"clauses", "titles", "headings", "policies", "characters"}
    names = [path.stem for path in sorted(WORDS.glob("*.txt")) if path.stem not in grammar]
    return frozenset(word for name in names for word in listed(name) if not word.isdigit())


@cache
def weights(count: int) -> tuple[float, ...]:
    """Return cumulated weights: the first words are the most frequent, by Zipf's law with a flat start."""
    return tuple(accumulate(1 / (rank + 8) for rank in range(count)))


def pick(chance: Random, words: tuple[str, ...]) -> str:
    """Return one of the words, an earlier one more often."""
    return chance.choices(words, cum_weights=weights(len(words)))[0]


def name(chance: Random) -> str:
    """Return the name of a place or a scheme: a known one mostly, at times one never heard before."""
    return name_of(int(KNOWN * (chance.random() ** -(1 / RARITY) - 1)))


@lru_cache(maxsize=1 << 16)
def name_of(rank: int) -> str:
    """Return the name of a rank: two characters, or three for every third; usual characters more often."""
    characters = listed("characters")[0]
    found, seed = "", rank + 1
    for _ in range(2 + (rank % 3 > 1)):
        seed = seed * SPREAD % (PIECES * 97 + 1)
        found += characters[int(len(characters) * (seed % PIECES / PIECES) ** EVENNESS)]
    return found
