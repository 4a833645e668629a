"""The files that the search page loads.

In: a Site. Out: `Artifact`s below `search/`: `boot.js` names the others. Not its business: the page itself.
What stands at which place of these lists is told where each is made; `search.js` reads them in that order.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from generator.files import Artifact
from generator.forms.inline import plain
from generator.model.site import LinkedPlan, Site
from generator.official.standing import standing_of
from generator.search.documents import Document, documents_of
from generator.search.folding import folding, narrowing, simplifying
from generator.search.postings import FIELDS, Posting, Term, terms_of
from generator.search.scripts import content_script, file_name, named_script
from generator.urls import link, plan_url

BLOCK: Final = 64
"""Documents in one file of texts."""
_HERE: Final = "search/"


def search_artifacts(site: Site) -> tuple[Artifact, ...]:
    """Return all files below `search/` that the search page loads."""
    documents = documents_of(site)
    index = content_script("index", _index(terms_of(documents)))
    catalogue = content_script("catalogue", _catalogue(site, documents))
    characters = content_script("characters", _characters())
    texts = tuple(_texts(documents))
    boot = {
        "index": file_name(index),
        "catalogue": file_name(catalogue),
        "characters": file_name(characters),
        "texts": [file_name(artifact) for artifact in texts],
        "block": BLOCK,
    }
    return (named_script("boot", boot), index, catalogue, characters, *texts)


def _index(terms: Sequence[Term]) -> object:
    """Return the terms (no term has a blank), their numbers, and for each its postings by field."""
    return {
        "fields": list(FIELDS),
        "terms": " ".join(term.text for term in terms),
        "numbers": [term.number for term in terms],
        "postings": [[_gaps(posting) for posting in term.fields] for term in terms],
    }


def _gaps(posting: Posting) -> list[int]:
    """Return document, score, document, score …; each document as its distance from the one before."""
    before = (0, *(document for document, _ in posting))
    pairs = zip(posting, before, strict=False)
    return [number for (document, score), last in pairs for number in (document - last, score)]


def _catalogue(site: Site, documents: Sequence[Document]) -> object:
    """Return the plans, units and topics, and by which of them each document is found."""
    units = {entry.unit.id: entry.unit.name for entry in site.units}
    topics = {entry.topic.id: entry.topic.name for entry in site.topics}
    unit_places, topic_places = _places(units), _places(topics)
    years = _years(site)
    plans = _places(site.plans)
    return {
        "plans": [_plan(linked, years.get(key, [])) for key, linked in site.plans.items()],
        "units": [list(pair) for pair in units.items()],
        "topics": [list(pair) for pair in topics.items()],
        "documents": [
            [plans[d.plan], d.task, _known(unit_places, d.units), _known(topic_places, d.topics)]
            for d in documents
        ],
    }


def _plan(linked: LinkedPlan, years: list[int]) -> list[object]:
    """Return id, address, title, date, issuer, mark and years of a plan."""
    plan = linked.plan
    date = (plan.meta.published or plan.meta.written)[:10]
    address = link(_HERE, plan_url(plan.id))
    return [plan.id, address, plain(plan.title), date, plan.issuer, standing_of(linked), years]


def _years(site: Site) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for entry in site.years:
        for plan in entry.plans:
            found.setdefault(plan, []).append(entry.year)
    return found


def _places(ids: Iterable[str]) -> dict[str, int]:
    return {key: place for place, key in enumerate(ids)}


def _known(places: Mapping[str, int], ids: Iterable[str]) -> list[int]:
    return [places[key] for key in ids if key in places]


def _characters() -> str:
    """Return traditional characters, each followed by the simplified one that it counts as."""
    return "".join(chr(code) for code in chain.from_iterable(sorted(simplifying().items())))


def _texts(documents: Sequence[Document]) -> Iterator[Artifact]:
    for number, start in enumerate(range(0, len(documents), BLOCK)):
        block = [_text(document) for document in documents[start : start + BLOCK]]
        yield content_script(f"texts-{number}", block)


def _text(document: Document) -> list[object]:
    """Return mark, title, headings, lead, cooperating, body, deadlines, targets, and simplified text.

    The last is empty where the browser's own small table gives it, which is nearly always.
    """
    text = "\n".join(document.pieces)
    folded = text.translate(folding())
    d = document
    return [
        *(d.mark, d.title, d.headings, d.lead, d.cooperating, d.body, d.deadlines, d.targets),
        "" if text.translate(narrowing()) == folded else folded,
    ]
