"""The files that the search page loads.

In: a Site, and what is already known of its plans. Out: `Artifact`s below `search/`: `boot.js` names the others.
Not its business: the page itself. `docs/search.md` tells what stands in each file.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Final

from generator.files import Artifact
from generator.model.site import LinkedPlan, Site
from generator.search.columns import Searched, columns_of, facets_of
from generator.search.digests import FIELDS, Digest, digest_of
from generator.search.documents import Document, plan_documents
from generator.search.folding import simplifying
from generator.search.monolith import lunr_artifact
from generator.search.packing import json_bytes, name_of, packed_script, plain_script
from generator.search.shards import latin_terms, shards_of
from generator.search.suggestions import suggestions_of
from generator.search.texts import Head, head_of, text_blocks

FORMAT: Final = 2
"""Changes with what stands in the files."""
SMALL: Final = 30
"""A site with fewer plans publishes lunr's own index too."""
Input = tuple[Head, tuple[Document, ...]]
Prepared = tuple[Digest, tuple[tuple[int, str, bytes, str], ...]]
"""What is worked out for a plan by itself: its digest, its texts (first document, path, bytes, digest)."""


def input_of(linked: LinkedPlan) -> Input:
    """Return all that the search takes from a plan."""
    return head_of(linked), plan_documents(linked)


def prepared(plan: Input) -> Prepared:
    """Return what is worked out for a plan by itself: slow, so it is kept and shared among processes."""
    head, documents = plan
    texts = ((n, text.path, text.data, text.digest) for n, text in text_blocks(head, documents))
    return digest_of(documents), tuple(texts)


def search_artifacts(site: Site) -> tuple[Artifact, ...]:
    """Return all files below `search/` that the search page loads."""
    inputs = [input_of(linked) for linked in site.plans.values()]
    return assembled(site, inputs, [prepared(plan) for plan in inputs])


def assembled(
    site: Site, inputs: Sequence[Input], answers: Sequence[Prepared]
) -> tuple[Artifact, ...]:
    """Return the same from what is prepared for each plan. Plans are numbered oldest first: a new one moves none."""
    plans = list(_searched(site, inputs, answers))
    plans.reverse()
    shards = list(shards_of(plan.digest for plan in plans))
    columns, facets = list(columns_of(plans)), list(facets_of(plans))
    latin = latin_terms({term for plan in plans for term in plan.digest[1]})
    single = {
        "latin": packed_script(" ".join(latin).encode()),
        "names": packed_script(json_bytes(_names(site))),
        "characters": packed_script(_characters().encode()),
        "suggestions": packed_script(json_bytes(suggestions_of(site))),
        "synonyms": packed_script(
            json_bytes([[list(s.words), list(s.means)] for s in site.synonyms])
        ),
    }
    boot = {
        "format": FORMAT,
        "plans": len(plans),
        "documents": sum(len(plan.documents) for plan in plans),
        "averages": _averages(plan.digest for plan in plans),
        "boosts": list(FIELDS.values()),
        "firsts": " ".join(first for first, _ in shards),
        "shards": " ".join(name_of(shard) for _, shard in shards),
        "columns": " ".join(map(name_of, columns)),
        "facets": " ".join(map(name_of, facets)),
        **{key: name_of(artifact) for key, artifact in single.items()},
    }
    files = [
        *(plain_script("boot", boot), *single.values(), *columns, *facets),
        *(shard for _, shard in shards),
        *(text for plan in plans for _, text in plan.texts),
    ]
    if 0 < len(plans) < SMALL:
        newest_first = reversed([plan.documents for plan in plans])
        files.append(lunr_artifact(tuple(chain.from_iterable(newest_first))))
    # Two plans may have the same rows, and so the same file.
    return tuple({artifact.path: artifact for artifact in files}.values())


def _searched(
    site: Site, inputs: Sequence[Input], answers: Sequence[Prepared]
) -> Iterable[Searched]:
    years = _years(site)
    for (key, linked), (head, documents), (digest, texts) in zip(
        site.plans.items(), inputs, answers, strict=True
    ):
        scripts = tuple((n, Artifact(path, data, name)) for n, path, data, name in texts)
        yield Searched(
            head, linked.plan.kind, tuple(years.get(key, ())), documents, digest, scripts
        )


def _averages(digests: Iterable[Digest]) -> list[float]:
    """Return the average number of terms in each field, as lunr counts it."""
    lengths = [sizes for digest in digests for sizes in digest[0]]
    columns = zip(*lengths, strict=True) if lengths else [()] * len(FIELDS)
    return [sum(column) / max(1, len(lengths)) for column in columns]


def _years(site: Site) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for entry in site.years:
        for plan in entry.plans:
            found.setdefault(plan, []).append(entry.year)
    return found


def _names(site: Site) -> object:
    """Return what ids stand for."""
    return {
        "unit": {entry.unit.id: entry.unit.name for entry in site.units},
        "topic": {entry.topic.id: entry.topic.name for entry in site.topics},
    }


def _characters() -> str:
    """Return traditional characters, each followed by the simplified one that it counts as."""
    return "".join(chr(code) for code in chain.from_iterable(sorted(simplifying().items())))
