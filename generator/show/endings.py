"""What stands below the tasks of a plan: its attachments, and the documents that it cites.

In: a LinkedPlan. Out: a `FileView` for each file, a `Cited` for each document.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.site import LinkedAttachment, LinkedPlan
from generator.portable import portable
from generator.show.rows import Link
from generator.urls import policy_url, task_url

_KB, _MB = 1_000, 1_000_000


@portable
@dataclass(frozen=True, slots=True)
class FileView:
    """An attachment."""

    title: str
    address: str
    format: str
    size: str
    digest: str
    """SHA-256, hexadecimal: what `sha256sum` prints."""


@portable
@dataclass(frozen=True, slots=True)
class Cited:
    """A cited document and the tasks that name it."""

    policy: Link
    issuer: str
    tasks: tuple[Link, ...]


def file_view(attachment: LinkedAttachment) -> FileView:
    """Return an attachment as shown."""
    name = attachment.address.rpartition("/")[2]
    ending = name.rpartition(".")[2] if "." in name else ""
    return FileView(
        title=attachment.title or name,
        address=attachment.address,
        format=ending.upper(),
        size=size_text(attachment.size),
        digest=attachment.digest,
    )


def size_text(size: int) -> str:
    """Return a file's size for readers: 812 B, 12 KB, 3.4 MB (of 1,000 each)."""
    if size < _KB:
        return f"{size} B"
    return f"{size / _KB:.0f} KB" if size < _MB - _KB // 2 else f"{size / _MB:.1f} MB"


def cited_documents(linked: LinkedPlan) -> Iterator[Cited]:
    """Yield each cited document once, in printed order, with the tasks that name it."""
    policies = {p.policy.id: p.policy for p in linked.policies}
    tasks: dict[str, dict[str, Link]] = {key: {} for key in policies}
    for found in linked.tasks:
        link = Link(found.task.number or found.task.id, task_url(found.plan, found.task.id))
        for p in found.policies:
            policies.setdefault(p.policy.id, p.policy)
            tasks.setdefault(p.policy.id, {})[found.task.id] = link
    for key, policy in policies.items():
        yield Cited(Link(policy.title, policy_url(key)), policy.issuer, tuple(tasks[key].values()))
