"""Where the search finds the tasks of two units: one is chosen by its id, the other asked for as texts print it.

In: a Site. Out: what follows the address of the search page. Names are printed in several ways; of two units, the one
that is nearly always called the same is the one that is asked for in words.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from generator.model.site import Site
from generator.recall import Recall, settled_in

Printed = Mapping[str, "Name"]
"""By unit."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a unit is mostly called."""

    word: str
    missed: float
    """In which part of its tasks it is called something that this is no part of."""


def names_of(site: Site, recall: Recall) -> Printed:
    """Return what each unit is mostly called in tasks."""
    own = {found.unit.id: _name(found.names) for found in site.units if found.names}
    return settled_in(recall, "names as printed", own)


def _name(printed: tuple[tuple[str, int], ...]) -> Name:
    counts = Counter(dict(printed))
    word = min(counts, key=lambda name: (-counts[name], name))
    missed = sum(count for name, count in counts.items() if word not in name)
    return Name(word, missed / counts.total())


def query_for(printed: Printed, one: str, other: str) -> str:
    """Return the query for the tasks of both units."""
    chosen, asked = sorted((one, other), key=lambda key: (-printed[key].missed, key))
    wanted = {"unit": chosen, "q": f'单位:"{printed[asked].word}"'}
    return f"?{urlencode(wanted)}"
