"""A made plan in the forms that generators read.

In: a plan. Out: text. The words are the same in all of them.
"""

from collections.abc import Iterator
from html import escape

from benchmarks.corpus.plans import MadePlan


def manuscript(plan: MadePlan) -> str:
    """Return the plan as an editor would write it for this project."""
    head = {
        "标识": plan.id,
        "标题": plan.title,
        "文种": "工作要点",
        "年份": plan.year,
        "发文机关": plan.issuer,
        "发文字号": plan.number,
        "发布日期": plan.published,
    }
    lines = ["---", *(f"{key}: {value}" for key, value in head.items()), "---", "", plan.opening]
    for part in plan.parts:
        lines += ["", f"{part.number}、{part.title}"]
        for task in part.tasks:
            lines += ["", f"{task.number}. {task.title}。{task.text}"]
    return "\n".join([*lines, ""])


def text_of(plan: MadePlan) -> str:
    """Return all that a reader sees of the plan, a line for each piece."""
    head = [plan.title, plan.issuer, plan.number, plan.opening]
    parts = [f"{part.number}、{part.title}" for part in plan.parts]
    tasks = [f"{task.number}. {task.title}。{task.text}" for task in plan.tasks]
    return "\n".join([*head, *parts, *tasks])


def markdown(plan: MadePlan, front: str = "") -> str:
    """Return common Markdown, a heading for each part and task; front matter may stand before."""
    lines = [f"{front}# {plan.title}", "", f"{plan.issuer}　{plan.number}", "", plan.opening]
    for part in plan.parts:
        lines += ["", f"## {part.number}、{part.title}"]
        for task in part.tasks:
            lines += ["", f"### {task.number}. {task.title}", "", task.text]
    return "\n".join([*lines, ""])


def page(plan: MadePlan) -> str:
    """Return a plain page, a heading with an anchor for each task."""
    return "\n".join(_page_lines(plan))


def _page_lines(plan: MadePlan) -> Iterator[str]:
    yield '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
    yield f"<title>{escape(plan.title)}</title></head><body><main data-pagefind-body>"
    yield f"<h1>{escape(plan.title)}</h1><p>{plan.issuer}　{plan.number}</p>"
    yield f"<p>{escape(plan.opening)}</p>"
    for part in plan.parts:
        yield f"<h2>{part.number}、{escape(part.title)}</h2>"
        for task in part.tasks:
            yield f'<h3 id="{task.id}">{task.number}. {escape(task.title)}</h3>'
            yield f"<p>{escape(task.text)}</p>"
    yield "</main></body></html>"
