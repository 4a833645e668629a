"""Which plans are public at a moment; what is not public takes no part in anything that is published."""

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


def next_change(plans: tuple[Plan, ...], now: str) -> str:
    """Return the earliest moment after `now` at which a plan becomes public or stops being so; or ""."""
    moments = (each for plan in plans for each in (plan.meta.publish_at, plan.meta.expires_at))
    later = sorted(each for each in moments if each and not _reached(each, now))
    return later[0] if later else ""
