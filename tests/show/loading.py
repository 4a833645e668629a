"""The project's own templates and messages, as the pipeline reads them."""

import json
from functools import lru_cache
from pathlib import Path

from generator import scripts, styles
from generator.disk.sources import as_template
from generator.show.templates import TemplateSet

TEMPLATES = Path(__file__).resolve().parents[2] / "site_templates"
SEARCH_STAND_IN = '{% extends "layouts/base.html.j2" %}{% block kind %}search{% endblock %}'


@lru_cache(maxsize=2)
def templates(language: str = "zh-CN") -> TemplateSet:
    """Return the project's templates with the messages of `language`."""
    files = sorted(TEMPLATES.rglob("*.j2"))
    sources = {"pages/search.html.j2": SEARCH_STAND_IN}
    sources |= {"static/search.css": as_template(published("search.css").decode())}
    sources |= {f.relative_to(TEMPLATES).as_posix(): f.read_text("utf-8") for f in files}
    return TemplateSet(tuple(sources.items()), tuple(messages(language).items()))


def messages(language: str) -> dict[str, str]:
    """Return all messages of `language`."""
    found: dict[str, str] = {}
    for file in sorted((TEMPLATES / "messages" / language).glob("*.json")):
        found |= json.loads(file.read_text("utf-8"))
    return found


def written(name: str) -> str:
    """Return a style sheet or a script as it is written, all parts in order."""
    parts = sorted((TEMPLATES / "static" / name).iterdir())
    text = "\n".join(part.read_text("utf-8") for part in parts)
    is_over = name.endswith(".css") and name != "site.css"
    return styles.whole(text, {"site.css": written("site.css")}) if is_over else text


def published(name: str) -> bytes:
    """Return it as it is published."""
    joined = styles.joined if name.endswith(".css") else scripts.joined
    return joined([written(name)])
