"""lunr in one file: lunr.py writes the index of pairs of characters, lunr.js loads it, as small sites do."""

import json
import re
import shutil
import unicodedata
from pathlib import Path
from typing import Any

from lunr.builder import Builder
from lunr.token import Token

from benchmarks.corpus.forms import text_of
from benchmarks.corpus.plans import MadePlan
from benchmarks.search.subjects import Subject
from benchmarks.tools import from_npm

PAGES = Path(__file__).parent / "pages"
RUN = re.compile(r"[㐀-鿿]+|[a-z0-9.%]+")


def terms(text: str) -> list[str]:
    """Return the terms of a text: pairs of Chinese characters, runs of letters and digits."""
    found: list[str] = []
    for run in RUN.findall(unicodedata.normalize("NFKC", text).casefold()):
        if run[0] < "\x80" or len(run) == 1:
            found.append(run)
        else:
            found += [run[at : at + 2] for at in range(len(run) - 1)]
    return found


def lunr_file(plans: list[MadePlan], folder: Path) -> Subject:
    """Return a plain page with lunr's index of all plans."""
    tool = from_npm("lunr")
    builder: Any = Builder()
    builder.ref("id")
    builder.field("title", boost=5)
    builder.field("body")
    for plan in plans:
        fields = {"title": plan.title, "body": text_of(plan)}
        tokens = {name: [Token(term) for term in terms(text)] for name, text in fields.items()}
        builder.add({"id": plan.id, **tokens})
    data = {
        "index": builder.build().serialize(),
        "titles": {plan.id: plan.title for plan in plans},
    }
    folder.mkdir(parents=True)
    index = folder / "index.json"
    index.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), "utf-8")
    shutil.copy(tool.folder / "lunr.min.js", folder / "lunr.js")
    shutil.copy(PAGES / "lunr.html", folder / "ask.html")
    return Subject(
        name="lunr",
        version=tool.version,
        site=folder,
        index=(index,),
        page="ask.html?q={query}",
        done="html[data-search=done]",
        answers="(query) => window.ask(query)",
        has_phrases=False,
        is_slow=True,
    )
