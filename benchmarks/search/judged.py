"""What people look for in the sample content, judged by reading it: how well the first ten results answer.

In: benchmarks/intents/<set>/*.yaml. Out: for each set, intent and engine a score; the worst first. An intent is a query
in plain words and the tasks (plan#task) or plans (plan) that answer it: 3 fully, 2 in substance, 1 a mention. Where
`nothing: true` stands, the plans do not say, and a page without results is the right answer. The search was tuned on
the set `tuned`; `fresh` was written after that, from the plans alone, and nothing is tuned on it: that is to expect.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from typing import Any

import yaml
from playwright.sync_api import Browser

from benchmarks.corpus.forms import page
from benchmarks.corpus.plans import MadePart, MadePlan, MadeTask
from benchmarks.search.browser import answers
from benchmarks.search.line import served
from benchmarks.search.ours import ROOT, build, of_site
from benchmarks.search.pagefind import indexed
from benchmarks.search.scores import ndcg
from benchmarks.search.subjects import Subject
from benchmarks.tools import Absent

INTENTS = Path(__file__).resolve().parents[1] / "intents"
SETS = ("fresh", "tuned")
BEST, ENOUGH = 3, 3
"""The grade of a full answer; how many results a visitor looks at before asking otherwise."""
ROWS = """() => Array.from(document.querySelectorAll('[data-plan]'), (e) => [e.dataset.plan, e.dataset.task])"""
HEADINGS = "(query) => window.askTasks(query)"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Intent:
    """What somebody wants to know."""

    group: str
    """Of `SETS`: the name of its folder."""
    kind: str
    """The name of its file."""
    query: str
    grades: dict[str, int]
    """How well a task (plan#task) or a plan answers; empty where nothing does."""


def intents() -> list[Intent]:
    """Return all intents, set by set and file by file."""
    return [
        intent_of(group, path.stem, entry)
        for group in SETS
        for path in sorted((INTENTS / group).glob("*.yaml"))
        for entry in yaml.safe_load(path.read_text("utf-8"))
    ]


def intent_of(group: str, kind: str, entry: dict[Any, Any]) -> Intent:
    """Return an entry of a file as an intent."""
    graded = {ref: grade for grade in range(1, BEST + 1) for ref in entry.get(grade, ())}
    return Intent(group, kind, str(entry["query"]), graded)


def judge(
    chromium: Browser, folder: Path, *, has_peer: bool = True, most: int | None = None
) -> dict[str, Row]:
    """Return how our search and Pagefind, where it is wanted, answer the first `most` intents of each set, or all."""
    site = build(ROOT / "content", folder / "site")
    wanted = [i for group in SETS for i in [i for i in intents() if i.group == group][:most]]
    scored = {"ours": list(scores_of(chromium, asked_for(of_site(site), ROWS), wanted))}
    absent: Row = {}
    try:
        if not has_peer:
            raise Absent("not asked for")
        subject = indexed(plain_pages(site, folder / "plain"), "plans/*/index.html")
        scored["pagefind"] = list(scores_of(chromium, asked_for(subject, HEADINGS), wanted))
    except Absent as problem:
        absent["pagefind"] = {"absent": str(problem)}
    return {group: absent | of_set(group, wanted, scored) for group in SETS}


def of_set(group: str, wanted: list[Intent], scored: dict[str, list[Row]]) -> Row:
    """Return how each engine answers the intents of a set: the means, and each."""
    places = [at for at, intent in enumerate(wanted) if intent.group == group]
    own = [wanted[at] for at in places]
    row: Row = {"count": len(own)}
    for name, scores in scored.items():
        row[name] = summary(own, [scores[at] for at in places])
    row["each"] = [
        {"kind": wanted[at].kind, "query": wanted[at].query}
        | {name: scores[at] for name, scores in scored.items()}
        for at in places
    ]
    return row


def asked_for(subject: Subject, script: str) -> Subject:
    """Return a subject that is asked in another way."""
    return replace(subject, answers=script)


def scores_of(chromium: Browser, subject: Subject, wanted: list[Intent]) -> Iterator[Row]:
    """Yield for each intent what its first results are worth."""
    page = chromium.new_page()
    with served(subject.site, is_compressed=False) as there:
        found = answers(page, there, subject, [intent.query for intent in wanted])
    page.close()
    for intent, rows in zip(wanted, found, strict=True):
        refs = list(dict.fromkeys(f"{plan}#{task}" if task else plan for plan, task in rows))
        yield {
            "ndcg": round(ndcg(refs, intent.grades), 3),
            "success": succeeds(refs, intent.grades),
            "first": refs[:ENOUGH],
        }


def succeeds(refs: list[str], grades: dict[str, int]) -> bool:
    """Return whether a full answer is among the first results, or nothing is shown where there is none."""
    if not grades:
        return not refs
    return any(grades.get(ref) == BEST for ref in refs[:ENOUGH])


def summary(wanted: list[Intent], scores: list[Row]) -> Row:
    """Return the means, of all intents and of each kind."""
    kinds = dict.fromkeys(intent.kind for intent in wanted)
    return means(scores) | {
        "kinds": {
            kind: means([s for i, s in zip(wanted, scores, strict=True) if i.kind == kind])
            for kind in kinds
        }
    }


def means(scores: list[Row]) -> Row:
    """Return mean nDCG@10 and the share of intents that succeed."""
    return {
        "ndcg": round(fmean(score["ndcg"] for score in scores), 3),
        "success": round(fmean(score["success"] for score in scores), 3),
    }


def failures(row: Row, engine: str = "ours") -> list[Row]:
    """Return the intents that an engine answers least well, the worst first."""
    return sorted(
        (each for each in row["each"] if each[engine]["ndcg"] < 1),
        key=lambda each: each[engine]["ndcg"],
    )


def plain_pages(site: Path, folder: Path) -> Path:
    """Write plain pages of a built site's plans, read from their data twins; return the folder."""
    for path in sorted((site / "plans").glob("*/plan.json")):
        plan = plan_of(json.loads(path.read_text("utf-8")))
        target = folder / "plans" / plan.id / "index.html"
        target.parent.mkdir(parents=True)
        target.write_text(page(plan), "utf-8")
    return folder


def plan_of(data: Row) -> MadePlan:
    """Return a data twin as a plan that our plain page can show."""
    tasks = tuple(
        MadeTask(task["id"], task["number"], task["title"], text_of(task)) for task in data["tasks"]
    )
    numbers = "　".join(filter(None, (data["doc_no"], data["index_no"])))
    return MadePlan(
        data["id"],
        data["title"],
        data["issuer"],
        numbers,
        data["year"],
        data["published"],
        data["kind"],
        (MadePart("", data["title"], tasks),),
    )


def text_of(task: Row) -> str:
    """Return all that a task says."""
    lead, cooperating = "、".join(task["lead"]), "、".join(task["cooperating"])
    units = f"（牵头单位：{lead}，配合单位：{cooperating}）" if lead else ""
    stated = units if "单位：" not in task["text"] else ""
    return "".join([task["text"], *task["measures"], stated])
