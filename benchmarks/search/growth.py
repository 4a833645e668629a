"""How the search grows with the plans: its files, and what a first search loads of them.

In: numbers of plans. Out: figures of the index alone; no page is made and no browser asked.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from benchmarks.corpus.plans import MadePlan, plans
from benchmarks.search.queries import TIMED
from generator.search.digests import digest_of
from generator.search.documents import Document
from generator.search.shards import Named, directories_of, named, shards_of
from generator.search.texts import Head, sample_of, sampled, texts_of
from generator.search.vocabulary import learned, vocabulary_script

QUERIES = (*TIMED, "双减", "近视防控", "学前教育", "教师培训", "义务教育", "校园安全")


def grown(sizes: Sequence[int], say: Callable[[str], None]) -> Iterator[dict[str, Any]]:
    """Yield the figures of each size."""
    for size in sizes:
        say(f"growth, {size} plans")
        yield figures(size)


def figures(size: int) -> dict[str, Any]:
    """Return files and bytes of the index; bytes of ranges for each query, and those that a newest plan changes."""
    heads, documents = zip(*map(searched, plans(size)), strict=True)
    digests = [digest_of(each) for each in documents]
    vocabulary = learned(sample_of(documents[: sampled(size)]))
    written = texts_of([*zip(heads, documents, strict=True)], vocabulary)
    texts = [blocks for _, blocks in written]
    weights = [len(text.data) for own in texts for text in own]
    before = {artifact.path for _, artifact in shards_of(digests[:-1])}
    shards = list(shards_of(digests))
    directories = list(directories_of(named(shards)))
    return {
        "plans": size,
        "ranges": {"files": len(shards), "bytes": _bytes(shards)},
        "directories": {"files": len(directories), "bytes": _bytes(directories)},
        "texts": {"files": len(weights), "bytes": sum(weights)},
        "vocabulary": len(vocabulary_script(vocabulary).data),
        "queries": {query: loaded(shards, query) for query in QUERIES},
        "changed_by_a_plan": _bytes([s for s in shards if s[1].path not in before]),
    }


def _bytes(named: Sequence[Named]) -> int:
    return sum(len(artifact.data) for _, artifact in named)


def loaded(shards: Sequence[Named], query: str) -> int:
    """Return the bytes of the ranges that a phrase needs."""
    firsts = [_key(first) for first, _ in shards]
    pairs = {one + other for one, other in pairwise(query)}
    needed = {max(0, bisect_right(firsts, _key(pair)) - 1) for pair in pairs}
    return sum(len(shards[place][1].data) for place in needed)


def _key(term: str) -> bytes:
    return term.encode("utf-16-be")


def searched(made: MadePlan) -> tuple[Head, tuple[Document, ...]]:
    """Return what the search takes from a made plan."""
    head = (made.id, f"../plans/{made.id}/", made.title, made.published, made.issuer, "")
    return head, documents_of(made)


def documents_of(made: MadePlan) -> tuple[Document, ...]:
    """Return a made plan as the search sees it."""
    parts = tuple(part.title for part in made.parts)
    opening = Document(
        plan=made.id,
        task="",
        title=made.title,
        headings=parts,
        lead=(made.issuer,),
        body=(made.opening, made.number),
    )
    tasks = (
        Document(plan=made.id, task=task.id, title=task.title, mark=task.number, body=(task.text,))
        for task in made.tasks
    )
    return (opening, *tasks)
