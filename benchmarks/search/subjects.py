"""What is measured: a search engine's site, how it is asked, where its answers stand.

In: nothing. Out: the shape that each engine (ours, pagefind, lunr_file, material) gives.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus.plans import MadePlan

Maker = Callable[[list[MadePlan], Path], "Subject"]


@dataclass(frozen=True, slots=True)
class Subject:
    """A search engine with the plans in it, ready to be served."""

    name: str
    version: str
    site: Path
    index: tuple[Path, ...]
    """Files that only the search needs."""
    page: str
    """Address of a question, with {query}."""
    done: str
    """Selector of what is there once the first answer is."""
    answers: str
    """JavaScript: async (query) => {plans: [ids in order, each once], total: how many plans}."""
    asks_by_address: bool = False
    """Whether `answers` reads the page that the address of the question leads to."""
    has_phrases: bool = True
    """Whether quotation marks hold words together."""
    is_slow: bool = False
    """Whether a cold search takes so long that one query is asked, once."""

    @property
    def size(self) -> dict[str, int]:
        """Return bytes and number of the index's files."""
        return {
            "bytes": sum(path.stat().st_size for path in self.index),
            "files": len(self.index),
        }


def files_of(folder: Path, *but: str) -> tuple[Path, ...]:
    """Return the files in a folder, but those of these names."""
    return tuple(
        path for path in sorted(folder.rglob("*")) if path.is_file() and path.name not in but
    )
