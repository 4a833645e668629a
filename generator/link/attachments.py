"""Attachments and internal links of a plan: each must lead to something."""

import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, normpath
from urllib.parse import unquote

from generator.files import FileFact
from generator.model.plan import Plan
from generator.model.site import LinkedAttachment
from generator.problems import Problem, Severity, Span, problem
from generator.urls import address_of, plan_url

_LINK = re.compile(r"\[[^\[\]]{0,200}\]\(\s*<?([^()\s<>]{1,500})>?\s*\)")


def attachments_of(plan: Plan, files: Mapping[str, FileFact]) -> tuple[LinkedAttachment, ...]:
    """Return the plan's attachments that exist."""
    linked = []
    for each in plan.meta.attachments:
        source = _source(plan.path, each.file)
        if each.file and source in files:
            fact = files[source]
            address = f"plans/{plan.id}/files/{source.rpartition('/')[2]}"
            linked.append(
                LinkedAttachment(each.title or each.file, source, address, fact.size, fact.digest)
            )
    return tuple(linked)


def attachment_problems(plan: Plan, files: Mapping[str, FileFact]) -> Iterator[Problem]:
    """Yield attachments that are missing, have no file, or share their file's name with another."""
    names: set[str] = set()
    for each in plan.meta.attachments:
        if not each.file:
            yield problem("attachment-without-file", each.at, Severity.WARNING, title=each.title)
            continue
        source = _source(plan.path, each.file)
        name = source.rpartition("/")[2].casefold()
        if source not in files:
            yield problem("missing-attachment", each.at, file=each.file)
        elif name in names:
            yield problem("repeated-attachment", each.at, file=each.file)
        names.add(name)


def link_problems(plan: Plan, addresses: frozenset[str]) -> Iterator[Problem]:
    """Yield links in the plan's text that lead to no page of the site."""
    for text, at in _texts(plan):
        for found in _LINK.finditer(text):
            address = address_of(plan_url(plan.id), unquote(found.group(1)))
            if address is None:
                continue
            if (address.partition("#")[0].strip("/") or ".") not in addresses:
                yield problem("broken-link", at, link=found.group(1))


def _texts(plan: Plan) -> Iterator[tuple[str, Span]]:
    for text in (*plan.opening, *plan.closing):
        yield text, plan.at
    for task in plan.tasks:
        for text in (task.title, *task.text, *(each.text.value for each in task.measures)):
            yield text, task.at


def _source(plan_path: str, file: str) -> str:
    """Return a file's path in the content folder; one that would leave it is no path at all."""
    joined = normpath(f"{dirname(plan_path)}/{file}".lstrip("/"))
    return "" if joined.startswith("..") else joined
