"""The documents of the project: their examples are real, their links lead somewhere, nothing is left out."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args
from urllib.parse import unquote, urlsplit

import pytest
import typer
from pydantic import BaseModel

from generator.files import Parsed, Source
from generator.forms import entries
from generator.forms.documents import parse_plan
from generator.forms.registers import FORMS, parse_registers
from generator.options import app
from generator.run.arguments import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh-CN.md")
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
)
FENCED = re.compile(r"^```(\w*) ?(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^()\s]+)\)")
CODE_SPAN = re.compile(r"`[^`\n]*`")
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|home|root|tmp|Users|mnt)/|[A-Za-z]:\\")
ADDRESS = re.compile(r"https?://([^/\s)`\"<]+)")
OUR_HOSTS = re.compile(
    r"(?:[\w.-]+\.)?example(?:\.gov\.cn)?|[\w.-]+\.example|127\.0\.0\.1:\d+", re.ASCII
)


def text_of(document: str) -> str:
    return (ROOT / document).read_text("utf-8")


def examples() -> Iterator[Any]:
    """Yield form, kind and text of each fenced block that is marked as a plan or a register."""
    for document in DOCUMENTS:
        text = text_of(document)
        for found in FENCED.finditer(text):
            form, kind, body = found.groups()
            if kind:
                line = text.count("\n", 0, found.start()) + 1
                yield pytest.param(form, kind, body, id=f"{document}:{line}")


def parsed(form: str, kind: str, body: str) -> Parsed[Any]:
    if kind in FORMS:
        return parse_registers([Source(f"{kind}.yaml", body, "")])
    assert kind == "plan"
    return parse_plan(Source({"markdown": "a.md", "yaml": "a.yaml"}[form], body, ""))


@pytest.mark.parametrize(("form", "kind", "body"), tuple(examples()))
def test_examples(form: str, kind: str, body: str) -> None:
    read = parsed(form, kind, body)
    assert read.value is not None
    assert read.problems == ()
    if kind == "plan":
        assert read.value.tasks
        assert read.value.title
        assert read.value.issuer


def test_there_are_examples_of_both_forms() -> None:
    for document in ("README.zh-CN.md", "docs/format.md"):
        marked = {found.group(1, 2) for found in FENCED.finditer(text_of(document))}
        assert {("markdown", "plan"), ("yaml", "plan")} <= marked
        assert {("yaml", name) for name in FORMS} <= marked


@pytest.mark.parametrize("document", READMES)
def test_every_command_is_in_the_readme(document: str) -> None:
    text = text_of(document)
    missing = [name for name in (*COMMANDS, "test") if not re.search(rf"build\.py {name}\b", text)]
    assert not missing


def test_every_option_is_in_the_chinese_readme() -> None:
    commands = vars(typer.main.get_command(app))["commands"].values()
    options = {option for command in commands for p in command.params for option in p.opts}
    text = text_of("README.zh-CN.md")
    known = sorted(o for o in {*options, "--lang", "--debug"} if o.startswith("--"))
    assert len(known) > len(COMMANDS)
    assert not [option for option in known if not re.search(rf"`[^`]*{option}\b", text)]


def forms() -> Iterator[type[BaseModel]]:
    for value in vars(entries).values():
        if isinstance(value, type) and issubclass(value, entries.Form):
            yield value


@pytest.mark.parametrize("form", tuple(forms()), ids=lambda form: form.__name__)
def test_every_key_is_in_the_format(form: type[BaseModel]) -> None:
    text = text_of("docs/format.md")
    for name, field in form.model_fields.items():
        assert f"`{name}`" in text, name
        assert field.title, name
        assert field.title in text, name


def test_every_register_has_a_form() -> None:
    models = {get_args(form)[0] if get_args(form) else form for form in FORMS.values()}
    assert models <= set(forms())


def slugs(text: str) -> set[str]:
    """Return the anchors of the headings, as GitHub makes them."""
    bare = FENCED.sub("", text)
    headings = re.findall(r"^#+ +(.+?) *$", bare, re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower()).replace(" ", "-")
        for heading in headings
    }


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links(document: str) -> None:
    text = text_of(document)
    for found in LINK.finditer(CODE_SPAN.sub("", FENCED.sub("", text))):
        link = urlsplit(unquote(found.group(1)))
        if link.scheme:
            continue
        target = (ROOT / document).parent / link.path if link.path else ROOT / document
        assert target.exists(), found.group(1)
        if link.fragment:
            assert link.fragment in slugs(target.read_text("utf-8")), found.group(1)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_nothing_of_a_machine(document: str) -> None:
    text = text_of(document)
    assert not MACHINE_PATH.findall(text)
    assert not [host for host in ADDRESS.findall(text) if not OUR_HOSTS.fullmatch(host)]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_norms_are_never_claimed(document: str) -> None:
    assert "符合" not in text_of(document)


@pytest.mark.parametrize("document", READMES)
def test_the_two_commands_and_a_picture_come_first(document: str) -> None:
    top = text_of(document)[:600]
    assert "python3 build.py test" in top
    assert re.search(r"!\[.{10,}\]\(docs/images/", top)


def test_pictures_are_small() -> None:
    sizes = {path.stem: path.stat().st_size for path in (ROOT / "docs/images").iterdir()}
    assert sizes.pop("plan") < 150_000
    assert max(sizes.values()) < 75_000
    assert sum(sizes.values()) < 1_500_000


def test_decisions_have_four_parts() -> None:
    for path in (ROOT / "docs/decisions").glob("*.md"):
        text = path.read_text("utf-8")
        assert re.fullmatch(rf"# {path.name[:4]} \S.*", text.split("\n")[0])
        for part in ("Context", "Decision", "Consequences", "We would know it was wrong"):
            assert f"**{part}" in text, (path.name, part)
