"""What a build is asked for, beside its input.

In: nothing. Out: `Settings`. Not its business: where they come from (see `cli`).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything but the files that decides what a build makes."""

    today: str
    """Local date and time, YYYY-MM-DDTHH:MM: decides what is public yet, and is never published."""
    base_url: str | None = None
    """Absolute address that replaces the one in site.yaml."""
    drafts: bool = False
    strict: bool = False
    """Warnings keep the site from being written."""
