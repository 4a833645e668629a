"""A plan as a page of GOV.UK Frontend: its own components, in the order that its guidance asks for.

In: a plan as data (plan.json). Out: HTML. Its web font is left out: it is licensed for gov.uk alone.
"""

import re
import shutil
from html import escape
from pathlib import Path
from typing import Any

from benchmarks.tools import Tool

STYLES, SCRIPT = "govuk-frontend.min.css", "govuk-frontend.min.js"
WEB_FONT = re.compile(r"@font-face\{[^}]*\}")
FACTS = (
    ("发文机关", "issuer"),
    ("发文字号", "doc_no"),
    ("成文日期", "written"),
    ("发布日期", "published"),
    ("效力状态", "status"),
)
HEAD = ("任务", "牵头", "配合", "时限")
_PAGE = """<!doctype html><html class="govuk-template" lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="description" content="{title}"><link rel="icon" href="data:,"><link rel="stylesheet" href="{styles}"></head>
<body class="govuk-template__body">
<a href="#main-content" class="govuk-skip-link" data-module="govuk-skip-link">跳到正文</a>
<div class="govuk-width-container">
<nav class="govuk-breadcrumbs" aria-label="当前位置"><ol class="govuk-breadcrumbs__list">
<li class="govuk-breadcrumbs__list-item"><a class="govuk-breadcrumbs__link" href="#">首页</a></li>
<li class="govuk-breadcrumbs__list-item"><a class="govuk-breadcrumbs__link" href="#">规划</a></li></ol></nav>
<main class="govuk-main-wrapper" id="main-content"><h1 class="govuk-heading-l">{title}</h1>{body}</main></div>
<script type="module">import {{ initAll }} from "./{script}"; initAll();</script></body></html>
"""


def built(plans: dict[str, dict[str, Any]], folder: Path, tool: Tool) -> Path:
    """Return a folder with pages of these plans (id → data)."""
    made = tool.folder / "dist" / "govuk"
    for name, plan in plans.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "index.html").write_text(page(plan), "utf-8")
        shutil.copyfile(sorted(made.rglob(SCRIPT))[0], folder / name / SCRIPT)
        styles = sorted(made.rglob(STYLES))[0].read_text("utf-8")
        (folder / name / STYLES).write_text(WEB_FONT.sub("", styles), "utf-8")
    return folder


def page(plan: dict[str, Any]) -> str:
    """Return the page of a plan."""
    tasks = plan["tasks"]
    body = (facts(plan), contents(tasks), *opening(plan), *map(task, tasks), table(tasks))
    return _PAGE.format(
        title=escape(plan["title"]), body="\n".join(body), styles=STYLES, script=SCRIPT
    )


def facts(plan: dict[str, Any]) -> str:
    """Return the summary list."""
    rows = "".join(
        f'<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">{name}</dt>'
        f'<dd class="govuk-summary-list__value">{escape(plan[key])}</dd></div>'
        for name, key in FACTS
        if plan[key]
    )
    return f'<dl class="govuk-summary-list govuk-summary-list--no-border">{rows}</dl>'


def contents(tasks: list[dict[str, Any]]) -> str:
    """Return the list of contents."""
    rows = "".join(
        f'<li><a class="govuk-link" href="#{t["id"]}">{escape(t["mark"] + t["title"])}</a></li>'
        for t in tasks
    )
    return f'<h2 class="govuk-heading-m">目录</h2><ol class="govuk-list">{rows}</ol>'


def opening(plan: dict[str, Any]) -> list[str]:
    """Return the paragraphs before the tasks."""
    return [f'<p class="govuk-body">{escape(text)}</p>' for text in plan["opening"]]


def task(found: dict[str, Any]) -> str:
    """Return a task with its text and measures."""
    texts = (*filter(None, found["text"].split("\n")), *found["measures"])
    lines = "".join(f'<p class="govuk-body">{escape(text)}</p>' for text in texts)
    title = escape(found["mark"] + found["title"])
    return f'<h3 class="govuk-heading-s" id="{found["id"]}">{title}</h3>{lines}'


def table(tasks: list[dict[str, Any]]) -> str:
    """Return who does what."""
    head = "".join(f'<th scope="col" class="govuk-table__header">{name}</th>' for name in HEAD)
    rows = "".join(f'<tr class="govuk-table__row">{cells(found)}</tr>' for found in tasks)
    return (
        '<table class="govuk-table"><caption class="govuk-table__caption govuk-table__caption--m">任务分工</caption>'
        f'<thead class="govuk-table__head"><tr class="govuk-table__row">{head}</tr></thead>'
        f'<tbody class="govuk-table__body">{rows}</tbody></table>'
    )


def units_and_dates(found: dict[str, Any]) -> tuple[str, str, str]:
    """Return who leads a task, who cooperates, and when it is due."""
    due = "、".join(deadline["text"] for deadline in found["deadlines"])
    return "、".join(found["lead"]), "、".join(found["cooperating"]), due


def cells(found: dict[str, Any]) -> str:
    """Return the cells of a task."""
    texts = units_and_dates(found)
    first = f'<th scope="row" class="govuk-table__header">{escape(found["title"])}</th>'
    return first + "".join(f'<td class="govuk-table__cell">{escape(text)}</td>' for text in texts)
