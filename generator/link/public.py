"""Which plans are public at a moment; what is not public takes no part in anything that is published."""

from collections.abc import Iterable

from generator.model.plan import Plan


def is_public(plan: Plan, now: str) -> bool:
    """Return whether the plan is published at `now` (ISO date and time, local, to the minute)."""
    meta = plan.meta
    if meta.draft:
        return False
    if meta.publish_at and not _reached(meta.publish_at, now):
        return False
    return not (meta.expires_at and _reached(meta.expires_at, now))


def _reached(moment: str, now: str) -> bool:
    """Return whether `moment` (a date means its beginning) is not later than `now`."""
    start = moment if "T" in moment else f"{moment}T00:00"
    return start <= now


def moments(plan: Plan) -> tuple[str, ...]:
    """Return when a plan becomes public, or stops being so."""
    return tuple(filter(None, (plan.meta.publish_at, plan.meta.expires_at)))


def next_change(found: Iterable[str], now: str) -> str:
    """Return the earliest of these moments that is after `now`; or ""."""
    return min((each for each in found if not _reached(each, now)), default="")
