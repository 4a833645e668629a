"""How a plan begins, for those who list it.

In: a plan. Out: a few of its words.
"""

from generator.model.plan import Plan


def first_words(plan: Plan, room: int = 120) -> str:
    """Return the beginning of the plan's text, cut after a full stop where one is near."""
    tasks = (f"{task.title}。" for task in plan.tasks[:6])
    text = "".join(plan.opening) or "".join(tasks)
    if len(text) <= room:
        return text
    end = text.rfind("。", room // 2, room)
    return text[: end + 1] if end > 0 else f"{text[: room - 1]}…"
