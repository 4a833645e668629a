"""The files of the site that are for machines: plans as data, the registers and the catalogue, the feed, the sitemap.

In: a Site. Out: Artifacts, in a fixed order. Not its business: the search index.
"""

import json
from collections.abc import Iterable, Iterator, Mapping

from generator.digests import digest_bytes
from generator.files import Artifact
from generator.model.site import LinkedPlan, Site
from generator.recall import Recall, anew, gist
from generator.show.catalogue import DATA, catalogue_twin
from generator.show.feed import feed, sitemaps
from generator.show.outline import Raw
from generator.show.register_files import register_files, years_of
from generator.show.task_sheets import sheets_of
from generator.show.twin import Json, plan_twin
from generator.urls import plan_url


def data_artifacts(site: Site, recall: Recall = anew) -> Iterator[Artifact]:
    """Yield plan.json of every plan, the registers by year, then the catalogue, feed.xml and the sitemap."""
    yield from (twin.make() for (twin,) in twins(site, recall).values())
    _, registers = register_files(site, years_of(site, recall), sheets_of(site, recall), recall)
    for files in registers.values():
        yield from (file.make() for file in files if isinstance(file, Raw))
    yield from lists_artifacts(site, recall)


def twins(site: Site, recall: Recall) -> Mapping[str, tuple[Raw]]:
    """Return plan.json of every plan, by the plan's id."""
    plans = site.plans
    return recall.later("data", (plans,), None, lambda key: (_twin(plans[key]),))


def _twin(linked: LinkedPlan) -> Raw:
    return Raw(_path_of(linked), lambda: twin_artifact(linked))


def _path_of(linked: LinkedPlan) -> str:
    return f"{plan_url(linked.plan.id)}plan.json"


def lists_artifacts(site: Site, recall: Recall = anew) -> Iterator[Artifact]:
    """Yield the catalogue, feed.xml and the sitemap."""
    heads = site.heads
    if heads:
        told = gist(
            recall,
            "catalogue data",
            (heads,),
            None,
            lambda key: _dumps(catalogue_twin(heads[key])),
        )
        yield recall(
            "catalogue file", told, None, lambda: _artifact(DATA, _rows("plans", told.values()))
        )
    yield _artifact("feed.xml", feed(site, recall))
    texts = sitemaps(site, recall)
    yield from recall(
        "sitemap files", texts, None, lambda: tuple(_artifact(path, text) for path, text in texts)
    )


def twin_artifact(linked: LinkedPlan) -> Artifact:
    """Return the plan's plan.json."""
    return _artifact(_path_of(linked), _json(plan_twin(linked)))


def _json(twin: Mapping[str, Json]) -> str:
    """Return the text of a JSON object, a line for each key: readable, and quick to write."""
    lines = (f'"{key}": {_dumps(value)}' for key, value in twin.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _rows(name: str, rows: Iterable[str]) -> str:
    """Return the text of a JSON object with one list, a line for each of its objects."""
    lines = ",\n".join(rows)
    return f"{{{_dumps(name)}: [\n{lines}\n]}}\n"


_dumps = json.JSONEncoder(ensure_ascii=False).encode


def _artifact(path: str, text: str) -> Artifact:
    data = text.encode("utf-8", "replace")
    return Artifact(path, data, digest_bytes(data))
