"""Attachments of a plan: each must be a file."""

from collections.abc import Iterator, Mapping
from posixpath import dirname, normpath

from generator.files import FileFact
from generator.model.plan import Plan
from generator.model.site import LinkedAttachment
from generator.problems import Problem, Severity, problem


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


def _source(plan_path: str, file: str) -> str:
    """Return a file's path in the content folder; one that would leave it is no path at all."""
    joined = normpath(f"{dirname(plan_path)}/{file}".lstrip("/"))
    return "" if joined.startswith("..") else joined
