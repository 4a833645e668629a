"""A plan for machines that index the web, in the words of schema.org.

In: what the page of a plan knows. Out: a value for JSON. What is unknown is left out.

Source: https://schema.org/Report; the form is JSON-LD 1.1.
"""

from collections.abc import Mapping

from generator.model.plan import Plan
from generator.show.facts import last_change
from generator.show.twin import Json

Described = tuple[tuple[str, str], ...]
"""Properties of the plan that are plain texts."""


def described_of(plan: Plan) -> Described:
    """Return what schema.org has a word for."""
    meta = plan.meta
    found = (
        ("datePublished", meta.published),
        ("dateModified", last_change(meta)),
        ("dateCreated", meta.written),
        ("reportNumber", meta.doc_no),
        ("publisher", plan.issuer),
    )
    return tuple((key, value) for key, value in found if value)


def described(title: str, address: str, properties: Described, language: str) -> Mapping[str, Json]:
    """Return the plan at an address as linked data."""
    known: dict[str, Json] = dict(properties)
    if "publisher" in known:
        known["publisher"] = {"@type": "GovernmentOrganization", "name": known["publisher"]}
    return {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": title,
        "url": address,
        "inLanguage": language,
        **known,
    }
