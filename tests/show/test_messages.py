"""What visitors read comes from the catalogues; both languages are complete; no template holds words."""

import gzip
import json
import re
import string
from base64 import b64encode
from hashlib import sha256

import pytest

from generator.show.inlined import allowed, shortened
from tests.show.loading import TEMPLATES, published, written

LANGUAGES = ("zh-CN", "en")
FILES = sorted(TEMPLATES.rglob("*.j2"))
PAGES = [file for file in FILES if not file.name.endswith(".js.j2")]
TAGS = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|&\w+;", re.DOTALL)
SILENT = re.compile(r'{% block kind %}[a-z]*{% endblock %}| class="[\w -]+"', re.DOTALL)
SHOWN = re.compile(r'(?:aria-label|title|alt|placeholder|value)="([^"{]+)"')


def catalogue(language: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(
        (TEMPLATES / "messages" / language / "pages.json").read_text("utf-8")
    )
    return found


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_keys() -> None:
    assert list(catalogue("zh-CN")) == list(catalogue("en"))


def test_both_languages_have_the_same_places() -> None:
    english = catalogue("en")
    for key, text in catalogue("zh-CN").items():
        assert places(text) == places(english[key]), key


@pytest.mark.parametrize("file", PAGES, ids=lambda f: f.name)
def test_templates_hold_no_words(file: object) -> None:
    text = TEMPLATES.joinpath(str(file)).read_text("utf-8")
    bare = TAGS.sub(" ", SILENT.sub("", text))
    assert re.findall(r"\w+", bare) == []
    assert SHOWN.findall(re.sub(r"<(?:meta|input|option)[^>]*>", "", text)) == []


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_literal_keys_exist(file: object) -> None:
    text = TEMPLATES.joinpath(str(file)).read_text("utf-8")
    known: set[str] = set()
    for found in (TEMPLATES / "messages" / "zh-CN").glob("*.json"):
        known |= set(json.loads(found.read_text("utf-8")))
    used = set(re.findall(r"\bt\('([^']+)'(?=[,)])", text))
    assert used <= known


def test_no_message_of_ours_is_unused() -> None:
    texts = "\n".join(file.read_text("utf-8") for file in FILES)
    literal = set(re.findall(r"'([a-z0-9_.]+)'", texts))
    heads = set(re.findall(r"t\('([a-z_.]+\.)' ?~", texts))
    tails = set(re.findall(r"~ '(\.[a-z]+)'\)", texts))
    for key in catalogue("zh-CN"):
        name = key.removesuffix(".one")
        by_part = any(name.startswith(head) for head in heads) or any(
            name.endswith(t) for t in tails
        )
        assert name in literal or by_part, key


def test_what_the_policy_allows_inside_a_page() -> None:
    """The script that keeps what was chosen from flashing, which waits for nothing; the search page's sheet, and how it
    comes to the screen or says that it cannot; nothing else.
    """
    base = (TEMPLATES / "layouts" / "base.html.j2").read_text("utf-8")
    search = (TEMPLATES / "pages" / "search.html.j2").read_text("utf-8")
    own_style, own_script = (f"{{% block own_{kind} %}}" for kind in ("style", "script"))
    policy = f"{{{{ first|allowed }}}}{own_script}{{% endblock %}}"
    assert re.findall(r"script-src ([^;]*);", base) == [f"'self' file: {policy}"]
    assert re.findall(r"style-src ([^;]*);", base) == [f"'self' file:{own_style}{{% endblock %}}"]
    owns = {
        file.name: re.findall(r"own_(\w+) %\} (.*)\{% endb", file.read_text("utf-8"))
        for file in FILES
    }
    assert {name: own for name, own in owns.items() if own} == {
        "search.html.j2": [("style", "{{ sheet|allowed }}"), ("script", "{{ script|allowed }}")]
    }
    assert "<style>{{ sheet }}</style>" in search
    assert base.index("{{ first }}</script>") < base.index("site.css"), (
        "else it waits for the sheet"
    )
    within = [
        (file.name, tag)
        for file in FILES
        for tag in re.findall(
            r"<script(?![^>]* (?:src=|type=\"application/ld\+json\"))[^>]*>",
            file.read_text("utf-8"),
        )
    ]
    assert within == [
        ("base.html.j2", """<script data-src="{{ asset('site.js') }}">"""),
        ("search.html.j2", "<script>"),
    ]
    assert "<script>{{ script }}</script>" in search


def test_the_script_inside_a_page_is_allowed_by_what_it_says() -> None:
    script = shortened("{ let one = 1; /* note */ }")
    assert script == "{let e=1}"
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert allowed(script) == f"'sha256-{digest}'"


def test_the_script_is_small() -> None:
    assert len(gzip.compress(published("site.js"), 9)) <= 3_000
    assert len(gzip.compress(published("site.css"), 9)) <= 5_000


@pytest.mark.parametrize("name", ["site.css", "site.js"])
def test_styles_and_script_ask_nobody_else(name: str) -> None:
    text = written(name)
    assert "http" not in text
    assert "@import" not in text
    assert "url(" not in text


@pytest.mark.parametrize("new", ["?.", "??", "replaceAll", "(?<", ".at(", "async ", "import "])
def test_the_script_is_es2019(new: str) -> None:
    assert new not in written("site.js")
