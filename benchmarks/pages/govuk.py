"""A plan as a page of GOV.UK Frontend: its own components, in the order that its guidance asks for.

In: a plan as data (plan.json). Out: HTML. Its web font is left out: it is licensed for gov.uk alone.
"""

from html import escape
from typing import Any

STYLES, SCRIPT = "govuk-frontend.min.css", "govuk-frontend.min.js"
_FACTS = (
    ("发文机关", "issuer"),
    ("发文字号", "doc_no"),
    ("成文日期", "written"),
    ("发布日期", "published"),
    ("效力状态", "status"),
)
_HEAD = ("任务", "牵头", "配合", "时限")
_PAGE = """<!doctype html><html class="govuk-template" lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<link rel="icon" href="data:,"><link rel="stylesheet" href="{styles}"></head>
<body class="govuk-template__body">
<a href="#main-content" class="govuk-skip-link" data-module="govuk-skip-link">跳到正文</a>
<div class="govuk-width-container">
<nav class="govuk-breadcrumbs" aria-label="当前位置"><ol class="govuk-breadcrumbs__list">
<li class="govuk-breadcrumbs__list-item"><a class="govuk-breadcrumbs__link" href="#">首页</a></li>
<li class="govuk-breadcrumbs__list-item"><a class="govuk-breadcrumbs__link" href="#">规划</a></li></ol></nav>
<main class="govuk-main-wrapper" id="main-content"><h1 class="govuk-heading-l">{title}</h1>{body}</main></div>
<script src="{script}" defer></script></body></html>
"""


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
        for name, key in _FACTS
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
    head = "".join(f'<th scope="col" class="govuk-table__header">{name}</th>' for name in _HEAD)
    rows = "".join(f'<tr class="govuk-table__row">{cells(found)}</tr>' for found in tasks)
    return (
        '<table class="govuk-table"><caption class="govuk-table__caption govuk-table__caption--m">任务分工</caption>'
        f'<thead class="govuk-table__head"><tr class="govuk-table__row">{head}</tr></thead>'
        f'<tbody class="govuk-table__body">{rows}</tbody></table>'
    )


def cells(found: dict[str, Any]) -> str:
    """Return the cells of a task."""
    due = "、".join(deadline["text"] for deadline in found["deadlines"])
    texts = ("、".join(found["lead"]), "、".join(found["cooperating"]), due)
    first = f'<th scope="row" class="govuk-table__header">{escape(found["title"])}</th>'
    return first + "".join(f'<td class="govuk-table__cell">{escape(text)}</td>' for text in texts)
