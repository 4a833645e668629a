"""A site written to a folder: its pages and its search, without the pipeline around them."""

from pathlib import Path

from generator import scripts
from generator.disk.sources import read_templates
from generator.disk.stamps import Stamps
from generator.disk.walk import looked
from generator.files import Artifact
from generator.model.site import Site
from generator.recall import anew
from generator.search.index import search_artifacts
from generator.show.pages import pages_of
from generator.show.render import render_page
from tests.show.loading import TEMPLATES, templates

SCRIPT = TEMPLATES / "static" / "search.js"
EXPOSED = """
import { fold, inFigures } from "./1-text.js";
import { formOf } from "./3-query.js";
import { FIELDS, columns, documentOf, lookup, planAt, planOf, scores, taskOf } from "./4-index.js";
import { arranged, first } from "./5-find.js";
import { characters, find } from "./7-rarer.js";
import { begin } from "./8-rows.js";
plansite.text = { fold, inFigures, formOf, characters };
plansite.index = { FIELDS, columns, documentOf, lookup, planAt, planOf, scores, taskOf };
plansite.search = { arranged, first, find };
plansite.rows = { begin };
"""
"""A last part of the script of the search, by which tests ask it directly."""


def publish(site: Site, folder: Path, language: str = "zh-CN") -> Path:
    """Return the folder, now with all pages, assets and search files of the site."""
    for static in read_templates(looked(TEMPLATES), Stamps(), anew)[0].statics:
        data = static.data if isinstance(static, Artifact) else Path(static.file).read_bytes()
        write(folder / static.path, data)
    parts = [path.read_text("utf-8") for path in sorted(SCRIPT.glob("*.js"))]
    write(folder / "static" / "search.js", scripts.joined([*parts, EXPOSED]))
    for page in pages_of(site):
        done = render_page(templates(language), page)
        assert done.value is not None, done.problems
        write(folder / done.value.path, done.value.data)
    for artifact in search_artifacts(site):
        write(folder / artifact.path, artifact.data)
    return folder


def write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
