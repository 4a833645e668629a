"""The site for machines that follow it: an Atom feed and a sitemap.

In: a Site. Out: XML texts. Dates are those that the documents state; the clock is never asked, so a
build of the same content is the same. Drafts are in neither.

Sources: RFC 4287 (Atom), sitemaps.org protocol 0.9.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from heapq import nlargest
from html import escape

from generator.digests import digest
from generator.forms.inline import plain
from generator.model.site import Head, LinkedPlan, Site
from generator.recall import Recall, anew, gist
from generator.show.frame import base_of, web
from generator.show.rows import day_of
from generator.urls import (
    CATALOGUE,
    MEASURES,
    SITE_MAP,
    TOGETHER,
    due_url,
    file_of,
    measure_url,
    place_url,
    plan_url,
    policy_url,
    topic_url,
    unit_url,
    year_url,
)

_ENTRIES = 50
_ZONE = "+08:00"
"""Official dates are dates in China."""
_SITEMAP_ROOM = 50_000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml(text: str) -> str:
    """Return `text` for XML 1.0, without the characters that it cannot hold."""
    return escape(_FORBIDDEN.sub("", text))


def feed(site: Site, recall: Recall = anew) -> str:
    """Return the Atom feed of the newest plans. A plan without any date cannot be an entry."""
    base = web(base_of(site.config.base_url))
    instants = _instants(site, recall)
    keys = recall("newest", instants, None, lambda: _newest(instants))
    newest = [site.heads[key] for key in keys]
    updated = instants[keys[0]] if newest else "1970-01-01T00:00:00Z"
    lines = [
        f'{_HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{xml(site.config.language)}">',
        f"<id>{xml(base) or _urn('site', site.config.name)}</id>",
        f"<title>{xml(site.config.name)}</title>",
        f"<updated>{updated}</updated>",
        f"<author><name>{xml(site.config.owner or site.config.name)}</name></author>",
        f'<link rel="self" href="{xml(base)}feed.xml"/>',
        f'<link rel="alternate" type="text/html" href="{xml(_page(base, ""))}"/>',
        *(line for head in newest for line in _entry(base, head)),
        "</feed>\n",
    ]
    return "\n".join(lines)


def _newest(instants: Mapping[str, str]) -> list[str]:
    dated = (key for key, instant in instants.items() if instant)
    return nlargest(_ENTRIES, dated, key=instants.__getitem__)


def _entry(base: str, head: Head) -> Iterator[str]:
    linked, plan, meta = head.linked, head.linked.plan, head.linked.plan.meta
    address = plan_url(plan.id)
    yield "<entry>"
    yield f"<id>{xml(f'{base}{address}') if base else _urn('plan', plan.issuer, plan.id)}</id>"
    yield f"<title>{xml(plain(plan.title))}</title>"
    yield f"<updated>{_instant(linked)}</updated>"
    if meta.published:
        yield f"<published>{_time(meta.published)}</published>"
    if plan.issuer:
        yield f"<author><name>{xml(plan.issuer)}</name></author>"
    yield f'<link rel="alternate" type="text/html" href="{xml(_page(base, address))}"/>'
    yield f"<summary>{xml(plain(meta.summary or head.words))}</summary>"
    yield "</entry>"


def _instants(site: Site, recall: Recall) -> Mapping[str, str]:
    """Return when each plan that is public and has a date was published or changed last; "" for the others."""
    heads = site.heads
    return gist(recall, "instants", (heads,), None, lambda key: _public_instant(heads[key].linked))


def _public_instant(linked: LinkedPlan) -> str:
    return "" if linked.is_draft or not day_of(linked) else _instant(linked)


def _instant(linked: LinkedPlan) -> str:
    """Return when the plan was published, else written, and then whatever change was noted last."""
    meta = linked.plan.meta
    return max(_time(date) for date in (meta.published or meta.written, *_changes(linked)))


def _changes(linked: LinkedPlan) -> Iterator[str]:
    return (change.date for change in linked.plan.meta.changes if change.date)


def _time(date: str) -> str:
    """Return an ISO date, or date and time, as RFC 3339 wants it."""
    day, _, time = date.partition("T")
    return f"{day}T{time[:5] or '00:00'}:00{_ZONE}"


def _urn(*parts: str) -> str:
    """Return a stable name for a site that knows no address of its own (RFC 9562, version 8)."""
    d = digest(*parts)
    return f"urn:uuid:{d[:8]}-{d[8:12]}-8{d[13:16]}-a{d[17:20]}-{d[20:32]}"


def _page(base: str, address: str) -> str:
    """Return the link to a page: absolute, or relative to the root where feed and sitemap lie."""
    return f"{base}{address}" if base else file_of(address)


def sitemaps(site: Site, recall: Recall = anew) -> tuple[tuple[str, str], ...]:
    """Return (path, text) of the sitemap; beyond 50,000 addresses it is an index of several."""
    # the form asks for whole addresses; a site that does not know its own has at least its domain
    domain = f"https://{site.config.domain}/" if site.config.domain else ""
    base = web(base_of(site.config.base_url or domain))
    instants = _instants(site, recall)
    listed = (base, _listed(site), frozenset(_drafts(site)))
    return recall(
        "sitemap", instants, listed, lambda: tuple(_sitemaps(base, _addresses(site, instants)))
    )


def _drafts(site: Site) -> Iterator[str]:
    return (key for key, head in site.heads.items() if head.linked.is_draft)


def _listed(site: Site) -> tuple[object, ...]:
    """Return what, beside the plans, has a page."""
    return (
        site.shares_tasks,
        tuple(found.id for found in site.measures),
        tuple(found.unit.id for found in site.units),
        tuple(found.topic.id for found in site.topics),
        tuple(found.year for found in site.years),
        tuple(site.policies),
        tuple(site.places),
        site.due_years,
    )


def _sitemaps(base: str, addresses: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    entries = [_url(_page(base, address), day) for address, day in addresses]
    if len(entries) <= _SITEMAP_ROOM:
        yield "sitemap.xml", _wrapped("urlset", entries)
        return
    parts = range(0, len(entries), _SITEMAP_ROOM)
    names = [f"sitemap-{number}.xml" for number, _ in enumerate(parts, 1)]
    index = [f"<sitemap><loc>{xml(f'{base}{name}')}</loc></sitemap>" for name in names]
    yield "sitemap.xml", _wrapped("sitemapindex", index)
    for name, start in zip(names, parts, strict=True):
        yield name, _wrapped("urlset", entries[start : start + _SITEMAP_ROOM])


def _wrapped(element: str, lines: Iterable[str]) -> str:
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return "\n".join((f'{_HEAD}<{element} xmlns="{space}">', *lines, f"</{element}>\n"))


def _url(address: str, day: str) -> str:
    last = f"<lastmod>{xml(day)}</lastmod>" if day else ""
    return f"<url><loc>{xml(address)}</loc>{last}</url>"


def _compared(site: Site) -> Iterator[str]:
    if site.measures:
        yield MEASURES
    yield from (measure_url(found.id) for found in site.measures)


def _addresses(site: Site, instants: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the address of every page worth finding, with the date that its document states."""
    yield "", ""
    drafts = {*_drafts(site)}
    for key in site.heads:
        if key not in drafts:
            yield plan_url(key), instants[key][:10]
    filled: tuple[tuple[str, Iterable[str]], ...] = (
        ("plans/", (CATALOGUE,) if site.heads else ()),
        ("tasks/", ()),
        ("targets/", _compared(site)),
        (
            "units/",
            (
                *((TOGETHER,) if site.shares_tasks else ()),
                *(unit_url(found.unit.id) for found in site.units),
            ),
        ),
        ("topics/", (topic_url(found.topic.id) for found in site.topics)),
        ("years/", (year_url(found.year) for found in site.years)),
        ("policies/", map(policy_url, site.policies)),
        *((("deadlines/", map(due_url, site.due_years)),) if site.due_years else ()),
        *((("places/", map(place_url, site.places)),) if site.places else ()),
        ("search/", ()),
        (SITE_MAP, ()),
    )
    for index, addresses in filled:
        yield index, ""
        for address in addresses:
            yield address, ""
