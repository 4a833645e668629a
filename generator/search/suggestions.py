"""What is offered while a visitor types: units, topics and their words, plans, found by pinyin initials too.

In: a Site. Out: rows of kind, text and initials, each text once. Not its business: which of them fit.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Final

from generator.model.site import Site
from generator.recall import Recall, anew

TITLES: Final = 300
"""So many plans are offered, the newest: what is offered has to be small."""


def suggestions_of(site: Site, recall: Recall = anew) -> list[tuple[str, str, str]]:
    """Return kind, text and initials (教育局: jyj) of everything that is offered."""
    texts = tuple(_texts(site))
    return recall("suggestions", None, texts, lambda: _suggestions(texts))


def _suggestions(texts: Iterable[tuple[str, str]]) -> list[tuple[str, str, str]]:
    known: dict[str, str] = {}
    for kind, text in texts:
        known.setdefault(text, kind)
    return [(kind, text, _initials(text)) for text, kind in known.items()]


def _texts(site: Site) -> Iterator[tuple[str, str]]:
    for topic in site.topics:
        yield "topic", topic.topic.name
        yield from (("topic", word) for word in topic.topic.words)
    for unit in site.units:
        yield "unit", unit.unit.name
        yield from (("unit", name) for name in unit.unit.aliases)
    for head in islice(site.heads.values(), TITLES):
        yield "plan", head.linked.plan.title


@lru_cache(maxsize=4096)
def _initials(text: str) -> str:
    # pypinyin reads its dictionaries when it is imported: 55 MB that other processes do without
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()
