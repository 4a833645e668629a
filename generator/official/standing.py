"""How a plan stands: in force, amended, ended, replaced, not public yet."""

from generator.model.site import LinkedPlan

_ENDED = ("失效", "废止", "停止执行")
_AMENDED = ("修改", "修订")


def status_kind(status: str) -> str:
    """Return in-force, amended, ended or "": what 效力状态 amounts to."""
    if any(word in status for word in _ENDED):
        return "ended"
    if any(word in status for word in _AMENDED):
        return "amended"
    return "in-force" if "有效" in status else ""


def is_over(linked: LinkedPlan) -> bool:
    """Return whether nobody has to do any more what a plan says."""
    return standing_of(linked) in ("ended", "superseded")


def standing_of(linked: LinkedPlan) -> str:
    """Return what a reader has to know about a plan before anything else: draft, ended, superseded or ""."""
    if linked.is_draft:
        return "draft"
    if status_kind(linked.plan.meta.status) == "ended":
        return "ended"
    return "superseded" if linked.superseded_by else ""
