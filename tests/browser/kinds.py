"""The kinds of pages of the sample site, built with drafts: a name of each, and where such a page is.

Each template stands here, and each form of one that is made of something else: what tests and benchmarks say of every
kind is said of these.
"""

from urllib.parse import quote

MARKDOWN, DIVISION, YAML = "yunlan-jyj-2021", "yunlan-zfb-2021-fengong", "linxi-jyj-2022"
PLANS = {
    "markdown": f"plans/{MARKDOWN}/",
    "division": f"plans/{DIVISION}/",
    "yaml": f"plans/{YAML}/",
    "letter": "plans/yunlan-guihua-2021/",
    "ended": "plans/yunlan-jyj-2019/",
    "progress": "plans/yunlan-jyj-2024/",
    "attachments": "plans/yunlan-jinshi-2022/",
    "draft": "plans/yunlan-jyj-2026/",
}
LISTS = {
    "home": "index.html",
    "plans": "plans/",
    "unit": "units/jyj/",
    "units": "units/",
    "together": "units/together/",
    "topic": "topics/compulsory/",
    "topics": "topics/",
    "year": "years/2021/",
    "years": "years/",
    "due": "deadlines/2025/",
    "deadlines": "deadlines/",
    "place": "places/lxx/",
    "places": "places/",
    "policy": "policies/xqjy-2018/",
    "policies": "policies/",
    "policies-later": "policies/page-2/",
    "tasks": "tasks/",
    "tasks-later": "tasks/page-3/",
    "targets": "targets/",
    "targets-later": "targets/page-3/",
    "measures": "targets/compared/",
    "measure": "targets/gbyzyyezb-ad40c/",
    "catalogue": "catalogue/",
    "compare": f"plans/{MARKDOWN}/compare/",
    "levels": f"plans/{DIVISION}/levels/",
    "sitemap": "sitemap/",
    "missing": "404.html",
}
SEARCHES = {
    "search": "search/",
    "results": f"search/?q={quote('幼儿园')}",
    "partial": f"search/?q={quote('近视防控 量子')}",
    "nothing": "search/?q=zzzzqq",
}
KINDS = LISTS | PLANS | SEARCHES
